import CairnClouds
import CairnGeometry
import CairnKernels

/// A cloud as the network reads it: voxels, superpoints, and numbers for each of them.
///
/// Training and use compute it by this same code.
package struct NetworkInput: Sendable {
  /// The voxels and what joins them.
  let graph: VoxelGraph
  /// Which way is up, where that can be told.
  let up: UpDirection?
  /// Groups of voxels.
  let superpoints: Superpoints
  /// What is known of each voxel.
  let voxelFeatures: VoxelFeatures
  /// What is known of each superpoint.
  let superpointFeatures: SuperpointFeatures

  /// Prepares a cloud that has at least one finite point.
  ///
  /// - Parameters:
  ///   - cloud: Where colors, normals and the viewpoint come from, if there are any.
  ///   - positions: The cloud's positions.
  ///   - voxelLimit: How many voxels to make at most.
  ///   - boundaries: Where superpoints end.
  ///   - options: How coarse superpoints are.
  /// - Complexity: O(*n* log *n*).
  init(
    _ cloud: PointCloud, positions: Positions, voxelLimit: Int, boundaries: Boundaries,
    superpoints options: Superpoints.Options = Superpoints.Options()
  ) {
    let graph = VoxelGraph(
      cloud, positions: positions, voxelLimit: voxelLimit, pointsPerVoxel: 10 / 7)
    let (up, nearest) = concurrently {
      UpDirection(centers: graph.centers, normals: graph.normals, planes: graph.planeSegments)
    } _: {
      VoxelFeatures.nearest(graph)
    }
    (self.graph, self.up) = (graph, up)
    voxelFeatures = VoxelFeatures(graph, nearest: nearest, up: up)
    let logits = boundaries(voxelFeatures)
    superpoints = Superpoints(
      graph.centers, neighbors: voxelFeatures.neighbors, logits: logits, options)
    superpointFeatures = SuperpointFeatures(
      superpoints, of: graph, voxelFeatures: voxelFeatures, logits: logits, up: up)
  }
}
