/// A rotation of space, kept as a unit quaternion (x, y, z, w) with w the scalar part.
public struct Rotation: Sendable, Hashable {
  /// The quaternion, x y z w, of length 1.
  public let quaternion: SIMD4<Float>

  /// The rotation that changes nothing.
  public static let identity = Rotation(unit: SIMD4(0, 0, 0, 1))

  /// Creates a rotation from a quaternion of any length but zero; `nil` for zero, NaN or infinity.
  ///
  /// - Parameter quaternion: x y z w, w the scalar part, as ROS and Eigen's `coeffs()` order it.
  public init?(quaternion: SIMD4<Float>) {
    let length = (quaternion * quaternion).sum().squareRoot()
    guard length > 0, length.isFinite else { return nil }
    self.init(unit: quaternion / length)
  }

  private init(unit: SIMD4<Float>) { quaternion = unit }

  /// The rotation back.
  public var inverse: Rotation {
    Rotation(unit: quaternion * SIMD4(-1, -1, -1, 1))
  }

  /// Returns the vector turned by the rotation.
  public func applied(to vector: SIMD3<Float>) -> SIMD3<Float> {
    let axis = SIMD3(quaternion.x, quaternion.y, quaternion.z)
    let twice = 2 * axis.cross(vector)
    return vector + quaternion.w * twice + axis.cross(twice)
  }

  /// The rotation that turns as the right one does and then as the left one.
  public static func * (left: Rotation, right: Rotation) -> Rotation {
    let (a, b) = (left.quaternion, right.quaternion)
    let (v, w) = (SIMD3(a.x, a.y, a.z), SIMD3(b.x, b.y, b.z))
    let vector = a.w * w + b.w * v + v.cross(w)
    return Rotation(
      quaternion: SIMD4(vector.x, vector.y, vector.z, a.w * b.w - v.dot(w))) ?? .identity
  }
}
