import CairnClouds
import CairnGeometry
import CairnPreprocessing
import TestSupport
import Testing

struct DownsamplingTests {
  /// Random points with every kind of column, some of them NaN.
  static func cloud(count: Int, seed: UInt64, at origin: SIMD3<Double> = .zero) -> PointCloud {
    var generator = SeededGenerator(seed: seed)
    func doubles(_ range: Range<Double>) -> [Double] {
      (0..<count).map { _ in Double.random(in: range, using: &generator) }
    }
    var axes = (0..<3).map { axis in doubles(-1..<1).map { $0 + origin[axis] } }
    for index in stride(from: 3, to: count, by: 50) { axes[index % 3][index] = .nan }
    var cloud = PointCloud(
      count: count,
      columns: zip(["x", "y", "z"], axes).map { Field($0, .float64($1)) })
    for name in ["red", "green", "blue"] {
      cloud.append(
        Field(name, .uint8((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })))
    }
    cloud.append(Field("intensity", .float32(doubles(0..<1).map { Float($0) })))
    cloud.append(
      Field("label", .uint16((0..<count).map { _ in UInt16.random(in: 0...3, using: &generator) })))
    cloud.append(Field("ring", .int32((0..<count).map { Int32($0) })))
    let pairs = (0..<2 * count).map { Int8(truncatingIfNeeded: $0) }
    cloud.append(Field("pair", .int8(pairs), count: 2))
    return cloud
  }

  /// The rows of each voxel, by looking each up in a dictionary.
  private static func voxels(_ cloud: PointCloud, edge: Double) -> [[Int]] {
    guard let (x, y, z) = cloud.positionFields else { return [] }
    let axes = [x, y, z].map { $0.values.doubles() }
    var numbers: [SIMD3<Int>: Int] = [:]
    var rows: [[Int]] = []
    for row in 0..<cloud.count {
      let place = SIMD3(axes[0][row], axes[1][row], axes[2][row])
      guard place.x.isFinite, place.y.isFinite, place.z.isFinite else { continue }
      let cell = SIMD3<Int>((place / edge).rounded(.down))
      if numbers[cell] == nil {
        numbers[cell] = rows.count
        rows.append([])
      }
      rows[numbers[cell] ?? 0].append(row)
    }
    return rows
  }

  @Test(arguments: [SIMD3<Double>.zero, [500_000.5, 5_400_000.25, 117]])
  func `centroids agree with a dictionary of voxels`(origin: SIMD3<Double>) throws {
    let cloud = Self.cloud(count: 4001, seed: 5, at: origin)
    let voxels = Self.voxels(cloud, edge: 0.25)
    let thinned = try #require(cloud.downsampled(voxelSize: 0.25))
    try #require(thinned.count == voxels.count)
    #expect(thinned.columns.map(\.name) == cloud.columns.map(\.name))
    #expect(thinned.columns.map(\.type) == cloud.columns.map(\.type))
    for name in ["x", "y", "z", "red", "green", "blue", "intensity"] {
      let values = try #require(cloud.field(name)).values.doubles()
      let means = try #require(thinned.field(name)).values.doubles()
      // Bytes are rounded, coordinates of millions are good to a nanometer.
      let tolerance = name.count > 1 && name != "intensity" ? 0.5 : 1e-7
      for (voxel, rows) in voxels.enumerated() {
        let mean = rows.map { values[$0] - values[rows[0]] }.reduce(0, +) / Double(rows.count)
        #expect(abs(values[rows[0]] + mean - means[voxel]) <= tolerance)
      }
    }
    let labels = try #require(cloud.labels)
    let merged = try #require(thinned.labels)
    for (voxel, rows) in voxels.enumerated() {
      let counts = Dictionary(grouping: rows) { labels[$0] }.mapValues(\.count)
      let most = counts.values.max()
      #expect(merged[voxel] == counts.filter { $0.value == most }.keys.min())
    }
    // All else comes from one point of the voxel.
    let ring = try #require(thinned.field("ring")).values.doubles().map { Int($0) }
    for (voxel, rows) in voxels.enumerated() { #expect(rows.contains(ring[voxel])) }
    #expect(thinned.field("pair")?.values == cloud.field("pair")?.selected(ring).values)
  }

  @Test func `the first points keep their columns as they are`() throws {
    let cloud = Self.cloud(count: 2000, seed: 6)
    let thinned = try #require(cloud.downsampled(voxelSize: 0.5, keeping: .first))
    #expect(thinned == cloud.selected(Self.voxels(cloud, edge: 0.5).map { $0[0] }))
  }

  @Test func `random points are of their voxel and the same for a seed`() throws {
    let cloud = Self.cloud(count: 2000, seed: 7)
    let voxels = Self.voxels(cloud, edge: 0.5)
    let thinned = try #require(cloud.downsampled(voxelSize: 0.5, keeping: .random(seed: 1)))
    let rows = try #require(thinned.field("ring")).values.doubles().map { Int($0) }
    for (voxel, row) in rows.enumerated() { #expect(voxels[voxel].contains(row)) }
    #expect(rows != voxels.map { $0[0] })
    #expect(cloud.downsampled(voxelSize: 0.5, keeping: .random(seed: 1)) == thinned)
    #expect(cloud.downsampled(voxelSize: 0.5, keeping: .random(seed: 2)) != thinned)
  }

  @Test func `packed colours are averaged byte by byte`() throws {
    for alpha: UInt32 in [0, 0xFF00_0000] {
      var cloud = PointCloud(positions: [.zero, [0.1, 0, 0], [0.2, 0, 0]])
      let words = [0x10_20_30 | alpha, 0x20_40_FF | alpha, 0x00_00_00 | alpha]
      cloud.append(Field("rgb", .float32(words.map { Float(bitPattern: $0) })))
      let thinned = try #require(cloud.downsampled(voxelSize: 1))
      guard case .float32(let values)? = thinned.field("rgb")?.values else {
        Issue.record("no longer packed")
        return
      }
      #expect(values.map(\.bitPattern) == [0x10_20_65 | alpha])
    }
  }

  @Test func `normals keep their length, opposite ones those of a point`() throws {
    var cloud = PointCloud(positions: [[0.1, 0, 0], [0.2, 0, 0], [1.1, 0, 0], [1.2, 0, 0]])
    cloud.setNormals([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, -1]])
    let thinned = try #require(cloud.downsampled(voxelSize: 1))
    let half = Float(0.5).squareRoot()
    #expect(thinned.field("nx")?.values == .float32([half, 0]))
    #expect(thinned.field("ny")?.values == .float32([half, 0]))
    #expect(abs(thinned.field("nz")?.values.floats()[1] ?? 0) == 1)
  }

  @Test func `empty clouds and clouds without coordinates have no voxels`() throws {
    #expect(PointCloud(positions: []).downsampled(voxelSize: 1)?.count == 0)
    #expect(PointCloud(positions: [[.nan, 0, 0]]).downsampled(voxelSize: 1)?.count == 0)
    #expect(PointCloud(count: 0, columns: []).downsampled(voxelSize: 1) == nil)
  }
}
