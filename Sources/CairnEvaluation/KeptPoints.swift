import CairnClouds
import CairnSegmentation

/// What is measured on: a cloud after thinning, with its true labels.
struct KeptPoints {
  let cloud: PointCloud
  let labels: [InstanceLabel]
  /// All finite.
  let points: [SIMD3<Float>]

  /// Keeps all finite points, or as many as a limit allows.
  init(
    of cloud: PointCloud, labels: [InstanceLabel], limit: Int?
  ) throws(SegmentationError) {
    precondition(labels.count == cloud.count, "\(labels.count) labels for \(cloud.count) points")
    guard cloud.count > 0 else { throw .emptyCloud }
    guard let positions = cloud.positions else { throw .noPositions }
    let rows = thinned(positions, to: limit ?? cloud.count)
    self.cloud = cloud.selected(rows)
    self.labels = rows.map { labels[$0] }
    points = rows.map { positions.points[$0] }
  }

  /// The objects with enough kept points, ascending.
  func labelsOfObjects(withAtLeast minimum: Int) -> [InstanceLabel] {
    var sizes: [InstanceLabel: Int] = [:]
    for label in labels where label != 0 { sizes[label, default: 0] += 1 }
    return sizes.filter { $0.value >= minimum }.keys.sorted()
  }
}
