import CairnGeometry

/// At most `limit` values, evenly taken from the array.
func sample<Value>(_ values: [Value], limit: Int) -> [Value] {
  guard values.count > limit else { return values }
  return (0..<limit).map { values[$0 * values.count / limit] }
}

extension Array where Element == Float {
  /// The value below which a share of the values lies; the array must be sorted and not empty.
  func quantile(_ share: Float) -> Float {
    self[Swift.min(count - 1, Swift.max(0, Int(share * Float(count - 1) + 0.5)))]
  }
}

/// The range that holds the values without far outliers: the quantiles `share` and 1 - `share`, and
/// beyond them whatever lies within `margin` of their distance.
func robustRange(
  _ values: [Float], share: Float = 0.005, margin: Float = 0.2
) -> (low: Float, high: Float) {
  let sorted = values.sorted()
  guard let first = sorted.first, let last = sorted.last else { return (0, 0) }
  let (low, high) = (sorted.quantile(share), sorted.quantile(1 - share))
  let reach = (high - low) * margin
  return (Swift.max(first, low - reach), Swift.min(last, high + reach))
}

/// The box that holds the points without far outliers.
func robustBox(_ points: [SIMD3<Float>]) -> Box {
  guard !points.isEmpty else { return .empty }
  let (x, y, z) = (
    robustRange(points.map(\.x)), robustRange(points.map(\.y)), robustRange(points.map(\.z))
  )
  return Box(min: SIMD3(x.low, y.low, z.low), max: SIMD3(x.high, y.high, z.high))
}
