/// An answer to one click in a compact form, for answers by the hundred.
public struct Proposal: Sendable, Hashable {
  /// The voxels selected, ascending.
  public var voxels: [Int32]
  /// The expected intersection over union with the object meant, 0…1.
  public var iouScore: Float
  /// How little the mask depends on where between off and on the line is drawn, 0…1; 1 where a method
  /// does not say how sure each voxel is.
  ///
  /// It is the intersection over union of the masks with logits of at least 1 and above -1, the
  /// stability score of Segment Anything (Kirillov et al., 2023).
  public var stability: Float

  /// Creates a proposal.
  public init(voxels: [Int32], iouScore: Float, stability: Float = 1) {
    self.voxels = voxels
    self.iouScore = iouScore
    self.stability = stability
  }
}
