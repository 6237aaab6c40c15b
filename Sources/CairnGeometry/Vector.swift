/// Vector arithmetic that the standard library leaves out.
extension SIMD3<Float> {
  /// The sum of the products of the coordinates.
  @inlinable @inline(__always)
  public func dot(_ other: SIMD3<Float>) -> Float { (self * other).sum() }

  /// The vector perpendicular to both, right-handed.
  @inlinable @inline(__always)
  public func cross(_ other: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(
      y * other.z - z * other.y,
      z * other.x - x * other.z,
      x * other.y - y * other.x)
  }

  /// The square of the Euclidean length.
  @inlinable @inline(__always)
  public var squaredLength: Float { x * x + y * y + z * z }

  /// The Euclidean length.
  @inlinable @inline(__always)
  public var length: Float { squaredLength.squareRoot() }

  /// The vector scaled to length 1; zero stays zero.
  @inlinable
  public var normalized: SIMD3<Float> {
    let length = length
    return length > 0 ? self / length : .zero
  }

  /// Whether no coordinate is NaN or infinite.
  @inlinable @inline(__always)
  public var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
}
