import CairnGeometry
import CairnKernels

extension Lighting {
  /// A grid on which neighbours lie beside each other, or a list.
  struct Layout: Sendable {
    var width: Int
    var height: Int
    /// Whether elements in a row and in a column are neighbours.
    var isImage: Bool
  }

  /// What a camera makes of surfaces: 0…1, with noise.
  ///
  /// - Parameters:
  ///   - seen: What its rays met.
  ///   - origins: Where the rays started; one for all, or one for each.
  ///   - directions: Unit vectors.
  ///   - geometry: Casts the shadows.
  ///   - layout: In images, shadows are smoothed over neighbours.
  ///   - seed: Decides the noise.
  /// - Returns: Red, green, blue for each ray; zero where it met nothing.
  /// - Complexity: A ray for each lamp and one more for each surface.
  func colors(
    of seen: [SeenSurface?], from origins: [SIMD3<Float>], along directions: [SIMD3<Float>],
    in geometry: SceneGeometry, layout: Layout, seed: UInt64
  ) -> [SIMD3<Float>] {
    let noise = NoiseField(seed: seed)
    let (rays, places) = lit(seen, origins, directions)
    // Light from all around: one direction of the half sphere for each point.
    let around = concurrentValues(rays.count, grain: 2048) { index in
      var random = noise.random(rays[index], -1)
      let ball = SIMD3(random.normal(), random.normal(), random.normal()).normalized
      return ((seen[rays[index]]?.normal ?? ball) * 1.01 + ball).normalized * occlusionReach
    }
    let enclosed = geometry.areHidden(from: places, along: around, within: 1)
    let openness = smoothed(enclosed, rays, seen, layout)
    var shares: [[Float]] = []
    for (number, lamp) in lamps.enumerated() {
      let ways = concurrentValues(rays.count, grain: 2048) { index in
        var random = noise.random(rays[index], -2 - number)
        let offset = SIMD3(random.normal(), random.normal(), random.normal()) * 0.6
        return (lamp.position + offset * lamp.radius - places[index]) * 0.999
      }
      let hidden = geometry.areHidden(from: places, along: ways, within: 1)
      shares.append(smoothed(hidden, rays, seen, layout))
    }
    let (open, lampShares) = (openness, shares)
    let radiances = concurrentValues(rays.count, grain: 2048) { index in
      guard let surface = seen[rays[index]] else { return SIMD3<Float>.zero }
      return radiance(
        of: surface, color: geometry.color(at: surface.hit), at: places[index],
        along: directions[rays[index]], openness: open[index],
        shares: lampShares.map { $0[index] })
    }
    return developed(radiances, rays, count: seen.count, noise)
  }

  /// Which rays met something, and where, a little above the surface.
  private func lit(
    _ seen: [SeenSurface?], _ origins: [SIMD3<Float>], _ directions: [SIMD3<Float>]
  ) -> (rays: [Int], places: [SIMD3<Float>]) {
    let rays = seen.indices.filter { seen[$0] != nil }
    let places = concurrentValues(rays.count, grain: 4096) { index in
      let ray = rays[index]
      guard let surface = seen[ray] else { return SIMD3<Float>.zero }
      let origin = origins.count == 1 ? origins[0] : origins[ray]
      // In proportion to the distance, as the rounding of the place is.
      let gap = 1e-3 + 2e-5 * surface.hit.distance
      return origin + directions[ray] * surface.hit.distance + surface.normal * gap
    }
    return (rays, places)
  }

