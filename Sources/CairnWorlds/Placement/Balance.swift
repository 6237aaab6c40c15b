import CairnScenes

/// Whether a weight rests on points, and to which side it would fall.
struct Balance {
  /// How far the weight is outside the points' hull, metres; negative within.
  let overhang: Float
  /// To which side, a unit vector.
  let direction: SIMD2<Float>
  /// How far the points reach to that side.
  let edge: Float
  /// The middle of the points at that edge.
  let pivot: SIMD2<Float>
  /// Whether the points lie about a line or a point.
  let isNarrow: Bool
  /// The direction across which their hull is narrowest.
  let narrow: SIMD2<Float>

  /// Weighs.
  ///
  /// - Parameters:
  ///   - points: Where a body is held, metres; at least one.
  ///   - weight: Where its centre of mass is.
  init(_ points: [SIMD2<Float>], below weight: SIMD2<Float>) {
    var best: (overhang: Float, direction: SIMD2<Float>, edge: Float) = (-.infinity, [1, 0], 0)
    for step in 0..<Self.directions.count {
      let direction = Self.directions[step]
      var edge = -Float.infinity
      for point in points { edge = max(edge, (point * direction).sum()) }
      let overhang = (weight * direction).sum() - edge
      if overhang > best.overhang { best = (overhang, direction, edge) }
    }
    (overhang, direction, edge) = best
    var (sum, count) = (SIMD2<Float>.zero, Float(0))
    for point in points where (point * direction).sum() > edge - 0.004 {
      sum += point
      count += 1
    }
    pivot = count > 0 ? sum / count : weight
    // The principal axes of the points, exact where 32 directions are not.
    let total = Float(max(points.count, 1))
    let middle = points.reduce(SIMD2<Float>.zero, +) / total
    var (xx, xy, yy) = (Float(0), Float(0), Float(0))
    for point in points {
      let away = point - middle
      xx += away.x * away.x / total
      xy += away.x * away.y / total
      yy += away.y * away.y / total
    }
    let root = ((xx - yy) * (xx - yy) + 4 * xy * xy).squareRoot()
    let least = max((xx + yy - root) / 2, 0)
    let axis = xx > yy ? SIMD2(-xy, xx - least) : SIMD2(yy - least, -xy)
    let length = (axis * axis).sum().squareRoot()
    // Where y varies less, the axis of least variance is nearest to y.
    narrow = length > 1e-9 ? axis / length : [1, 0]
    // A level strip's width from its variance.
    isNarrow = (12 * least).squareRoot() < 0.012
  }

  private static let directions: [SIMD2<Float>] = (0..<32).map { step in
    let (sine, cosine) = sineAndCosine(Float(step) * .pi / 16)
    return [cosine, sine]
  }
}
