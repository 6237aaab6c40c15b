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

  func callAsFunction(_ voxels: Tensor, edges: Tensor, neighbors: NeighborRows) -> Tensor {
    let found = convolution(
      sources: neighbor(voxels), centers: own(voxels), edges: edges, neighbors: neighbors)
    return norm(out(hidden(found), adding: voxels))
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

  func callAsFunction(_ superpoints: Tensor, edges: Tensor, neighbors: NeighborRows) -> Tensor {
    let normed = norm(superpoints)
    let found = attention(
      queries: query(normed), keys: key(normed), values: value(normed),
      bias: biasOut(bias(edges)), neighbors: neighbors)
    var result = out(found, adding: superpoints)
    if let latents { result = latents(normed, addingTo: result) }
    return feedOut(feed(feedNorm(result)), adding: result)
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

    func callAsFunction(_ normed: Tensor, addingTo superpoints: Tensor) -> Tensor {
      let gathered = attention(
        queries: vectors, keys: gatherKey(normed), values: gatherValue(normed))
      let found = attention(
        queries: spreadQuery(normed), keys: spreadKey(gathered), values: spreadValue(gathered))
      return spreadOut(found, adding: superpoints)
    }
  }
}
