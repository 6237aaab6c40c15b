import CairnGeometry
import CairnScenes

/// Looks for what cannot be in a scene: bodies within one another, bodies in the air.
///
/// A plain twin of the placement: rays against triangles, no rasters.
struct SceneCheck {
  private struct Solid {
    let body: Scene.Body
    let bounds: Box
    let geometry: SceneGeometry
    let samples: [SIMD3<Float>]
  }

  private let solids: [Solid]

  /// Prepares the bodies of a scene.
  ///
  /// - Parameter scene: Its labelled bodies and its stuff.
  init(_ scene: Scene) {
    solids = scene.bodies.map { body in
      var alone = Scene()
      alone.add(body.object, at: body.pose)
      let samples = Self.samples(of: body)
      return Solid(
        body: body, bounds: Box(bounding: body.object.mesh.positions.map(body.pose.applied(to:))),
        geometry: SceneGeometry(alone), samples: samples)
    }
  }

  /// Corners, middles of edges and points within the triangles, more in larger ones.
  private static func samples(of body: Scene.Body, spacing: Float = 0.025, most: Int = 6) -> [SIMD3<
    Float
  >] {
    let mesh = body.object.mesh
    let positions = mesh.positions.map(body.pose.applied(to:))
    var samples = positions
    for corners in mesh.triangles {
      let (a, b, c) = (
        positions[Int(corners.x)], positions[Int(corners.y)], positions[Int(corners.z)]
      )
      let longest = max((b - a).length, (c - b).length, (a - c).length)
      let steps = min(Int(longest / spacing) + 1, most)
      for row in 0...steps {
        for column in 0...(steps - row) {
          let (u, v) = (Float(row) / Float(steps), Float(column) / Float(steps))
          samples.append(a * (1 - u - v) + b * u + c * v)
        }
      }
    }
    return samples
  }

  /// How deep points of one labelled body are inside another, at worst, metres, and in which pair.
  func deepestOverlap() -> (depth: Float, pair: String) {
    var worst: (depth: Float, pair: String) = (0, "")
    for (index, one) in solids.enumerated() where one.body.label != 0 {
      for (other, solid) in solids.enumerated()
      where other != index && all(solid.bounds.min .< one.bounds.max)
        && all(solid.bounds.max .> one.bounds.min)
      {
        let points = one.samples.filter { solid.bounds.contains($0) }
        let depth = Self.depth(of: points, in: solid)
        if depth > worst.depth {
          worst = (
            depth,
            "\(one.body.object.name) \(one.body.label) in \(solid.body.object.name) "
              + "\(solid.body.label)"
          )
        }
      }
    }
    return worst
  }

  /// A point is inside where the nearest triangle in every direction shows its back; how deep, the
  /// shortest way out tells.
  private static func depth(of points: [SIMD3<Float>], in solid: Solid) -> Float {
    var inside = points.map { ($0, Float.infinity) }
    for direction in directions {
      let hits = solid.geometry.hits(
        from: inside.map(\.0), along: Array(repeating: direction, count: inside.count), within: 10)
      var rest: [(SIMD3<Float>, Float)] = []
      for ((point, depth), hit) in zip(inside, hits) {
        guard let hit, hit.distance > 0.0005, showsBack(hit, direction, solid) else { continue }
        rest.append((point, min(depth, hit.distance)))
      }
      inside = rest
    }
    return inside.map(\.1).max() ?? 0
  }

  private static func showsBack(_ hit: SceneHit, _ direction: SIMD3<Float>, _ solid: Solid) -> Bool
  {
    let mesh = solid.body.object.mesh
    let corners = mesh.triangles[hit.triangle]
    let (a, b, c) = (
      mesh.positions[Int(corners.x)], mesh.positions[Int(corners.y)],
      mesh.positions[Int(corners.z)]
    )
    return solid.body.pose.rotation.applied(to: (b - a).cross(c - a)).dot(direction) > 0
  }

  private static let directions: [SIMD3<Float>] = [
    [0, 0, 1], [0, 0, -1], [1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0.6, 0.48, 0.64],
    [-0.6, 0.48, 0.64], [0.6, -0.48, 0.64], [0.6, 0.48, -0.64], [-0.6, -0.48, 0.64],
    [0.6, -0.48, -0.64], [-0.6, 0.48, -0.64], [-0.6, -0.48, -0.64],
  ]

  /// How far labelled bodies are above what is below them, at worst, metres.
  ///
  /// - Parameter first: Bodies before are not looked at.
  /// - Returns: The gap and which body has it.
  func highestGap(from first: Int = 0) -> (gap: Float, name: String) {
    var worst: (gap: Float, name: String) = (0, "")
    for (index, one) in solids.enumerated() where one.body.label != 0 && index >= first {
      var gap = gapBelow(index, isFine: false)
      // Where edges cross, only dense samples find the contact.
      if gap > 0.002 { gap = min(gap, gapBelow(index, isFine: true)) }
      if gap > worst.gap { worst = (gap, "\(one.body.object.name) \(one.body.label)") }
    }
    return worst
  }

  private func gapBelow(_ index: Int, isFine: Bool) -> Float {
    let one = solids[index]
    let samples = isFine ? Self.samples(of: one.body, spacing: 0.003, most: 24) : one.samples
    var least = Float.infinity
    for (other, solid) in solids.enumerated() where other != index {
      let (low, high) = (one.bounds.min - 0.02, one.bounds.max + 0.02)
      guard solid.bounds.min.x < high.x, solid.bounds.max.x > low.x,
        solid.bounds.min.y < high.y, solid.bounds.max.y > low.y, solid.bounds.min.z < high.z,
        solid.bounds.max.z > low.z
      else { continue }
      // Rays start a little inside their own body, so that what touches is met.
      let lift = SIMD3<Float>(0, 0, 0.003)
      let down = samples.filter {
        $0.x > solid.bounds.min.x && $0.y > solid.bounds.min.y && $0.x < solid.bounds.max.x
          && $0.y < solid.bounds.max.y
      }.map { $0 + lift }
      let up = solid.samples.filter {
        $0.x > low.x && $0.y > low.y && $0.x < high.x && $0.y < high.y && $0.z < high.z
      }.map { $0 - lift }
      for hit in solid.geometry.hits(
        from: down, along: Array(repeating: [0, 0, -1], count: down.count), within: 0.1)
      {
        if let hit { least = min(least, hit.distance - 0.003) }
      }
      for hit in one.geometry.hits(
        from: up, along: Array(repeating: [0, 0, 1], count: up.count), within: 0.1)
      {
        if let hit { least = min(least, hit.distance - 0.003) }
      }
    }
    return least
  }
}
