import CairnPictures
import TestSupport

/// Point sets whose pictures are known.
enum Shapes {
  /// Points on the surface of a cube of edge 1 about the origin.
  static func cube(count: Int, seed: UInt64) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      var point = SIMD3<Float>.random(in: -0.5...0.5, using: &generator)
      point[Int.random(in: 0..<3, using: &generator)] = Bool.random(using: &generator) ? 0.5 : -0.5
      return point
    }
  }

  /// A room of 8 × 6 × 3 as a turning sensor in its middle sees it: walls, floor and ceiling.
  static func room(count: Int, seed: UInt64) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let ray = SIMD3<Float>.random(in: -1...1, using: &generator)
      let reach = SIMD3<Float>(4, 3, 1.5) / pointwiseMax(ray, -ray)
      return ray * reach.min()
    }
  }
}

extension Picture {
  /// How many pixels fulfil a condition.
  func count(where condition: (SIMD4<UInt8>) -> Bool) -> Int {
    var count = 0
    for y in 0..<height { for x in 0..<width where condition(self[x, y]) { count += 1 } }
    return count
  }
}
