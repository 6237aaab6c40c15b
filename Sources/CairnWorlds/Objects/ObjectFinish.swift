import CairnScenes

/// What the surfaces of small things are made of.
enum ObjectFinish {
  /// A colour of a hue.
  ///
  /// - Parameters:
  ///   - hue: 0 red, 1/3 green, 2/3 blue, 1 red again.
  ///   - saturation: 0 gray, 1 pure.
  ///   - value: 0 black, 1 bright.
  /// - Returns: Red, green, blue in 0…1.
  static func color(hue: Float, saturation: Float, value: Float) -> SIMD3<Float> {
    let turns = SIMD3<Float>(hue, hue + 2 / 3, hue + 1 / 3)
    let part = turns - turns.rounded(.down)
    var wave = SIMD3<Float>.zero
    for index in 0..<3 { wave[index] = Swift.min(Swift.max(abs(part[index] * 6 - 3) - 1, 0), 1) }
    return (1 - saturation + wave * saturation) * value
  }

  /// A strong colour, as packets and plastics have.
  static func vivid(_ random: inout SceneRandom) -> SIMD3<Float> {
    color(
      hue: random.unit(), saturation: random.number(in: 0.45...0.88),
      value: random.number(in: 0.35...0.88))
  }

  /// A quiet colour, as ceramics, walls and cloth have.
  static func quiet(_ random: inout SceneRandom) -> SIMD3<Float> {
    color(
      hue: random.unit(), saturation: random.number(in: 0.03...0.4),
      value: random.number(in: 0.35...0.95))
  }

  /// White, gray or black, as devices are.
  static func neutral(_ random: inout SceneRandom) -> SIMD3<Float> {
    let value = random.choice([0.06, 0.1, 0.16, 0.3, 0.5, 0.7, 0.85, 0.93] as [Float])
    return SIMD3(value, value * 0.99, value * random.number(in: 0.94...1.03))
  }

  /// Any of these.
  static func any(_ random: inout SceneRandom) -> SIMD3<Float> {
    switch random.index(in: 0..<3) {
    case 0: vivid(&random)
    case 1: quiet(&random)
    default: neutral(&random)
    }
  }

  /// Plastic: a bit of shine; black plastic swallows infrared.
  static func plastic(_ color: SIMD3<Float>, gloss: Float = 0.12) -> Material {
    var material = Material(color, reflectivity: 0.08 + 0.7 * color.max())
    material.gloss = gloss
    return material
  }

  /// Rubber and other dull dark things.
  static func rubber(_ color: SIMD3<Float> = [0.07, 0.07, 0.075]) -> Material {
    Material(color, accent: color * 1.2, pattern: .speckle(edge: 0.004), reflectivity: 0.08)
  }

  /// Bare metal: steel, aluminium, brass or copper.
  static func metal(_ random: inout SceneRandom) -> Material {
    let color: SIMD3<Float> =
      switch random.index(in: 0..<8) {
      case 0: [0.78, 0.62, 0.3]
      case 1: [0.72, 0.45, 0.32]
      case 2: [0.32, 0.32, 0.34]
      case 3, 4: [0.76, 0.77, 0.79]
      default: [0.6, 0.61, 0.63]
      }
    return steel(color, gloss: random.number(in: 0.25...0.6))
  }

  /// Metal of a colour.
  static func steel(_ color: SIMD3<Float> = [0.66, 0.67, 0.69], gloss: Float = 0.4) -> Material {
    var material = Material(color, reflectivity: 0.6)
    material.gloss = gloss
    return material
  }

  /// Lacquered metal.
  static func lacquer(_ color: SIMD3<Float>) -> Material { plastic(color, gloss: 0.22) }

