import CairnClouds
import CairnGeometry
import CairnNN
import CairnSegmentation
import Testing

/// What the network reads of a cloud.
struct NetworkInputTests {
  static func scene(
    _ cloud: PointCloud, voxelLimit: Int = 3000, boundaries: [Float]? = nil
  ) throws -> TrainingScene {
    try TrainingScene(
      cloud, voxelLimit: voxelLimit, cellEdge: 6, leastAffinity: 0.9,
      boundaries: boundaries ?? shippedBoundaries())
  }

  /// The shipped weights that tell where superpoints end.
  static func shippedBoundaries() throws -> [Float] {
    let file = try WeightFile(WeightFile.shippedBytes)
    return try ["own.weight", "own.bias", "edge.weight", "out.weight", "out.bias"].flatMap {
      try file.tensor("boundaries.\($0)").values
    }
  }

  static let table = Result { try scene(Scene.table.cloud) }

  static func cloud(_ points: [SIMD3<Float>]) -> PointCloud { PointCloud(positions: points) }

  /// A cloud of the same points elsewhere.
  static func moved(_ map: (SIMD3<Float>) -> SIMD3<Float>) -> PointCloud {
    var cloud = Self.cloud(Scene.table.points.map(map))
    let eye = map(Scene.table.cameras[0])
    cloud.viewpoint.translation = SIMD3<Double>(eye)
    return cloud
  }

