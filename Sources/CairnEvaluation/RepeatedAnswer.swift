import CairnClouds
import CairnSegmentation

/// An answer that was measured, given again to be looked at.
public struct RepeatedAnswer: Sendable {
  /// The cloud on which it was measured: thinned, and all its points finite.
  public var cloud: PointCloud
  /// The points of the object.
  public var truth: Mask
  /// What the method was given, with rows of ``cloud``.
  public var prompts: [Prompt]
  /// What it answered.
  public var candidates: Candidates
}

extension Evaluation {
  /// Gives prompts again as they were given when a cloud was measured, and returns the answers.
  ///
  /// Answers depend on nothing but the cloud and the prompts, so that they are those that were
  /// measured. Objects that were prompted together are not repeated.
  ///
  /// - Parameters:
  ///   - objects: What was measured of objects of this cloud.
  ///   - clicks: The answer to so many clicks, or to all where there were fewer; at least 1.
  ///   - predictor: The method.
  ///   - cloud: The cloud.
  ///   - labels: The object of each point; 0 is none.
  /// - Returns: One answer for each of the objects; none where they were prompted together.
  /// - Throws: What the predictor throws, or that the cloud has no points or no positions.
  public func repeated(
    _ objects: [ObjectResult], after clicks: Int, _ predictor: some Predictor,
    on cloud: PointCloud, labels: [InstanceLabel]
  ) throws(SegmentationError) -> [RepeatedAnswer] {
    precondition(clicks > 0, "before the first prompt there is no answer")
    if case .clicksTogether = prompting { return [] }
    let kept = try KeptPoints(of: cloud, labels: labels, limit: pointLimit)
    let embedding = try predictor.encode(kept.cloud)
    let draw = drawing(on: kept)
    var answers: [RepeatedAnswer] = []
    for object in objects {
      let truth = Mask(kept.labels.map { $0 == object.label })
      let prompts =
        draw.map { [$0(truth.isSelected)] }
        ?? object.clicks.prefix(clicks).map {
          $0.isPositive ? .positive(index: $0.index) : .negative(index: $0.index)
        }
      answers.append(
        RepeatedAnswer(
          cloud: kept.cloud, truth: truth, prompts: prompts,
          candidates: try embedding.masks(for: prompts)))
    }
    return answers
  }
}
