import CairnKernels
import TestSupport
import Testing

struct PlanePointsTests {
  static func points(_ count: Int) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: 4)
    return (0..<count).map { _ in
      SIMD3(
        .random(in: -9...9, using: &generator), .random(in: -9...9, using: &generator),
        .random(in: -1...1, using: &generator)) + [100, -50, 7]
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 100, 1025])
  func `what is near a plane is counted and listed as one by one`(count: Int) {
    let points = Self.points(count + 1)
    // The first point is left out: rows choose.
    let rows = (0..<count).map { Int32($0 + 1) }
    let kernel = PlanePoints(points.span, rows: rows.span)
    let normal = SIMD3<Float>(0.1, -0.2, 0.97)
    for tolerance in [0, 0.3, 1.5, .infinity] as [Float] {
      for offset in [-1, 0, 0.7] as [Float] {
        let expected = (0..<count).filter { place in
          let p = points[place + 1] - kernel.origin
          return abs(p.x * normal.x + p.y * normal.y + p.z * normal.z - offset) <= tolerance
        }
        #expect(kernel.countNear(normal, offset, tolerance: tolerance) == expected.count)
        #expect(
          kernel.placesNear(normal, offset, tolerance: tolerance).map { Int($0) } == expected)
      }
    }
    for place in 0..<count { #expect(kernel[place] == points[place + 1] - kernel.origin) }
  }

  @Test func `a plane is fitted to what is near it and nothing else`() throws {
    var points = Self.points(3000)
    let slope = SIMD2<Float>(0.02, -0.03)
    for index in points.indices where index % 3 != 0 {
      points[index].z = 5 + slope.x * points[index].x + slope.y * points[index].y
    }
    let rows = points.indices.map { Int32($0) }
    let kernel = PlanePoints(points.span, rows: rows.span)
    // Through a point on the plane, not quite as steep.
    let offset = kernel[1].z - kernel[1].x * 0.01
    var plane: (normal: SIMD3<Float>, offset: Float) = ([-0.01, 0, 1], offset)
    for _ in 0..<8 {
      plane = try #require(kernel.fittedNear(plane.normal, plane.offset, tolerance: 0.3))
    }
    let steepness = SIMD2(-plane.normal.x, -plane.normal.y) / plane.normal.z
    #expect(abs(steepness.x - slope.x) < 0.005)
    #expect(abs(steepness.y - slope.y) < 0.005)
  }

  @Test func `points on a line and too few points have no plane`() {
    let line = (0..<50).map { SIMD3<Float>(Float($0), 0, 0) }
    let rows = line.indices.map { Int32($0) }
    #expect(
      PlanePoints(line.span, rows: rows.span).fittedNear([0, 0, 1], 0, tolerance: 1) == nil)
    #expect(
      PlanePoints(line.span, rows: rows.span.extracting(0..<2))
        .fittedNear([0, 0, 1], 0, tolerance: 1) == nil)
  }
}
