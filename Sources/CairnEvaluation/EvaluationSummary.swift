/// Means over the objects of many clouds.
public struct EvaluationSummary: Sendable, Hashable, Codable {
  /// The clouds, in the order measured.
  public var scenes: [SceneResult]
  /// How many clicks each object got.
  public var maximumClicks: Int

  /// Creates a summary of clouds that were measured with the same number of clicks.
  public init(_ scenes: [SceneResult], maximumClicks: Int) {
    self.scenes = scenes
    self.maximumClicks = maximumClicks
  }

  /// All objects of all clouds.
  public var objects: [ObjectResult] { scenes.flatMap(\.objects) }

  /// IoU@k: the mean intersection over union after `clicks` clicks; `nil` without objects.
  public func meanIoU(after clicks: Int) -> Double? {
    precondition((1...maximumClicks).contains(clicks), "no object got \(clicks) clicks")
    return objects.map { $0.ious[clicks - 1] }.mean
  }

  /// NoC@q: the mean number of clicks that reach a quality, ``maximumClicks`` for objects that never
  /// do; `nil` without objects.
  public func meanClicks(toReach iou: Double) -> Double? {
    objects.map { Double($0.clicks(toReach: iou) ?? maximumClicks) }.mean
  }

  /// The share of objects that never reach a quality; `nil` without objects.
  public func failureShare(at iou: Double) -> Double? {
    objects.map { $0.clicks(toReach: iou) == nil ? 1 : 0 }.mean
  }

  /// The interval that holds the mean IoU with a probability of 95 %, were other clouds drawn from
  /// where these come from: a bootstrap over clouds.
  ///
  /// - Parameters:
  ///   - clicks: IoU@k for this k.
  ///   - repetitions: How often clouds are drawn.
  ///   - seed: Decides the draws.
  /// - Returns: The 2.5th and the 97.5th percentile of the mean, or `nil` without objects.
  public func interval(
    ofIoUAfter clicks: Int, repetitions: Int = 1000, seed: UInt64 = 1
  ) -> ClosedRange<Double>? {
    interval(repetitions: repetitions, seed: seed) { [$0.ious[clicks - 1]] }
  }

  /// The mean of a figure that an object has once, often or never; `nil` where none has it.
  ///
  /// - Parameter figure: Such as `{ $0.answers.map(\.error) }`.
  /// - Returns: The mean over the values of all objects.
  public func mean(of figure: (ObjectResult) -> [Double]) -> Double? {
    objects.flatMap(figure).mean
  }

  /// The interval that holds the mean of a figure with a probability of 95 %, as that of the IoU.
  ///
  /// - Parameters:
  ///   - repetitions: How often clouds are drawn.
  ///   - seed: Decides the draws.
  ///   - figure: Such as `{ $0.answers.map(\.error) }`.
  /// - Returns: The 2.5th and the 97.5th percentile of the mean, or `nil` where no object has it.
  public func interval(
    repetitions: Int = 1000, seed: UInt64 = 1, of figure: (ObjectResult) -> [Double]
  ) -> ClosedRange<Double>? {
    let sums = scenes.map { $0.objects.flatMap(figure) }.filter { !$0.isEmpty }
      .map { ($0.reduce(0, +), Double($0.count)) }
    return bootstrapInterval(
      overCloudsCounting: sums.count, repetitions: repetitions, seed: seed
    ) { drawn in
      let (total, count) = drawn.reduce((0.0, 0.0)) { ($0.0 + sums[$1].0, $0.1 + sums[$1].1) }
      return total / count
    }
  }
}

extension [Double] {
  /// The mean; `nil` of nothing.
  var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}
