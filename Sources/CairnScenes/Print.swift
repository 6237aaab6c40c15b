import CairnGeometry

/// What is printed on packets, books and screens: panels, a picture of flat colours, lines of text.
///
/// A function of the place alone, which needs neither pixels nor texture coordinates: the plane is cut
/// into rows, rows into blocks, and each block gets its content by chance.
struct Print {
  let seed: UInt64

  /// The colour at a place.
  ///
  /// - Parameters:
  ///   - place: To the right and up, in heights of a row.
  ///   - ground: The colour of most of it.
  ///   - ink: That of lines and shapes.
  /// - Returns: Red, green, blue in 0…1.
  func color(
    at place: SIMD2<Float>, _ ground: SIMD3<Float>, _ ink: SIMD3<Float>
  ) -> SIMD3<Float> {
    let row = place.y.rounded(.down)
    let kind = number([row, 0], 1)
    // Wide rows are cut into one to three blocks of different widths.
    let shift = number([row, 1], 2) * 3
    let width = 0.7 + number([row, 2], 3) * 1.8
    let column = ((place.x + shift) / width).rounded(.down)
    let within = SIMD2(place.x + shift - column * width, place.y - row)
    let block = number([column, row], 4)
    let base = block < 0.45 ? ground : block < 0.6 ? ink : tint([column, row], ground)
    switch number([column, row], 5) + kind * 0.3 {
    case ..<0.4:
      return text(within, width, column, row, on: base, in: block < 0.6 ? contrast(base) : ink)
    case ..<0.62: return blob(within, width, column, row, on: base, ink)
    default: return base
    }
  }

  /// Lines of words: short bars of random lengths with gaps.
  private func text(
    _ place: SIMD2<Float>, _ width: Float, _ column: Float, _ row: Float, on base: SIMD3<Float>,
    in ink: SIMD3<Float>
  ) -> SIMD3<Float> {
    let lines = (3 + number([column, row], 6) * 7).rounded(.down)
    let line = (place.y * lines).rounded(.down)
    let isBetween = place.y * lines - line < 0.42
    let end = width * (0.5 + number([line, row], 7) * 0.45)
    guard !isBetween, line > 0, place.x > 0.08, place.x < end else { return base }
    let word = (place.x * lines * 0.55).rounded(.down)
    let gap = place.x * lines * 0.55 - word
    return gap < 0.25 && number([word, line], 8) < 0.7 ? base : ink
  }

  /// A round or slanted shape, as of a picture.
  private func blob(
    _ place: SIMD2<Float>, _ width: Float, _ column: Float, _ row: Float, on base: SIMD3<Float>,
    _ ink: SIMD3<Float>
  ) -> SIMD3<Float> {
    let center = SIMD2(width * 0.5, 0.5)
    let offset = place - center
    let radius = 0.2 + number([column, row], 9) * 0.28
    let color = tint([column, row + 17], ink)
    if number([column, row], 10) < 0.5 {
      return (offset * offset).sum() < radius * radius ? color : base
    }
    return abs(offset.x + offset.y * (number([column, row], 11) * 2 - 1)) < radius * 0.6
      ? color : base
  }

  private func tint(_ place: SIMD2<Float>, _ color: SIMD3<Float>) -> SIMD3<Float> {
    let other = SIMD3(number(place, 12), number(place, 13), number(place, 14))
    return color * 0.35 + other * 0.65
  }

  private func contrast(_ color: SIMD3<Float>) -> SIMD3<Float> {
    color.sum() > 1.5 ? SIMD3(0.1, 0.1, 0.12) : SIMD3(0.93, 0.93, 0.9)
  }

  private func number(_ place: SIMD2<Float>, _ aspect: UInt64) -> Float {
    LatticeNoise.number(at: SIMD3(place.x, place.y, 0), seed: seed &* 31 &+ aspect)
  }
}
