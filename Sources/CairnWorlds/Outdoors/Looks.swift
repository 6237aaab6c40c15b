import CairnGeometry
import CairnScenes

/// Materials of the world outside.
enum Looks {
  static let asphalt = Material(
    [0.27, 0.27, 0.28], accent: [0.2, 0.2, 0.21], pattern: .speckle(edge: 0.03),
    reflectivity: 0.15)
  static let marking = Material([0.86, 0.86, 0.83], reflectivity: 0.75)
  static let paving = Material(
    [0.55, 0.54, 0.52], accent: [0.48, 0.47, 0.45], pattern: .checker(edge: 0.3),
    reflectivity: 0.3)
  static let kerb = Material(
    [0.62, 0.62, 0.6], accent: [0.52, 0.52, 0.5], pattern: .speckle(edge: 0.02),
    reflectivity: 0.35)
  static let lawn = Material(
    [0.3, 0.42, 0.17], accent: [0.38, 0.44, 0.2], pattern: .speckle(edge: 0.15),
    reflectivity: 0.45)
  static let soil = Material(
    [0.4, 0.32, 0.23], accent: [0.3, 0.24, 0.17], pattern: .speckle(edge: 0.2),
    reflectivity: 0.3)
  static let concrete = Material(
    [0.6, 0.59, 0.57], accent: [0.52, 0.51, 0.5], pattern: .speckle(edge: 0.12),
    reflectivity: 0.4)
  static let rubber = Material([0.06, 0.06, 0.065], reflectivity: 0.06)
  static let black = Material([0.09, 0.09, 0.1], reflectivity: 0.08)
  static let darkInside = Material([0.12, 0.11, 0.11], reflectivity: 0.12)
  static let steel = shiny([0.62, 0.63, 0.65], reflectivity: 0.6, gloss: 0.3)
  static let chrome = shiny([0.75, 0.76, 0.78], reflectivity: 0.6, gloss: 0.6)
  static let zinc = shiny([0.55, 0.57, 0.58], reflectivity: 0.5, gloss: 0.2)
  static let anthracite = shiny([0.2, 0.21, 0.23], reflectivity: 0.2, gloss: 0.15)
  static let plate = Material(
    [0.93, 0.93, 0.9], accent: [0.12, 0.12, 0.14], pattern: .plain, reflectivity: 1)
  static let headlight = shiny([0.85, 0.87, 0.88], reflectivity: 0.8, gloss: 0.5)
  static let tailLight = shiny([0.55, 0.05, 0.06], reflectivity: 0.85, gloss: 0.4)
  static let orange = Material([0.9, 0.38, 0.1], reflectivity: 0.6)
  static let white = Material([0.9, 0.9, 0.89], reflectivity: 0.85)
  static let retroWhite = Material([0.94, 0.94, 0.94], reflectivity: 1)
  static let retroRed = Material([0.78, 0.08, 0.1], reflectivity: 1)
  static let retroBlue = Material([0.08, 0.25, 0.65], reflectivity: 0.95)
  static let retroYellow = Material([0.93, 0.78, 0.12], reflectivity: 1)
  static let bark = Material(
    [0.33, 0.27, 0.21], accent: [0.22, 0.18, 0.14], pattern: .speckle(edge: 0.05),
    reflectivity: 0.35)
  static let timber = Material(
    [0.58, 0.44, 0.29], accent: [0.42, 0.31, 0.2], pattern: .grain, reflectivity: 0.45)
  static let cardboard = Material(
    [0.68, 0.53, 0.36], accent: [0.63, 0.48, 0.32], pattern: .speckle(edge: 0.05),
    reflectivity: 0.55)

  /// Glass: most light goes through, most of the rest is mirrored away.
  static let glass = pane([0.12, 0.15, 0.17], transparency: 0.75)
  static let tintedGlass = pane([0.05, 0.06, 0.07], transparency: 0.4)

  static func pane(_ color: SIMD3<Float>, transparency: Float) -> Material {
    var glass = Material(color, reflectivity: 0.08)
    glass.gloss = 0.9
    glass.transparency = transparency
    return glass
  }

  static func shiny(_ color: SIMD3<Float>, reflectivity: Float? = nil, gloss: Float) -> Material {
    var material = Material(color, reflectivity: reflectivity)
    material.gloss = gloss
    return material
  }

