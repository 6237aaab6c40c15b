import CairnClouds
import CairnGeometry
import CairnSegmentation

/// PCL's min-cut: an object cut out of a graph of neighbors, around clicks.
///
/// Golovinskiy and Funkhouser, *Min-cut based segmentation of point clouds*, 2009. PCL's class takes
/// points of the object and its radius; it ignores points of the background. So what is done with
/// negative clicks, and the choice of the radius, is ours.
public struct PCLMinimumCutPredictor: Predictor {
  /// The name by which the command line chooses it: `pcl-mincut`.
  public static let method = "pcl-mincut"

  /// Creates a predictor.
  public init() {}

  /// Finds planes, which no object is cut from, and the vertical.
  ///
  /// - Throws: `SegmentationError.notBuilt` in a build without PCL.
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    let voxels = try PCLVoxels(cloud, for: Self.method)
    let (planes, normal) = try voxels.planes()
    try WorkProgress.report(1)
    return PCLMinimumCutEmbedding(voxels, planes: planes, up: normal ?? [0, 0, 1])
  }
}
