import CairnGeometry
import CairnKernels
import CairnNN
import CairnPreprocessing

/// What is stored is what prompts need and what cannot be had from the cloud in one pass: the edge of
/// the voxels, superpoints with their contacts, and all tensors of the encoder. The voxels and the tree
/// of regions are made again, by the same code.
extension EncodedScene {
  /// How many there are of everything.
  private struct Counts {
    var voxels, superpoints, contacts: Int

    /// How many bytes the arrays take.
    var byteCount: Int {
      let perVoxel =
        1 + VoxelFeatures.neighborCount * (1 + NetworkSize.headLayers * NetworkSize.heads)
        + NetworkSize.local + NetworkSize.voxelSimilarity
      let diffusions = NetworkSize.decoderLayers * NetworkSize.heads
      let perSuperpoint =
        3 + 1 + SuperpointFeatures.neighborCount * (1 + 1 + diffusions) + NetworkSize.decoder
        + NetworkSize.similarityHeads * NetworkSize.similarityWidth
      return 4 * (voxels * perVoxel + superpoints * perSuperpoint + 1 + contacts * 3)
    }
  }

  /// Appends all that ``init(reading:points:)`` needs.
  func append(to bytes: inout SavedBytes) {
    let (places, contacts) = (input.superpointFeatures, input.superpointFeatures.contacts)
    let counts = Counts(
      voxels: input.graph.count, superpoints: input.superpoints.count,
      contacts: contacts.targets.count)
    bytes.reserve(counts.byteCount + 64)
    bytes.append(UInt64(input.graph.grid.voxelOfPoint.count))
    bytes.append(UInt64(counts.voxels))
    bytes.append(UInt64(counts.superpoints))
    bytes.append(UInt64(counts.contacts))
    bytes.append(UInt64(input.up == nil ? 0 : 1))
    bytes.append(input.graph.grid.edge)
    bytes.append([input.up?.direction ?? .zero])
    bytes.append([input.up?.bottom ?? 0, input.up?.extent ?? 0])
    bytes.append(input.superpoints.ofVoxel)
    bytes.append(encoding.voxelNeighbors.indices)
    bytes.append(places.centers)
    bytes.append(places.neighbors)
    bytes.append(contacts.offsets)
    bytes.append(contacts.targets)
    bytes.append(contacts.edgeCounts)
    bytes.append(contacts.affinitySums)
    bytes.append(encoding.affinities.values)
    for diffusion in encoding.diffusions { bytes.append(diffusion.weights.values) }
    bytes.append(encoding.decoder.values)
    bytes.append(encoding.similarity.values)
    bytes.append(encoding.head.voxels.values)
    bytes.append(encoding.head.scores.values)
    bytes.append(encoding.head.similarity.values)
  }

  /// Reads what ``append(to:)`` wrote, to the last byte.
  ///
  /// Every number that anything is looked up by is checked, whatever the digests said.
  ///
  /// - Parameters:
  ///   - reader: Where to read.
  ///   - points: The points of the cloud.
  /// - Throws: What makes no sense, and where.
  init(
    reading reader: inout SavedReader, points: [SIMD3<Float>]
  ) throws(SavedEmbeddingError) {
    _ = try reader.count("points", in: points.count...points.count)
    let start = reader.byteOffset
    let voxelCount = try reader.count("voxels", in: 1...points.count)
    let superpointCount = try reader.count("superpoints", in: 1...voxelCount)
    let contactCount = try reader.count("contacts", in: 0...Int(Int32.max))
    let counts = Counts(
      voxels: voxelCount, superpoints: superpointCount, contacts: contactCount)
    let hasUp = try reader.count("directions", in: 0...1) == 1
    let lengths = try reader.floats(6, "lengths")
    // Before anything is made as large as the file says.
    guard reader.remainingCount == counts.byteCount, lengths[0] > 0 else {
      throw .badPart("counts", byteOffset: start)
    }
    let up =
      hasUp
      ? UpDirection(
        direction: SIMD3(lengths[1], lengths[2], lengths[3]), bottom: lengths[4],
        extent: lengths[5])
      : nil
    let superpoints = try Self.superpoints(counts, &reader)
    let voxelNeighbors = try reader.integers(
      voxelCount * VoxelFeatures.neighborCount, in: -1..<Int32(voxelCount), "voxel neighbors")
    let places = try Self.places(counts, &reader)
    let grid = VoxelGrid(points, edge: lengths[0])
    guard grid.count == voxelCount else { throw .badPart("voxels", byteOffset: start) }
    let input = PromptInput(
      graph: VoxelPlaces(grid), up: up, superpoints: superpoints, superpointFeatures: places)
    let encoding = try Self.encoding(
      counts,
      neighbors: NeighborRows(
        places.neighbors, k: SuperpointFeatures.neighborCount, sourceCount: superpointCount),
      voxelNeighbors: NeighborRows(
        voxelNeighbors, k: VoxelFeatures.neighborCount, sourceCount: voxelCount), &reader)
    self.init(input, encoding)
  }

