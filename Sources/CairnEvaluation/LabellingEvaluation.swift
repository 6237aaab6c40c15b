import CairnClouds
import CairnSegmentation

/// Measures what a method finds in a cloud without a prompt, against true labels.
///
/// A found and a true object match where their intersection over union is above 0.5, so that each has
/// one match at most.
public struct LabellingEvaluation: Sendable {
  /// Clouds with more points than this are thinned; `nil` keeps all points.
  public var pointLimit: Int?
  /// True objects with fewer kept points are not missed; what is found of them is not superfluous.
  public var minimumPoints = 100
  /// Whether nothing is known of points without a true object (label 0).
  ///
  /// If so they count nowhere, and what is found mostly there is not superfluous, as with the void of
  /// panoptic segmentation. Otherwise they are background, and an object found there is wrong.
  public var ignoresUnlabelled = false

  /// Creates an evaluation.
  ///
  /// - Parameters:
  ///   - pointLimit: Thin clouds to this many points; `nil` keeps all.
  ///   - minimumPoints: Leave out true objects with fewer kept points.
  ///   - ignoresUnlabelled: Whether points with label 0 count nowhere.
  public init(pointLimit: Int? = nil, minimumPoints: Int = 100, ignoresUnlabelled: Bool = false) {
    self.pointLimit = pointLimit
    self.minimumPoints = minimumPoints
    self.ignoresUnlabelled = ignoresUnlabelled
  }

  /// Lets a method find every object of a cloud and scores them.
  ///
  /// - Parameters:
  ///   - predictor: The method.
  ///   - options: How it looks for objects.
  ///   - cloud: A cloud with positions.
  ///   - labels: The object of each point; 0 is none.
  ///   - name: What to call the cloud in the result.
  /// - Returns: The score, with times.
  /// - Throws: What the method throws, or that the cloud has no points or no positions.
  public func measure(
    _ predictor: some Predictor, _ options: EverythingOptions = EverythingOptions(),
    on cloud: PointCloud, labels: [InstanceLabel], name: String
  ) throws(SegmentationError) -> LabelledScene {
    let kept = try KeptPoints(of: cloud, labels: labels, limit: pointLimit)
    let clock = ContinuousClock()
    let start = clock.now
    let embedding = try predictor.encode(kept.cloud)
    let encoded = clock.now
    let found = try embedding.everything(options)
    let end = clock.now
    return LabelledScene(
      name: name, pointCount: kept.labels.count, encodingSeconds: (encoded - start).inSeconds,
      searchSeconds: (end - encoded).inSeconds, score: score(found.labels, truth: kept.labels))
  }

  /// Scores labels against true ones.
  ///
  /// - Parameters:
  ///   - labels: The object found at each point; 0 is none.
  ///   - truth: The object that each point belongs to; 0 is none.
  /// - Returns: Matches, and what has none.
  /// - Complexity: O(*n*).
  public func score(_ labels: [InstanceLabel], truth: [InstanceLabel]) -> LabellingScore {
    precondition(labels.count == truth.count, "\(labels.count) labels for \(truth.count) points")
    struct Pair: Hashable {
      var truth: InstanceLabel
      var found: InstanceLabel
    }
    var truthSizes: [InstanceLabel: Int] = [:]
    var foundSizes: [InstanceLabel: Int] = [:]
    var common: [Pair: Int] = [:]
    for (found, truth) in zip(labels, truth) where truth != 0 || !ignoresUnlabelled {
      if truth != 0 { truthSizes[truth, default: 0] += 1 }
      if found != 0 { foundSizes[found, default: 0] += 1 }
      if truth != 0, found != 0 { common[Pair(truth: truth, found: found), default: 0] += 1 }
    }
    var result = LabellingScore()
    var bestIoUs: [InstanceLabel: Double] = [:]
    /// Points of each found object on true objects that are too small to count.
    var ignoredCounts: [InstanceLabel: Int] = [:]
    var matched: Set<InstanceLabel> = []
    for (pair, count) in common {
      let (truthSize, foundSize) = (truthSizes[pair.truth] ?? 0, foundSizes[pair.found] ?? 0)
      let iou = Double(count) / Double(truthSize + foundSize - count)
      guard truthSize >= minimumPoints else {
        ignoredCounts[pair.found, default: 0] += count
        if iou > 0.5 { matched.insert(pair.found) }
        continue
      }
      bestIoUs[pair.truth] = max(bestIoUs[pair.truth] ?? 0, iou)
      if iou > 0.5 {
        matched.insert(pair.found)
        result.matches.append(.init(truth: pair.truth, found: pair.found, iou: iou))
      }
    }
    result.matches.sort { $0.truth < $1.truth }
    let counted = truthSizes.filter { $0.value >= minimumPoints }.keys.sorted()
    result.truths = counted
    result.bestIoUs = counted.map { bestIoUs[$0] ?? 0 }
    result.missedCount = counted.count - result.matches.count
    var allSizes = foundSizes
    if ignoresUnlabelled {
      for (found, truth) in zip(labels, truth) where found != 0 && truth == 0 {
        allSizes[found, default: 0] += 1
        ignoredCounts[found, default: 0] += 1
      }
    }
    result.superfluousCount = allSizes.count { found, size in
      !matched.contains(found) && 2 * (ignoredCounts[found] ?? 0) <= size
    }
    return result
  }
}
