import CairnGeometry
import CairnScenes

/// Builds a mesh piece by piece: what is added takes the look, the part and the frame then set.
struct MeshBuilder {
  /// What was built so far.
  private(set) var mesh = TriangleMesh()
  /// Where pieces go.
  var frame = RigidTransform.identity

  private var material: UInt16 = 0
  private var part: UInt16 = 0

  /// Sets the look and the part of the pieces that follow.
  mutating func use(_ material: Material, part name: String) {
    mesh.materials.append(material)
    self.material = UInt16(mesh.materials.count - 1)
    if let known = mesh.partNames.firstIndex(of: name) {
      part = UInt16(known)
    } else {
      mesh.partNames.append(name)
      part = UInt16(mesh.partNames.count - 1)
    }
  }

  /// Adds pieces in a frame of their own.
  mutating func within(_ inner: RigidTransform, _ pieces: (inout MeshBuilder) -> Void) {
    let outer = frame
    frame = outer * inner
    pieces(&self)
    frame = outer
  }

  /// Adds another mesh as it is, its parts under their own names.
  mutating func add(_ other: TriangleMesh, at place: RigidTransform = .identity) {
    mesh.append(other, at: frame * place)
  }

  mutating func vertex(_ point: SIMD3<Float>) -> UInt32 {
    mesh.positions.append(frame.applied(to: point))
    return UInt32(mesh.positions.count - 1)
  }

  mutating func triangle(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
    mesh.triangles.append(SIMD3(a, b, c))
    mesh.materialOfTriangle.append(material)
    mesh.partOfTriangle.append(part)
  }

  mutating func quad(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
    triangle(a, b, c)
    triangle(a, c, d)
  }

  /// A flat convex polygon, counterclockwise seen from outside.
  mutating func face(_ corners: [SIMD3<Float>]) {
    let first = UInt32(mesh.positions.count)
    for corner in corners { _ = vertex(corner) }
    for index in 2..<max(corners.count, 2) {
      triangle(first, first + UInt32(index) - 1, first + UInt32(index))
    }
  }

  /// A flat triangle, without the array of ``face(_:)``.
  mutating func triangle(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>) {
    triangle(vertex(a), vertex(b), vertex(c))
  }

  /// A box along the axes.
  mutating func block(from low: SIMD3<Float>, to high: SIMD3<Float>) {
    let first = UInt32(mesh.positions.count)
    for corner in 0..<8 {
      _ = vertex(
        SIMD3(
          corner & 1 == 0 ? low.x : high.x, corner & 2 == 0 ? low.y : high.y,
          corner & 4 == 0 ? low.z : high.z))
    }
    for (a, b, c, d) in Self.sides {
      quad(first + a, first + b, first + c, first + d)
    }
  }

  private static let sides: [(UInt32, UInt32, UInt32, UInt32)] = [
    (0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5),
  ]

  /// A skin over closed rings of equally many points, which run counterclockwise seen from the end
  /// towards the start; both ends are closed by fans.
  mutating func loft(_ rings: [[SIMD3<Float>]], capped: Bool = true) {
    guard let count = rings.first?.count else { return }
    let first = UInt32(mesh.positions.count)
    for ring in rings { for point in ring { _ = vertex(point) } }
    for row in 0..<UInt32(rings.count - 1) {
      for column in 0..<UInt32(count) {
        let next = (column + 1) % UInt32(count)
        let (low, high) = (first + row * UInt32(count), first + (row + 1) * UInt32(count))
        quad(low + column, low + next, high + next, high + column)
      }
    }
    guard capped else { return }
    let last = first + UInt32((rings.count - 1) * count)
    for index in 2..<UInt32(max(count, 2)) {
      triangle(first, first + index, first + index - 1)
      triangle(last, last + index - 1, last + index)
    }
  }

  /// A body of revolution about z: (radius, height) from the bottom up.
  mutating func turned(
    _ profile: [SIMD2<Float>], at center: SIMD3<Float> = .zero, segments: Int = 16
  ) {
    let circle = Self.circle(segments)
    loft(
      profile.map { step in
        circle.map { center + SIMD3($0.x * step.x, $0.y * step.x, step.y) }
      })
  }

