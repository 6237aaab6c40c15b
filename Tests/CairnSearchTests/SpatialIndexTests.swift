import CairnGeometry
import CairnSearch
import TestSupport
import Testing

enum Distribution: CaseIterable, Sendable {
  case uniform, farAway, twoClusters, lattice, allEqual, withNaN, tiny, huge, surface

  func sample(count: Int, seed: UInt64) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: seed)
    func uniform() -> SIMD3<Float> {
      SIMD3(
        .random(in: 0..<1, using: &generator), .random(in: 0..<1, using: &generator),
        .random(in: 0..<1, using: &generator))
    }
    return (0..<count).map { index in
      switch self {
      case .uniform: uniform()
      case .farAway: uniform() + 1e6
      case .twoClusters: uniform() * 0.01 + (index % 2 == 0 ? 0 : 100)
      case .lattice: SIMD3(Float(index % 7), Float(index / 7 % 7), Float(index / 49))
      case .allEqual: SIMD3(1, 2, 3)
      case .tiny: uniform() * 1e-22
      case .huge: (uniform() - 0.5) * 1e20
      case .surface: uniform() * SIMD3(30, 30, 0.01)
      case .withNaN:
        index % 3 == 0 ? SIMD3(.nan, 0, 0) : index % 7 == 0 ? SIMD3(0, .infinity, 0) : uniform()
      }
    }
  }
}

struct SpatialIndexTests {
  @Test(arguments: Distribution.allCases, [0, 1, 2, 5, 257])
  func `every index agrees with brute force`(on distribution: Distribution, count: Int) {
    let points = distribution.sample(count: count, seed: 7)
    let expected = BruteForce(points)
    let indexes: [any SpatialIndex] = [KDTree(points), VoxelHash(points, cellSize: 0.3)]
    let places = Array(points.prefix(9)) + distribution.sample(count: 5, seed: 8) + [.zero]
    for index in indexes {
      #expect(index.count == count)
      for place in places {
        for k in [0, 1, 3, 20, 300] {
          let agrees = index.nearest(k, to: place) == expected.nearest(k, to: place)
          #expect(agrees, "\(type(of: index)): \(k) nearest of \(count) to \(place)")
        }
        for radius in [0, 0.05, 0.6, 2, Float.infinity] {
          let agrees =
            index.neighbors(within: radius, of: place)
            == expected.neighbors(within: radius, of: place)
          #expect(agrees, "\(type(of: index)): \(count) points, within \(radius) of \(place)")
        }
      }
    }
  }

  @Test(arguments: Distribution.allCases)
  func `the nearest eligible point is the first of the eligible ones`(_ on: Distribution) {
    let points = on.sample(count: 257, seed: 3)
    let tree = KDTree(points)
    for place in on.sample(count: 20, seed: 4) {
      let expected = BruteForce(points).nearest(257, to: place).first { $0.index % 5 == 1 }
      #expect(tree.nearest(to: place) { $0 % 5 == 1 } == expected)
    }
    #expect(tree.nearest(to: .zero) { _ in false } == nil)
  }

  @Test func `places that are not finite have no neighbors`() {
    let points = Distribution.uniform.sample(count: 50, seed: 1)
    for index in [KDTree(points), BruteForce(points), VoxelHash(points, cellSize: 1)]
      as [any SpatialIndex]
    {
      #expect(index.nearest(3, to: SIMD3(.nan, 0, 0)).isEmpty)
      #expect(index.neighbors(within: 3, of: SIMD3(0, .infinity, 0)).isEmpty)
      #expect(index.neighbors(within: -1, of: .zero).isEmpty)
      #expect(index.neighbors(within: .nan, of: .zero).isEmpty)
      #expect(index.nearest(-1, to: .zero).isEmpty)
    }
  }
}
