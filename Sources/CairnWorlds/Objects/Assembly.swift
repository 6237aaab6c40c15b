import CairnGeometry
import CairnScenes

/// Turns about the axes, radians.
enum Turn {
  static func x(_ angle: Float) -> Rotation { .about([1, 0, 0], by: angle) }
  static func y(_ angle: Float) -> Rotation { .about([0, 1, 0], by: angle) }
  static func z(_ angle: Float) -> Rotation { .about([0, 0, 1], by: angle) }
  /// Lays what stands along z down along x.
  static let lyingAlongX = y(.pi / 2)
  /// Lays what stands along z down along -y.
  static let lyingAlongY = x(.pi / 2)
}

extension TriangleMesh {
  /// Adds a piece of an assembly.
  mutating func join(
    _ piece: TriangleMesh, at position: SIMD3<Float> = .zero, turned: Rotation = .identity,
    as part: String? = nil
  ) {
    append(piece, at: RigidTransform(at: position, rotation: turned), part: part)
  }

  /// Returns the mesh turned and set on z = 0 again.
  func laid(_ turn: Rotation) -> TriangleMesh {
    transformed(by: RigidTransform(rotation: turn)).grounded()
  }

  /// Returns the mesh on z = 0 with the middle of its box on the z axis.
  func centered() -> TriangleMesh {
    let bounds = bounds
    return deformed { $0 - SIMD3(bounds.center.x, bounds.center.y, bounds.min.z) }
  }

  /// Returns the mesh with another material on the triangles that face up or down.
  func coveringLevels(with material: Material) -> TriangleMesh {
    var result = self
    let index = UInt16(materials.count)
    result.materials.append(material)
    for (triangle, corners) in triangles.enumerated() {
      let (a, b, c) = (
        positions[Int(corners.x)], positions[Int(corners.y)], positions[Int(corners.z)]
      )
      let normal = (b - a).cross(c - a)
      if abs(normal.z) > 0.8 * normal.length { result.materialOfTriangle[triangle] = index }
    }
    return result
  }

  /// A paper label or a band around a cylinder.
  static func sleeve(
    radius: Float, from low: Float, to high: Float, _ material: Material, part: String = "label"
  ) -> TriangleMesh {
    let out = radius + 0.0004
    return lathe(
      [
        [radius - 0.001, low], [out, low], [out, high], [radius - 0.001, high],
        [radius - 0.001, low],
      ],
      segments: roundSegments(radius: out), material, part: part)
  }

  /// A handle in the plane y = 0 from one height to another, bulging towards +x.
  ///
  /// - Parameters:
  ///   - low: Where its lower end is: x and z.
  ///   - high: Where its upper end is.
  ///   - reach: How far it stands out beyond them.
  ///   - thickness: In the plane.
  ///   - width: Across the plane.
  ///   - material: What it looks like.
  /// - Returns: The handle.
  static func handle(
    from low: SIMD2<Float>, to high: SIMD2<Float>, reach: Float, thickness: Float, width: Float,
    _ material: Material
  ) -> TriangleMesh {
    let out = Swift.max(low.x, high.x) + reach
    let rise = high.y - low.y
    let line = smoothLine(
      through: [
        [low.x, 0, low.y], [low.x + (out - low.x) * 0.75, 0, low.y + rise * 0.08],
        [out, 0, low.y + rise * 0.5], [high.x + (out - high.x) * 0.75, 0, high.y - rise * 0.03],
        [high.x, 0, high.y],
      ], steps: 4)
    return tube(along: line, radii: [thickness / 2], segments: 10, material, part: "handle")
      .scaled(by: [1, width / thickness, 1])
  }
}

extension TriangleMesh {
  /// A bar with rounded ends.
  static func capsuleLine(
    from: SIMD3<Float>, to: SIMD3<Float>, radius: Float, segments: Int = 8, _ material: Material,
    part: String = "body"
  ) -> TriangleMesh {
    let along = (to - from).normalized
    let line = [
      from - along * radius, from - along * radius * 0.7, from, to, to + along * radius * 0.7,
      to + along * radius,
    ]
    return tube(
      along: line, radii: [0, radius * 0.7, radius, radius, radius * 0.7, 0], segments: segments,
      material, part: part)
  }
}

extension TriangleMesh {
  /// Returns the mesh without vertices that no triangle has.
  func compacted() -> TriangleMesh {
    var places = [UInt32](repeating: .max, count: positions.count)
    var result = self
    result.positions = []
    for index in triangles.indices {
      for corner in 0..<3 {
        let vertex = Int(triangles[index][corner])
        if places[vertex] == .max {
          places[vertex] = UInt32(result.positions.count)
          result.positions.append(positions[vertex])
        }
        result.triangles[index][corner] = places[vertex]
      }
    }
    return result
  }

  /// Returns the mesh as a single part.
  func renamed(_ part: String) -> TriangleMesh {
    var result = TriangleMesh()
    result.append(self, part: part)
    return result
  }

  /// An outline in the plane y = 0, x to the right and z up, thick along y about it.
  static func upright(
    _ outline: [SIMD2<Float>], holes: [[SIMD2<Float>]] = [], depth: Float, _ material: Material,
    part: String = "body"
  ) -> TriangleMesh {
    extrusion(outline, holes: holes, height: depth, material, part: part)
      .transformed(by: RigidTransform(at: [0, depth / 2, 0], rotation: Turn.x(.pi / 2)))
  }
}
