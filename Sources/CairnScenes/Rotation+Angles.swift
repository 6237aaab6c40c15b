import CairnGeometry

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Rotation {
  /// The rotation about an axis.
  ///
  /// - Parameters:
  ///   - axis: Any direction but zero.
  ///   - angle: Radians, counterclockwise seen against the axis.
  /// - Returns: The rotation; identity for an axis of length zero.
  static func about(_ axis: SIMD3<Float>, by angle: Float) -> Rotation {
    let half = SIMD3<Double>(axis.normalized) * sin(Double(angle) / 2)
    let quaternion = SIMD4<Float>(
      Float(half.x), Float(half.y), Float(half.z), Float(cos(Double(angle) / 2)))
    return Rotation(quaternion: quaternion) ?? .identity
  }

  /// The rotation that turns as the right one does and then as the left one.
  static func * (left: Rotation, right: Rotation) -> Rotation {
    let (a, b) = (left.quaternion, right.quaternion)
    let (v, w) = (SIMD3(a.x, a.y, a.z), SIMD3(b.x, b.y, b.z))
    let vector = a.w * w + b.w * v + v.cross(w)
    return Rotation(
      quaternion: SIMD4(vector.x, vector.y, vector.z, a.w * b.w - v.dot(w))) ?? .identity
  }
}

/// The sine and cosine of an angle in radians.
func sineAndCosine(_ angle: Float) -> (sine: Float, cosine: Float) {
  (Float(sin(Double(angle))), Float(cos(Double(angle))))
}
