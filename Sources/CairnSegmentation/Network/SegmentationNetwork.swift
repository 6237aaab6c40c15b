import CairnNN

/// All parts of the network, with weights.
struct SegmentationNetwork: Sendable {
  let boundaries: Boundaries
  let encoder: Encoder
  let decoder: Decoder
  let head: VoxelHead
  /// What tells the weights from others.
  let digest: UInt64

  /// Takes the weights of a file.
  ///
  /// - Throws: What is missing or has another shape than the network.
  init(_ file: WeightFile) throws(WeightFileError) {
    boundaries = try Boundaries(file)
    encoder = try Encoder(file)
    decoder = try Decoder(file)
    head = try VoxelHead(file)
    digest = file.digest
  }
}
