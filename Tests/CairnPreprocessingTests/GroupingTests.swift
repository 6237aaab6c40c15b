import CairnGeometry
import CairnKernels
import CairnPreprocessing
import TestSupport
import Testing

/// Clouds that have something special about them.
enum GroupedCloud: CaseIterable, Sendable {
  case uniform, flat, farAway, lattice, pairs, allEqual, withNaN, withFarPoints, scattered

  func points(_ count: Int, seed: UInt64 = 9) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: seed)
    func uniform() -> SIMD3<Float> {
      SIMD3(
        .random(in: 0..<1, using: &generator), .random(in: 0..<1, using: &generator),
        .random(in: 0..<1, using: &generator))
    }
    return (0..<count).map { index in
      switch self {
      case .uniform: uniform()
      case .flat: uniform() * [1, 1, 0]
      case .farAway: uniform() * 4 + [1e6, -1e6, 0]
      // A step along an axis is exactly as long as the radius of 0.125.
      case .lattice:
        SIMD3(Float(index % 9), Float(index / 9 % 9), Float(index / 81))
          * (index % 5 == 0 ? 0.25 : 0.125)
      case .pairs: index % 2 == 0 ? uniform() * 0.01 : uniform() * 0.01 + [0.126, 0, 0]
      case .allEqual: [1, 2, 3]
      case .withNaN:
        index % 3 == 0 ? [.nan, 0, 0] : index % 7 == 0 ? [0, .infinity, 0] : uniform()
      case .withFarPoints:
        index % 9 == 0 ? (uniform() - 0.5) * (index % 2 == 0 ? 1e30 : 1e9) : uniform()
      case .scattered: (uniform() - 0.5) * 3e38
      }
    }
  }
}

struct GroupingTests {
  static let radii: [Float] = [0, 0.04, 0.125, 0.3, 2, .infinity]

  /// Groups by looking at all pairs.
  static func components(
    _ points: [SIMD3<Float>], radius: Float, where isIncluded: (Int) -> Bool = { _ in true }
  ) -> [Int32] {
    var groups = [Int32](repeating: -1, count: points.count)
    var next: Int32 = 0
    for start in points.indices where groups[start] < 0 {
      guard points[start].isFinite, isIncluded(start) else { continue }
      groups[start] = next
      var pending = [start]
      while let current = pending.popLast() {
        for other in points.indices where groups[other] < 0 && isIncluded(other) {
          guard (points[other] - points[current]).squaredLength <= radius * radius else { continue }
          guard points[other].isFinite else { continue }
          groups[other] = next
          pending.append(other)
        }
      }
      next += 1
    }
    return groups
  }

  @Test(arguments: GroupedCloud.allCases, [0, 1, 2, 300, 700])
  func `clusters are those of all pairs`(on cloud: GroupedCloud, count: Int) {
    let points = cloud.points(count)
    for radius in Self.radii {
      let expected = Self.components(points, radius: radius)
      #expect(euclideanClusters(of: points, distance: radius) == expected, "\(radius)")
      let some = euclideanClusters(of: points, distance: radius) { $0 % 3 != 1 }
      #expect(some == Self.components(points, radius: radius) { $0 % 3 != 1 }, "\(radius)")
    }
  }

  @Test func `small clusters are none and do not use up numbers`() {
    let points: [SIMD3<Float>] = [
      [9, 0, 0], [0, 0, 0], [5, 0, 0], [1, 0, 0], [5.5, 0, 0], [2, 0, 0],
    ]
    #expect(euclideanClusters(of: points, distance: 1, minimumCount: 2) == [-1, 0, 1, 0, 1, 0])
    #expect(euclideanClusters(of: points, distance: 1, minimumCount: 3) == [-1, 0, -1, 0, -1, 0])
    #expect(euclideanClusters(of: points, distance: 1, minimumCount: 4).allSatisfy { $0 == -1 })
  }

  /// DBSCAN by looking at all pairs.
  static func densityGroups(
    _ points: [SIMD3<Float>], radius: Float, minimumPoints: Int
  ) -> [Int32] {
    let finite = points.indices.filter { points[$0].isFinite }
    func squaredDistance(_ a: Int, _ b: Int) -> Float { (points[b] - points[a]).squaredLength }
    let cores = Set(
      finite.filter { point in
        finite.count { squaredDistance(point, $0) <= radius * radius } >= minimumPoints
      })
    var groups = components(points, radius: radius) { cores.contains($0) }
    let coreGroups = groups
    for point in finite where !cores.contains(point) {
      let nearest = cores.filter { squaredDistance(point, $0) <= radius * radius }
        .min { (squaredDistance(point, $0), $0) < (squaredDistance(point, $1), $1) }
      groups[point] = nearest.map { coreGroups[$0] } ?? -1
    }
    // Numbers in the order of the first point, be it a core or not.
    var numbers: [Int32: Int32] = [-1: -1]
    return groups.map { group in
      let number = numbers[group] ?? Int32(numbers.count - 1)
      numbers[group] = number
      return number
    }
  }

  @Test(arguments: GroupedCloud.allCases, [0, 1, 2, 300])
  func `dense groups are those of all pairs`(on cloud: GroupedCloud, count: Int) {
    let points = cloud.points(count)
    for radius in Self.radii {
      for minimumPoints in [0, 1, 2, 5, 20, 1000] {
        let expected = Self.densityGroups(points, radius: radius, minimumPoints: minimumPoints)
        let found = dbscan(of: points, radius: radius, minimumPoints: minimumPoints)
        #expect(found == expected, "\(radius) \(minimumPoints)")
      }
    }
  }

  @Test func `many equal points, and crowds just out of reach, are no trouble`() {
    let equal = [SIMD3<Float>](repeating: [1, 2, 3], count: 150_000)
    let shifted = [SIMD3<Float>](repeating: [1.11, 2, 3], count: 150_000)
    let points = equal + shifted
    #expect(Set(euclideanClusters(of: points, distance: 0.1)) == [0, 1])
    #expect(Set(euclideanClusters(of: points, distance: 0.12)) == [0])
    #expect(Set(dbscan(of: points, radius: 0.1, minimumPoints: 10)) == [0, 1])
    #expect(Set(dbscan(of: equal, radius: 0.1, minimumPoints: 150_000)) == [0])
    #expect(Set(dbscan(of: equal, radius: 0.1, minimumPoints: 150_001)) == [-1])
    // Two sheets: many points in each cell, near to each other only within a sheet.
    var generator = SeededGenerator(seed: 2)
    let sheets = (0..<200_000).map { index in
      SIMD3<Float>(
        .random(in: 0..<1, using: &generator), .random(in: 0..<1, using: &generator),
        index % 2 == 0 ? 0 : 0.1001)
    }
    let groups = euclideanClusters(of: sheets, distance: 0.1)
    #expect(groups.indices.allSatisfy { Int(groups[$0]) == $0 % 2 })
  }

  @Test func `groups are the same on one thread`() {
    let points = GroupedCloud.flat.points(30_000)
    let clusters = euclideanClusters(of: points, distance: 0.005, minimumCount: 3)
    let dense = dbscan(of: points, radius: 0.008, minimumPoints: 6)
    #expect(Set(clusters).count > 10 && Set(dense).count > 10)
    Threads.$limit.withValue(1) {
      #expect(euclideanClusters(of: points, distance: 0.005, minimumCount: 3) == clusters)
      #expect(dbscan(of: points, radius: 0.008, minimumPoints: 6) == dense)
    }
  }
}
