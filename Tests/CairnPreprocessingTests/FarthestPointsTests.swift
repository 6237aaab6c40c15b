import CairnGeometry
import CairnPreprocessing
import TestSupport
import Testing

struct FarthestPointsTests {
  /// Looks at all distances: the twin.
  static func expected(of points: [SIMD3<Float>], count: Int, startingAt start: Int) -> [Int] {
    guard var next = points[start].isFinite ? start : points.firstIndex(where: \.isFinite) else {
      return []
    }
    var distances = points.map { $0.isFinite ? Float.infinity : -1 }
    var chosen: [Int] = []
    while chosen.count < count, distances[next] >= 0 {
      chosen.append(next)
      for index in points.indices where distances[index] >= 0 {
        let distance = (points[index] - points[next]).squaredLength
        distances[index] = min(distances[index], distance)
      }
      distances[next] = -1
      let most = distances.max() ?? -1
      next = distances.firstIndex(of: most) ?? 0
    }
    return chosen
  }

  static func cloud(_ kind: String, _ count: Int) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: 21)
    func number() -> Float { .random(in: -1...1, using: &generator) }
    return (0..<count).map { index in
      switch kind {
      case "plane": [number(), number(), 0]
      case "lattice": [Float(index % 9), Float(index / 9 % 9), Float(index / 81)]
      case "equal": [3, 4, 5]
      case "pairs": [Float(index / 2 % 40), 0, 0]
      case "far": [1e6 + number(), -1e6 + number(), number()]
      case "tails": SIMD3(number(), number(), number()) * Float(1 << (index % 40))
      case "missing": index % 3 == 0 ? [.nan, 0, 0] : [number(), .infinity, 0]
      default: index % 4 == 0 ? [0, .nan, 0] : [number(), number(), number()]
      }
    }
  }

  @Test(
    arguments: ["plane", "lattice", "equal", "pairs", "far", "tails", "missing", "some missing"],
    [1, 2, 9, 130, 1000])
  func `the points are those that looking at all distances chooses`(kind: String, count: Int) {
    let points = Self.cloud(kind, count)
    for start in Set([0, count / 2, count - 1]) {
      for limit in [0, 1, 2, 50, 300, count + 5] {
        #expect(
          farthestPoints(of: points, count: limit, startingAt: start)
            == Self.expected(of: points, count: limit, startingAt: start))
      }
    }
  }

  @Test func `an empty cloud has no points to choose`() {
    #expect(farthestPoints(of: [], count: 5).isEmpty)
  }
}
