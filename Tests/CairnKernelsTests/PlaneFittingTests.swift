import CairnKernels
import TestSupport
import Testing

struct PlaneFittingTests {
  /// The smallest eigenvalue's share and its direction in double precision: the plain twin.
  static func fit(_ points: [SIMD3<Float>]) -> (normal: SIMD3<Double>, share: Double)? {
    guard points.count >= 3 else { return nil }
    var mean = SIMD3<Double>.zero
    for point in points { mean += SIMD3<Double>(point) / Double(points.count) }
    var m = [[Double]](repeating: [0, 0, 0], count: 3)
    for point in points {
      let offset = SIMD3<Double>(point) - mean
      for row in 0..<3 { for column in 0..<3 { m[row][column] += offset[row] * offset[column] } }
    }
    var vectors: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for _ in 0..<60 {
      for (p, q) in [(0, 1), (0, 2), (1, 2)] where m[p][q] != 0 {
        let theta = (m[q][q] - m[p][p]) / (2 * m[p][q])
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<3 {
          (m[k][p], m[k][q]) = (c * m[k][p] - s * m[k][q], s * m[k][p] + c * m[k][q])
        }
        for k in 0..<3 {
          (m[p][k], m[q][k]) = (c * m[p][k] - s * m[q][k], s * m[p][k] + c * m[q][k])
        }
        for k in 0..<3 {
          (vectors[p][k], vectors[q][k]) = (
            c * vectors[p][k] - s * vectors[q][k], s * vectors[p][k] + c * vectors[q][k]
          )
        }
      }
    }
    let least = (0..<3).min { m[$0][$0] < m[$1][$1] } ?? 0
    let trace = m[0][0] + m[1][1] + m[2][2]
    guard trace > 0 else { return nil }
    return (SIMD3(vectors[least][0], vectors[least][1], vectors[least][2]), m[least][least] / trace)
  }

  @Test(arguments: InstructionSet.allCases, [0, 1, 15, 16, 17, 33])
  func `fits are those of the plain twin`(with set: InstructionSet, count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let sets = (0..<count).map { number in
      (0..<number % 7 + 1).map { _ in
        SIMD3<Float>.random(in: -1...1, using: &generator) * SIMD3(1, 0.7, 0.2)
      }
    }
    let fits = InstructionSet.$limit.withValue(set) {
      fittedPlanes(count) { number in
        var sums = PlaneSums()
        for point in sets[number] { sums.add(point) }
        return sums
      }
    }
    #expect(fits.normals.count == count && fits.curvatures.count == count)
    for (number, points) in sets.enumerated() {
      guard let expected = Self.fit(points) else {
        #expect(fits.normals[number] == .zero && fits.curvatures[number] == 0)
        continue
      }
      let agreement = abs((SIMD3<Double>(fits.normals[number]) * expected.normal).sum())
      #expect(agreement > 0.9999)
      #expect(abs(Double(fits.curvatures[number]) - max(expected.share, 0)) < 1e-5)
    }
  }

  @Test(arguments: InstructionSet.allCases)
  func `sets without a plane have none`(with set: InstructionSet) {
    let odd: [Float] = [0, .nan, .infinity, -.infinity, 1e30, .leastNonzeroMagnitude]
    let fits = InstructionSet.$limit.withValue(set) {
      fittedPlanes(odd.count) { number in
        var sums = PlaneSums()
        for corner in 0..<4 {
          sums.add(SIMD3(Float(corner & 1), Float(corner >> 1), 0) * odd[number])
        }
        return sums
      }
    }
    #expect(fits.normals.allSatisfy { $0 == .zero })
    #expect(fits.curvatures.allSatisfy { $0 == 0 })
  }

  @Test func `weights count like repeated points`() {
    let corners: [SIMD3<Float>] = [[0, 0, 0], [1, 0, 0.1], [0, 1, -0.1], [1, 1, 0.3]]
    let fits = fittedPlanes(2) { number in
      var sums = PlaneSums()
      for (index, corner) in corners.enumerated() {
        if number == 0 { sums.add(corner, weight: Float(index + 1)) }
        if number == 1 { for _ in 0...index { sums.add(corner) } }
      }
      return sums
    }
    #expect(abs((fits.normals[0] * fits.normals[1]).sum()) > 0.99999)
    #expect(abs(fits.curvatures[0] - fits.curvatures[1]) < 1e-6)
  }
}
