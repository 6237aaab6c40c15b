import CairnGeometry
import CairnScenes
import CairnWorlds
import Foundation
import Testing

/// Street, aisle, yard and field.
struct OutdoorsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var world: World
    var seed: UInt64
    var testDescription: String { "\(world.rawValue) \(seed)" }
  }

  static let cases: [Case] = [
    Case(world: .street, seed: 1), Case(world: .street, seed: 3), Case(world: .aisle, seed: 1),
    Case(world: .yard, seed: 1), Case(world: .yard, seed: 3), Case(world: .field, seed: 3),
  ]

  @Test(arguments: cases)
  func `things do not reach into one another`(_ example: Case) {
    let scene = example.world.scene(seed: example.seed)
    let moves = scene.bodies.contains { $0.motion != nil }
    for time in moves ? [Float(0), 3] : [0] {
      let solids = scene.bodies.map { Solid($0, at: time) }
      for (first, one) in solids.enumerated() where one.body.label != 0 {
        for (second, other) in solids.enumerated() where second != first {
          guard other.body.label != 0, one.reaches(other) else { continue }
          // What stood still at the start need not be looked at again.
          guard time == 0 || one.body.motion != nil || other.body.motion != nil else { continue }
          let depth = one.depth(in: other)
          #expect(
            depth < 0.003,
            "\(one.body.object.name) \(one.body.label) in \(other.body.object.name) \(other.body.label) at \(time) s: \(depth) m"
          )
        }
      }
    }
  }

  @Test(arguments: cases)
  func `everything touches the ground or what carries it`(_ example: Case) {
    let scene = example.world.scene(seed: example.seed)
    var stuff = Scene()
    // Blades of grass are higher than what they grow on.
    for body in scene.bodies where body.label == 0 {
      guard body.object.mesh.partNames != ["blades"], body.object.mesh.partNames != ["crop"] else {
        continue
      }
      stuff.addStuff(body.object, at: body.pose)
    }
    let ground = SceneGeometry(stuff)
    for body in scene.bodies where body.label != 0 {
      for time in body.motion == nil ? [Float(0)] : [0, 1.3, 4] {
        let below: SceneGeometry
        if body.carrier == 0 {
          below = ground
        } else {
          var carrier = Scene()
          let other = scene.body(labeled: body.carrier)
          carrier.addStuff(other.object, at: other.motion?.pose(at: time) ?? other.pose)
          below = SceneGeometry(carrier)
        }
        let gap = Solid(body, at: time).gap(above: below)
        // Plants and posts are in the ground.
        #expect(
          gap > -0.16 && gap < 0.02,
          "\(body.object.name) \(body.label) at \(time) s, carried by \(body.carrier): \(gap) m")
      }
    }
  }

  @Test(arguments: cases)
  func `the way of the sensor is free and its views see something near`(_ example: Case) {
    let scene = example.world.scene(seed: example.seed)
    let geometry = SceneGeometry(scene)
    #expect(scene.vantage.drive.count >= 20)
    #expect(scene.vantage.cameras.count >= 3)
    #expect(scene.vantage.walk.count >= 15)
    let around = (0..<16).map { index -> SIMD3<Float> in
      let angle = Double(index) * .pi / 8
      return [Float(cos(angle)), Float(sin(angle)), 0]
    }
    for pose in scene.vantage.drive {
      let directions = around.map(pose.rotation.applied(to:))
      for hit in geometry.hits(from: pose.position, along: directions, within: 0.3) {
        #expect(hit == nil, "\(pose.position)")
      }
      let down = geometry.hits(from: pose.position, along: [[0, 0, -1]], within: 3)
      #expect(down[0] != nil)
    }
    for pose in scene.vantage.cameras {
      let ahead = pose.rotation.applied(to: [0, 0, 1])
      let hit = geometry.hits(from: pose.position, along: [ahead], within: 60)[0]
      #expect((hit?.distance ?? 1) > 0.4)
    }
  }

  @Test(arguments: cases)
  func `surfaces look outwards`(_ example: Case) {
    let scene = example.world.scene(seed: example.seed)
    for body in scene.bodies where body.label != 0 {
      let mesh = body.object.mesh
      // Sheets that hang have no inside.
      guard !mesh.partNames.contains("laundry") else { continue }
      #expect(mesh.volume > 0, "\(body.object.name): \(mesh.volume) m³")
    }
  }

  @Test(arguments: cases)
  func `scenes are rich but not too heavy`(_ example: Case) {
    let scene = example.world.scene(seed: example.seed)
    let triangles = scene.bodies.reduce(0) { $0 + $1.object.mesh.triangles.count }
    let parts = scene.bodies.reduce(0) { $0 + ($1.label == 0 ? 0 : $1.object.mesh.partNames.count) }
    #expect(scene.objectCount >= 30)
    #expect(parts >= 90)
    #expect((40_000...700_000).contains(triangles))
    for body in scene.bodies where body.label == 0 { #expect(body.object.semantic.isStuff) }
    for body in scene.bodies {
      #expect(body.object.mesh.bounds.size.isFinite)
      #expect(body.object.mesh.triangles.count == body.object.mesh.partOfTriangle.count)
    }
  }
}

