import CairnGeometry
import TestSupport
import Testing

struct OrientedBoxTests {
  /// The corners of a box that was turned about `up`, and points within it.
  static func points(of box: OrientedBox) -> [SIMD3<Float>] {
    var random = SplitMix64(seed: 3)
    let within = (0..<200).map { _ in
      let place = SIMD3<Float>(
        .random(in: -0.5...0.5, using: &random), .random(in: -0.5...0.5, using: &random),
        .random(in: -0.5...0.5, using: &random))
      return box.center + box.rotation.applied(to: place * box.size)
    }
    return within + [[.nan, 0, 0], [0, .infinity, 0]] + box.corners
  }

  @Test(arguments: [
    SIMD4<Float>(0, 0, 0, 1), [0, 0, 0.3, 1], [0, 0, 1, 0.2], [0.4, 0, 0, 1], [1, 0, 0, 0],
    [0.2, -0.7, 0.1, 0.3], [0.5, 0.5, 0.5, 0.5],
  ])
  func `a box is found again from its points`(quaternion: SIMD4<Float>) throws {
    let rotation = try #require(Rotation(quaternion: quaternion))
    let box = OrientedBox(center: [40, -7, 2], size: [4.2, 1.7, 2.5], rotation: rotation)
    let up = rotation.applied(to: [0, 0, 3])
    let found = try #require(OrientedBox(bounding: Self.points(of: box), up: up))
    #expect((found.center - box.center).length < 1e-4)
    #expect((found.size - box.size).length < 1e-4)
    // Half a turn about `up` is the same box.
    for axis in [SIMD3<Float>(1, 0, 0), [0, 1, 0], [0, 0, 1]] {
      let (old, new) = (rotation.applied(to: axis), found.rotation.applied(to: axis))
      #expect(abs(old.dot(new)) > 0.99999)
    }
    #expect(found.rotation.applied(to: [0, 0, 1]).dot(up) > 0)
  }

  @Test func `no direction gives a smaller box`() throws {
    var random = SplitMix64(seed: 5)
    let points = (0..<300).map { _ in
      SIMD3<Float>(
        .random(in: 0...3, using: &random), .random(in: 0...1, using: &random),
        .random(in: 0...1, using: &random))
    }.filter { $0.x + $0.y < 2.4 }
    let found = try #require(OrientedBox(bounding: points, up: [0, 0, 1]))
    #expect(found.size.x >= found.size.y)
    let area = found.size.x * found.size.y
    for step in 0..<360 {
      // A turn by about half a degree more each time, as a quaternion about z.
      let turn = try #require(Rotation(quaternion: [0, 0, Float(step) / 180, 1]))
      let box = Box(bounding: points.map { turn.applied(to: $0) })
      #expect(box.size.x * box.size.y > area * 0.9999)
    }
    for point in points {
      let own = found.rotation.inverse.applied(to: point - found.center)
      #expect(all(pointwiseMax(own, -own) .<= found.size / 2 + 1e-4))
    }
  }

  @Test func `few points have a flat box, and none have none`() throws {
    #expect(OrientedBox(bounding: [], up: [0, 0, 1]) == nil)
    #expect(OrientedBox(bounding: [[.nan, 0, 0]], up: [0, 0, 1]) == nil)
    let one = try #require(OrientedBox(bounding: [[1, 2, 3], [1, 2, 3]], up: [0, 1, 0]))
    #expect(one.center == [1, 2, 3] && one.size == .zero)
    let line = try #require(OrientedBox(bounding: [[0, 0, 0], [3, 4, 0]], up: [0, 0, 1]))
    #expect(abs(line.size.x - 5) < 1e-5 && abs(line.size.y) < 1e-5 && line.size.z == 0)
  }
}
