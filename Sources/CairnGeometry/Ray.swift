/// A half-line in space.
public struct Ray: Sendable {
  /// Where it starts.
  public var origin: SIMD3<Float>
  /// Where it goes; a unit vector.
  public var direction: SIMD3<Float>

  /// Creates a ray.
  ///
  /// - Parameters:
  ///   - origin: Where it starts.
  ///   - direction: Where it goes; a unit vector.
  public init(origin: SIMD3<Float>, direction: SIMD3<Float>) {
    self.origin = origin
    self.direction = direction
  }

  /// The point at a distance from the origin.
  @inline(__always)
  public func point(at distance: Float) -> SIMD3<Float> { origin + direction * distance }
}
