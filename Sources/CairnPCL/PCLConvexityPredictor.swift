import CairnClouds
import CairnSegmentation

/// PCL's locally convex connected patches (LCCP): supervoxels merged across convex edges.
///
/// Stein et al., *Object partitioning using local convexity*, 2014.
public struct PCLConvexityPredictor: Predictor {
  /// The name by which the command line chooses it: `pcl-lccp`.
  public static let method = "pcl-lccp"

  /// Creates a predictor.
  public init() {}

  /// Finds supervoxels and merges them.
  ///
  /// - Throws: `SegmentationError.notBuilt` in a build without PCL.
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    let voxels = try PCLVoxels(cloud, for: Self.method, limit: 100_000)
    // PCL turns normals towards the origin, and what is convex depends on it.
    let sensor = voxels.sensor(of: cloud)
    let seen = PCLCloud(voxels.points.map { $0 - sensor }, colors: voxels.colors)
    return try voxels.embedding(groups: PCLCalls.convexParts(of: seen, ConvexityOptions()))
  }
}

/// The parameters of supervoxels and of their merging; lengths in edges of a voxel.
struct ConvexityOptions {
  /// The edge of the voxels that supervoxels are made of.
  var voxel: Float = 1.5
  /// How far the seeds of supervoxels are apart.
  var seed: Float = 6
  /// Ignored where there are no colours.
  var colorImportance: Float = 0
  var spatialImportance: Float = 1
  var normalImportance: Float = 4
  /// How concave an edge may be and still count as convex, in degrees.
  var concavityTolerance: Float = 10
  /// How far two supervoxels may be from joining smoothly, in multiples of `voxel`.
  var smoothness: Float = 0.1
}
