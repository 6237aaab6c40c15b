/// Shares of values in bins of equal width.
struct Histogram {
  /// The lowest edge.
  let low: Float
  /// The highest edge.
  let high: Float
  /// The share of each bin; values outside count in the first and the last.
  private(set) var shares: [Float]

  init(_ values: [Float], from low: Float, to high: Float, bins: Int = 40) {
    (self.low, self.high) = (low, high)
    var counts = [Int](repeating: 0, count: bins)
    for value in values where value.isFinite {
      let place = (value - low) / (high - low) * Float(bins)
      counts[Int(min(max(place, 0), Float(bins - 1)))] += 1
    }
    let total = Float(max(counts.reduce(0, +), 1))
    shares = counts.map { Float($0) / total }
  }

  /// The area under both curves: 1 where they are the same, 0 where they have nothing in common.
  func overlap(with other: Histogram) -> Float {
    zip(shares, other.shares).reduce(0) { $0 + min($1.0, $1.1) }
  }
}

/// The value below which a share of the values lie.
func quantile(_ share: Float, of values: [Float]) -> Float {
  let sorted = values.filter(\.isFinite).sorted()
  guard !sorted.isEmpty else { return .nan }
  return sorted[min(Int(Float(sorted.count) * share), sorted.count - 1)]
}
