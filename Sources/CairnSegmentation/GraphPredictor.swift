import CairnClouds

/// Segments by geometry and color alone: there are no weights, so nothing must be loaded.
///
/// A cloud becomes a graph of voxels (``encode(_:)``); concave folds, gaps and changes of color make
/// its edges weak. Voxels merge along strong edges into a tree of regions: parts, objects, groups.
/// A click chooses the region that it is in the middle of and that is most clearly set off. Lengths
/// are counted in voxel edges, so the unit, the density and the up axis of a cloud do not matter.
public struct GraphPredictor: Predictor {
  /// The name by which the command line chooses it: `graph`.
  public static let method = "graph"

  /// How many voxels a cloud has at most: more follow outlines closer, fewer are faster.
  public var voxelLimit: Int

  /// Creates a predictor.
  ///
  /// - Parameter voxelLimit: How many voxels a cloud has at most; at least 1.
  public init(voxelLimit: Int = 24_000) {
    precondition(voxelLimit > 0, "\(voxelLimit) voxels cannot hold a cloud")
    self.voxelLimit = voxelLimit
  }

  /// Builds the graph and the tree of regions.
  ///
  /// - Parameter cloud: A cloud with x, y, z; colors, normals and the viewpoint help.
  /// - Returns: An embedding that answers a click in a few milliseconds.
  /// - Throws: Where the cloud has no point with finite coordinates, or ``WorkProgress`` stops it.
  /// - Complexity: O(*n* log *n*).
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    try WorkProgress.report(0)
    let target = try PromptTarget(cloud)
    try WorkProgress.report(0.1)
    let graph = VoxelGraph(cloud, positions: target.positions, voxelLimit: voxelLimit)
    try WorkProgress.report(0.8)
    let tree = MergeTree(graph)
    try WorkProgress.report(1)
    return GraphEmbedding(target: target, graph: graph, tree: tree)
  }
}