  /// The colours in which cars are sold, in about the shares of the streets.
  static func carPaint(_ random: inout SceneRandom) -> Material {
    let colors: [SIMD3<Float>] = [
      [0.85, 0.86, 0.87], [0.85, 0.86, 0.87], [0.09, 0.09, 0.1], [0.09, 0.09, 0.1],
      [0.4, 0.41, 0.43], [0.4, 0.41, 0.43], [0.62, 0.64, 0.66], [0.62, 0.64, 0.66],
      [0.1, 0.17, 0.38], [0.13, 0.3, 0.58], [0.55, 0.07, 0.08], [0.72, 0.12, 0.1],
      [0.14, 0.28, 0.2], [0.75, 0.68, 0.52], [0.35, 0.22, 0.15], [0.88, 0.7, 0.12],
    ]
    let color = varied(random.choice(colors), by: 0.04, &random)
    // Dark paints swallow the infrared of a LiDAR; metallic flakes return some of it.
    return shiny(color, reflectivity: 0.08 + 0.75 * color.y, gloss: random.number(in: 0.15...0.35))
  }

  /// Paint of a wall.
  static func plaster(_ random: inout SceneRandom) -> Material {
    let colors: [SIMD3<Float>] = [
      [0.86, 0.84, 0.78], [0.82, 0.76, 0.62], [0.78, 0.66, 0.52], [0.72, 0.72, 0.7],
      [0.8, 0.7, 0.62], [0.66, 0.7, 0.68], [0.85, 0.8, 0.68], [0.63, 0.53, 0.47],
    ]
    let color = varied(random.choice(colors), by: 0.04, &random)
    return Material(color, accent: color * 0.93, pattern: .speckle(edge: 0.4))
  }

  /// A wall of bricks.
  static func brick(_ random: inout SceneRandom) -> Material {
    let color = varied([0.56, 0.31, 0.24], by: 0.07, &random)
    return Material(
      color, accent: color * 0.78, pattern: .speckle(edge: 0.09), reflectivity: 0.35)
  }

  static func roofTile(_ random: inout SceneRandom) -> Material {
    let colors: [SIMD3<Float>] = [[0.53, 0.27, 0.19], [0.36, 0.22, 0.18], [0.27, 0.28, 0.3]]
    let color = varied(random.choice(colors), by: 0.03, &random)
    return Material(color, accent: color * 0.8, pattern: .stripes(width: 0.25))
  }

  /// Leaves: small, so that hits scatter along the ray.
  static func leaves(_ random: inout SceneRandom) -> Material {
    let color = varied([0.24, 0.38, 0.13], by: 0.07, &random)
    var material = Material(
      color, accent: color * 0.65, pattern: .speckle(edge: 0.25), reflectivity: 0.5)
    material.fuzz = 0.015
    return material
  }

  /// Cloth of any colour.
  static func cloth(_ random: inout SceneRandom) -> Material {
    let gray = random.number(in: 0.08...0.8)
    let hue = SIMD3(random.unit(), random.unit(), random.unit())
    let color = gray * (SIMD3(repeating: 0.55) + hue * 0.6)
    let limited = color.clamped(lowerBound: SIMD3(repeating: 0.04), upperBound: .one)
    // Infrared shows little of the dye.
    return Material(
      limited, accent: limited * 0.9, pattern: .speckle(edge: 0.03),
      reflectivity: 0.25 + 0.4 * random.unit())
  }

  static func skin(_ random: inout SceneRandom) -> Material {
    let tones: [SIMD3<Float>] = [[0.87, 0.68, 0.56], [0.75, 0.55, 0.42], [0.42, 0.28, 0.2]]
    return Material(varied(random.choice(tones), by: 0.04, &random), reflectivity: 0.5)
  }

  /// Any lively colour, as of plastic and lacquer.
  static func lacquer(_ random: inout SceneRandom) -> Material {
    let colors: [SIMD3<Float>] = [
      [0.7, 0.12, 0.1], [0.12, 0.3, 0.62], [0.12, 0.4, 0.22], [0.85, 0.7, 0.15],
      [0.85, 0.85, 0.83], [0.15, 0.15, 0.17], [0.45, 0.47, 0.5], [0.85, 0.4, 0.12],
      [0.3, 0.55, 0.6],
    ]
    return shiny(varied(random.choice(colors), by: 0.04, &random), gloss: 0.2)
  }

  static func varied(
    _ color: SIMD3<Float>, by amount: Float, _ random: inout SceneRandom
  ) -> SIMD3<Float> {
    let shift = SIMD3(random.unit(), random.unit(), random.unit()) * (2 * amount)
    return (color + shift - SIMD3(repeating: amount)).clamped(
      lowerBound: SIMD3(repeating: 0.02), upperBound: .one)
  }
}
