import CairnClouds
import CairnSegmentation

/// PCL's Euclidean clusters above planes that RANSAC has removed.
///
/// A click selects its cluster, or its plane.
public struct PCLClustersPredictor: Predictor {
  /// The name by which the command line chooses it: `pcl-clusters`.
  public static let method = "pcl-clusters"

  /// Creates a predictor.
  public init() {}

  /// Finds planes and clusters.
  ///
  /// - Throws: `SegmentationError.notBuilt` in a build without PCL.
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    let voxels = try PCLVoxels(cloud, for: Self.method)
    var groups = try voxels.planes().groups
    let planeCount = (groups.max() ?? -1) + 1
    try PCLCalls.addClusters(of: voxels.cloud, distance: 2.5, first: planeCount, to: &groups)
    return try voxels.embedding(groups: groups, planeCount: Int(planeCount))
  }
}
