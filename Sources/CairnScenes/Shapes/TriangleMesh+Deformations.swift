import CairnGeometry

extension TriangleMesh {
  /// Returns the mesh bent over: its z axis becomes an arc towards +x.
  ///
  /// - Parameter angle: Between the directions at the lowest and at the highest vertex, radians;
  ///   negative towards -x.
  /// - Returns: The same triangles with vertices moved; heights keep their lengths along the arc.
  public func bent(by angle: Float) -> TriangleMesh {
    let bounds = bounds
    guard abs(angle) > 1e-5, bounds.size.z > 0 else { return self }
    let radius = bounds.size.z / angle
    return deformed { position in
      let turn = sineAndCosine((position.z - bounds.min.z) / radius)
      let out = radius - position.x
      return [radius - out * turn.cosine, position.y, bounds.min.z + out * turn.sine]
    }
  }

  /// Returns the mesh twisted about the z axis.
  ///
  /// - Parameter angle: How far the highest vertex is turned against the lowest, radians.
  /// - Returns: The same triangles with vertices moved.
  public func twisted(by angle: Float) -> TriangleMesh {
    let bounds = bounds
    guard bounds.size.z > 0 else { return self }
    return deformed { position in
      let turn = sineAndCosine(angle * (position.z - bounds.min.z) / bounds.size.z)
      return [
        position.x * turn.cosine - position.y * turn.sine,
        position.x * turn.sine + position.y * turn.cosine, position.z,
      ]
    }
  }

  /// Returns the mesh narrowed, or widened, evenly towards its top.
  ///
  /// - Parameter factors: What x and y are multiplied by at the highest vertex; positive.
  /// - Returns: The same triangles with vertices moved.
  public func tapered(to factors: SIMD2<Float>) -> TriangleMesh {
    let bounds = bounds
    guard bounds.size.z > 0 else { return self }
    return deformed { position in
      let share = (position.z - bounds.min.z) / bounds.size.z
      let factor = 1 + (factors - 1) * share
      return [position.x * factor.x, position.y * factor.y, position.z]
    }
  }

  /// Returns the mesh with bumps and dents, as soft and natural things have them.
  ///
  /// - Parameters:
  ///   - amount: How far vertices move at most, along each axis, metres.
  ///   - wavelength: From bump to bump, metres; positive.
  ///   - seed: Which bumps.
  /// - Returns: The same triangles with vertices moved; those at the same place stay together.
  public func jittered(by amount: Float, wavelength: Float, seed: UInt64) -> TriangleMesh {
    deformed { position in
      let place = position / wavelength
      var offset = SIMD3<Float>.zero
      for axis in 0..<3 {
        let value = LatticeNoise.value(at: place, seed: seed &* 3 &+ UInt64(axis))
        offset[axis] = (2 * value - 1) * amount
      }
      return position + offset
    }
  }

  /// Returns the mesh with every vertex elsewhere.
  ///
  /// - Parameter place: Where a vertex goes; continuous and not turned inside out, or the mesh is.
  /// - Returns: The same triangles.
  public func deformed(_ place: (SIMD3<Float>) -> SIMD3<Float>) -> TriangleMesh {
    var result = self
    result.positions = positions.map(place)
    return result
  }

  /// Returns the mesh lifted or lowered to stand on z = 0.
  public func grounded() -> TriangleMesh {
    let low = bounds.min.z
    return deformed { [$0.x, $0.y, $0.z - low] }
  }
}

/// Random numbers on a lattice of edge 1, interpolated smoothly.
enum LatticeNoise {
  /// The value at a place, 0…1.
  static func value(at place: SIMD3<Float>, seed: UInt64 = 0) -> Float {
    let cell = place.rounded(.down)
    let part = place - cell
    let smooth = part * part * (3 - 2 * part)
    var sum: Float = 0
    for corner in 0..<8 {
      let offset = SIMD3<Float>(Float(corner & 1), Float(corner >> 1 & 1), Float(corner >> 2))
      let weights = offset * smooth + (1 - offset) * (1 - smooth)
      sum += weights.x * weights.y * weights.z * number(at: cell + offset, seed: seed)
    }
    return sum
  }

  /// The random number of a lattice corner, 0..<1.
  static func number(at corner: SIMD3<Float>, seed: UInt64 = 0) -> Float {
    let bits =
      UInt64(bitPattern: Int64(corner.x)) &* 0x9E37_79B9_7F4A_7C15
      ^ UInt64(bitPattern: Int64(corner.y)) &* 0xC2B2_AE3D_27D4_EB4F
      ^ UInt64(bitPattern: Int64(corner.z)) &* 0x1656_67B1_9E37_79F9 ^ seed &* 0xD6E8_FEB8_6659_FD93
    var random = SceneRandom(seed: bits)
    return random.unit()
  }
}
