import CairnGeometry
import CairnScenes
import TestSupport
import Testing

struct ShapeTests {
  /// A shape with a test of whether a point is inside.
  struct Body: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let shape: any Shape
    let isInside: @Sendable (SIMD3<Float>) -> Bool
  }

  static let bodies = [
    Body(testDescription: "box", shape: ConvexShape.box([0.8, 1.2, 0.6])) { point in
      abs(point.x) < 0.4 && abs(point.y) < 0.6 && point.z > 0 && point.z < 0.6
    },
    Body(
      testDescription: "wedge",
      shape: ConvexShape.prism(profile: [[-0.5, 0], [0.5, 0], [-0.5, 1]], width: 0.8)
    ) { point in
      abs(point.y) < 0.4 && point.x > -0.5 && point.z > 0 && point.x + point.z < 0.5
    },
    Body(testDescription: "ellipsoid", shape: Ellipsoid(radii: [0.5, 0.3, 0.7])) { point in
      ((point - SIMD3(0, 0, 0.7)) / SIMD3(0.5, 0.3, 0.7)).squaredLength < 1
    },
    Body(
      testDescription: "capsule",
      shape: Capsule(from: [0, 0, 0.2], to: [0.5, 0.4, 0.9], radius: 0.2)
    ) { point in
      let (start, axis) = (SIMD3<Float>(0, 0, 0.2), SIMD3<Float>(0.5, 0.4, 0.7))
      let share = min(max((point - start).dot(axis) / axis.squaredLength, 0), 1)
      return (point - start - axis * share).length < 0.2
    },
    Body(
      testDescription: "cone", shape: Lathe([[0, 0], [0.6, 0], [0.2, 0.9], [0, 0.9]])
    ) { point in
      let radius = SIMD3(point.x, point.y, 0).length
      return point.z > 0 && point.z < 0.9 && radius < 0.6 - 0.4 * point.z / 0.9
    },
    Body(
      testDescription: "ground",
      shape: GroundShape(
        slope: [0.05, -0.1], bend: [0.02, -0.03],
        extent: Box(min: [-2, -2, 0], max: [2, 2, 0]))
    ) { point in
      // Only rays from above are compared, within the rectangle.
      point.z < 0.05 * point.x - 0.1 * point.y + 0.02 * point.x * point.x
        - 0.03 * point.y * point.y
    },
  ]

  @Test(arguments: bodies)
  func `the first hit is where a walk along the ray first gets inside`(body: Body) {
    var generator = SeededGenerator(seed: 1)
    var hits = 0
    for _ in 0..<150 {
      let target = SIMD3<Float>.random(in: -0.9...0.9, using: &generator)
      var origin = SIMD3<Float>.random(in: -1...1, using: &generator).normalized * 2
      origin.z = abs(origin.z) + 1
      let ray = Ray(origin: origin, direction: (target - origin).normalized)
      let walked = (0..<4000).lazy.map { Float($0) * 1e-3 }
        .first { body.isInside(ray.point(at: $0)) }
      let hit = body.shape.firstHit(of: ray, after: 0)
      if let walked, let hit {
        hits += 1
        #expect(abs(hit.distance - walked) < 3e-3)
        #expect(abs(hit.normal.length - 1) < 1e-3)
        #expect(hit.normal.dot(ray.direction) <= 1e-3)
      } else if walked != nil || (hit?.distance ?? 9) < 3.9 {
        // A walk steps over what it only grazes; a hit nearby must then be a grazing one.
        let distance = hit?.distance ?? walked ?? 0
        let inside = (-20...20).count { step in
          body.isInside(ray.point(at: distance + Float(step) * 1e-3))
        }
        #expect(inside < 30 && (hit.map { abs($0.normal.dot(ray.direction)) < 0.2 } ?? true))
      }
    }
    #expect(hits > 20)
  }

  @Test func `an open profile is seen from inside`() throws {
    let tube = Lathe([[0.5, 0], [0.5, 1]])
    let hit = try #require(
      tube.firstHit(of: Ray(origin: [0, 0, 0.5], direction: [1, 0, 0]), after: 0))
    #expect(abs(hit.distance - 0.5) < 1e-5)
    #expect(hit.normal.x < -0.99)
    #expect(tube.firstHit(of: Ray(origin: [0, 0, 0.5], direction: [0, 0, 1]), after: 0) == nil)
  }

  @Test func `a scene shows the nearest surface with its label, wherever it was put`() throws {
    var scene = Scene()
    scene.addSurrounding(
      SceneObject(
        "wall", [Part(ConvexShape.box([9, 1, 9]), Material([1, 1, 1]), at: [0, 5, -4])]))
    let ball = SceneObject("ball", [Part(Ellipsoid(radii: [0.5, 0.5, 0.5]), Material([1, 0, 0]))])
    #expect(scene.add(ball.placed(at: [0, 3, -0.5])) == 1)
    let box = SceneObject(
      "box", [Part(ConvexShape.box([1, 1, 1]), Material([0, 1, 0]), at: [1, 0, 0])])
    // Turned by a quarter, x becomes y: the box stands at (2, 4).
    #expect(scene.add(box.placed(at: [2, 3, -0.5], turned: .pi / 2)) == 2)
    let ahead = try #require(
      scene.firstSurface(along: Ray(origin: .zero, direction: [0, 1, 0]), within: 10))
    #expect(ahead.label == 1 && abs(ahead.distance - 2.5) < 1e-4)
    let aside = try #require(
      scene.firstSurface(along: Ray(origin: [2, 0, 0], direction: [0, 1, 0]), within: 10))
    #expect(aside.label == 2 && abs(aside.distance - 3.5) < 1e-4)
    let past = try #require(
      scene.firstSurface(along: Ray(origin: [-2, 0, 0], direction: [0, 1, 0]), within: 10))
    #expect(past.label == 0 && abs(past.distance - 4.5) < 1e-4)
    #expect(
      scene.firstSurface(along: Ray(origin: .zero, direction: [0, -1, 0]), within: 10) == nil)
    #expect(scene.firstSurface(along: Ray(origin: .zero, direction: [0, 1, 0]), within: 2) == nil)
  }
}
