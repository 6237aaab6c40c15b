import CairnGeometry

/// Lamps, or sun and sky, and how a camera answers to them.
struct Lighting: Sendable {
  /// A source of light.
  struct Lamp: Sendable {
    /// Where it is, metres; the sun is far away.
    var position: SIMD3<Float>
    /// Its radius, metres; larger ones have softer shadows.
    var radius: Float
    /// Its light where the view is centred, red, green, blue.
    var light: SIMD3<Float>
    /// The square of its distance from there.
    var squaredDistance: Float
  }

  var lamps: [Lamp] = []
  /// Light from above and from all around.
  var sky = SIMD3<Float>(repeating: 0.5)
  /// Light from below, thrown back by floor or ground.
  var bounce = SIMD3<Float>(repeating: 0.3)
  /// How far away things still take the light from all around, metres.
  var occlusionReach: Float = 0.3
  /// How bright pictures are on average, 0…1.
  var exposure: Float = 0.5
  /// The gain of red, green and blue.
  var whiteBalance = SIMD3<Float>(repeating: 1)
  /// The deviation of a pixel's value.
  var imageNoise: Float = 0.015
  /// The colour of what lies beyond everything.
  var beyond = SIMD3<Float>(repeating: 0.3)

  /// Light for a view, at random.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - eye: Where the camera is; lamps are within sight of it.
  ///   - center: What the camera looks at.
  ///   - random: Decides.
  init(
    for geometry: SceneGeometry, eye: SIMD3<Float>, center: SIMD3<Float>,
    random: inout SceneRandom
  ) {
    let warmth = random.number(in: -0.12...0.12)
    let tint = SIMD3<Float>(1 + warmth, 1, 1 - warmth)
    if geometry.scene.vantage.area.isEmpty {
      addLamps(geometry, eye, center, tint, &random)
      let level = random.number(in: 0.25...0.6)
      sky = tint * level
      bounce = SIMD3(1 + 0.5 * warmth, 1, 1 - warmth) * (level * random.number(in: 0.4...0.8))
    } else {
      addSun(center, &random)
      occlusionReach = 1.5
      beyond = [0.75, 0.85, 0.95]
    }
    exposure = random.number(in: 0.4...0.62)
    // Cameras correct most of the tint, never all.
    let left = random.number(in: 0.1...0.6)
    whiteBalance = 1 / (1 + (tint - 1) * (1 - left))
    for channel in 0..<3 { whiteBalance[channel] *= random.number(in: 0.97...1.03) }
    imageNoise = random.number(in: 0.008...0.028)
  }

  private mutating func addLamps(
    _ geometry: SceneGeometry, _ eye: SIMD3<Float>, _ center: SIMD3<Float>,
    _ tint: SIMD3<Float>, _ random: inout SceneRandom
  ) {
    for index in 0..<random.index(in: 1..<4) {
      let above = SIMD3(
        center.x + random.number(in: -2...2), center.y + random.number(in: -2...2),
        max(center.z + random.number(in: 0.9...2.2), eye.z + 0.2))
      // Within the room: as far from the eye as something is in the way, a little less.
      let way = above - eye
      let wall = geometry.hits(from: eye, along: [way.normalized], within: way.length + 0.2)[0]
      let reach = min(way.length, max((wall?.distance ?? .infinity) - 0.2, 0.1))
      let position = eye + way.normalized * reach
      // The first is the main one.
      let light = random.number(in: 0.5...1.2) * (index == 0 ? 1 : 0.5)
      lamps.append(
        Lamp(
          position: position, radius: random.number(in: 0.03...0.35), light: tint * light,
          squaredDistance: max((position - center).squaredLength, 0.1)))
    }
  }

  private mutating func addSun(_ center: SIMD3<Float>, _ random: inout SceneRandom) {
    let heading = sineAndCosine(random.number(in: 0...6.283))
    let elevation = sineAndCosine(random.number(in: 0.3...1.25))
    let toSun = SIMD3(
      heading.cosine * elevation.cosine, heading.sine * elevation.cosine, elevation.sine)
    let clouds: Float = random.chance(0.3) ? random.number(in: 0.7...1) : 0
    // A disc of half a degree; clouds make it a large part of the sky.
    lamps = [
      Lamp(
        position: center + toSun * 400, radius: 400 * (0.0045 + 0.25 * clouds),
        light: SIMD3(1.15, 1.05, 0.92) * (1 - 0.8 * clouds), squaredDistance: 160_000)
    ]
    sky = SIMD3(0.36, 0.42, 0.52) + 0.25 * clouds
    bounce = SIMD3(0.22, 0.2, 0.17)
  }
}
