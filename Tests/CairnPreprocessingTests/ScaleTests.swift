import CairnGeometry
import CairnPreprocessing
import CairnSearch
import TestSupport
import Testing

/// What tools derive from a cloud where its user says nothing: its scale, the sides of its normals.
struct ScaleTests {
  @Test func `the spacing of a grid is its step, whatever the unit`() throws {
    for step: Float in [1e-15, 0.01, 3, 1000, 1e15] {
      var points = (0..<900).map { SIMD3(Float($0 % 30), Float($0 / 30), 0) * step }
      #expect(abs(try #require(medianSpacing(of: points)) / step - 1) < 1e-4)
      // Twice the same points and some that are nowhere.
      points += points + [[.nan, 0, 0], [0, .infinity, 0]]
      #expect(abs(try #require(medianSpacing(of: points, sampleCount: 100)) / step - 1) < 1e-4)
    }
  }

  @Test func `spacing is a length even where its square is none`() throws {
    for step: Float in [1e-30, 1e30] {
      let points = (0..<100).map { SIMD3(Float($0 % 10), Float($0 / 10), 0) * step }
      let spacing = try #require(medianSpacing(of: points)) / step
      #expect(spacing > 0.99 && spacing < 15)
    }
  }

  @Test func `spacing needs two places`() {
    #expect(medianSpacing(of: []) == nil)
    #expect(medianSpacing(of: [.one, .one, [.nan, 0, 0]]) == nil)
    let crowded = Array(repeating: SIMD3<Float>.zero, count: 20) + [[2, 0, 0]]
    #expect(medianSpacing(of: crowded + Array(repeating: [2, 0, 0], count: 20)) == 2)
  }

  @Test func `normals of a ball all look outward`() {
    var generator = SeededGenerator(seed: 3)
    var points = (0..<2000).map { _ -> SIMD3<Float> in
      let direction = SIMD3<Float>.random(in: -1...1, using: &generator)
      return direction.normalized + SIMD3(5, 0, 0)
    }
    points[17] = [.nan, 0, 0]
    let normals = Normals.agreeing(of: points, k: 12)
    for (index, point) in points.enumerated() where point.isFinite {
      #expect(normals.vectors[index].dot(point - SIMD3(5, 0, 0)) > 0.8)
    }
    #expect(normals.vectors[17] == .zero)
  }

  @Test func `normals of a wave agree from point to point`() {
    let points = (0..<3600).map { index -> SIMD3<Float> in
      let (u, v) = (Float(index % 60) / 10, Float(index / 60) / 10)
      return SIMD3(u, v, 0.3 * u * (u - 3) * (u - 6) / 10)
    }
    let normals = Normals.agreeing(of: points, k: 9).vectors
    let up = normals[1800].z.sign
    #expect(normals.allSatisfy { $0.z.sign == up && abs($0.z) > 0.3 })
  }
}
