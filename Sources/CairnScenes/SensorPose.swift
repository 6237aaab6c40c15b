import CairnGeometry

extension RigidTransform {
  /// The pose of a camera that looks at a point, upright: x right, y down, z ahead.
  ///
  /// - Parameters:
  ///   - eye: Where the camera is, metres.
  ///   - target: Where it looks.
  /// - Returns: The pose; turned about its axis at random where it looks straight up or down.
  public static func camera(at eye: SIMD3<Float>, lookingAt target: SIMD3<Float>) -> RigidTransform
  {
    let ahead = (target - eye).normalized
    let level = ahead.cross([0, 0, 1])
    let right = level.squaredLength > 1e-8 ? level.normalized : SIMD3(1, 0, 0)
    return RigidTransform(
      at: eye, rotation: Rotation(axes: right, ahead.cross(right), ahead))
  }

  /// The pose of a vehicle or scanner: x ahead, y left, z up.
  ///
  /// - Parameters:
  ///   - position: Where its origin is.
  ///   - heading: Counterclockwise from the x axis, seen from above, radians.
  /// - Returns: The pose.
  public static func level(at position: SIMD3<Float>, heading: Float) -> RigidTransform {
    RigidTransform(at: position, rotation: .about([0, 0, 1], by: heading))
  }
}

extension Rotation {
  /// The rotation that turns x, y and z into three axes.
  ///
  /// - Parameters:
  ///   - x: A unit vector.
  ///   - y: Perpendicular to it.
  ///   - z: Their cross product.
  package init(axes x: SIMD3<Float>, _ y: SIMD3<Float>, _ z: SIMD3<Float>) {
    // Shepperd's method: the largest of the four squares is far from zero.
    let squares = SIMD4(
      1 + x.x - y.y - z.z, 1 - x.x + y.y - z.z, 1 - x.x - y.y + z.z, 1 + x.x + y.y + z.z)
    let quaternion: SIMD4<Float> =
      switch squares.max() {
      case squares.w: [y.z - z.y, z.x - x.z, x.y - y.x, squares.w]
      case squares.x: [squares.x, x.y + y.x, z.x + x.z, y.z - z.y]
      case squares.y: [x.y + y.x, squares.y, y.z + z.y, z.x - x.z]
      default: [z.x + x.z, y.z + z.y, squares.z, x.y - y.x]
      }
    self = Rotation(quaternion: quaternion) ?? .identity
  }
}
