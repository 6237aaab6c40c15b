import CairnGeometry

/// A ball, squeezed along its axes, that touches z = 0 from above.
public struct Ellipsoid: Shape {
  /// Half its extents, metres.
  public let radii: SIMD3<Float>

  /// Creates an ellipsoid.
  ///
  /// - Parameter radii: Half its extents, metres; positive.
  public init(radii: SIMD3<Float>) { self.radii = radii }

  /// A box around all of it.
  public var bounds: Box {
    Box(min: [-radii.x, -radii.y, 0], max: [radii.x, radii.y, 2 * radii.z])
  }

  /// The nearest hit beyond `start`, from outside or inside.
  public func firstHit(of ray: Ray, after start: Float) -> Hit? {
    let origin = (ray.origin - SIMD3(0, 0, radii.z)) / radii
    let direction = ray.direction / radii
    let (a, half) = (direction.squaredLength, origin.dot(direction))
    let discriminant = half * half - a * (origin.squaredLength - 1)
    guard discriminant > 0 else { return nil }
    let root = discriminant.squareRoot()
    for distance in [(-half - root) / a, (-half + root) / a] where distance > start {
      return Hit(
        distance: distance, normal: ((origin + direction * distance) / radii).normalized)
    }
    return nil
  }
}
