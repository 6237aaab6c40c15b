import CairnClouds
import CairnSegmentation

/// What a method found in a cloud without a prompt, found again to be looked at.
public struct RepeatedLabelling: Sendable {
  /// The cloud on which it was measured: thinned, and all its points finite.
  public var cloud: PointCloud
  /// The object that each of its points belongs to; 0 is none.
  public var truth: [InstanceLabel]
  /// The object found at each of its points; 0 is none.
  public var found: [InstanceLabel]
}

extension LabellingEvaluation {
  /// Finds everything in a cloud again, as it was found when the cloud was measured.
  ///
  /// - Parameters:
  ///   - predictor: The method.
  ///   - options: How it looks for objects.
  ///   - cloud: A cloud with positions.
  ///   - labels: The object of each point; 0 is none.
  /// - Returns: What was true and what was found.
  /// - Throws: What the method throws, or that the cloud has no points or no positions.
  public func repeated(
    _ predictor: some Predictor, _ options: EverythingOptions = EverythingOptions(),
    on cloud: PointCloud, labels: [InstanceLabel]
  ) throws(SegmentationError) -> RepeatedLabelling {
    let kept = try KeptPoints(of: cloud, labels: labels, limit: pointLimit)
    let found = try predictor.encode(kept.cloud).everything(options)
    return RepeatedLabelling(cloud: kept.cloud, truth: kept.labels, found: found.labels)
  }
}
