import CairnGeometry

/// A large lamp above, and light from everywhere: enough for objects to look as if they stood there.
enum Lighting {
  private static let lamp = SIMD3<Float>(0.36, -0.52, 0.78)

  /// How bright a surface is, about 0.35…1.1.
  ///
  /// - Parameters:
  ///   - surface: What the ray met.
  ///   - ray: The ray.
  ///   - scene: What may throw a shadow.
  ///   - jitter: Within ±0.5: where on the lamp the shadow ray ends, which softens shadows.
  /// - Returns: What to multiply the colour with.
  static func brightness(
    of surface: Surface, along ray: Ray, in scene: Scene, jitter: SIMD3<Float>
  ) -> Float {
    let point = ray.point(at: surface.distance) + surface.normal * 2e-3
    let towards = (lamp + jitter * 0.16).normalized
    let direct = max(surface.normal.dot(towards), 0)
    let sky = 0.56 + 0.1 * surface.normal.z
    guard direct > 0 else { return sky }
    let shadow = Ray(origin: point, direction: towards)
    return scene.firstSurface(along: shadow, within: 3) == nil ? sky + 0.5 * direct : sky
  }
}
