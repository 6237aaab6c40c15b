import CairnClouds
import CairnKernels

/// A saved embedding: `CairnEmb`, then numbers of eight bytes (the version, the size of the whole, the
/// XXH64 of all that follows it, those of the weights and of the cloud), then the encoded scene.
enum SavedEmbedding {
  static let magic = Array("CairnEmb".utf8)
  /// Changes with what is stored, and in which order.
  static let version: UInt64 = 1
  /// Where the bytes that the digest covers begin.
  static let bodyStart = 32
}

extension NetworkEmbedding {
  /// Writes what the encoder found out, about 600 bytes a voxel.
  func save() -> [UInt8] {
    var body = SavedBytes()
    body.append(network.digest)
    body.append(CloudDigest.digest(cloud, positions: positions))
    scene.append(to: &body)
    var file = SavedBytes()
    file.reserve(SavedEmbedding.bodyStart + body.bytes.count)
    file.append(bytes: SavedEmbedding.magic)
    file.append(SavedEmbedding.version)
    file.append(UInt64(SavedEmbedding.bodyStart + body.bytes.count))
    file.append(xxh64(body.bytes.span))
    file.append(bytes: body.bytes)
    return file.bytes
  }

  /// Reads what ``save()`` wrote.
  init(
    saved bytes: [UInt8], for cloud: PointCloud, network: SegmentationNetwork
  ) throws(SavedEmbeddingError) {
    guard bytes.starts(with: SavedEmbedding.magic) else { throw .notAnEmbedding }
    var reader = SavedReader(bytes, from: SavedEmbedding.magic.count)
    let version = try reader.word("version")
    guard version == SavedEmbedding.version else {
      throw .unknownVersion(version, known: SavedEmbedding.version)
    }
    let byteCount = try reader.word("size")
    guard byteCount == bytes.count else {
      throw .wrongByteCount(expected: byteCount, found: bytes.count)
    }
    let expected = try reader.word("digest")
    let found = xxh64(bytes.span.extracting(droppingFirst: SavedEmbedding.bodyStart))
    guard found == expected else { throw .damaged(expectedDigest: expected, found: found) }
    let weights = try reader.word("weights")
    guard weights == network.digest else {
      throw .otherWeights(saved: weights, given: network.digest)
    }
    let target: PromptTarget
    do throws(SegmentationError) {
      target = try PromptTarget(cloud)
    } catch {
      throw .cloud(error)
    }
    let digest = try reader.word("cloud")
    let given = CloudDigest.digest(cloud, positions: target.positions)
    guard digest == given else { throw .otherCloud(saved: digest, given: given) }
    let scene = try EncodedScene(reading: &reader, points: target.positions.points)
    self.init(cloud: cloud, target: target, scene: scene, network: network)
  }
}
