import CairnClouds
import CairnSegmentation

/// PCL's colour region growing: neighbors of like colour, then regions of like mean colour.
public struct PCLColorRegionGrowingPredictor: Predictor {
  /// The name by which the command line chooses it: `pcl-color-region-growing`.
  public static let method = "pcl-color-region-growing"

  /// Creates a predictor.
  public init() {}

  /// Finds all regions.
  ///
  /// - Throws: `SegmentationError.noColors`, or
  ///   `SegmentationError.notBuilt` in a build without PCL.
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    let voxels = try PCLVoxels(cloud, for: Self.method)
    guard voxels.colors != nil else { throw .noColors(method: Self.method) }
    return try voxels.embedding(
      groups: PCLCalls.colorRegions(
        in: voxels.cloud, distance: 2.5, pointColor: 15, regionColor: 10, minimumCount: 100))
  }
}
