import CairnGeometry
import CairnKernels

extension SpinningLidar {
  /// The roof of a car below a device on a rack.
  static let car = Box(min: [-1.3, -0.6, -2.5], max: [1.1, 0.6, -0.5])
  /// A small robot below a device on a mast.
  static let robot = Box(min: [-0.35, -0.25, -1.4], max: [0.2, 0.25, -0.15])

  /// Whether a beam from the origin meets a box, its direction being of any length.
  static func meets(_ box: Box, _ direction: SIMD3<Float>) -> Bool {
    guard !box.isEmpty else { return false }
    let (one, two) = (box.min / direction, box.max / direction)
    let enters = pointwiseMin(one, two).max()
    let leaves = pointwiseMax(one, two).min()
    return enters <= leaves && leaves > 0
  }

  /// What comes back of a beam.
  struct Echo: Sendable {
    /// Metres; NaN where nothing came back.
    var range: Float
    var intensity: Float
    /// The beam whose surface it is of.
    var source: Int
  }

  /// What comes back of all beams.
  func echoes(
    _ seen: [SeenSurface?], _ beams: [SIMD3<Float>], _ rings: Int, carrier: Box,
    _ noise: NoiseField
  ) -> [Echo] {
    // Each laser has its own offset and strength.
    let lasers = (0..<rings).map { ring -> (bias: Float, gain: Float) in
      var random = noise.random(ring, -1)
      return (random.normal() * rangeNoise * 0.3, 1 + 0.08 * random.normal())
    }
    return concurrentValues(seen.count) { beam in
      var random = noise.random(beam, 0)
      let lost = Echo(range: .nan, intensity: 0, source: beam)
      guard let own = seen[beam], !random.chance(dropout),
        !Self.meets(carrier, beams[beam])
      else { return lost }
      var (surface, source) = (own, beam)
      var distance = own.hit.distance
      // A beam that touches two surfaces measures the one, the other, or something in between.
      let other = beam + (random.chance(0.5) ? rings : -rings)
      let (share, chance) = (random.unit(), random.unit())
      if seen.indices.contains(other), let second = seen[other] {
        let step = second.hit.distance - distance
        // Far apart, receivers tell the two echoes from one another.
        if abs(step) > 0.12, abs(step) < 2, chance < 0.5 * divergence / azimuthStep {
          distance += step * share
          if share > 0.5 { (surface, source) = (second, other) }
        }
      }
      guard range.contains(distance) else { return lost }
      // Leaves let part of the beam in.
      distance += surface.fuzz * random.normal()
      let echo = strength(of: surface, at: distance)
      let isKept =
        echo.margin * (1 + 0.35 * random.normal()) > 1 && surface.cosine > 0.03
      guard isKept, !random.chance(surface.transparency * 0.8) else { return lost }
      let laser = lasers[beam % rings]
      // Weak echoes are less exact.
      let spread = rangeNoise * (1 + 0.7 / max(echo.margin, 0.7))
      var measured = distance + laser.bias + spread * random.normal()
      if rangeStep > 0 { measured = (measured / rangeStep).rounded() * rangeStep }
      guard range.contains(measured) else { return lost }
      let intensity = echo.intensity * laser.gain * (1 + 0.08 * random.normal())
      return Echo(range: measured, intensity: min(max(intensity, 0), 1), source: source)
    }
  }

  /// How far above the threshold an echo is, and what the device makes of its strength.
  private func strength(
    of surface: SeenSurface, at distance: Float
  ) -> (margin: Float, intensity: Float) {
    // Films of glass beads throw light back to where it comes from.
    if surface.reflectivity > 0.92 { return (100, 0.9) }
    // Polished surfaces mirror the beam away but where they face the device.
    var lobe = surface.cosine
    for _ in 0..<5 { lobe *= lobe }
    let scattered = 1 - 0.75 * surface.gloss + 2 * surface.gloss * lobe
    let albedo = max(surface.reflectivity, 0.01) * surface.cosine.squareRoot() * scattered
    let relative = distance / darkRange
    let margin = albedo / 0.1 / max(relative * relative, 1e-4)
    // Devices correct for the distance, and show dark things brighter than they are.
    return (margin, 0.85 * albedo / (0.25 + albedo))
  }
}
