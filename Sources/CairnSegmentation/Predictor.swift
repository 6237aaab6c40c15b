import CairnClouds

/// Encodes a cloud once, so that it can be prompted often.
public protocol Predictor: Sendable {
  /// The name by which the command line chooses it.
  static var method: String { get }

  /// Does all the work that does not depend on prompts.
  func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding
}

/// A cloud, ready to be prompted; it never changes, so many may prompt it at once.
///
/// Answers depend only on the cloud and the prompts, whatever was asked before.
public protocol Embedding: Sendable {
  /// The number of points of the cloud, those with NaN coordinates included.
  var pointCount: Int { get }

  /// Returns the objects that prompts may mean, best first.
  ///
  /// A clicked point is in every mask or in none, as its last click says.
  ///
  /// - Parameters:
  ///   - prompts: All prompts of the object, in the order in which they were given.
  ///   - previous: The answer that the last prompts correct; a hint that saves time at most.
  /// - Returns: At least one answer, best first.
  /// - Throws: What is wrong with a prompt.
  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates

  /// Returns the objects that several lists of prompts may mean.
  ///
  /// - Parameter objects: The prompts of each object.
  /// - Returns: One answer per object; no point is in two best masks.
  /// - Throws: What is wrong with a prompt.
  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates]
}

extension Embedding {
  /// Returns the objects that prompts may mean, best first.
  public func masks(for prompts: [Prompt]) throws(SegmentationError) -> Candidates {
    try masks(for: prompts, refining: nil)
  }
}
