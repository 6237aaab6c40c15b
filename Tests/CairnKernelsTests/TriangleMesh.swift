import TestSupport

/// Triangles to cast rays at.
struct TriangleMesh {
  var positions: [SIMD3<Float>] = []
  var triangles: [SIMD3<UInt32>] = []

  /// Triangles of all sizes and places.
  static func soup(_ count: Int, seed: UInt64) -> TriangleMesh {
    var generator = SeededGenerator(seed: seed)
    var mesh = TriangleMesh()
    for _ in 0..<count {
      let place = SIMD3<Float>.random(in: -5...5, using: &generator)
      let size = Float.random(in: 0.01...3, using: &generator)
      for _ in 0..<3 {
        let offset = SIMD3<Float>.random(in: -1...1, using: &generator)
        mesh.positions.append(place + size * offset)
      }
    }
    mesh.triangles = (0..<UInt32(count)).map { SIMD3(3 * $0, 3 * $0 + 1, 3 * $0 + 2) }
    return mesh
  }

  /// A closed ball whose triangles share their corners: a cube's sides, blown up.
  ///
  /// - Parameters:
  ///   - parts: Squares along a side.
  ///   - center: Where its center is.
  ///   - radius: Its radius.
  /// - Returns: The ball.
  static func ball(_ parts: Int, at center: SIMD3<Float>, radius: Float) -> TriangleMesh {
    var mesh = cube(parts)
    for index in mesh.positions.indices {
      let corner = mesh.positions[index]
      mesh.positions[index] = center + radius / (corner * corner).sum().squareRoot() * corner
    }
    return mesh
  }

  /// A closed cube from -1 to 1 whose triangles share their corners.
  static func cube(_ parts: Int) -> TriangleMesh {
    var mesh = TriangleMesh()
    var known: [SIMD3<Int>: UInt32] = [:]
    func corner(_ place: SIMD3<Int>) -> UInt32 {
      if let index = known[place] { return index }
      known[place] = UInt32(mesh.positions.count)
      mesh.positions.append(SIMD3<Float>(place) / Float(parts) * 2 - 1)
      return UInt32(mesh.positions.count - 1)
    }
    for axis in 0..<3 {
      for side in [0, parts] {
        for i in 0..<parts {
          for j in 0..<parts {
            let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { step in
              var place = SIMD3<Int>.zero
              place[axis] = side
              place[(axis + 1) % 3] = i + step.0
              place[(axis + 2) % 3] = j + step.1
              return corner(place)
            }
            mesh.triangles.append(SIMD3(corners[0], corners[1], corners[2]))
            mesh.triangles.append(SIMD3(corners[0], corners[2], corners[3]))
          }
        }
      }
    }
    return mesh
  }

  /// The nearest hit by looking at all triangles one after the other: the plain twin of the tree,
  /// after Woop, Benthin and Wald, "Watertight ray/triangle intersection", 2013.
  func nearestHit(
    from origin: SIMD3<Float>, along direction: SIMD3<Float>, after: Float = 0,
    within: Float = .infinity
  ) -> (distance: Float, triangle: Int, u: Float, v: Float)? {
    let sizes = SIMD3(abs(direction.x), abs(direction.y), abs(direction.z))
    let z = sizes.x >= sizes.y ? (sizes.x >= sizes.z ? 0 : 2) : (sizes.y >= sizes.z ? 1 : 2)
    let (x, y) = ((z + 1) % 3, (z + 2) % 3)
    let (shearX, shearY) = (direction[x] / direction[z], direction[y] / direction[z])
    var best: (distance: Float, triangle: Int, u: Float, v: Float)?
    for (index, triangle) in triangles.enumerated() {
      let corners = (0..<3).map { corner in
        let offset = positions[Int(triangle[corner])] - origin
        return SIMD3(
          offset[x] - shearX * offset[z], offset[y] - shearY * offset[z], offset[z])
      }
      let (a, b, c) = (corners[0], corners[1], corners[2])
      let weights = SIMD3(
        c.x * b.y - c.y * b.x, a.x * c.y - a.y * c.x, b.x * a.y - b.y * a.x)
      guard weights.min() >= 0 || weights.max() <= 0 else { continue }
      let sum = (weights.x + weights.y) + weights.z
      let distance =
        ((weights.x * a.z + weights.y * b.z) + weights.z * c.z) / sum * (1 / direction[z])
      guard distance > after, distance <= within, distance < best?.distance ?? .infinity else {
        continue
      }
      best = (distance, index, weights.y / sum, weights.z / sum)
    }
    return best
  }
}