  private static func superpoints(
    _ counts: Counts, _ reader: inout SavedReader
  ) throws(SavedEmbeddingError) -> Superpoints {
    let start = reader.byteOffset
    let ofVoxel = try reader.integers(
      counts.voxels, in: 0..<Int32(counts.superpoints), "superpoints")
    // Numbered in the order of their first voxels: so each has one.
    var next: Int32 = 0
    for superpoint in ofVoxel where superpoint >= next {
      guard superpoint == next else { throw .badPart("superpoints", byteOffset: start) }
      next += 1
    }
    guard next == counts.superpoints else { throw .badPart("superpoints", byteOffset: start) }
    return Superpoints(ofVoxel: ofVoxel)
  }

  private static func places(
    _ counts: Counts, _ reader: inout SavedReader
  ) throws(SavedEmbeddingError) -> SuperpointPlaces {
    let superpoints = Int32(counts.superpoints)
    let numbers = try reader.floats(3 * counts.superpoints, "superpoint centers")
    let neighbors = try reader.integers(
      counts.superpoints * SuperpointFeatures.neighborCount, in: -1..<superpoints,
      "superpoint neighbors")
    let start = reader.byteOffset
    let contacts = SuperpointContacts(
      offsets: try reader.integers(
        counts.superpoints + 1, in: 0..<Int32(counts.contacts) + 1, "contacts"),
      targets: try reader.integers(counts.contacts, in: 0..<superpoints, "contacts"),
      edgeCounts: try reader.floats(counts.contacts, "contacts"),
      affinitySums: try reader.floats(counts.contacts, "contacts"))
    guard contacts.isConsistent else { throw .badPart("contacts", byteOffset: start) }
    return SuperpointPlaces(
      centers: (0..<counts.superpoints).map {
        SIMD3(numbers[3 * $0], numbers[3 * $0 + 1], numbers[3 * $0 + 2])
      }, neighbors: neighbors, contacts: contacts)
  }

  private static func encoding(
    _ counts: Counts, neighbors: NeighborRows, voxelNeighbors: NeighborRows,
    _ reader: inout SavedReader
  ) throws(SavedEmbeddingError) -> Encoding {
    func tensor(_ part: String, _ shape: [Int]) throws(SavedEmbeddingError) -> Tensor {
      Tensor(try reader.floats(shape.reduce(1, *), part), shape: shape)
    }
    let start = reader.byteOffset
    let affinities = try tensor("affinities", [counts.superpoints, neighbors.k])
    guard affinities.values.allSatisfy({ (0...1).contains($0) }) else {
      throw .badPart("affinities", byteOffset: start)
    }
    var diffusions: [Diffusion] = []
    for _ in 0..<NetworkSize.decoderLayers {
      let weights = try tensor(
        "diffusions", [counts.superpoints, neighbors.k, NetworkSize.heads])
      diffusions.append(Diffusion(weights: weights, neighbors: neighbors))
    }
    return Encoding(
      neighbors: neighbors, voxelNeighbors: voxelNeighbors, affinities: affinities,
      diffusions: diffusions,
      decoder: try tensor("decoder", [counts.superpoints, NetworkSize.decoder]),
      similarity: try tensor(
        "similarities",
        [counts.superpoints, NetworkSize.similarityHeads * NetworkSize.similarityWidth]),
      head: HeadInputs.Values(
        voxels: try tensor("voxel vectors", [counts.voxels, NetworkSize.local]),
        scores: try tensor(
          "voxel scores",
          [counts.voxels, voxelNeighbors.k, NetworkSize.headLayers * NetworkSize.heads]),
        similarity: try tensor(
          "voxel similarities", [counts.voxels, NetworkSize.voxelSimilarity])))
  }
}

extension SuperpointContacts {
  /// Whether each pair is there both ways, targets ascend, and affinities are means of 0…1.
  fileprivate var isConsistent: Bool {
    guard offsets.first == 0, offsets.last == Int32(targets.count),
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return false }
    for row in 0..<offsets.count - 1 {
      let slots = slots(of: row)
      for slot in slots {
        // Rounding may carry a sum a little beyond.
        guard targets[slot] != Int32(row),
          slot == slots.lowerBound || targets[slot - 1] < targets[slot],
          edgeCounts[slot] >= 1, (0...1.001 * edgeCounts[slot]).contains(affinitySums[slot]),
          let back = self.slot(from: Int(targets[slot]), to: Int32(row)),
          edgeCounts[back] == edgeCounts[slot]
        else { return false }
      }
    }
    return true
  }
}
