import CairnClouds
import CairnNN

/// Segments by a network that has learned from generated scenes.
///
/// A cloud is encoded once; then each prompt costs a few milliseconds. One click has three answers
/// of different extent, best first. Lengths are counted in voxel edges, heights from the large planes
/// up: the unit, the density and the axes of a cloud do not matter.
///
/// The network is described in Training/cairn/network.py, which trains it.
public struct NetworkPredictor: Predictor {
  /// The name by which the command line chooses it: `model`.
  public static let method = "model"

  /// How many voxels a cloud has at most: more follow outlines closer, fewer are faster.
  public var voxelLimit: Int
  /// What tells the weights from others: the XXH64 of their file, as `xxhsum -H64` prints it.
  public var weightsDigest: UInt64 { network.digest }

  private let network: SegmentationNetwork

  /// Creates a predictor with the weights that the library brings.
  ///
  /// - Parameter voxelLimit: How many voxels a cloud has at most; at least 1.
  public init(voxelLimit: Int = 24_000) {
    self.init(Self.shipped, voxelLimit: voxelLimit)
  }

  /// Creates a predictor with other weights.
  ///
  /// - Parameters:
  ///   - weights: A file that Training/export.py wrote.
  ///   - voxelLimit: How many voxels a cloud has at most; at least 1.
  /// - Throws: What is wrong with the file.
  public init(weights: [UInt8], voxelLimit: Int = 24_000) throws(WeightFileError) {
    self.init(try SegmentationNetwork(WeightFile(weights)), voxelLimit: voxelLimit)
  }

  private init(_ network: SegmentationNetwork, voxelLimit: Int) {
    precondition(voxelLimit > 0, "\(voxelLimit) voxels cannot hold a cloud")
    self.network = network
    self.voxelLimit = voxelLimit
  }

  private static let shipped: SegmentationNetwork = {
    do {
      return try SegmentationNetwork(WeightFile(WeightFile.shippedBytes))
    } catch {
      // Tests load it: it can only fail in a library that was built of parts that do not match.
      preconditionFailure("the shipped weights do not fit the network: \(error)")
    }
  }()

  /// Runs the part of the network that does not depend on prompts.
  ///
  /// - Parameter cloud: A cloud with x, y, z; colors, normals and the viewpoint help.
  /// - Returns: An embedding that answers a click in a few milliseconds.
  /// - Throws: Where the cloud has no point with finite coordinates, or ``WorkProgress`` stops it.
  /// - Complexity: O(*n* log *n*).
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    try WorkProgress.report(0)
    let target = try PromptTarget(cloud)
    try WorkProgress.report(0.1)
    let input = NetworkInput(
      cloud, positions: target.positions, voxelLimit: voxelLimit, boundaries: network.boundaries)
    try WorkProgress.report(0.5)
    let scene = EncodedScene(input, network.encoder)
    try WorkProgress.report(1)
    return NetworkEmbedding(cloud: cloud, target: target, scene: scene, network: network)
  }

  /// Takes up an embedding that was saved; the network does not run.
  ///
  /// Its answers are those of the embedding that was saved, to the last bit where the instruction set
  /// is the same. ``voxelLimit`` does not matter.
  ///
  /// - Parameters:
  ///   - bytes: What ``Embedding/save()`` returned.
  ///   - cloud: The cloud that was encoded: the same points, colors, normals and viewpoint.
  /// - Returns: The embedding.
  /// - Throws: Where bytes are damaged, or belong to another cloud or to other weights.
  /// - Complexity: O(*n*).
  public func load(
    _ bytes: [UInt8], for cloud: PointCloud
  ) throws(SavedEmbeddingError) -> any Embedding {
    try NetworkEmbedding(saved: bytes, for: cloud, network: network)
  }
}
