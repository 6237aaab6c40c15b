import CairnGeometry
import CairnKernels
import CairnPreprocessing
import CairnSearch
import TestSupport
import Testing

struct NormalsTests {
  static func cloud(_ count: Int) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: UInt64(count))
    return (0..<count).map { index in
      let place = SIMD3<Float>.random(in: -1...1, using: &generator)
      return index.isMultiple(of: 10) ? SIMD3(.nan, 0, 1) : place * SIMD3(1, 1, 0.2)
    }
  }

  /// The direction in which points spread least, in double precision, by trying many and refining.
  static func leastSpread(of points: [SIMD3<Float>]) -> (variance: Double, total: Double) {
    let center = points.reduce(SIMD3<Double>.zero) { $0 + SIMD3<Double>($1) } / Double(points.count)
    func variance(_ direction: SIMD3<Double>) -> Double {
      points.reduce(0) { sum, point in
        let height = ((SIMD3<Double>(point) - center) * direction).sum()
        return sum + height * height
      } / Double(points.count)
    }
    func unit(_ vector: SIMD3<Double>) -> SIMD3<Double> {
      vector / (vector * vector).sum().squareRoot()
    }
    var best = SIMD3<Double>(0, 0, 1)
    var step = 1.0
    while step > 1e-6 {
      let tries = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].flatMap { axis -> [SIMD3<Double>] in
        let move = SIMD3<Double>(axis[0], axis[1], axis[2]) * step
        return [unit(best + move), unit(best - move)]
      }
      let nearest = tries.min { variance($0) < variance($1) } ?? best
      if variance(nearest) < variance(best) { best = nearest } else { step /= 2 }
    }
    let axes: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    return (variance(best), axes.reduce(0) { $0 + variance($1) })
  }

  @Test(arguments: InstructionSet.allCases, [3, 8, 16, 17, 40])
  func `normals are the directions of least spread`(with set: InstructionSet, k: Int) {
    let points = Self.cloud(250)
    let near = KDTree(points).nearestToEachPoint(k)
    let normals = InstructionSet.$limit.withValue(set) { Normals(of: points, k: k) }
    #expect(
      InstructionSet.$limit.withValue(set) { Normals(of: points, neighbors: near) } == normals)
    for (index, point) in points.enumerated() {
      guard point.isFinite else {
        #expect(normals.vectors[index] == .zero)
        continue
      }
      let patch = near[index].map { points[$0.index] }
      let (variance, total) = Self.leastSpread(of: patch)
      let normal = normals.vectors[index]
      #expect(abs(normal.length - 1) < 1e-5)
      #expect(abs(Double(normals.curvatures[index]) - variance / total) < 1e-4)
    }
  }

  @Test func `all instruction sets give the same bits`() {
    let points = Self.cloud(3000)
    let expected = Normals(of: points, k: 12)
    for set in InstructionSet.allCases {
      let isSame = InstructionSet.$limit.withValue(set) { Normals(of: points, k: 12) } == expected
      #expect(isSame, "\(set)")
    }
    let isSame = Threads.$limit.withValue(1) { Normals(of: points, k: 12) } == expected
    #expect(isSame)
  }

  @Test func `a radius gives what its neighbors give`() {
    let points = Self.cloud(400)
    let normals = Normals(of: points, radius: 0.4)
    for (index, point) in points.enumerated() where point.isFinite {
      let near = BruteForce(points).neighbors(within: 0.4, of: point)
      guard near.count >= 3 else {
        #expect(normals.vectors[index] == .zero)
        continue
      }
      let (variance, total) = Self.leastSpread(of: near.map { points[$0.index] })
      #expect(abs(Double(normals.curvatures[index]) - variance / total) < 1e-4)
    }
  }

  @Test(arguments: [0, 1, 2, 3, 15, 16, 17])
  func `few points have few normals`(count: Int) {
    let points = (0..<count).map { SIMD3<Float>(Float($0 % 4), Float($0 / 4), 5) }
    for k in [1, 2, 3, 9, 64, 100] {
      let normals = Normals(of: points, k: k)
      #expect(normals.vectors.count == count && normals.curvatures.count == count)
      let isDefined = min(k, count) >= 3
      #expect(normals.vectors.allSatisfy { ($0 != .zero) == isDefined })
    }
    #expect(
      Normals(of: Array(repeating: [1, 2, 3], count: count), k: 5).vectors.allSatisfy {
        $0 == .zero
      })
  }

  @Test(arguments: [0.001, 1, 1000] as [Float])
  func `two balls face outward all over`(scale: Float) {
    var generator = SeededGenerator(seed: 5)
    var points: [SIMD3<Float>] = []
    while points.count < 3000 {
      let direction = SIMD3<Float>.random(in: -1...1, using: &generator)
      guard direction.length > 0.2, direction.length < 1 else { continue }
      let middle: Float = points.count.isMultiple(of: 2) ? 0 : 5
      points.append((direction.normalized + middle) * scale)
      if points.count.isMultiple(of: 100) { points.append(SIMD3(.nan, 0, 0)) }
    }
    let near = KDTree(points).nearestToEachPoint(10)
    var normals = Normals(of: points, neighbors: near)
    normals.turnToAgree(at: points, neighbors: near)
    for (point, normal) in zip(points, normals.vectors) where point.isFinite {
      let middle: Float = point.sum() > 7 * scale ? 5 * scale : 0
      #expect(normal.dot((point - middle).normalized) > 0.8)
    }
  }
}
