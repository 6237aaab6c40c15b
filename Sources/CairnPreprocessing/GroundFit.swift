/// A plane fitted to heights above another plane, which it departs from only where points ask for it.
struct GroundFit {
  private var (weight, height) = (0.0, 0.0)
  private var (place, placeHeight) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
  private var squares = SIMD2<Double>.zero
  private var product = 0.0

  /// Starts with some points on the old plane, all over a square of the given edge that has room for
  /// so many columns: where only a thing was measured, and little of the square, the plane stays.
  init(edge: Double, columns: Double) {
    weight = 0.5 + 0.05 * columns
    squares = SIMD2(repeating: (2 + 0.05 * columns) * edge * edge / 12)
  }

  /// Adds a point: above the plane it counts the less the higher it is, below it counts in full; what
  /// is farther than `allowed` counts for nothing.
  mutating func add(_ offset: SIMD2<Double>, _ residual: Double, within allowed: Double) {
    guard abs(residual) <= allowed else { return }
    let share = residual / allowed
    let near = allowed == .infinity ? 1 : 1 - share * share
    let w = residual > 0 ? near * near : near
    weight += w
    height += w * residual
    place += w * offset
    placeHeight += w * residual * offset
    squares += w * offset * offset
    product += w * offset.x * offset.y
  }

  /// What to add to the old plane (normal equations, about the weighted mean).
  var solution: GroundSurface.Patch {
    let mean = place / weight
    let (xx, yy) = (
      squares.x - weight * mean.x * mean.x, squares.y - weight * mean.y * mean.y
    )
    let xy = product - weight * mean.x * mean.y
    let right = placeHeight - mean * height
    let determinant = xx * yy - xy * xy
    guard determinant > 0 else { return GroundSurface.Patch(height: height / weight) }
    let slope = SIMD2(
      (right.x * yy - right.y * xy) / determinant, (right.y * xx - right.x * xy) / determinant)
    return GroundSurface.Patch(height: height / weight - (slope * mean).sum(), slope: slope)
  }
}
