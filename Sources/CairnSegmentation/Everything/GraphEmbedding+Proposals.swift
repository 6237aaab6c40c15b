import CairnClouds
import CairnKernels
import CairnPreprocessing

extension GraphEmbedding {
  func voxels() -> VoxelGrid { graph.grid }

  /// The regions of the tree as they are: no mask of points is made.
  func proposals(
    forClicksOn points: [Int], in voxels: VoxelGrid
  ) throws(SegmentationError) -> [[Proposal]] {
    let selection = VoxelSelection(graph: graph, tree: tree, depths: RegionDepths())
    return concurrentMap(points.count, grain: 1) { number in
      let voxel = Int(graph.grid.voxelOfPoint[points[number]])
      return selection.regions(around: voxel).map { region in
        var members = Array(tree.members(of: region.node))
        if region.plane >= 0 {
          members += (0..<Int32(graph.count)).filter { graph.planes[Int($0)] == region.plane }
        }
        members.sort()
        return Proposal(voxels: members, iouScore: region.iouScore)
      }
    }
  }
}
