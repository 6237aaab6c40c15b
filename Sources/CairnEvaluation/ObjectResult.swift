/// How well one object was selected, click by click.
public struct ObjectResult: Sendable, Hashable, Codable {
  /// The object's id in the cloud's labels.
  public var label: UInt32
  /// How many of the kept points are the object's.
  public var pointCount: Int
  /// Intersection over union after 1, 2, … clicks, carried on once nothing was wrong.
  public var ious: [Double]
  /// The scores that the method expected for its best mask, after 1, 2, … clicks.
  public var expectedIoUs: [Double]
  /// The candidates of the first answer, in the order of the method.
  public var candidates: [JudgedAnswer]
  /// The same candidates against the part that was clicked; `nil` where the cloud names no parts, the
  /// object has a single one, or it was not clicked alone.
  public var part: OtherMeaning?
  /// The same candidates against the object's group; `nil` where the cloud names no groups, the object
  /// is alone in its own, or it was not clicked alone.
  public var group: OtherMeaning?
  /// The clicks made; fewer than `ious` where nothing was wrong earlier.
  public var clicks: [SimulatedClick]
  /// Seconds that each answer took.
  public var seconds: [Double]

  /// Creates a result.
  public init(
    label: UInt32, pointCount: Int, ious: [Double] = [], expectedIoUs: [Double] = [],
    candidates: [JudgedAnswer] = [], clicks: [SimulatedClick] = [], seconds: [Double] = []
  ) {
    self.label = label
    self.pointCount = pointCount
    self.ious = ious
    self.expectedIoUs = expectedIoUs
    self.candidates = candidates
    self.clicks = clicks
    self.seconds = seconds
  }

  /// The number of clicks that first reach a quality; `nil` where none does.
  public func clicks(toReach iou: Double) -> Int? {
    ious.firstIndex { $0 >= iou }.map { $0 + 1 }
  }

  /// The answers that the method gave; what is carried on is none.
  public var answers: [JudgedAnswer] {
    zip(expectedIoUs, ious).prefix(seconds.count).map { JudgedAnswer(expectedIoU: $0, iou: $1) }
  }

  /// The intersection over union of the best candidate of the first answer, chosen by someone who
  /// looks at all of them; `nil` without an answer.
  public var bestCandidateIoU: Double? { candidates.map(\.iou).max() }

  /// How much better the best candidate of the first answer is than the first one; `nil` without an
  /// answer.
  public var bestCandidateGain: Double? {
    guard let best = bestCandidateIoU, let first = candidates.first else { return nil }
    return best - first.iou
  }
}
