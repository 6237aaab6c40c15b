import CairnClouds
import CairnGeometry
import CairnSegmentation

/// What is measured on: a cloud after thinning, with its true labels.
struct KeptPoints {
  let cloud: PointCloud
  let labels: [InstanceLabel]
  /// All finite.
  let positions: Positions

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
    self.positions = Positions(
      origin: positions.origin, points: rows.map { positions.points[$0] })
  }

  /// The objects with enough kept points, ascending.
  func labelsOfObjects(withAtLeast minimum: Int) -> [InstanceLabel] {
    var sizes: [InstanceLabel: Int] = [:]
    for label in labels where label != 0 { sizes[label, default: 0] += 1 }
    return sizes.filter { $0.value >= minimum }.keys.sorted()
  }

  /// The same objects in groups of neighbors.
  func groups(of objects: [InstanceLabel], size: Int) -> [[InstanceLabel]] {
    var boxes = Dictionary(uniqueKeysWithValues: objects.map { ($0, Box.empty) })
    for (label, point) in zip(labels, positions.points) { boxes[label]?.formUnion(point) }
    return ObjectGroups(of: boxes, size: size).labels
  }
}
