import CairnGeometry
import CairnPreprocessing
import TestSupport
import Testing

struct LargestPlaneTests {
  /// 3000 points on a slope, 1500 on a wall, 1500 anywhere, some rows missing.
  static func cloud(scale: Float = 1, at place: SIMD3<Float> = .zero) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: 8)
    func number() -> Float { .random(in: -1...1, using: &generator) }
    return (0..<6000).map { index in
      if index % 500 == 0 { return [.nan, 0, 0] }
      let (a, b, c) = (number(), number(), number())
      let point: SIMD3<Float> =
        switch index % 4 {
        case 0, 1: [a, b, 0.2 * a - 0.1 * b + 0.002 * c]
        case 2: [a, 1 + 0.002 * c, b]
        default: [a, b, c]
        }
      return point * scale + place
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64], [1e-3, 1, 1e3] as [Float])
  func `the largest plane is found at any scale and seed`(seed: UInt64, scale: Float) throws {
    let points = Self.cloud(scale: scale)
    let found = try #require(largestPlane(in: points, tolerance: 0.01 * scale, seed: seed))
    let normal = SIMD3<Float>(-0.2, 0.1, 1).normalized
    #expect(abs(found.plane.normal.dot(normal)) > 0.9999)
    #expect((2960...3080).contains(found.members.count))
    #expect(found.members == found.members.sorted())
    #expect(
      found.members.allSatisfy {
        abs(found.plane.signedDistance(to: points[$0])) <= 0.0101 * scale
      })
  }

  @Test func `a cloud far from the origin has the same plane`() throws {
    let near = try #require(largestPlane(in: Self.cloud(scale: 100), tolerance: 1))
    let far = Self.cloud(scale: 100, at: [1e6, -1e6, 1e6])
    let found = try #require(largestPlane(in: far, tolerance: 1))
    #expect(abs(abs(found.plane.normal.dot(near.plane.normal)) - 1) < 1e-3)
    #expect(abs(found.members.count - near.members.count) < 60)
  }

  @Test func `planes come one after the other and share no point`() {
    let points = Self.cloud()
    let found = largestPlanes(in: points, tolerance: 0.01, minimumCount: 500, limit: 9)
    #expect(found.count == 2)
    #expect(abs(found[1].plane.normal.y) > 0.999)
    #expect((1400...1600).contains(found[1].members.count))
    #expect(Set(found[0].members).isDisjoint(with: found[1].members))
    #expect(largestPlanes(in: points, tolerance: 0.01, minimumCount: 500, limit: 1).count == 1)
    #expect(largestPlanes(in: points, tolerance: 0.01, minimumCount: 500, limit: 0).isEmpty)
  }

  @Test func `the same seed gives the same plane at any confidence in its range`() {
    let points = Self.cloud()
    for confidence in [0, 0.5, 0.999999999999] {
      let one = largestPlane(in: points, tolerance: 0.01, confidence: confidence, seed: 3)
      let two = largestPlane(in: points, tolerance: 0.01, confidence: confidence, seed: 3)
      #expect(one?.plane == two?.plane && one != nil)
    }
  }

  @Test func `points that span no plane have none`() {
    #expect(largestPlane(in: [], tolerance: 1) == nil)
    #expect(largestPlane(in: [[0, 0, 0], [1, 0, 0]], tolerance: 1) == nil)
    #expect(largestPlane(in: Array(repeating: [1, 2, 3], count: 50), tolerance: 1) == nil)
    let line = (0..<50).map { SIMD3<Float>(Float($0), 0, 0) }
    #expect(largestPlane(in: line, tolerance: 1) == nil)
    #expect(
      largestPlane(in: [[0, 0, 0], [1, 0, 0], [0, 1, 0]], tolerance: 0.1)?.members == [0, 1, 2])
  }

  @Test(arguments: [1e-15, 1e-6, 1, 1e6, 1e15] as [Float])
  func `a plane is found in any unit`(unit: Float) throws {
    var generator = SeededGenerator(seed: 8)
    let points = (0..<500).map { index in
      var point = SIMD3<Float>.random(in: -1...1, using: &generator)
      if index < 400 { point.z = 0.25 * point.x }
      return point * unit
    }
    let found = try #require(largestPlane(in: points, tolerance: 0.01 * unit))
    #expect(abs(found.plane.normal.length - 1) < 1e-4)
    #expect((400...420).contains(found.members.count))
  }
}
