import CairnClouds
import CairnPreprocessing

/// Encodes a cloud once, so that it can be prompted often.
public protocol Predictor: Sendable {
  /// The name by which the command line chooses it.
  static var method: String { get }

  /// Does all the work that does not depend on prompts.
  func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding

  /// Takes up an embedding that was saved, which answers as the one that ``encode(_:)`` returned.
  ///
  /// The default refuses all.
  ///
  /// - Parameters:
  ///   - bytes: What ``Embedding/save()`` returned.
  ///   - cloud: The cloud that was encoded: the same points, colors, normals and viewpoint. Other
  ///     columns may have changed.
  /// - Returns: The embedding.
  /// - Throws: Where bytes are damaged, or belong to another cloud or to other weights.
  func load(
    _ bytes: [UInt8], for cloud: PointCloud
  ) throws(SavedEmbeddingError) -> any Embedding
}

extension Predictor {
  /// Refuses.
  public func load(
    _ bytes: [UInt8], for cloud: PointCloud
  ) throws(SavedEmbeddingError) -> any Embedding {
    throw .notSupported
  }
}

/// A cloud, ready to be prompted; it never changes, so many may prompt it at once.
///
/// Answers depend only on the cloud and the prompts, whatever was asked before.
public protocol Embedding: Sendable {
  /// Where the points are, those with NaN coordinates included.
  var positions: Positions { get }

  /// The number of points of the cloud, those with NaN coordinates included.
  var pointCount: Int { get }

  /// Returns the objects that prompts may mean, best first.
  ///
  /// A clicked point is in every mask or in none, as its last click says.
  ///
  /// - Parameters:
  ///   - prompts: All prompts of the object, in the order in which they were given.
  ///   - previous: The answer that the last prompts correct; a hint that saves time at most.
  /// - Returns: At least one answer, best first.
  /// - Throws: What is wrong with a prompt.
  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates

  /// Returns the objects that several lists of prompts may mean.
  ///
  /// - Parameter objects: The prompts of each object.
  /// - Returns: One answer per object; no point is in two best masks.
  /// - Throws: What is wrong with a prompt.
  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates]

  /// Returns the voxels that ``proposals(forClicksOn:in:)`` selects.
  ///
  /// A method that counts in voxels of its own gives those; the default makes some.
  func voxels() -> VoxelGrid

  /// Returns the objects that many clicks may mean, each click alone, in a compact form.
  ///
  /// The default asks for the masks of one click after the other, on all threads; a method that
  /// answers many at once, or by voxels, does better.
  ///
  /// - Parameters:
  ///   - points: The points clicked, all with finite coordinates.
  ///   - voxels: What ``voxels()`` returned.
  /// - Returns: For each click its answers, best first.
  /// - Throws: What is wrong with a click.
  func proposals(
    forClicksOn points: [Int], in voxels: VoxelGrid
  ) throws(SegmentationError) -> [[Proposal]]

  /// Finds every object, without a prompt.
  ///
  /// - Parameter options: How to look, and what to leave out.
  /// - Returns: Objects that share the points among them.
  /// - Throws: What the method refuses.
  func everything(_ options: EverythingOptions) throws(SegmentationError) -> FoundObjects

  /// Returns bytes from which ``Predictor/load(_:for:)`` makes this embedding again.
  ///
  /// The cloud itself is not among them. The default refuses.
  ///
  /// - Throws: Where the method has nothing to save.
  func save() throws(SavedEmbeddingError) -> [UInt8]
}

extension Embedding {
  /// Returns the objects that prompts may mean, best first.
  public func masks(for prompts: [Prompt]) throws(SegmentationError) -> Candidates {
    try masks(for: prompts, refining: nil)
  }

  /// Refuses.
  public func save() throws(SavedEmbeddingError) -> [UInt8] { throw .notSupported }
}
