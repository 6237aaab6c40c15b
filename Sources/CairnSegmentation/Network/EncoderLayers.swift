import CairnKernels
import CairnNN

/// A convolution over the neighbors of each voxel (Wang et al., "Dynamic graph CNN", 2019).
struct LocalLayer: Sendable {
  private let neighbor, own, hidden, out: Linear
  private let convolution: NeighborConvolution
  private let norm: LayerNorm

  init(_ name: String, in file: WeightFile) throws(WeightFileError) {
    let width = NetworkSize.local
    neighbor = try Linear(
      "\(name).neighbor", in: file, inputWidth: width, outputWidth: width, hasBias: false)
    own = try Linear("\(name).own", in: file, inputWidth: width, outputWidth: width)
    convolution = try NeighborConvolution(
      "\(name).edge.weight", in: file, edgeWidth: VoxelFeatures.edgeWidth, width: width)
    hidden = try Linear(
      "\(name).hidden", in: file, inputWidth: 2 * width, outputWidth: width, activation: .relu)
    out = try Linear("\(name).out", in: file, inputWidth: width, outputWidth: width)
    norm = try LayerNorm("\(name).norm", in: file, width: width)
  }

  /// Computes the layer; `ends` is memory that layers use one after the other.
  func callAsFunction(
    _ voxels: Tensor, edges: Tensor, neighbors: NeighborRows, using ends: inout [Tensor]
  ) -> Tensor {
    let width = NetworkSize.local
    Tensor.blocks(voxels.rowCount, widths: [width, width], into: &ends) { rows in
      let block = voxels.block(rows)
      return [neighbor(block), own(block)]
    }
    return Tensor.blocks(voxels.rowCount, width: width) { [ends] rows in
      let found = convolution(
        sources: ends[0], centers: ends[1].block(rows), edges: edges.block(rows),
        neighbors: neighbors.block(rows))
      return norm(out(hidden(found), adding: voxels.block(rows)))
    }
  }
}

/// Attention of superpoints to their neighbors, and to a few latents that attend to all.
struct EncoderBlock: Sendable {
  private let norm, feedNorm: LayerNorm
  private let query, key, value, bias, biasOut, out, feed, feedOut: Linear
  private let latents: Latents?
  private let attention = NeighborAttention(headCount: NetworkSize.heads)

  init(_ name: String, hasLatents: Bool, in file: WeightFile) throws(WeightFileError) {
    let width = NetworkSize.width
    func square(_ part: String, hasBias: Bool = true) throws(WeightFileError) -> Linear {
      try Linear(
        "\(name).\(part)", in: file, inputWidth: width, outputWidth: width, hasBias: hasBias)
    }
    norm = try LayerNorm("\(name).norm", in: file, width: width)
    query = try square("query")
    key = try square("key", hasBias: false)
    value = try square("value")
    bias = try Linear(
      "\(name).bias", in: file, inputWidth: SuperpointFeatures.edgeWidth, outputWidth: 16,
      activation: .relu)
    biasOut = try Linear(
      "\(name).bias_out", in: file, inputWidth: 16, outputWidth: NetworkSize.heads)
    out = try square("out")
    latents = hasLatents ? try Latents(name, in: file) : nil
    feedNorm = try LayerNorm("\(name).feed_norm", in: file, width: width)
    feed = try Linear(
      "\(name).feed", in: file, inputWidth: width, outputWidth: 2 * width, activation: .silu)
    feedOut = try Linear(
      "\(name).feed_out", in: file, inputWidth: 2 * width, outputWidth: width)
  }

  /// Computes the block; `seen` is memory that blocks use one after the other.
  func callAsFunction(
    _ superpoints: Tensor, edges: Tensor, neighbors: NeighborRows, using seen: inout [Tensor]
  ) -> Tensor {
    let (count, width) = (superpoints.rowCount, NetworkSize.width)
    // Normalized, queries, keys, values.
    Tensor.blocks(count, widths: [width, width, width, width], into: &seen) { rows in
      let normed = norm(superpoints.block(rows))
      return [normed, query(normed), key(normed), value(normed)]
    }
    let gathered = latents?.gather(seen[0])
    return Tensor.blocks(count, width: width) { [seen] rows in
      let found = attention(
        queries: seen[1].block(rows), keys: seen[2], values: seen[3],
        bias: biasOut(bias(edges.block(rows))), neighbors: neighbors.block(rows))
      var result = out(found, adding: superpoints.block(rows))
      if let latents, let gathered {
        result = latents.spread(gathered, to: seen[0].block(rows), adding: result)
      }
      return feedOut(feed(feedNorm(result)), adding: result)
    }
  }
}

extension EncoderBlock {
  /// Learned vectors that gather from all superpoints and spread what they found.
  private struct Latents: Sendable {
    private let vectors: Tensor
    private let gatherKey, gatherValue, spreadQuery, spreadKey, spreadValue, spreadOut: Linear
    private let attention = Attention(headCount: NetworkSize.heads)

    init(_ name: String, in file: WeightFile) throws(WeightFileError) {
      let width = NetworkSize.width
      func square(_ part: String, hasBias: Bool = true) throws(WeightFileError) -> Linear {
        try Linear(
          "\(name).\(part)", in: file, inputWidth: width, outputWidth: width, hasBias: hasBias)
      }
      vectors = try file.tensor("\(name).latents", shape: [NetworkSize.latents, width])
      gatherKey = try square("gather_key", hasBias: false)
      gatherValue = try square("gather_value")
      spreadQuery = try square("spread_query")
      spreadKey = try square("spread_key", hasBias: false)
      spreadValue = try square("spread_value")
      spreadOut = try square("spread_out")
    }

    /// What they gather from all superpoints, as keys and values.
    func gather(_ normed: Tensor) -> (keys: Tensor, values: Tensor) {
      let gathered = attention(
        queries: vectors, keys: gatherKey(normed), values: gatherValue(normed))
      return (spreadKey(gathered), spreadValue(gathered))
    }

    /// Adds what they gathered to some superpoints.
    func spread(
      _ gathered: (keys: Tensor, values: Tensor), to normed: Tensor, adding superpoints: Tensor
    ) -> Tensor {
      let found = attention(
        queries: spreadQuery(normed), keys: gathered.keys, values: gathered.values)
      return spreadOut(found, adding: superpoints)
    }
  }
}
