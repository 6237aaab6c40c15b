import CairnGeometry

/// Random numbers at places of a grid: any of them without those before it, so that threads do not
/// matter.
struct NoiseField: Sendable {
  let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  /// The generator of a place.
  @inline(__always)
  func random(_ column: Int, _ row: Int) -> SceneRandom {
    SceneRandom(
      seed: seed ^ UInt64(bitPattern: Int64(column)) &* 0x9E37_79B9_7F4A_7C15
        ^ UInt64(bitPattern: Int64(row)) &* 0xC2B2_AE3D_27D4_EB4F)
  }

  /// A number in 0..<1 at a place of the grid.
  @inline(__always)
  func unit(_ column: Int, _ row: Int) -> Float {
    var random = random(column, row)
    return random.unit()
  }

  /// Smooth noise of mean 0 and deviation 1, within ±3.
  ///
  /// - Parameter place: In cells; what is a cell apart is independent.
  /// - Returns: Numbers of the four corners around it, interpolated.
  func smooth(_ place: SIMD2<Float>) -> Float {
    let cell = place.rounded(.down)
    let (column, row) = (Int(cell.x), Int(cell.y))
    let part = place - cell
    let weight = part * part * (3 - 2 * part)
    let upper = unit(column, row) * (1 - weight.x) + unit(column + 1, row) * weight.x
    let lower = unit(column, row + 1) * (1 - weight.x) + unit(column + 1, row + 1) * weight.x
    // Interpolation takes from the deviation of 0.29 of a uniform number; 4.4 gives it back on
    // average.
    return (upper * (1 - weight.y) + lower * weight.y - 0.5) * 4.4
  }
}