/// A body of a scene at a time.
private struct Solid {
  let body: Scene.Body
  let positions: [SIMD3<Float>]
  let bounds: Box

  init(_ body: Scene.Body, at time: Float) {
    self.body = body
    let pose = body.motion?.pose(at: time) ?? body.pose
    positions = body.object.mesh.positions.map(pose.applied(to:))
    bounds = Box(bounding: positions)
  }

  func reaches(_ other: Solid) -> Bool {
    all(bounds.min .< other.bounds.max) && all(other.bounds.min .< bounds.max)
  }

  /// How deep some of its vertices lie in another body.
  func depth(in other: Solid) -> Float {
    let inside = positions.filter { other.bounds.contains($0) }
    let stride = max(inside.count / 24, 1)
    var deepest: Float = 0
    for index in Swift.stride(from: 0, to: inside.count, by: stride) {
      let point = inside[index]
      guard abs(other.winding(about: point)) > 0.6 else { continue }
      deepest = max(deepest, other.distance(to: point))
    }
    return deepest
  }

  /// How often the surface surrounds a point: 1 inside a closed one (van Oosterom and Strackee 1983).
  private func winding(about point: SIMD3<Float>) -> Float {
    var sum: Float = 0
    for corners in body.object.mesh.triangles {
      let a = positions[Int(corners.x)] - point
      let b = positions[Int(corners.y)] - point
      let c = positions[Int(corners.z)] - point
      let (la, lb, lc) = (a.length, b.length, c.length)
      let below = la * lb * lc + a.dot(b) * lc + b.dot(c) * la + c.dot(a) * lb
      sum += 2 * atan2(a.dot(b.cross(c)), below)
    }
    return sum / (4 * .pi)
  }

  private func distance(to point: SIMD3<Float>) -> Float {
    var best = Float.infinity
    for corners in body.object.mesh.triangles {
      best = min(
        best,
        Self.squaredDistance(
          point, positions[Int(corners.x)], positions[Int(corners.y)], positions[Int(corners.z)]))
    }
    return best.squareRoot()
  }

  /// Ericson, Real-Time Collision Detection, 5.1.5.
  private static func squaredDistance(
    _ p: SIMD3<Float>, _ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>
  ) -> Float {
    let (ab, ac, ap) = (b - a, c - a, p - a)
    let normal = ab.cross(ac)
    if normal.squaredLength > 0 {
      let v = ap.cross(ac).dot(normal) / normal.squaredLength
      let w = ab.cross(ap).dot(normal) / normal.squaredLength
      if v >= 0, w >= 0, v + w <= 1 {
        let height = ap.dot(normal)
        return height * height / normal.squaredLength
      }
    }
    func edge(_ start: SIMD3<Float>, _ along: SIMD3<Float>) -> Float {
      let length = along.squaredLength
      let share = length > 0 ? max(0, min((p - start).dot(along) / length, 1)) : 0
      return (p - start - along * share).squaredLength
    }
    return min(edge(a, ab), edge(a, ac), edge(b, c - b))
  }

  /// Points 4 cm apart on what is lowest of it: the boards of a pallet lie on beams with their middles.
  private var bottom: [SIMD3<Float>] {
    guard body.carrier != 0 else { return [] }
    var result: [SIMD3<Float>] = []
    let limit = bounds.min.z + 0.02
    for corners in body.object.mesh.triangles {
      let a = positions[Int(corners.x)]
      let (u, v) = (positions[Int(corners.y)] - a, positions[Int(corners.z)] - a)
      guard max(a.z, a.z + u.z, a.z + v.z) < limit else { continue }
      let steps = Int(max(u.length, v.length, (u - v).length) / 0.04) + 1
      for row in 0...steps {
        for column in 0...(steps - row) {
          result.append(a + u * (Float(row) / Float(steps)) + v * (Float(column) / Float(steps)))
        }
      }
    }
    return result
  }

  /// The least height of its lowest vertices above what is below them; negative where they are in it.
  func gap(above below: SceneGeometry) -> Float {
    let lowest = bounds.min.z
    let center = bounds.center
    var origins: [SIMD3<Float>] = []
    // On slopes the part that touches need not be the lowest.
    let reach = body.carrier == 0 ? max(bounds.size.x, bounds.size.y) * 0.25 + 0.05 : .infinity
    // From below the next shelf.
    let rise: Float = body.carrier == 0 ? 0.4 : 0.1
    for point in positions + bottom where point.z < lowest + reach {
      // A little inwards: what is flush shares its edges with what it stands on.
      let inwards = SIMD3(center.x - point.x, center.y - point.y, 0)
      origins.append(point + inwards * min(0.01 / max(inwards.length, 0.01), 1) + [0, 0, rise])
    }
    let down = Array(repeating: SIMD3<Float>(0, 0, -1), count: origins.count)
    let hits = below.hits(from: origins, along: down, within: 3)
    return hits.reduce(Float.infinity) { min($0, ($1?.distance ?? .infinity) - rise) }
  }
}
