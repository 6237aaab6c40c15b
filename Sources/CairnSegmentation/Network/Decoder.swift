import CairnKernels
import CairnNN

/// Turns prompts into logits of superpoints, and estimates how good they are.
struct Decoder: Sendable {
  private let prompt, promptOut, masks: Linear
  private let layers: [DecoderLayer]
  private let norm: LayerNorm
  private let scores: MaskScores

  /// What it says of the superpoints.
  struct Output: Sendable {
    /// Shape [S, D].
    let vectors: Tensor
    /// Shape [S, masks].
    let logits: Tensor
    /// The expected IoU of each mask, 0…1.
    let scores: [Float]
  }

  init(_ file: WeightFile) throws(WeightFileError) {
    let width = NetworkSize.decoder
    prompt = try Linear(
      "decoder.prompt", in: file,
      inputWidth: PromptFeatures.width + 2 + 2 * NetworkSize.similarityHeads, outputWidth: width,
      activation: .relu)
    promptOut = try Linear("decoder.prompt_out", in: file, inputWidth: width, outputWidth: width)
    var layers: [DecoderLayer] = []
    for number in 0..<NetworkSize.decoderLayers {
      layers.append(try DecoderLayer("decoder.layers.\(number)", in: file))
    }
    self.layers = layers
    norm = try LayerNorm("decoder.norm", in: file, width: width)
    masks = try Linear(
      "decoder.masks", in: file, inputWidth: width, outputWidth: NetworkSize.masks)
    scores = try MaskScores(file)
  }

  /// Answers prompts.
  ///
  /// - Complexity: O(*s*), *s* superpoints.
  func callAsFunction(_ state: PromptState, of scene: EncodedScene) -> Output {
    let encoding = scene.encoding
    let described = Tensor.joined([
      state.features, state.lastOfSuperpoints,
      similarities(to: state.positive, encoding), similarities(to: state.negative, encoding),
    ])
    var vectors = promptOut(prompt(described, adding: encoding.decoder))
    for (layer, diffusion) in zip(layers, encoding.diffusions) {
      vectors = layer(vectors, diffusion, state, sizes: scene.sizes)
    }
    let normed = norm(vectors)
    let logits = masks(normed)
    return Output(
      vectors: normed, logits: logits,
      scores: scores(normed, logits, state, of: scene))
  }

  /// How alike superpoints are to the most alike of some, for each head; zeros where there are none.
  private func similarities(to superpoints: [Int32], _ encoding: Encoding) -> Tensor {
    let (heads, width) = (NetworkSize.similarityHeads, NetworkSize.similarityWidth)
    let values = encoding.similarity.values
    let count = encoding.similarity.rowCount
    guard !superpoints.isEmpty else { return Tensor(repeating: 0, shape: [count, heads]) }
    let best: [Float] = concurrentRows(count, width: heads, grain: 512) { rows, output in
      for row in rows {
        for head in 0..<heads {
          var best = -Float.infinity
          for superpoint in superpoints {
            var sum: Float = 0
            let first = row * heads * width + head * width
            let second = Int(superpoint) * heads * width + head * width
            for place in 0..<width { sum += values[first + place] * values[second + place] }
            best = max(best, sum)
          }
          output.append(best)
        }
      }
    }
    return Tensor(best, shape: [count, heads])
  }
}

/// Carries what is known of the object along cached attention, then looks at the clicks.
private struct DecoderLayer: Sendable {
  private let norm, feedNorm: LayerNorm
  private let value, out, object, clicks, feedOut: Linear
  private let feedWeight, feedBias: Tensor

  init(_ name: String, in file: WeightFile) throws(WeightFileError) {
    let width = NetworkSize.decoder
    norm = try LayerNorm("\(name).norm", in: file, width: width)
    value = try Linear("\(name).value", in: file, inputWidth: width, outputWidth: width)
    out = try Linear("\(name).out", in: file, inputWidth: width, outputWidth: width)
    feedNorm = try LayerNorm("\(name).feed_norm", in: file, width: width)
    object = try Linear("\(name).object", in: file, inputWidth: width, outputWidth: 1)
    feedWeight = try file.tensor("\(name).feed.weight", shape: [2 * width, 3 * width])
    feedBias = try file.tensor("\(name).feed.bias", shape: [2 * width])
    clicks = try Linear(
      "\(name).clicks", in: file, inputWidth: 3 * width, outputWidth: 2 * width, hasBias: false)
    feedOut = try Linear("\(name).feed_out", in: file, inputWidth: 2 * width, outputWidth: width)
  }

  func callAsFunction(
    _ vectors: Tensor, _ diffusion: Diffusion, _ state: PromptState, sizes: [Float]
  ) -> Tensor {
    let carried = out(diffusion(value(norm(vectors))), adding: vectors)
    let normed = feedNorm(carried)
    let positive = normed.mean(ofRows: state.positive)
    let negative = normed.mean(ofRows: state.negative)
    let shares = object(normed).applying(.sigmoid)
    let weights = zip(shares.values, sizes).map { $0 * $1 }
    let middle = normed.sum(weights: weights, dividedBy: weights.reduce(0, +) + 1)
    let seen = clicks(Tensor(positive + negative + middle, shape: [1, 3 * NetworkSize.decoder]))
    return feedOut(feed(positive, negative, adding: seen.values)(normed), adding: carried)
  }

  /// The layer that reads y, y times the mean of positive clicks and y times that of negative ones:
  /// what it multiplies y by does not depend on the superpoint, so that the three become one.
  private func feed(_ positive: [Float], _ negative: [Float], adding seen: [Float]) -> Linear {
    let width = NetworkSize.decoder
    var weight = [Float](repeating: 0, count: 2 * width * width)
    for row in 0..<2 * width {
      for column in 0..<width {
        let place = row * 3 * width + column
        weight[row * width + column] =
          feedWeight.values[place] + feedWeight.values[place + width] * positive[column]
          + feedWeight.values[place + 2 * width] * negative[column]
      }
    }
    let bias = zip(feedBias.values, seen).map { $0 + $1 }
    return Linear(
      weight: Tensor(weight, shape: [2 * width, width]),
      bias: Tensor(bias, shape: [2 * width]), activation: .relu)
  }
}

extension Tensor {
  /// The mean of some rows; zeros where there are none.
  func mean(ofRows rows: [Int32]) -> [Float] {
    var sums = [Float](repeating: 0, count: width)
    for row in rows {
      for (place, value) in self[row: Int(row)].enumerated() { sums[place] += value }
    }
    let count = Float(Swift.max(rows.count, 1))
    return sums.map { $0 / count }
  }

  /// The sum of all rows, each times its weight, divided by a number.
  func sum(weights: [Float], dividedBy divisor: Float) -> [Float] {
    var sums = [Float](repeating: 0, count: width)
    for (row, weight) in weights.enumerated() where weight != 0 {
      let start = row * width
      for place in 0..<width { sums[place] += weight * values[start + place] }
    }
    return sums.map { $0 / divisor }
  }
}
