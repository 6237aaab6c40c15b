/// How wide the network is; the weights must fit.
///
/// Names of layers and tensors are those of Training/cairn/network.py.
enum NetworkSize {
  /// Numbers of a voxel's vector.
  static let local = 32
  /// Numbers of a superpoint's vector.
  static let width = 96
  /// Numbers of a superpoint's vector in the decoder.
  static let decoder = 64
  /// Heads of every attention.
  static let heads = 4
  /// Answers to a prompt: 0 follows several clicks, 1 to 3 are what a first click may mean.
  static let masks = 4
  static let localLayers = 2
  static let blocks = 4
  static let decoderLayers = 3
  static let headLayers = 2
  /// Vectors that a block gathers from all superpoints, in every second block.
  static let latents = 16
  /// Numbers that tell how two superpoints or two voxels belong together.
  static let relation = 32
  static let voxelRelation = 16
  /// Heads and width of what makes superpoints alike, and the width for voxels.
  static let similarityHeads = 4
  static let similarityWidth = 8
  static let voxelSimilarity = 16
}
