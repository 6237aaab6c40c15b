import CairnKernels
import CairnNN

/// The part of the network that does not depend on prompts.
struct Encoder: Sendable {
  private let voxel, voxelOut: Linear
  private let local: [LocalLayer]
  private let superpoint, superpointOut: Linear
  private let blocks: [EncoderBlock]
  private let norm: LayerNorm
  private let relations: Relations
  private let decoder, similarity: Linear
  private let head: HeadInputs

  init(_ file: WeightFile) throws(WeightFileError) {
    let (width, localWidth) = (NetworkSize.width, NetworkSize.local)
    voxel = try Linear(
      "encoder.voxel", in: file, inputWidth: VoxelFeatures.width, outputWidth: localWidth,
      activation: .relu)
    voxelOut = try Linear(
      "encoder.voxel_out", in: file, inputWidth: localWidth, outputWidth: localWidth)
    var local: [LocalLayer] = []
    for number in 0..<NetworkSize.localLayers {
      local.append(try LocalLayer("encoder.local.\(number)", in: file))
    }
    self.local = local
    superpoint = try Linear(
      "encoder.superpoint", in: file,
      inputWidth: 2 * (localWidth + VoxelFeatures.width) + SuperpointFeatures.width,
      outputWidth: width, activation: .silu)
    superpointOut = try Linear(
      "encoder.superpoint_out", in: file, inputWidth: width, outputWidth: width)
    var blocks: [EncoderBlock] = []
    for number in 0..<NetworkSize.blocks {
      blocks.append(
        try EncoderBlock("encoder.blocks.\(number)", hasLatents: number % 2 == 1, in: file))
    }
    self.blocks = blocks
    norm = try LayerNorm("encoder.norm", in: file, width: width)
    relations = try Relations(file)
    decoder = try Linear(
      "encoder.decoder", in: file, inputWidth: width, outputWidth: NetworkSize.decoder)
    similarity = try Linear(
      "encoder.similarity", in: file, inputWidth: width,
      outputWidth: NetworkSize.similarityHeads * NetworkSize.similarityWidth)
    head = try HeadInputs(file)
  }

  /// Encodes a cloud.
  ///
  /// - Complexity: O(*v* + *s*), *v* voxels, *s* superpoints.
  func callAsFunction(_ input: NetworkInput) -> Encoding {
    self(input) { _ in }.encoding
  }

  /// Encodes a cloud, and computes something else as soon as affinities are known.
  func callAsFunction<Other: Sendable>(
    _ input: NetworkInput, andFrom other: @escaping @Sendable (_ affinities: Tensor) -> Other
  ) -> (encoding: Encoding, other: Other) {
    let (voxelCount, count) = (input.graph.count, input.superpoints.count)
    let features = Tensor(input.voxelFeatures.values, shape: [voxelCount, VoxelFeatures.width])
    let voxelEdges = Tensor(
      input.voxelFeatures.edges,
      shape: [voxelCount, VoxelFeatures.neighborCount, VoxelFeatures.edgeWidth])
    let voxelNeighbors = NeighborRows(
      input.voxelFeatures.neighbors, k: VoxelFeatures.neighborCount, sourceCount: voxelCount)
    let edges = Tensor(
      input.superpointFeatures.edges,
      shape: [count, SuperpointFeatures.neighborCount, SuperpointFeatures.edgeWidth])
    let neighbors = NeighborRows(
      input.superpointFeatures.neighbors, k: SuperpointFeatures.neighborCount, sourceCount: count)
    var voxels = Tensor.blocks(voxelCount, width: NetworkSize.local) { rows in
      voxelOut(voxel(features.block(rows)))
    }
    var scratch: [Tensor] = []
    for layer in local {
      voxels = layer(voxels, edges: voxelEdges, neighbors: voxelNeighbors, using: &scratch)
    }
    let segments = RowSegments(
      offsets: input.superpoints.offsets, members: input.superpoints.members,
      rowCount: voxelCount)
    let described = Tensor.joined([voxels, features])
    let own = Tensor(input.superpointFeatures.values, shape: [count, SuperpointFeatures.width])
    var superpoints = superpointOut(
      superpoint(Tensor.joined([described.pooled(over: segments), own])))
    scratch = []
    for block in blocks {
      superpoints = block(superpoints, edges: edges, neighbors: neighbors, using: &scratch)
    }
    superpoints = norm(superpoints)
    let (affinities, diffusions) = relations(superpoints, edges: edges, neighbors: neighbors)
    let (found, inputs) = concurrently {
      other(affinities)
    } _: {
      head(
        voxels, described: described, superpoints: superpoints, input.superpoints.ofVoxel,
        edges: voxelEdges, neighbors: voxelNeighbors)
    }
    let encoding = Encoding(
      neighbors: neighbors, voxelNeighbors: voxelNeighbors, affinities: affinities,
      diffusions: diffusions.map { Diffusion(weights: $0, neighbors: neighbors) },
      decoder: decoder(superpoints),
      similarity: similarity(superpoints).normalized(width: NetworkSize.similarityWidth),
      head: inputs)
    return (encoding, found)
  }
}

