import CairnGeometry

/// Draws clouds again and again, each draw as many as there are, and looks how a figure varies.
///
/// - Parameters:
///   - count: How many clouds there are.
///   - repetitions: How often they are drawn; positive.
///   - seed: Decides the draws.
///   - figure: What is looked at, for the clouds drawn; `nil` where they do not have it.
/// - Returns: The 2.5th and the 97.5th percentile, or `nil` where no draw has the figure.
func bootstrapInterval(
  overCloudsCounting count: Int, repetitions: Int, seed: UInt64, _ figure: ([Int]) -> Double?
) -> ClosedRange<Double>? {
  precondition(repetitions > 0, "an interval needs a draw")
  guard count > 0 else { return nil }
  var generator = SplitMix64(seed: seed)
  var figures: [Double] = []
  for _ in 0..<repetitions {
    let drawn = (0..<count).map { _ in Int(generator.next() % UInt64(count)) }
    if let value = figure(drawn) { figures.append(value) }
  }
  guard !figures.isEmpty else { return nil }
  figures.sort()
  let low = Int(0.025 * Double(figures.count))
  return figures[low]...figures[figures.count - 1 - low]
}
