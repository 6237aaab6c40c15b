import CairnScenes

/// Looks of what stands in rooms; each call another shade.
enum Finish {
  static func wood(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.76, 0.60, 0.42], [0.62, 0.44, 0.28], [0.45, 0.29, 0.18], [0.31, 0.20, 0.14],
      [0.84, 0.73, 0.57], [0.55, 0.33, 0.20], [0.70, 0.52, 0.34], [0.52, 0.45, 0.38],
    ]
    let tone = shade(random.choice(tones), 0.08, &random)
    var material = Material(
      tone, accent: tone * random.number(in: 0.68...0.85), pattern: .grain,
      reflectivity: 0.35 + tone.y * 0.5)
    material.gloss = random.chance(0.25) ? 0.18 : 0.04
    return material
  }

  static func paint(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.93, 0.93, 0.91], [0.90, 0.90, 0.88], [0.86, 0.86, 0.84], [0.25, 0.26, 0.28],
      [0.10, 0.10, 0.11], [0.55, 0.60, 0.62], [0.36, 0.48, 0.46], [0.70, 0.30, 0.24],
      [0.26, 0.36, 0.52], [0.85, 0.75, 0.50], [0.62, 0.70, 0.60],
    ]
    var material = Material(shade(random.choice(tones), 0.04, &random))
    material.gloss = random.number(in: 0...0.15)
    return material
  }

  static func white(_ random: inout SceneRandom) -> Material {
    Material(shade([0.90, 0.90, 0.88], 0.05, &random))
  }

  static func fabric(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.45, 0.45, 0.47], [0.28, 0.29, 0.32], [0.66, 0.62, 0.55], [0.80, 0.76, 0.68],
      [0.20, 0.28, 0.42], [0.50, 0.18, 0.18], [0.24, 0.38, 0.32], [0.76, 0.55, 0.22],
      [0.55, 0.42, 0.52], [0.36, 0.26, 0.20], [0.13, 0.13, 0.14], [0.40, 0.54, 0.62],
    ]
    let tone = shade(random.choice(tones), 0.07, &random)
    let accent: SIMD3<Float> =
      random.chance(0.2) ? shade(random.choice(tones), 0.05, &random) : tone * 0.84
    let pattern: Material.Pattern =
      switch random.index(in: 0..<10) {
      case 0: .stripes(width: random.number(in: 0.015...0.07))
      case 1: .checker(edge: random.number(in: 0.03...0.09))
      case 2: .speckle(edge: random.number(in: 0.03...0.12))
      default: .speckle(edge: 0.006)
      }
    return Material(tone, accent: accent, pattern: pattern, reflectivity: 0.25 + tone.y * 0.55)
  }

  static func leather(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.11, 0.10, 0.10], [0.30, 0.18, 0.12], [0.50, 0.32, 0.20], [0.82, 0.78, 0.72],
      [0.35, 0.10, 0.10],
    ]
    let tone = shade(random.choice(tones), 0.05, &random)
    var material = Material(tone, accent: tone * 0.9, pattern: .speckle(edge: 0.02))
    material.gloss = 0.15
    return material
  }

  static func upholstery(_ random: inout SceneRandom) -> Material {
    random.chance(0.25) ? leather(&random) : fabric(&random)
  }

  static func metal(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.62, 0.63, 0.65], [0.75, 0.75, 0.76], [0.12, 0.12, 0.13], [0.30, 0.30, 0.32],
      [0.60, 0.50, 0.30],
    ]
    var material = Material(shade(random.choice(tones), 0.03, &random), reflectivity: 0.45)
    material.gloss = 0.3
    return material
  }

  static let chrome: Material = {
    var material = Material([0.78, 0.79, 0.80], reflectivity: 0.5)
    material.gloss = 0.5
    return material
  }()

  static let blackPlastic = Material([0.07, 0.07, 0.08], reflectivity: 0.12)

  static let screen: Material = {
    var material = Material([0.03, 0.03, 0.04], reflectivity: 0.06)
    material.gloss = 0.45
    return material
  }()

  static func plastic(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.08, 0.08, 0.09], [0.88, 0.88, 0.86], [0.55, 0.56, 0.58], [0.72, 0.16, 0.14],
      [0.16, 0.34, 0.62], [0.22, 0.55, 0.34], [0.90, 0.68, 0.16], [0.32, 0.33, 0.35],
    ]
    var material = Material(shade(random.choice(tones), 0.06, &random))
    material.gloss = 0.08
    return material
  }

  static func ceramic(_ random: inout SceneRandom) -> Material {
    var material = Material(shade([0.92, 0.92, 0.91], 0.03, &random), reflectivity: 0.8)
    material.gloss = 0.3
    return material
  }

  static func glass() -> Material {
    var material = Material([0.72, 0.80, 0.80], reflectivity: 0.15)
    material.gloss = 0.9
    material.transparency = 0.85
    return material
  }

  static func mirror() -> Material {
    var material = Material([0.66, 0.70, 0.72], reflectivity: 0.1)
    material.gloss = 0.92
    return material
  }

  static func wall(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.88, 0.87, 0.84], [0.92, 0.92, 0.90], [0.80, 0.82, 0.80], [0.86, 0.80, 0.70],
      [0.70, 0.76, 0.80], [0.75, 0.78, 0.68], [0.84, 0.74, 0.70], [0.60, 0.63, 0.66],
    ]
    let tone = shade(random.choice(tones), 0.04, &random)
    switch random.index(in: 0..<8) {
    case 0:
      return Material(
        tone, accent: tone * 0.9, pattern: .stripes(width: random.number(in: 0.06...0.2)))
    case 1:
      return Material(
        tone, accent: tone * 0.86, pattern: .speckle(edge: random.number(in: 0.08...0.25)))
    default: return Material(tone, accent: tone * 0.965, pattern: .speckle(edge: 0.04))
    }
  }

  static func floor(_ random: inout SceneRandom) -> Material {
    switch random.index(in: 0..<5) {
    case 0, 1, 2: return wood(&random)
    case 3: return tiles(&random)
    default:
      let tone = shade([0.45, 0.44, 0.42], 0.2, &random)
      return Material(tone, accent: tone * 0.8, pattern: .speckle(edge: 0.012))
    }
  }

  static func tiles(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.85, 0.84, 0.80], [0.70, 0.68, 0.64], [0.45, 0.46, 0.48], [0.78, 0.70, 0.60],
      [0.62, 0.72, 0.76],
    ]
    let tone = shade(random.choice(tones), 0.05, &random)
    var material = Material(
      tone, accent: tone * (random.chance(0.15) ? 0.35 : 0.93),
      pattern: .checker(edge: random.choice([0.15, 0.2, 0.3, 0.45, 0.6])))
    material.gloss = 0.15
    return material
  }

  static func stone(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [
      [0.22, 0.22, 0.23], [0.82, 0.81, 0.78], [0.50, 0.46, 0.42], [0.35, 0.38, 0.36],
    ]
    let tone = shade(random.choice(tones), 0.05, &random)
    return Material(
      tone, accent: tone * random.number(in: 0.7...0.9), pattern: .speckle(edge: 0.02))
  }

  static func bright(_ random: inout SceneRandom) -> SIMD3<Float> {
    let color = SIMD3<Float>(
      random.number(in: 0.1...0.9), random.number(in: 0.1...0.85), random.number(in: 0.1...0.85))
    // Most printed things are duller than what a random colour is.
    let grey = color.sum() / 3
    return grey + (color - grey) * random.number(in: 0.15...1)
  }

  /// A colour a little off another.
  private static func shade(
    _ color: SIMD3<Float>, _ spread: Float, _ random: inout SceneRandom
  ) -> SIMD3<Float> {
    let brightness = random.number(in: -spread...spread)
    let tint = SIMD3(
      random.number(in: -spread...spread), random.number(in: -spread...spread),
      random.number(in: -spread...spread))
    return (color + brightness + tint * 0.35)
      .clamped(lowerBound: SIMD3(repeating: 0.02), upperBound: SIMD3(repeating: 0.97))
  }
}
