import CairnGeometry

/// A profile turned about the z axis: cans, bottles, bowls, cups, lamps, wheels.
///
/// Both sides of the surface are seen, so an open profile is a thin shell.
public struct Lathe: Shape {
  /// Radius and height of each corner of the profile, metres.
  public let profile: [SIMD2<Float>]
  /// A box around all of it.
  public let bounds: Box

  /// Creates a lathe body.
  ///
  /// - Parameter profile: Radius and height of each corner, from one end to the other.
  public init(_ profile: [SIMD2<Float>]) {
    self.profile = profile
    let radius = profile.map(\.x).max() ?? 0
    bounds = Box(
      min: [-radius, -radius, profile.map(\.y).min() ?? 0],
      max: [radius, radius, profile.map(\.y).max() ?? 0])
  }

  /// A closed cylinder from z = 0.
  public static func cylinder(radius: Float, height: Float) -> Lathe {
    Lathe([[0, 0], [radius, 0], [radius, height], [0, height]])
  }

  /// The nearest hit beyond `start`, on either side of the surface.
  public func firstHit(of ray: Ray, after start: Float) -> Hit? {
    var nearest: Hit?
    for index in 1..<max(profile.count, 1) {
      let (low, high) = (profile[index - 1], profile[index])
      let limit = nearest?.distance ?? .infinity
      let hit =
        abs(high.y - low.y) < 1e-7
        ? Self.ring(ray, low, high, after: start) : Self.frustum(ray, low, high, after: start)
      if let hit, hit.distance < limit { nearest = hit }
    }
    return nearest
  }

  private static func ring(
    _ ray: Ray, _ low: SIMD2<Float>, _ high: SIMD2<Float>, after start: Float
  ) -> Hit? {
    guard abs(ray.direction.z) > 1e-9 else { return nil }
    let distance = (low.y - ray.origin.z) / ray.direction.z
    guard distance > start else { return nil }
    let point = ray.point(at: distance)
    let squared = point.x * point.x + point.y * point.y
    let (inner, outer) = (min(low.x, high.x), max(low.x, high.x))
    guard squared >= inner * inner, squared <= outer * outer else { return nil }
    return Hit(distance: distance, normal: [0, 0, ray.direction.z > 0 ? -1 : 1])
  }

  /// The surface x² + y² = (r + k (z - z₀))² between two heights.
  private static func frustum(
    _ ray: Ray, _ low: SIMD2<Float>, _ high: SIMD2<Float>, after start: Float
  ) -> Hit? {
    let slope = (high.x - low.x) / (high.y - low.y)
    let (origin, direction) = (ray.origin, ray.direction)
    let radius = low.x + slope * (origin.z - low.y)
    let growth = slope * direction.z
    let a = direction.x * direction.x + direction.y * direction.y - growth * growth
    let half = origin.x * direction.x + origin.y * direction.y - radius * growth
    let c = origin.x * origin.x + origin.y * origin.y - radius * radius
    guard abs(a) > 1e-9 else { return nil }
    let discriminant = half * half - a * c
    guard discriminant >= 0 else { return nil }
    let root = discriminant.squareRoot()
    let (first, second) = ((-half - root) / a, (-half + root) / a)
    for distance in [min(first, second), max(first, second)] where distance > start {
      let point = ray.point(at: distance)
      guard point.z >= min(low.y, high.y), point.z <= max(low.y, high.y) else { continue }
      let reach = radius + growth * distance
      // The mirror cone below the apex is not part of the surface.
      guard reach >= 0 else { continue }
      let normal = SIMD3(point.x, point.y, -slope * reach).normalized
      return Hit(distance: distance, normal: normal.dot(direction) > 0 ? -normal : normal)
    }
    return nil
  }
}