/// A cloud encoded: what prompts are answered from.
struct Encoding: Sendable {
  let neighbors: NeighborRows
  let voxelNeighbors: NeighborRows
  /// How likely each superpoint and its neighbors are of one object, 0…1; shape [S, K].
  let affinities: Tensor
  /// How the decoder's layers spread what they know.
  let diffusions: [Diffusion]
  /// What the decoder begins with; shape [S, D].
  let decoder: Tensor
  /// Unit vectors in heads, alike for parts of an object; shape [S, heads × width].
  let similarity: Tensor
  /// What the voxel head begins with.
  let head: HeadInputs.Values
}

/// How superpoints and their neighbors belong together.
private struct Relations: Sendable {
  private let own, other, edge, key, affinity, diffusion: Linear

  init(_ file: WeightFile) throws(WeightFileError) {
    let (width, relation) = (NetworkSize.width, NetworkSize.relation)
    own = try Linear("encoder.relation_own", in: file, inputWidth: width, outputWidth: relation)
    other = try Linear(
      "encoder.relation_other", in: file, inputWidth: width, outputWidth: relation, hasBias: false)
    edge = try Linear(
      "encoder.relation_edge", in: file, inputWidth: SuperpointFeatures.edgeWidth,
      outputWidth: relation, hasBias: false)
    key = try Linear(
      "encoder.relation_key", in: file, inputWidth: width, outputWidth: relation, hasBias: false)
    affinity = try Linear(
      "encoder.affinity", in: file, inputWidth: 2 * relation, outputWidth: 1)
    diffusion = try Linear(
      "encoder.diffusion", in: file, inputWidth: 2 * relation,
      outputWidth: NetworkSize.decoderLayers * NetworkSize.heads)
  }

  func callAsFunction(
    _ superpoints: Tensor, edges: Tensor, neighbors: NeighborRows
  ) -> (affinities: Tensor, diffusions: [Tensor]) {
    let (width, k, heads) = (NetworkSize.relation, neighbors.k, NetworkSize.heads)
    var ends: [Tensor] = []
    Tensor.blocks(neighbors.count, widths: [width, width, width], into: &ends) { rows in
      let block = superpoints.block(rows)
      return [own(block), other(block), key(block)]
    }
    var found: [Tensor] = []
    Tensor.blocks(
      neighbors.count, widths: [k, k * diffusion.outputWidth], grain: 32, into: &found
    ) { [ends] rows in
      let block = neighbors.block(rows)
      let sums = block.pairSums(
        own: ends[0].block(rows).values, other: ends[1].values,
        edges: edge(edges.block(rows)).values, width: width)
      let differences = block.squaredDifferences(
        own: ends[2].block(rows).values, other: ends[2].values, width: width)
      let pairs = Tensor.joined(
        [sums, differences].map { Tensor($0, shape: [rows.count * k, width]) })
      return [affinity(pairs).applying(.sigmoid), diffusion(pairs)].map {
        $0.reshaped([rows.count, k * $0.width])
      }
    }
    let scores = found[1].reshaped([neighbors.count, k, diffusion.outputWidth])
    let attention = NeighborAttention(headCount: heads)
    return (
      found[0],
      (0..<NetworkSize.decoderLayers).map { layer in
        attention.weights(
          scores: scores, heads: layer * heads..<(layer + 1) * heads, neighbors: neighbors)
      }
    )
  }
}