  /// A ball or an egg.
  mutating func ellipsoid(
    at center: SIMD3<Float>, radii: SIMD3<Float>, rings: Int = 7, segments: Int = 10
  ) {
    let circle = Self.circle(segments)
    loft(
      (0...rings).map { row in
        let (sine, cosine) = sineAndCosine(.pi * Float(row) / Float(rings))
        let radius: Float = max(sine, 0.02)
        return circle.map {
          center + radii * SIMD3($0.x * radius, $0.y * radius, -cosine)
        }
      })
  }

  /// A round bar along a path, with a radius at each of its points.
  mutating func rod(_ path: [SIMD3<Float>], radii: [Float], segments: Int = 8) {
    guard path.count > 1 else { return }
    let circle = Self.circle(segments)
    var side = (path[1] - path[0]).normalized.perpendicular
    var rings: [[SIMD3<Float>]] = []
    for index in path.indices {
      let before = path[max(index - 1, 0)]
      let after = path[min(index + 1, path.count - 1)]
      let along = (after - before).normalized
      side = (side - along * side.dot(along)).normalized
      let other = along.cross(side)
      let radius = radii[min(index, radii.count - 1)]
      let center = path[index]
      rings.append(circle.map { center + (side * $0.x + other * $0.y) * radius })
    }
    loft(rings)
  }

  /// A straight round bar.
  mutating func rod(
    from start: SIMD3<Float>, to end: SIMD3<Float>, radius: Float, segments: Int = 8
  ) {
    rod([start, end], radii: [radius], segments: segments)
  }

  /// A straight bar of rectangular section; its second size lies as level as it can.
  mutating func bar(
    from start: SIMD3<Float>, to end: SIMD3<Float>, width: Float, depth: Float
  ) {
    let along = (end - start).normalized
    let level = along.cross([0, 0, 1])
    let side = level.squaredLength > 1e-6 ? level.normalized : SIMD3(1, 0, 0)
    let other = side.cross(along)
    let (a, b) = (side * (width / 2), other * (depth / 2))
    loft([start, end].map { [$0 + a + b, $0 + a - b, $0 - a - b, $0 - a + b] })
  }

  /// A ring about the x axis, as a tyre.
  mutating func torus(
    at center: SIMD3<Float>, radius: Float, thickness: Float, segments: Int = 24, sides: Int = 6
  ) {
    let (circle, section) = (Self.circle(segments), Self.circle(sides))
    let first = UInt32(mesh.positions.count)
    for turn in circle {
      for step in section {
        let reach = radius + thickness * step.x
        _ = vertex(center + SIMD3(thickness * step.y, turn.x * reach, turn.y * reach))
      }
    }
    for index in 0..<UInt32(segments) {
      let after = (index + 1) % UInt32(segments)
      for step in 0..<UInt32(sides) {
        let next = (step + 1) % UInt32(sides)
        let (low, high) = (first + index * UInt32(sides), first + after * UInt32(sides))
        quad(low + step, high + step, high + next, low + next)
      }
    }
  }

  /// A convex outline, counterclockwise seen from above, from one height to another.
  mutating func prism(_ outline: [SIMD2<Float>], from low: Float, to high: Float) {
    loft([low, high].map { height in outline.map { SIMD3($0.x, $0.y, height) } })
  }

  /// Points on the unit circle, counterclockwise.
  static func circle(_ segments: Int) -> [SIMD2<Float>] {
    (0..<segments).map { index in
      let (sine, cosine) = sineAndCosine(2 * .pi * Float(index) / Float(segments))
      return SIMD2(cosine, sine)
    }
  }
}

extension SIMD3<Float> {
  /// A unit vector at a right angle to this one.
  var perpendicular: SIMD3<Float> {
    let other: SIMD3<Float> = abs(z) < 0.9 ? [0, 0, 1] : [1, 0, 0]
    return cross(other).normalized
  }
}

extension RigidTransform {
  /// Turned about z and moved.
  static func turned(_ angle: Float, at position: SIMD3<Float> = .zero) -> RigidTransform {
    RigidTransform(at: position, rotation: .about([0, 0, 1], by: angle))
  }
}
