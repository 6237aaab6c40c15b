import CairnGeometry
import CairnKernels
import CairnSearch
import TestSupport
import Testing

struct KDTreeTests {
  /// Counts around those of a leaf (16 points), a node (128) and two levels of nodes (1024).
  static let counts = [0, 1, 2, 15, 17, 33, 129, 1100]

  @Test(arguments: Distribution.allCases, InstructionSet.allCases)
  func `many places at once get what brute force gives each`(
    on distribution: Distribution, with instructions: InstructionSet
  ) {
    for count in Self.counts {
      let points = distribution.sample(count: count, seed: UInt64(count) + 1)
      let twin = BruteForce(points)
      let places =
        distribution.sample(count: 25, seed: 2) + [.zero, SIMD3(.nan, 0, 0)] + points.prefix(3)
      InstructionSet.$limit.withValue(instructions) {
        let tree = KDTree(points)
        let checked = Array(stride(from: 0, to: count, by: count / 25 + 1))
        for k in [0, 1, 8, 9, 16, 17, 64] {
          let expected = places.map { twin.nearest(k, to: $0) }
          let found = tree.nearest(k, toEach: places)
          #expect(found.count == places.count)
          let agrees = places.indices.map { found[$0] } == expected
          #expect(agrees, "\(k) nearest of \(count)")
          let own = tree.nearestToEachPoint(k)
          #expect(own.count == count)
          let agreesEach = checked.allSatisfy { own[$0] == twin.nearest(k, to: points[$0]) }
          #expect(agreesEach, "\(k) nearest of each of \(count)")
        }
        for radius in [0, 1e-23, 0.05, 0.6, 5, 3e19, Float.infinity] {
          let found = tree.neighbors(within: radius, ofEach: places)
          let agrees = places.indices.allSatisfy {
            found[$0] == twin.neighbors(within: radius, of: places[$0])
          }
          #expect(agrees, "\(count) points, within \(radius)")
          let own = tree.neighborsOfEachPoint(within: radius)
          #expect(own.count == count)
          let agreesEach = checked.allSatisfy {
            own[$0] == twin.neighbors(within: radius, of: points[$0])
          }
          #expect(agreesEach, "\(count) points, within \(radius) of each")
        }
      }
    }
  }

  @Test(arguments: Distribution.allCases)
  func `a bound leaves out what is farther`(on distribution: Distribution) {
    let points = distribution.sample(count: 500, seed: 1)
    let tree = KDTree(points)
    let places = distribution.sample(count: 30, seed: 2)
    for radius in [0, 0.1, 0.4, 1] as [Float] {
      let expected = places.map { place in
        Array(BruteForce(points).neighbors(within: radius, of: place).prefix(7))
      }
      let found = tree.nearest(7, toEach: places, within: radius)
      #expect(places.indices.map { found[$0] } == expected)
      #expect(places.map { tree.nearest(7, to: $0, within: radius) } == expected)
    }
    #expect(tree.nearest(7, to: points[1], within: -1).isEmpty)
    #expect(tree.nearest(7, toEach: [.zero], within: -1)[0].isEmpty)
  }

  @Test(arguments: Distribution.allCases)
  func `more neighbors than the kernel sorts are found as well`(on distribution: Distribution) {
    let points = distribution.sample(count: 700, seed: 1)
    let (tree, twin) = (KDTree(points), BruteForce(points))
    let places = distribution.sample(count: 5, seed: 2)
    for k in [65, 200, 699, 700, 5000] {
      let table = tree.nearest(k, toEach: places)
      for (row, place) in places.enumerated() {
        #expect(tree.nearest(k, to: place) == twin.nearest(k, to: place))
        #expect(table[row] == twin.nearest(k, to: place))
      }
    }
  }

  @Test func `results do not depend on threads`() {
    let points = Distribution.twoClusters.sample(count: 60_000, seed: 1)
    let places = Distribution.uniform.sample(count: 9000, seed: 2)
    func results() -> (NeighborTable, NeighborTable, NeighborLists, NeighborLists) {
      let tree = KDTree(points)
      return (
        tree.nearestToEachPoint(6), tree.nearest(20, toEach: places),
        tree.neighborsOfEachPoint(within: 0.0004), tree.neighbors(within: 0.01, ofEach: places)
      )
    }
    let alone = Threads.$limit.withValue(1) { results() }
    let isSame = results() == alone
    #expect(isSame)
  }

  @Test(arguments: [1, 8, 30, 64, 65])
  func `a table without distances has the same indices`(k: Int) {
    let points = Distribution.withNaN.sample(count: 500, seed: 6)
    let tree = KDTree(points)
    let table = tree.nearestToEachPoint(k, keepsDistances: false)
    #expect(table.indices == tree.nearestToEachPoint(k).indices)
    #expect(table.squaredDistances.isEmpty || k > 64)
    #expect(table[1].map(\.index) == tree.nearest(k, to: points[1]).map(\.index))
  }

  @Test func `a tree takes at most 24 bytes a point`() {
    for count in [1000, 1025, 40_000, 65_537] {
      let tree = KDTree(Distribution.uniform.sample(count: count, seed: 3))
      #expect(tree.byteCount <= 24 * count)
    }
    #expect(KDTree([]).byteCount == 0)
  }

  @Test func `visits come once to each point`() {
    let points = Distribution.withNaN.sample(count: 3000, seed: 1)
    let visited = Threads.$limit.withValue(1) {
      let counts = Counter(points.count)
      KDTree(points).visitNeighborsOfEachPoint(within: 0.1) { point, indices, _ in
        counts.add(indices.count, to: point)
      }
      return counts.values
    }
    for (index, point) in points.enumerated() {
      #expect(visited[index] == (point.isFinite ? 1 : 0))
    }
  }

  private final class Counter: @unchecked Sendable {
    private(set) var values: [Int]

    init(_ count: Int) { values = Array(repeating: 0, count: count) }

    func add(_ found: Int, to point: Int) { values[point] += found > 0 ? 1 : 100 }
  }
}
