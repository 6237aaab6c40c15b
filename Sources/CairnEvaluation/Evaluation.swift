import CairnClouds
import CairnSegmentation

/// Measures a promptable method with simulated clicks, one object at a time.
///
/// Every labelled object of a cloud is selected by up to ``maximumClicks`` clicks, each where the
/// answer to the earlier ones is most wrong (``ClickSimulator``); what is not the object is
/// background. Clicked points count as their click says. All of it happens on a thinned cloud.
public struct Evaluation: Sendable {
  /// How many clicks each object gets.
  public var maximumClicks = 10
  /// Clouds with more points than this are thinned; `nil` keeps all points.
  public var pointLimit: Int?
  /// Objects with fewer kept points are skipped.
  public var minimumPoints = 100

  /// Creates an evaluation.
  ///
  /// - Parameters:
  ///   - maximumClicks: How many clicks each object gets; at least 1.
  ///   - pointLimit: Thin clouds to this many points; `nil` keeps all.
  ///   - minimumPoints: Skip objects with fewer kept points.
  public init(maximumClicks: Int = 10, pointLimit: Int? = nil, minimumPoints: Int = 100) {
    precondition(maximumClicks > 0, "\(maximumClicks) clicks measure nothing")
    self.maximumClicks = maximumClicks
    self.pointLimit = pointLimit
    self.minimumPoints = minimumPoints
  }

  /// Measures all objects of a cloud.
  ///
  /// - Parameters:
  ///   - predictor: The method.
  ///   - cloud: A cloud with positions.
  ///   - labels: The object of each point; 0 is none.
  ///   - name: What to call the cloud in the result.
  /// - Returns: One result per object, with times.
  /// - Throws: What the predictor throws, or that the cloud has no points or no positions.
  public func measure(
    _ predictor: some Predictor, on cloud: PointCloud, labels: [InstanceLabel], name: String
  ) throws(SegmentationError) -> SceneResult {
    let kept = try KeptPoints(of: cloud, labels: labels, limit: pointLimit)
    let clock = ContinuousClock()
    let start = clock.now
    let embedding = try predictor.encode(kept.cloud)
    var result = SceneResult(
      name: name, pointCount: kept.labels.count, encodingSeconds: (clock.now - start).inSeconds)
    let simulator = ClickSimulator(kept.points)
    for label in kept.labelsOfObjects(withAtLeast: minimumPoints) {
      var object = PromptedObject(label, in: kept.labels)
      while object.result.ious.count < maximumClicks, object.click(by: simulator) {
        let start = clock.now
        let answer = try embedding.masks(for: object.prompts)
        object.accept(answer, after: (clock.now - start).inSeconds)
      }
      object.carryOn(to: maximumClicks)
      result.objects.append(object.result)
    }
    return result
  }
}

extension Duration {
  /// The duration in seconds, to about a nanosecond.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