  @Test func `shapes are those that the widths say`() throws {
    let scene = try Self.table.get()
    let widths = TrainingScene.widths.map { Int($0) }
    let (voxels, superpoints) = (scene.voxelCount, scene.superpointCount)
    #expect(voxels > 2000 && superpoints > 100 && superpoints < voxels / 4)
    #expect(scene.floats["voxel_features"]?.count == voxels * widths[0])
    #expect(scene.integers["voxel_neighbors"]?.count == voxels * widths[1])
    #expect(scene.floats["voxel_edges"]?.count == voxels * widths[1] * widths[2])
    #expect(scene.floats["superpoint_features"]?.count == superpoints * widths[3])
    #expect(scene.integers["superpoint_neighbors"]?.count == superpoints * widths[4])
    #expect(scene.floats["superpoint_edges"]?.count == superpoints * widths[4] * widths[5])
    for values in scene.floats.values { #expect(values.allSatisfy { $0.isFinite }) }
  }

  @Test func `every voxel is in a superpoint, numbered as they come`() throws {
    let scene = try Self.table.get()
    let numbers = try #require(scene.integers["superpoint_of_voxel"])
    #expect(numbers.count == scene.voxelCount)
    var next: Int32 = 0
    for number in numbers {
      #expect((0...next).contains(number))
      next = max(next, number + 1)
    }
    #expect(Int(next) == scene.superpointCount)
  }

  @Test func `superpoints hardly mix things`() throws {
    let scene = try Self.table.get()
    let superpoints = try #require(scene.integers["superpoint_of_voxel"])
    let voxels = try #require(scene.integers["voxel_of_point"])
    var counts: [Int32: [UInt32: Int]] = [:]
    for (voxel, label) in zip(voxels, Scene.table.labels) where voxel >= 0 {
      counts[superpoints[Int(voxel)], default: [:]][label, default: 0] += 1
    }
    let right = counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
    #expect(Double(right) > 0.97 * Double(voxels.count))
  }

  /// Weights that call voxels one thing unless their colors differ.
  static var colorBoundaries: [Float] {
    let width = (TrainingScene.boundaryWeightCount - 1) / 31
    let (voxelWidth, edgeWidth) = (Int(TrainingScene.widths[0]), Int(TrainingScene.widths[2]))
    var edge = [Float](repeating: 0, count: width * edgeWidth)
    // One hidden number takes the difference of colors, which is the sixth number of a pair.
    edge[5] = 1
    let out: [Float] = [-100] + [Float](repeating: 0, count: width - 1)
    return [Float](repeating: 0, count: width * (voxelWidth + 1)) + edge + out + [10]
  }

  @Test func `superpoints end where the weights see a boundary`() throws {
    let points: [SIMD3<Float>] = (0..<3600).map { [Float($0 / 60), Float($0 % 60), 0] }
    var cloud = Self.cloud(points)
    // Stripes of two colors, at a slant to the cells.
    let isRed = points.map { Int($0.x + 0.5 * $0.y) / 13 % 2 == 0 }
    for (name, value) in [("red", UInt8(220)), ("green", 40), ("blue", 40)] {
      try cloud.append(
        Field(name, .uint8(isRed.map { $0 == (name == "red") ? value : 255 - value })))
    }
    func mixed(_ boundaries: [Float]?) throws -> Int {
      let scene = try TrainingScene(
        cloud, voxelLimit: 100_000, cellEdge: 6, leastAffinity: 0.9, boundaries: boundaries)
      let superpoints = try #require(scene.integers["superpoint_of_voxel"])
      let voxels = try #require(scene.integers["voxel_of_point"])
      var colors = [Set<Bool>](repeating: [], count: scene.voxelCount)
      for (row, voxel) in voxels.enumerated() { colors[Int(voxel)].insert(isRed[row]) }
      // A voxel on the border holds points of both colors and says nothing.
      var kinds: [Int32: Set<Bool>] = [:]
      for voxel in colors.indices where colors[voxel].count == 1 {
        kinds[superpoints[voxel], default: []].formUnion(colors[voxel])
      }
      return kinds.values.count { $0.count == 2 }
    }
    let (blind, seeing) = (try mixed(nil), try mixed(Self.colorBoundaries))
    #expect(blind > 20 && seeing == 0, "\(blind), \(seeing)")
  }

  @Test func `neighbors are others, contacts first`() throws {
    let scene = try Self.table.get()
    let neighbors = try #require(scene.integers["superpoint_neighbors"])
    let edges = try #require(scene.floats["superpoint_edges"])
    let (count, width) = (Int(TrainingScene.widths[4]), Int(TrainingScene.widths[5]))
    for row in 0..<scene.superpointCount {
      let own = neighbors[row * count..<(row + 1) * count].filter { $0 >= 0 }
      #expect(Set(own).count == own.count && !own.contains(Int32(row)))
      #expect(own.count > 10)
    }
    // The flag of contacts falls from 1 to 0 at most once among the first ones.
    let flags = (0..<scene.superpointCount).map { edges[($0 * count) * width + 9] }
    #expect(flags.count { $0 == 1 } > flags.count * 9 / 10)
  }

  @Test(arguments: [0.001, 1000] as [Float])
  func `the unit does not matter`(scale: Float) throws {
    let (plain, scaled) = (try Self.table.get(), try Self.scene(Self.moved { $0 * scale }))
    try expectEqual(plain, scaled)
  }

  @Test func `which axis is up does not matter`() throws {
    let turned = try Self.scene(Self.moved { [$0.y, $0.z, $0.x] })
    try expectEqual(try Self.table.get(), turned)
  }

  /// Equal but for rounding, which may move a voxel or two at the border of a cell.
  func expectEqual(_ a: TrainingScene, _ b: TrainingScene) throws {
    #expect(abs(a.voxelCount - b.voxelCount) < a.voxelCount / 50)
    for (column, tolerance) in [(0, 0.02), (4, 0.02), (8, 0.02), (11, 0.02), (14, 0.02)] {
      let (first, second) = (mean(a, column), mean(b, column))
      #expect(abs(first - second) < tolerance, "\(column): \(first), \(second)")
    }
    #expect(mean(a, 3) == mean(b, 3))
    #expect(mean(a, 9) == 1 && mean(b, 9) == 1)
  }

  private func mean(_ scene: TrainingScene, _ column: Int) -> Double {
    let values = scene.floats["voxel_features"] ?? []
    let width = Int(TrainingScene.widths[0])
    let rows = stride(from: column, to: values.count, by: width)
    return rows.reduce(0) { $0 + Double(values[$1]) } / Double(scene.voxelCount)
  }

  @Test func `height is counted from the table up`() throws {
    let scene = try Self.table.get()
    let values = try #require(scene.floats["voxel_features"])
    let voxels = try #require(scene.integers["voxel_of_point"])
    let width = Int(TrainingScene.widths[0])
    var sums: [UInt32: (Double, Double)] = [:]
    for (row, label) in Scene.table.labels.enumerated() where voxels[row] >= 0 {
      let height = Double(values[Int(voxels[row]) * width + 8])
      let old = sums[label] ?? (0, 0)
      sums[label] = (old.0 + height, old.1 + 1)
    }
    let means = sums.mapValues { $0.0 / $0.1 }
    let ground = try #require(means[0])
    for label in 1...4 as ClosedRange<UInt32> {
      let mean = try #require(means[label])
      #expect(mean > ground + 0.2)
    }
    #expect(ground < 0.05)
  }

  @Test func `a cloud without color says so`() throws {
    let values = try #require(try Self.table.get().floats["voxel_features"])
    let width = Int(TrainingScene.widths[0])
    for voxel in 0..<values.count / width {
      #expect(values[voxel * width + 16..<(voxel + 1) * width].allSatisfy { $0 == 0 })
    }
  }

  @Test func `few points are no reason to fail`() throws {
    for count in [1, 2, 3, 7] {
      let points = (0..<count).map { SIMD3<Float>(Float($0), Float($0 * $0), 1) }
      var scene = try Self.scene(Self.cloud(points))
      #expect(scene.voxelCount >= 1)
      let pairs = scene.superpointCount * Int(TrainingScene.widths[4])
      scene.setContext(affinities: Array(repeating: 0.5, count: pairs))
      let values = try #require(scene.values(clicks: [(0, true)], regionDepths: nil, last: nil))
      #expect(
        values.superpoints.allSatisfy { $0.isFinite } && values.voxels.allSatisfy { $0.isFinite })
    }
  }
}
