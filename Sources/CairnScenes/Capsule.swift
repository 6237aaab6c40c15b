import CairnGeometry

/// All points within a radius of a line segment: limbs, branches, handles.
public struct Capsule: Shape {
  /// One end of the segment.
  public let start: SIMD3<Float>
  /// Its other end.
  public let end: SIMD3<Float>
  /// The distance of the surface from it, metres.
  public let radius: Float

  /// Creates a capsule.
  ///
  /// - Parameters:
  ///   - start: One end of the segment.
  ///   - end: Its other end.
  ///   - radius: The distance of the surface from it, metres.
  public init(from start: SIMD3<Float>, to end: SIMD3<Float>, radius: Float) {
    (self.start, self.end, self.radius) = (start, end, radius)
  }

  /// A box around all of it.
  public var bounds: Box {
    Box(min: pointwiseMin(start, end) - radius, max: pointwiseMax(start, end) + radius)
  }

  /// The nearest hit beyond `start`, from outside.
  public func firstHit(of ray: Ray, after start: Float) -> Hit? {
    let axis = end - self.start
    let relative = ray.origin - self.start
    let along = ray.direction.dot(axis)
    let length = axis.squaredLength
    let across = relative.dot(axis)
    // The infinite cylinder: components perpendicular to the axis, scaled by its squared length.
    let a = length - along * along
    let half = length * relative.dot(ray.direction) - across * along
    let c = length * (relative.squaredLength - radius * radius) - across * across
    let discriminant = half * half - a * c
    if a > 1e-9 * length, discriminant >= 0 {
      let distance = (-half - discriminant.squareRoot()) / a
      let place = across + distance * along
      if place > 0, place < length {
        guard distance > start else { return nil }
        let foot = self.start + axis * (place / length)
        return Hit(distance: distance, normal: (ray.point(at: distance) - foot) / radius)
      }
    }
    var nearest: Hit?
    for center in [self.start, end] {
      let relative = ray.origin - center
      let half = relative.dot(ray.direction)
      let discriminant = half * half - relative.squaredLength + radius * radius
      guard discriminant >= 0 else { continue }
      let distance = -half - discriminant.squareRoot()
      guard distance > start, distance < nearest?.distance ?? .infinity else { continue }
      nearest = Hit(distance: distance, normal: (ray.point(at: distance) - center) / radius)
    }
    return nearest
  }
}
