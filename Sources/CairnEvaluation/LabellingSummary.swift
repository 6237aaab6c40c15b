/// The objects of many clouds, scored together.
public struct LabellingSummary: Sendable, Hashable, Codable {
  /// The clouds, in the order measured.
  public var scenes: [LabelledScene]

  /// Creates a summary.
  public init(_ scenes: [LabelledScene]) { self.scenes = scenes }

  /// The score of all objects of all clouds.
  public var score: LabellingScore { Self.pooled(scenes.map(\.score)) }

  private static func pooled(_ scores: some Sequence<LabellingScore>) -> LabellingScore {
    scores.reduce(into: LabellingScore()) { $0 += $1 }
  }

  /// The interval that holds a figure with a probability of 95 %, were other clouds drawn from where
  /// these come from: a bootstrap over clouds.
  ///
  /// - Parameters:
  ///   - figure: Such as `\.panopticQuality`.
  ///   - repetitions: How often clouds are drawn.
  ///   - seed: Decides the draws.
  /// - Returns: The 2.5th and the 97.5th percentile, or `nil` where no draw has the figure.
  public func interval(
    of figure: KeyPath<LabellingScore, Double?>, repetitions: Int = 1000, seed: UInt64 = 1
  ) -> ClosedRange<Double>? {
    bootstrapInterval(overCloudsCounting: scenes.count, repetitions: repetitions, seed: seed) {
      drawn in
      Self.pooled(drawn.lazy.map { scenes[$0].score })[keyPath: figure]
    }
  }
}
