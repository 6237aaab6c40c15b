import CairnClouds
import CairnSegmentation

/// PCL's region growing: surfaces whose normals change slowly.
///
/// A click selects the region that `getSegmentFromPoint` returns for its voxel; PCL finds that one
/// among all regions, and so do we.
public struct PCLRegionGrowingPredictor: Predictor {
  /// The name by which the command line chooses it: `pcl-region-growing`.
  public static let method = "pcl-region-growing"

  /// Creates a predictor.
  public init() {}

  /// Finds all regions.
  ///
  /// - Throws: `SegmentationError.notBuilt` in a build without PCL.
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    let voxels = try PCLVoxels(cloud, for: Self.method)
    return try voxels.embedding(
      groups: PCLCalls.regions(
        in: voxels.cloud, normalNeighbors: 30, neighbors: 30, angle: 9 / 180 * .pi, curvature: 1))
  }
}
