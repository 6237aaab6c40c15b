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
    /// What is expected of each mask.
    let expected: MaskScores.Expected

    /// The same of all superpoints; those that were not looked at are surely not meant.
    func spread(at superpoints: [Int32], count: Int) -> Output {
      var vectors = Tensor(repeating: 0, shape: [count, self.vectors.width])
      var logits = Tensor(repeating: -8, shape: [count, self.logits.width])
      vectors.replaceRows(superpoints, by: self.vectors)
      logits.replaceRows(superpoints, by: self.logits)
      return Output(vectors: vectors, logits: logits, expected: expected)
    }
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
  func callAsFunction(_ input: DecoderInput) -> Output {
    let alike = [input.positive, input.negative].map { similarities(to: $0, input.similarity) }
    let (count, width) = (input.vectors.rowCount, NetworkSize.decoder)
    // What superpoints know, and what they tell their neighbors; at last the former, normalized.
    var flow: [Tensor] = []
    Tensor.blocks(count, widths: [width, width], into: &flow) { rows in
      let described = Tensor.joined([
        input.features.block(rows), input.last.block(rows), alike[0].block(rows),
        alike[1].block(rows),
      ])
      let vectors = promptOut(prompt(described, adding: input.vectors.block(rows)))
      return [vectors, layers[0].told(by: vectors)]
    }
    var carried: [Tensor] = []
    for (number, layer) in layers.enumerated() {
      let diffusion = input.diffusions[number]
      Tensor.blocks(
        count, widths: [width], summaryWidths: [width + 1], into: &carried
      ) { [flow] rows in
        layer.carry(
          flow[0].block(rows), around: diffusion(flow[1], rows: rows), sizes: input.sizes[rows])
      }
      let feed = layer.feed(carried[0], sums: carried[1], input)
      let next = number + 1 < layers.count ? layers[number + 1] : nil
      Tensor.blocks(count, widths: [width, width], into: &flow) { [carried] rows in
        let block = carried[0].block(rows)
        let vectors = layer.feedOut(feed(layer.feedNorm(block)), adding: block)
        return [vectors, next?.told(by: vectors) ?? norm(vectors)]
      }
    }
    let logits = masks(flow[1])
    return Output(
      vectors: flow[1], logits: logits, expected: scores(flow[1], logits, input))
  }

  /// How alike superpoints are to the most alike of some, for each head; zeros where there are none.
  private func similarities(to superpoints: [Int32], _ vectors: Tensor) -> Tensor {
    let (heads, width) = (NetworkSize.similarityHeads, NetworkSize.similarityWidth)
    let (values, count) = (vectors.values, vectors.rowCount)
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
  private let norm: LayerNorm
  let feedNorm: LayerNorm
  private let value, out, object, clicks: Linear
  let feedOut: Linear
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

  /// What superpoints tell their neighbors.
  func told(by vectors: Tensor) -> Tensor { value(norm(vectors)) }

  /// Adds what neighbors told.
  ///
  /// - Returns: The vectors; then, of the voxels that seem to be of the object, the sum of the
  ///   vectors, normalized, and how many they are.
  func carry(_ vectors: Tensor, around: Tensor, sizes: ArraySlice<Float>) -> [Tensor] {
    let carried = out(around, adding: vectors)
    let normed = feedNorm(carried)
    let shares = object(normed).applying(.sigmoid)
    let weights = zip(shares.values, sizes).map { $0 * $1 }
    let sums = normed.sum(weights: weights, dividedBy: 1) + [weights.reduce(0, +)]
    return [carried, Tensor(sums, shape: [1, sums.count])]
  }

  /// The layer that looks at the clicks and at the object so far, of which `sums` says what
  /// ``carry(_:around:sizes:)`` summed block by block.
  func feed(_ carried: Tensor, sums: Tensor, _ input: DecoderInput) -> Linear {
    let positive = feedNorm(carried.rows(at: input.positive)).mean()
    let negative = feedNorm(carried.rows(at: input.negative)).mean()
    let total = sums.sum(weights: Array(repeating: 1, count: sums.rowCount), dividedBy: 1)
    let count = total[NetworkSize.decoder]
    let middle = total[..<NetworkSize.decoder].map { $0 / (count + 1) }
    let seen = clicks(Tensor(positive + negative + middle, shape: [1, 3 * NetworkSize.decoder]))
    return feed(positive, negative, adding: seen.values)
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
  /// The mean of all rows; zeros where there are none.
  func mean() -> [Float] {
    sum(
      weights: Array(repeating: 1, count: rowCount), dividedBy: Float(Swift.max(rowCount, 1)))
  }

  /// The mean of some rows; zeros where there are none.
  func mean(ofRows rows: [Int32]) -> [Float] { self.rows(at: rows).mean() }

  /// The sum of all rows, each times its weight, divided by a number.
  func sum(weights: [Float], dividedBy divisor: Float) -> [Float] {
    weightedSum(ofRows: values, width: width, weights: weights).map { $0 / divisor }
  }
}
