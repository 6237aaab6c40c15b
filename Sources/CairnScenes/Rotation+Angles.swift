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
  public static func about(_ axis: SIMD3<Float>, by angle: Float) -> Rotation {
    let half = SIMD3<Double>(axis.normalized) * sin(Double(angle) / 2)
    let quaternion = SIMD4<Float>(
      Float(half.x), Float(half.y), Float(half.z), Float(cos(Double(angle) / 2)))
    return Rotation(quaternion: quaternion) ?? .identity
  }
}

/// The sine and cosine of an angle in radians.
package func sineAndCosine(_ angle: Float) -> (sine: Float, cosine: Float) {
  (Float(sin(Double(angle))), Float(cos(Double(angle))))
}

/// The angle of a direction from the x axis, radians, counterclockwise; 0 for no direction.
package func angle(of way: SIMD2<Float>) -> Float {
  Float(atan2(Double(way.y), Double(way.x)))
}
