import CairnClouds

/// How well the objects of a labelling are those of another one, the true one.
public struct LabellingScore: Sendable, Hashable, Codable {
  /// A true object and the one found for it.
  public struct Match: Sendable, Hashable, Codable {
    /// The true object's label.
    public var truth: InstanceLabel
    /// The found object's label.
    public var found: InstanceLabel
    /// Their intersection over union, above 0.5.
    public var iou: Double

    /// Creates a match.
    public init(truth: InstanceLabel, found: InstanceLabel, iou: Double) {
      self.truth = truth
      self.found = found
      self.iou = iou
    }
  }

  /// Pairs with an intersection over union above 0.5, ascending by true label; no object is in two.
  public var matches: [Match]
  /// How many true objects have no match.
  public var missedCount: Int
  /// How many found objects have no match.
  public var superfluousCount: Int
  /// The labels of the true objects that count, ascending in each cloud.
  public var truths: [InstanceLabel]
  /// For each of ``truths``, the intersection over union with the found object most like it.
  public var bestIoUs: [Double]

  /// Creates a score.
  public init(
    matches: [Match] = [], missedCount: Int = 0, superfluousCount: Int = 0,
    truths: [InstanceLabel] = [], bestIoUs: [Double] = []
  ) {
    precondition(truths.count == bestIoUs.count, "\(truths.count) objects, \(bestIoUs.count) IoUs")
    self.matches = matches
    self.missedCount = missedCount
    self.superfluousCount = superfluousCount
    self.truths = truths
    self.bestIoUs = bestIoUs
  }

  /// The share of found objects that have a match; `nil` where none was found.
  public var precision: Double? { share(of: matches.count + superfluousCount) }

  /// The share of true objects that have a match; `nil` where there is none.
  public var recall: Double? { share(of: matches.count + missedCount) }

  private func share(of total: Int) -> Double? {
    total > 0 ? Double(matches.count) / Double(total) : nil
  }

  /// SQ: the mean intersection over union of the matches; `nil` without a match.
  public var segmentationQuality: Double? {
    matches.isEmpty ? nil : matches.reduce(0) { $0 + $1.iou } / Double(matches.count)
  }

  /// RQ: matches over matches and half of the objects without one (the F1 score); `nil` where there
  /// are no objects at all.
  public var recognitionQuality: Double? {
    let total = Double(matches.count) + Double(missedCount + superfluousCount) / 2
    return total > 0 ? Double(matches.count) / total : nil
  }

  /// PQ = SQ · RQ, after Kirillov et al., "Panoptic segmentation", 2019, with one class; `nil` where
  /// there are no objects at all.
  public var panopticQuality: Double? {
    recognitionQuality.map { $0 * (segmentationQuality ?? 0) }
  }

  /// The mean of ``bestIoUs`` (covering); `nil` without a true object.
  public var covering: Double? {
    bestIoUs.isEmpty ? nil : bestIoUs.reduce(0, +) / Double(bestIoUs.count)
  }

  /// Counts the objects of two clouds together.
  public static func += (left: inout LabellingScore, right: LabellingScore) {
    left.matches += right.matches
    left.missedCount += right.missedCount
    left.superfluousCount += right.superfluousCount
    left.truths += right.truths
    left.bestIoUs += right.bestIoUs
  }
}
