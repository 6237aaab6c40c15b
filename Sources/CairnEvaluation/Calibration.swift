/// How well expected scores agree with true ones.
///
/// After Guo et al., "On calibration of modern neural networks", 2017: answers are sorted into bins of
/// equal width by what was expected of them, and within a bin the means should agree.
public struct Calibration: Sendable, Hashable, Codable {
  /// Answers of which about the same was expected.
  public struct Bin: Sendable, Hashable, Codable {
    /// Expected scores are at least this.
    public var lowerBound: Double
    /// Expected scores are below this; in the last bin they may be equal to it.
    public var upperBound: Double
    /// How many answers there are.
    public var count: Int
    /// The mean expected score; `nil` without an answer.
    public var meanExpectedIoU: Double?
    /// The mean true score; `nil` without an answer.
    public var meanIoU: Double?
  }

  /// Ascending bins that cover 0…1; a score beyond is in the first or the last one.
  public var bins: [Bin]
  /// How many answers there are.
  public var count: Int
  /// The mean distance of an expected score to the true one; `nil` without an answer.
  public var meanError: Double?

  /// Compares what was expected of answers with what they are.
  ///
  /// - Parameters:
  ///   - answers: The answers, in any order.
  ///   - binCount: How many bins to make; positive.
  /// - Complexity: O(*n*).
  public init(_ answers: [JudgedAnswer], binCount: Int = 10) {
    precondition(binCount > 0, "\(binCount) bins hold nothing")
    var groups = [[JudgedAnswer]](repeating: [], count: binCount)
    for answer in answers {
      // NaN compares false and is in the first bin.
      let place = answer.expectedIoU > 0 ? min(answer.expectedIoU, 1) * Double(binCount) : 0
      groups[min(Int(place), binCount - 1)].append(answer)
    }
    bins = groups.enumerated().map { number, group in
      Bin(
        lowerBound: Double(number) / Double(binCount),
        upperBound: Double(number + 1) / Double(binCount), count: group.count,
        meanExpectedIoU: group.map(\.expectedIoU).mean, meanIoU: group.map(\.iou).mean)
    }
    count = answers.count
    meanError = answers.map(\.error).mean
  }
}