  private func radiance(
    of surface: SeenSurface, color: SIMD3<Float>, at place: SIMD3<Float>,
    along direction: SIMD3<Float>, openness: Float, shares: [Float]
  ) -> SIMD3<Float> {
    // Colours are as a screen shows them; light adds up in their squares, nearly.
    let albedo = color * color
    let normal = surface.normal
    let up = 0.5 + 0.5 * normal.z
    let ambient = (bounce * (1 - up) + sky * up) * (0.3 + 0.7 * openness)
    var sum = albedo * ambient
    let mirrored = direction + 2 * surface.cosine * normal
    for (lamp, share) in zip(lamps, shares) where share > 0 {
      let way = lamp.position - place
      let toLamp = way.normalized
      let light = lamp.light * (share * lamp.squaredDistance / max(way.squaredLength, 0.05))
      sum += albedo * light * max(normal.dot(toLamp), 0)
      if surface.gloss > 0 {
        var lobe = max(mirrored.dot(toLamp), 0)
        for _ in 0..<5 { lobe *= lobe }
        sum += light * (lobe * surface.gloss * 0.9)
      }
    }
    if surface.gloss > 0 {
      // More is mirrored at grazing angles, after Schlick 1994.
      let part = 1 - surface.cosine
      let share = surface.gloss * (0.05 + 0.4 * part * part * part * part)
      sum += sky * (share * (0.4 + 0.6 * max(mirrored.z, 0)))
    }
    return sum
  }

  /// Exposes and balances, adds noise and rounds to what a byte holds.
  private func developed(
    _ radiance: [SIMD3<Float>], _ rays: [Int], count: Int, _ noise: NoiseField
  ) -> [SIMD3<Float>] {
    var sum: Double = 0
    for light in radiance {
      sum += Double((0.3 * light.x + 0.6 * light.y + 0.1 * light.z).squareRoot())
    }
    let mean = Float(sum / Double(max(radiance.count, 1)))
    // Dark scenes stay darker: the gain of cameras has an end.
    let gain = min(exposure / max(mean, 1e-3), 2.5)
    let gains = whiteBalance * (gain * gain)
    let values = concurrentValues(rays.count, grain: 2048) { index in
      var random = noise.random(rays[index], -9)
      let light = pointwiseMax(radiance[index] * gains, .zero)
      var value = SIMD3(light.x.squareRoot(), light.y.squareRoot(), light.z.squareRoot())
      // A soft shoulder instead of a hard end.
      let over = pointwiseMax(value - 0.8, .zero)
      value = pointwiseMin(value, SIMD3(repeating: 0.8)) + 0.2 * over / (over + 0.2)
      let common = random.normal()
      let own = SIMD3(random.normal(), random.normal(), random.normal())
      value += (common + own) * (0.7 * imageNoise)
      return (value.clamped(lowerBound: .zero, upperBound: SIMD3(1, 1, 1)) * 255)
        .rounded(.toNearestOrEven) / 255
    }
    var colors = [SIMD3<Float>](repeating: .zero, count: count)
    for (index, ray) in rays.enumerated() { colors[ray] = values[index] }
    return colors
  }

  /// The share of a place's neighbours, those on the same surface, that are not hidden.
  private func smoothed(
    _ hidden: [Bool], _ rays: [Int], _ seen: [SeenSurface?], _ layout: Layout
  ) -> [Float] {
    guard layout.isImage else { return hidden.map { $0 ? 0 : 1 } }
    var grid = [Float](repeating: -1, count: seen.count)
    var depths = [Float](repeating: -.infinity, count: seen.count)
    for (index, ray) in rays.enumerated() {
      grid[ray] = hidden[index] ? 0 : 1
      depths[ray] = seen[ray]?.hit.distance ?? -.infinity
    }
    let (values, distances) = (grid, depths)
    return concurrentValues(rays.count, grain: 1024) { index in
      let ray = rays[index]
      let (column, row) = (ray % layout.width, ray / layout.width)
      let depth = distances[ray]
      var (sum, count): (Float, Float) = (0, 0)
      for y in max(row - 2, 0)...min(row + 2, layout.height - 1) {
        for x in max(column - 2, 0)...min(column + 2, layout.width - 1) {
          let other = y * layout.width + x
          guard abs(distances[other] - depth) < 0.02 * depth else { continue }
          sum += values[other]
          count += 1
        }
      }
      return sum / max(count, 1)
    }
  }
}
