import CairnPreprocessing

/// What prompts need of a cloud: ``NetworkInput`` without what only the encoder reads.
///
/// An embedding keeps this much, in memory and in a file.
struct PromptInput: Sendable {
  /// Where the voxels are.
  let graph: VoxelPlaces
  /// Which way is up, where that can be told.
  let up: UpDirection?
  /// Groups of voxels.
  let superpoints: Superpoints
  /// Where the superpoints are, and which are next to each other.
  let superpointFeatures: SuperpointPlaces
}

extension PromptInput {
  /// Leaves out what the encoder has read.
  init(_ input: NetworkInput) {
    let features = input.superpointFeatures
    self.init(
      graph: VoxelPlaces(grid: input.graph.grid, centers: input.graph.centers), up: input.up,
      superpoints: input.superpoints,
      superpointFeatures: SuperpointPlaces(
        centers: features.centers, neighbors: features.neighbors, contacts: features.contacts))
  }
}

/// Where the voxels of a graph are.
struct VoxelPlaces: Sendable {
  /// Which voxel each point is in.
  let grid: VoxelGrid
  /// Centers of the voxels, in voxel edges.
  let centers: [SIMD3<Float>]

  var count: Int { centers.count }
}

extension VoxelPlaces {
  /// Takes voxels as a ``VoxelGraph`` does.
  init(_ grid: VoxelGrid) {
    self.init(grid: grid, centers: grid.centers.map { $0 / grid.edge })
  }
}

/// Where superpoints are, and which are next to each other.
struct SuperpointPlaces: Sendable {
  /// Means of the voxels' centers, in voxel edges.
  let centers: [SIMD3<Float>]
  /// Contacts, then others; -1 where there are fewer; shape [S, K].
  let neighbors: [Int32]
  /// Every pair that touches, both ways.
  let contacts: SuperpointContacts
}
