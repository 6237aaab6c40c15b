import CairnGeometry
import CairnKernels

extension DepthCamera {
  /// A depth, and the pixel whose surface it is of.
  struct Depth: Sendable {
    /// Metres along the axis; NaN where nothing was measured.
    var depth: Float
    var source: Int
    /// Whether it lies between two surfaces, on neither.
    var isFlying = false
  }

  /// What the camera makes of the surfaces that its rays met.
  func measuredDepths(
    _ seen: [SeenSurface?], _ view: View, shadows: [Bool], pattern: UInt64, seed: UInt64
  ) -> [Depth] {
    let holes = NoiseField(seed: seed)
    let clear = concurrentValues(seen.count, grain: 2048) { pixel -> Float in
      guard let surface = seen[pixel], !shadows[pixel] else { return .nan }
      var random = holes.random(pixel, 0)
      guard !isMissed(surface, view, pixel, holes, &random) else { return .nan }
      return trueDepth(surface, view, pixel) + surface.fuzz * random.normal()
    }
    let mixed = concurrentValues(seen.count, grain: 2048) { pixel in
      besideEdge(clear, view, pixel, NoiseField(seed: seed &+ 1))
    }
    let bending = NoiseField(seed: pattern)
    let flicker = NoiseField(seed: seed &+ 2)
    return concurrentValues(seen.count, grain: 2048) { pixel in
      var result = mixed[pixel]
      guard result.depth.isFinite, let surface = seen[result.source] else { return result }
      result.depth = noisy(result.depth, surface, view, pixel, bending, flicker)
      if !range.contains(result.depth) { result.depth = .nan }
      return result
    }
  }

  /// The depth along the pixel's own ray of the plane that its ragged ray met: windows that lie on a
  /// slope are not off, those at an edge are.
  private func trueDepth(_ surface: SeenSurface, _ view: View, _ pixel: Int) -> Float {
    let local = view.local(pixel)
    let ray = view.pose.rotation.applied(to: local)
    let straight = surface.hit.distance / local.length
    let across = -ray.dot(surface.normal)
    guard across > 0.02 else { return straight }
    let depth = surface.hit.distance * surface.cosine / across
    return min(max(depth, straight * 0.985), straight * 1.015)
  }

  /// Whether nothing comes back.
  private func isMissed(
    _ surface: SeenSurface, _ view: View, _ pixel: Int, _ holes: NoiseField,
    _ random: inout SceneRandom
  ) -> Bool {
    guard dropout > 0 else { return false }
    // Holes are blots, not grains.
    let patch = view.place(pixel) * view.pixel / SIMD2(10, 6)
    let blot = 0.7 * holes.smooth(patch) + 0.3 * random.normal()
    let distance = surface.hit.distance
    let scattered = 1 - surface.gloss * (0.35 + 0.6 * (1 - surface.cosine))
    let echo = surface.reflectivity * surface.cosine * max(scattered, 0.02) / (distance * distance)
    // Time of flight gathers light for longer, and has no dots to tell apart.
    let need: Float = principle == .timeOfFlight ? 0.0012 : principle == .stereo ? 0.0015 : 0.004
    if echo < need * (1 + 0.6 * blot) * dropout { return true }
    if surface.cosine < (principle == .timeOfFlight ? 0.06 : 0.13) * dropout * (1 + 0.5 * blot) {
      return true
    }
    // A glossy surface that faces the camera blinds it.
    var lobe = surface.cosine
    for _ in 0..<5 { lobe *= lobe }
    if surface.gloss * lobe * (1 + 0.5 * blot) > 0.3 / max(dropout, 0.1) { return true }
    return surface.transparency > 0.15 && blot < 1.2 * dropout
  }

  /// A pixel at an edge may lie between front and back.
  private func besideEdge(
    _ depths: [Float], _ view: View, _ pixel: Int, _ noise: NoiseField
  ) -> Depth {
    let own = Depth(depth: depths[pixel], source: pixel)
    guard flyingShare > 0, own.depth.isFinite else { return own }
    var random = noise.random(pixel, 0)
    let (column, row) = (pixel % width, pixel / width)
    let (x, y) = [(1, 0), (-1, 0), (0, 1), (0, -1)][random.index(in: 0..<4)]
    let share = random.unit()
    let chance = random.unit()
    guard 0..<width ~= column + x, 0..<height ~= row + y else { return own }
    let other = (row + y) * width + column + x
    let step = depths[other] - own.depth
    // A tenth of the depth a pixel of 640 is steeper than any surface that is seen at all.
    guard abs(step) > max(0.03, 0.01 * own.depth * view.pixel),
      chance < flyingShare / max(view.pixel, 1)
    else { return own }
    let off = abs(step) * min(share, 1 - share)
    return Depth(
      depth: own.depth + step * share, source: share < 0.5 ? pixel : other,
      isFlying: off > 0.01 * max(own.depth, 1))
  }

  private func noisy(
    _ depth: Float, _ surface: SeenSurface, _ view: View, _ pixel: Int, _ bending: NoiseField,
    _ flicker: NoiseField
  ) -> Float {
    guard noise > 0 else { return rounded(depth) }
    let place = view.place(pixel) * view.pixel
    var random = flicker.random(pixel, 7)
    // Grazed surfaces stretch the window's content.
    let slant = 1 + 0.25 * min(1 / max(surface.cosine, 0.1) - 1, 4)
    if principle == .timeOfFlight {
      let echo = max(surface.reflectivity * surface.cosine, 0.04).squareRoot()
      let deviation = noise * 1e-3 * (0.5 + 0.5 * depth) * 0.6 / echo
      // Such devices smooth what they measure: errors of neighbours are alike.
      let error = 0.6 * random.normal() + 0.8 * flicker.smooth(place / 3)
      let bend = 1.5e-3 * bending.smooth(place / 160) * depth
      return rounded(depth + deviation * error + bend)
    }
    let isPatchy = principle == .structuredLight
    let patch = flicker.smooth(place / (isPatchy ? SIMD2(8, 3) : SIMD2(11, 9)))
    let blob = flicker.smooth(place / (isPatchy ? SIMD2(24, 14) : SIMD2(28, 24)) + 500)
    let bend = bending.smooth(place / 170)
    // Devices of this kind are off by another fraction of a pixel in each of some stripes.
    let stripe = isPatchy ? bending.unit(Int(place.x / 83), 99) - 0.5 : 0
    let center = (place - SIMD2(320, 240)) / 400
    let corner = (center * center).sum()
    let error =
      noise
      * ((0.6 * patch + 0.25 * random.normal() + 0.35 * blob) * slant + 0.75 * bend + stripe
        + 1.6 * corner * corner)
    // Disparity of a device of 640 columns and a usual field of view.
    let scale = baseline * focalLength * view.pixel
    var disparity = scale / depth + error
    guard disparity > 0 else { return .nan }
    if disparityStep > 0 { disparity = (disparity / disparityStep).rounded() * disparityStep }
    return rounded(scale / disparity)
  }

  private func rounded(_ depth: Float) -> Float {
    depthStep > 0 ? (depth / depthStep).rounded() * depthStep : depth
  }
}
