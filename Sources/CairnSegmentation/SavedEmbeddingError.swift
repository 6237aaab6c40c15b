/// Why an embedding cannot be saved, or a saved one not be used.
public enum SavedEmbeddingError: Error, Equatable, Sendable {
  /// The method has nothing to save.
  case notSupported
  /// The bytes are something else.
  case notAnEmbedding
  /// Another version of this library saved it.
  case unknownVersion(UInt64, known: UInt64)
  /// There are fewer or more bytes than were saved.
  case wrongByteCount(expected: UInt64, found: Int)
  /// Bytes have changed since it was saved.
  case damaged(expectedDigest: UInt64, found: UInt64)
  /// It was encoded with other weights.
  case otherWeights(saved: UInt64, given: UInt64)
  /// It was encoded from another cloud, or from one with other colors, normals or viewpoint.
  case otherCloud(saved: UInt64, given: UInt64)
  /// Numbers make no sense.
  case badPart(String, byteOffset: Int)
  /// The cloud itself cannot be prompted.
  case cloud(SegmentationError)
}

extension SavedEmbeddingError: CustomStringConvertible {
  /// A sentence that names the place and what to do.
  public var description: String {
    switch self {
    case .notSupported: "embeddings of this method cannot be saved; encode the cloud again"
    case .notAnEmbedding: "these bytes are no saved embedding"
    case .unknownVersion(let version, let known):
      "version \(version) of a saved embedding is not known, only \(known); encode the cloud again"
    case .wrongByteCount(let expected, let found):
      "the saved embedding has \(found) of \(expected) bytes; encode the cloud again"
    case .damaged(let expected, let found):
      "the saved embedding is damaged: its digest is \(Self.text(found)), not "
        + "\(Self.text(expected)); encode the cloud again"
    case .otherWeights(let saved, let given):
      "the embedding was saved with the weights \(Self.text(saved)), these are "
        + "\(Self.text(given)); encode the cloud again"
    case .otherCloud(let saved, let given):
      "the embedding was saved for the cloud \(Self.text(saved)), this is \(Self.text(given)); "
        + "points, colors, normals and viewpoint must be the same"
    case .badPart(let part, let offset):
      "the saved embedding is damaged: \(part), from byte \(offset) on, make no sense"
    case .cloud(let error): "\(error)"
    }
  }

  private static func text(_ digest: UInt64) -> String { String(digest, radix: 16) }
}
