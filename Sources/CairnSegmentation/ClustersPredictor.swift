import CairnClouds
import CairnGeometry
import CairnPreprocessing

/// Removes large planes and takes connected clusters: what people do without a promptable tool.
///
/// A click selects its cluster, or its plane. Where a negative click falls into a selected cluster,
/// each point of it goes to the nearest click. It is here to compare with.
public struct ClustersPredictor: Predictor {
  /// The name by which the command line chooses it: `clusters`.
  public static let method = "clusters"

  /// Creates a predictor.
  public init() {}

  /// Finds planes and clusters.
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    try WorkProgress.report(0)
    let target = try PromptTarget(cloud)
    try WorkProgress.report(0.1)
    let points = target.positions.points
    let count = points.count { $0.isFinite }
    let grid = VoxelGrid(points, occupying: max(min(20_000, count * 6 / 10), 1))
    let centers = grid.centers.map { $0 / grid.edge }
    let normals = Normals(of: centers, k: 13)
    let found = planes(
      in: centers, normals: normals.vectors, tolerance: 1.5,
      minimumCount: max(centers.count / 20, 30), limit: 6)
    try WorkProgress.report(0.6)
    var groups = [Int32](repeating: -1, count: centers.count)
    for (number, plane) in found.enumerated() {
      for member in plane.members { groups[member] = Int32(number) }
    }
    let onPlane = groups
    let clusters = euclideanClusters(of: centers, distance: 2.5) { onPlane[$0] < 0 }
    for (voxel, cluster) in clusters.enumerated() where cluster >= 0 {
      groups[voxel] = Int32(found.count) + cluster
    }
    try WorkProgress.report(1)
    return GroupsEmbedding(
      target: target, groups: grid.voxelOfPoint.map { $0 < 0 ? -1 : groups[Int($0)] })
  }
}
