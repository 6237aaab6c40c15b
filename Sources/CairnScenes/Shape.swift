import CairnGeometry

/// A body that rays can hit, in its own coordinates: it stands on z = 0 about the origin.
public protocol Shape: Sendable {
  /// A box around all of it.
  var bounds: Box { get }

  /// The nearest hit beyond `start`, which may be negative.
  ///
  /// - Parameters:
  ///   - ray: In the shape's coordinates; its origin is not far from the shape.
  ///   - start: Distances up to this do not count.
  /// - Returns: The hit, or `nil` where the ray misses.
  func firstHit(of ray: Ray, after start: Float) -> Hit?
}

/// Where a ray meets a surface.
public struct Hit: Sendable {
  /// Along the ray, from its origin.
  public var distance: Float
  /// Unit vector perpendicular to the surface, outward or towards the ray.
  public var normal: SIMD3<Float>

  /// Creates a hit.
  ///
  /// - Parameters:
  ///   - distance: Along the ray, from its origin.
  ///   - normal: Unit vector perpendicular to the surface.
  public init(distance: Float, normal: SIMD3<Float>) {
    self.distance = distance
    self.normal = normal
  }
}

extension Box {
  /// Whether a ray meets the box between two distances.
  @inline(__always)
  func isHit(by ray: Ray, inverse: SIMD3<Float>, from start: Float, to end: Float) -> Bool {
    let first = (min - ray.origin) * inverse
    let second = (max - ray.origin) * inverse
    let near = pointwiseMin(first, second).max()
    let far = pointwiseMax(first, second).min()
    return near <= far && far > start && near < end
  }
}
