/// A picture of how well expected scores agree with true ones.
///
/// After Guo et al., "On calibration of modern neural networks", 2017: answers are sorted by what was
/// expected of them, and each bar is as high as the mean of what they turned out to be. Bars end at the
/// diagonal where expectations are right. Below, how many answers each bar stands for.
public struct ReliabilityDiagram: Sendable {
  /// Answers of which about the same was expected.
  public struct Bin: Sendable, Hashable {
    /// What was expected is between these, 0…1.
    public var range: ClosedRange<Double>
    /// How many answers there are.
    public var count: Int
    /// The mean of what was expected; `nil` without an answer.
    public var meanExpected: Double?
    /// The mean of what came; `nil` without an answer.
    public var meanTrue: Double?

    /// Creates a bin.
    public init(
      range: ClosedRange<Double>, count: Int, meanExpected: Double?, meanTrue: Double?
    ) {
      self.range = range
      self.count = count
      self.meanExpected = meanExpected
      self.meanTrue = meanTrue
    }
  }

  /// One diagram of several beside each other.
  public struct Panel: Sendable, Hashable {
    /// What it is of.
    public var title: String
    /// Ascending, without gaps.
    public var bins: [Bin]

    /// Creates a panel.
    public init(title: String, bins: [Bin]) {
      self.title = title
      self.bins = bins
    }
  }

  /// The diagrams, from the left.
  public var panels: [Panel]
  /// What the scores are, for the axes.
  public var quantity: String

  /// Creates a picture's contents.
  ///
  /// - Parameters:
  ///   - panels: The diagrams, from the left; one at least.
  ///   - quantity: What the scores are, such as "IoU".
  public init(_ panels: [Panel], quantity: String) {
    precondition(!panels.isEmpty, "a picture of nothing")
    self.panels = panels
    self.quantity = quantity
  }
}