/// What the voxel head takes from the encoder.
struct HeadInputs: Sendable {
  /// What it found for a cloud.
  struct Values: Sendable {
    /// What each voxel begins with; shape [V, C].
    let voxels: Tensor
    /// How much voxels listen to their neighbors, before normalizing; shape [V, K, layers × heads].
    let scores: Tensor
    /// Unit vectors, alike for voxels of an object; shape [V, W].
    let similarity: Tensor
  }

  private let voxel, superpoint, own, other, edge, diffusion, similarity: Linear

  init(_ file: WeightFile) throws(WeightFileError) {
    let (local, relation) = (NetworkSize.local, NetworkSize.voxelRelation)
    voxel = try Linear(
      "encoder.head_voxel", in: file, inputWidth: local + VoxelFeatures.width, outputWidth: local)
    superpoint = try Linear(
      "encoder.head_superpoint", in: file, inputWidth: NetworkSize.width, outputWidth: local,
      hasBias: false)
    own = try Linear("encoder.head_own", in: file, inputWidth: local, outputWidth: relation)
    other = try Linear(
      "encoder.head_other", in: file, inputWidth: local, outputWidth: relation, hasBias: false)
    edge = try Linear(
      "encoder.head_edge", in: file, inputWidth: VoxelFeatures.edgeWidth, outputWidth: relation,
      hasBias: false)
    diffusion = try Linear(
      "encoder.head_diffusion", in: file, inputWidth: relation,
      outputWidth: NetworkSize.headLayers * NetworkSize.heads)
    similarity = try Linear(
      "encoder.head_similarity", in: file, inputWidth: local,
      outputWidth: NetworkSize.voxelSimilarity)
  }

  func callAsFunction(
    _ voxels: Tensor, described: Tensor, superpoints: Tensor, _ superpointOfVoxel: [Int32],
    edges: Tensor, neighbors: NeighborRows
  ) -> Values {
    let (width, k) = (NetworkSize.voxelRelation, neighbors.k)
    var ends: [Tensor] = []
    Tensor.blocks(neighbors.count, widths: [width, width], into: &ends) { rows in
      let block = voxels.block(rows)
      return [own(block), other(block)]
    }
    let ofSuperpoints = superpoint(superpoints)
    let (scoreWidth, similarityWidth) = (diffusion.outputWidth, similarity.outputWidth)
    var found: [Tensor] = []
    Tensor.blocks(
      neighbors.count, widths: [voxel.outputWidth, k * scoreWidth, similarityWidth], into: &found
    ) { [ends] rows in
      let sums = neighbors.block(rows).pairSums(
        own: ends[0].block(rows).values, other: ends[1].values,
        edges: edge(edges.block(rows)).values, width: width)
      let pairs = Tensor(sums, shape: [rows.count * k, width])
      return [
        voxel(
          described.block(rows),
          adding: ofSuperpoints.rows(at: Array(superpointOfVoxel[rows]))),
        diffusion(pairs).reshaped([rows.count, k * scoreWidth]),
        similarity(voxels.block(rows)).normalized(width: similarityWidth),
      ]
    }
    return Values(
      voxels: found[0], scores: found[1].reshaped([neighbors.count, k, scoreWidth]),
      similarity: found[2])
  }
}

extension Tensor {
  /// Each stretch of `width` numbers scaled to the length 1; those of length 0 stay so.
  func normalized(width: Int) -> Tensor {
    var values = values
    for start in stride(from: 0, to: values.count, by: width) {
      var squares: Float = 0
      for place in start..<start + width { squares += values[place] * values[place] }
      let length = max(squares.squareRoot(), 1e-12)
      for place in start..<start + width { values[place] /= length }
    }
    return Tensor(values, shape: shape)
  }
}
