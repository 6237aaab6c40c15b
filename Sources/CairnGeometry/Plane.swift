/// The points *p* with `normal.dot(p) == offset`.
public struct Plane: Sendable, Hashable {
  /// Unit vector perpendicular to the plane.
  public var normal: SIMD3<Float>
  /// Signed distance of the plane from the origin along `normal`, in the unit of the cloud.
  public var offset: Float

  /// Creates a plane from its unit normal and offset.
  public init(normal: SIMD3<Float>, offset: Float) {
    self.normal = normal
    self.offset = offset
  }

  /// Creates the plane through three points; `nil` where they lie on one line.
  public init?(through a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>) {
    // Sides of about 1, so that nothing over- or underflows in any unit.
    let (one, other) = (b - a, c - a)
    let size = max(one.max(), (-one).max(), other.max(), (-other).max())
    guard size > 0, size.isFinite else { return nil }
    let perpendicular = (one / size).cross(other / size)
    guard perpendicular.squaredLength > 0 else { return nil }
    normal = perpendicular.normalized
    offset = normal.dot(a)
  }

  /// The distance of a point, in the unit of the cloud; positive on the side of the normal.
  public func signedDistance(to point: SIMD3<Float>) -> Float { normal.dot(point) - offset }

  /// The same points with the normal on the other side.
  public var flipped: Plane { Plane(normal: -normal, offset: -offset) }
}