  /// Glazed ceramics, sometimes with a band or spots.
  static func ceramic(
    _ random: inout SceneRandom, height: Float, isFlat: Bool = false
  ) -> Material {
    let color: SIMD3<Float> =
      random.chance(0.35)
      ? [0.92, 0.91, 0.88] : random.chance(0.5) ? vivid(&random) : quiet(&random)
    let accent = random.chance(0.5) ? vivid(&random) : color * 0.7
    let low = height * random.number(in: 0.1...0.8)
    let pattern: Material.Pattern =
      switch random.index(in: 0..<8) {
      case 0, 1: .band(from: low, to: low + height * random.number(in: 0.05...0.4))
      case 2: .speckle(edge: random.number(in: 0.002...0.008))
      case 3 where !isFlat:
        .print(seed: random.next(), edge: height * random.number(in: 0.35...0.8))
      default: .plain
      }
    var material = Material(color, accent: accent, pattern: pattern, reflectivity: 0.75)
    material.gloss = random.number(in: 0.1...0.35)
    return material
  }

  /// Clear or tinted glass, or clear plastic.
  static func glass(_ random: inout SceneRandom, tint: SIMD3<Float>? = nil) -> Material {
    let tints: [SIMD3<Float>] = [
      [0.8, 0.86, 0.86], [0.8, 0.86, 0.86], [0.25, 0.42, 0.2], [0.4, 0.24, 0.1],
      [0.35, 0.5, 0.72],
    ]
    var material = Material(tint ?? random.choice(tints), reflectivity: 0.15)
    material.gloss = 0.9
    material.transparency = random.number(in: 0.5...0.85)
    return material
  }

  /// Corrugated cardboard.
  static func cardboard(_ random: inout SceneRandom) -> Material {
    let color = SIMD3<Float>(0.68, 0.52, 0.36) * random.number(in: 0.75...1.15)
    return Material(color, accent: color * 0.9, pattern: .speckle(edge: 0.03), reflectivity: 0.6)
  }

  /// Paper and thin card.
  static func paper(_ color: SIMD3<Float> = [0.94, 0.94, 0.92]) -> Material {
    Material(color, reflectivity: 0.85)
  }

  /// What upright packets are printed with, rows `edge` high.
  static func print(_ random: inout SceneRandom, edge: Float) -> Material {
    let ground = random.chance(0.65) ? vivid(&random) : quiet(&random)
    var material = Material(
      ground, accent: random.chance(0.5) ? [0.94, 0.94, 0.92] : vivid(&random),
      pattern: .print(seed: random.next(), edge: edge), reflectivity: 0.7)
    material.gloss = random.number(in: 0...0.18)
    return material
  }

  /// What flat things are printed with, seen from above.
  static func cover(
    _ random: inout SceneRandom, edge: Float, on ground: SIMD3<Float>? = nil
  ) -> Material {
    var material = print(&random, edge: edge)
    if let ground { (material.color, material.accent) = (ground, [0.12, 0.12, 0.14]) }
    material.pattern = .cover(seed: random.next(), edge: edge)
    return material
  }

  /// Wood, raw or varnished.
  static func wood(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.72, 0.55, 0.35], [0.6, 0.42, 0.25], [0.42, 0.27, 0.16], [0.82, 0.68, 0.48],
      [0.28, 0.18, 0.12],
    ]
    let color = random.choice(tones) * random.number(in: 0.85...1.12)
    var material = Material(color, accent: color * 0.74, pattern: .grain, reflectivity: 0.6)
    material.gloss = random.chance(0.4) ? 0.15 : 0
    return material
  }

  /// Cloth, plain, striped or checked, with a soft surface.
  static func cloth(_ random: inout SceneRandom) -> Material {
    let color = any(&random)
    let pattern: Material.Pattern =
      switch random.index(in: 0..<6) {
      case 0: .stripes(width: random.number(in: 0.008...0.04))
      case 1: .checker(edge: random.number(in: 0.01...0.04))
      default: .speckle(edge: random.number(in: 0.002...0.006))
      }
    var material = Material(
      color, accent: random.chance(0.3) ? any(&random) : color * 0.82, pattern: pattern,
      reflectivity: 0.3 + 0.4 * color.max())
    material.fuzz = random.number(in: 0...0.0015)
    return material
  }

  /// Fruit skin, leaves, bread: one colour with spots of another.
  static func skin(
    _ color: SIMD3<Float>, _ accent: SIMD3<Float>, edge: Float, gloss: Float = 0.08
  ) -> Material {
    var material = Material(
      color, accent: accent, pattern: .speckle(edge: edge), reflectivity: 0.6)
    material.gloss = gloss
    return material
  }
}
