import CairnScenes

/// Colours of furniture, packages and walls.
enum Colors {
  /// Of packages, toys and plastic.
  static func bright(_ random: inout SceneRandom) -> SIMD3<Float> {
    let base = random.choice([
      SIMD3<Float>(0.78, 0.13, 0.12), [0.9, 0.5, 0.1], [0.93, 0.8, 0.2], [0.2, 0.55, 0.25],
      [0.12, 0.35, 0.65], [0.35, 0.6, 0.8], [0.45, 0.25, 0.5], [0.9, 0.88, 0.85],
      [0.12, 0.12, 0.13], [0.5, 0.5, 0.52], [0.85, 0.6, 0.62], [0.3, 0.65, 0.6],
      [0.55, 0.38, 0.25], [0.85, 0.83, 0.75],
    ])
    return shifted(base, &random)
  }

  /// Of books.
  static func cover(_ random: inout SceneRandom) -> SIMD3<Float> {
    random.chance(0.5) ? bright(&random) : bright(&random) * 0.6
  }

  /// Of walls.
  static func wall(_ random: inout SceneRandom) -> SIMD3<Float> {
    shifted(
      random.choice([
        SIMD3<Float>(0.9, 0.89, 0.86), [0.85, 0.83, 0.78], [0.8, 0.84, 0.86], [0.86, 0.8, 0.72],
        [0.7, 0.74, 0.7], [0.6, 0.62, 0.65],
      ]), &random)
  }

  /// Wood of any kind.
  static func wood(_ random: inout SceneRandom) -> Material {
    let color = shifted(
      random.choice([
        SIMD3<Float>(0.76, 0.58, 0.38), [0.62, 0.43, 0.26], [0.42, 0.27, 0.17], [0.85, 0.72, 0.52],
        [0.25, 0.17, 0.12], [0.66, 0.5, 0.36],
      ]), &random)
    return Material(color, accent: color * random.number(in: 0.6...0.88), pattern: .grain)
  }

  /// Plain or corrugated cardboard.
  static func cardboard(_ random: inout SceneRandom) -> Material {
    let color = shifted([0.68, 0.52, 0.35], &random)
    return Material(color, accent: color * 0.93, pattern: .speckle(edge: 0.02))
  }

  private static func shifted(_ color: SIMD3<Float>, _ random: inout SceneRandom) -> SIMD3<Float> {
    let light = random.number(in: 0.85...1.12)
    let tint = SIMD3(
      random.number(in: -0.04...0.04), random.number(in: -0.04...0.04),
      random.number(in: -0.04...0.04))
    return (color * light + tint).clamped(
      lowerBound: SIMD3(repeating: 0.02), upperBound: SIMD3(repeating: 0.97))
  }
}
