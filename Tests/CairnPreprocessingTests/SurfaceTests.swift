import CairnGeometry
import CairnPreprocessing
import CairnSearch
import TestSupport
import Testing

struct SurfaceTests {
  static func unitVectors(_ count: Int) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: 11)
    var result: [SIMD3<Float>] = []
    while result.count < count {
      let v = SIMD3<Float>(
        .random(in: -1...1, using: &generator), .random(in: -1...1, using: &generator),
        .random(in: -1...1, using: &generator))
      if v.squaredLength < 1, v.squaredLength > 0.01 { result.append(v.normalized) }
    }
    return result
  }

  @Test(arguments: [1e-3, 1, 1e3] as [Float])
  func `normals of a sphere point along its radius, away from a viewpoint inside`(scale: Float) {
    let directions = Self.unitVectors(3000)
    let normals = Normals(of: directions.map { $0 * scale }, k: 12, toward: .zero)
    for (normal, direction) in zip(normals.vectors, directions) {
      #expect(normal.dot(-direction) > 0.95)
    }
    let coarse = Normals(of: directions.map { $0 * scale }, radius: 0.2 * scale, toward: .zero)
    #expect(zip(coarse.vectors, directions).allSatisfy { $0.dot(-$1) > 0.95 })
  }

  @Test func `a flat piece has no curvature and a scattered one a third`() {
    let flat = (0..<100).map { SIMD3<Float>(Float($0 % 10), Float($0 / 10), 5) }
    let onPlane = Normals(of: flat, k: 9)
    #expect(onPlane.curvatures.allSatisfy { $0 < 1e-5 })
    #expect(onPlane.vectors.allSatisfy { abs($0.z) > 0.999 })
    let cube = (0..<8).map { SIMD3(Float($0 & 1), Float($0 >> 1 & 1), Float($0 >> 2)) }
    #expect(Normals(of: cube, k: 8).curvatures.allSatisfy { abs($0 - 1 / 3) < 1e-5 })
  }

  @Test func `two points have no normal`() {
    #expect(Normals(of: [[0, 0, 0], [1, 0, 0]], k: 5).vectors == [.zero, .zero])
    #expect(Normals(of: [], k: 5).vectors.isEmpty)
  }

  @Test func `planes are found by size, among scattered points`() {
    var points: [SIMD3<Float>] = []
    for x in 0..<40 { for y in 0..<40 { points.append([Float(x), Float(y), 0]) } }
    for x in 0..<30 { for z in 1..<31 { points.append([Float(x), 45, Float(z)]) } }
    points += Self.unitVectors(300).map { $0 * 8 + [15, 15, 20] }
    let normals = Normals(of: points, k: 9)
    let found = planes(
      in: points, normals: normals.vectors, tolerance: 0.3, minimumCount: 500, limit: 5)
    #expect(found.count == 2)
    #expect(abs(found[0].plane.normal.z) > 0.999)
    #expect(abs(found[1].plane.normal.y) > 0.999)
    #expect(found[0].members.count >= 1500)
    #expect(Set(found[0].members).isDisjoint(with: found[1].members))
  }

  @Test func `clusters are what steps of a length connect`() {
    let points: [SIMD3<Float>] = [
      [0, 0, 0], [5, 0, 0], [1, 0, 0], [.nan, 0, 0], [2, 0, 0], [5.5, 0, 0], [3, 0, 0],
    ]
    #expect(euclideanClusters(of: points, distance: 1) { _ in true } == [0, 1, 0, -1, 0, 1, 0])
    // Without the point in the middle its chain falls apart.
    #expect(euclideanClusters(of: points, distance: 1) { $0 != 4 } == [0, 1, 0, -1, -1, 1, 2])
  }
}
