import CairnKernels
import CairnNN

/// Decides voxels where superpoints are not sure.
struct VoxelHead: Sendable {
  private let superpoint, prompt, out: Linear
  private let layers: [Layer]

  private struct Layer: Sendable {
    let norm: LayerNorm
    let value, feed, feedOut: Linear

    /// What voxels tell their neighbors.
    func told(by vectors: Tensor) -> Tensor { value(norm(vectors)) }

    func callAsFunction(_ vectors: Tensor, around: Tensor) -> Tensor {
      feedOut(feed(Tensor.joined([norm(vectors), around])), adding: vectors)
    }
  }

  /// Superpoints with logits beyond this are not looked at voxel by voxel.
  static let sureLogit: Float = 3
  /// At most so many voxels are looked at, as in training.
  static let voxelLimit: Float = 6000

  init(_ file: WeightFile) throws(WeightFileError) {
    let (width, masks) = (NetworkSize.local, NetworkSize.masks)
    superpoint = try Linear(
      "head.superpoint", in: file, inputWidth: NetworkSize.decoder, outputWidth: width)
    prompt = try Linear(
      "head.prompt", in: file, inputWidth: PromptFeatures.voxelWidth + 2 + 2 + masks,
      outputWidth: width, hasBias: false, activation: .relu)
    var layers: [Layer] = []
    for number in 0..<NetworkSize.headLayers {
      layers.append(
        Layer(
          norm: try LayerNorm("head.norms.\(number)", in: file, width: width),
          value: try Linear(
            "head.values.\(number)", in: file, inputWidth: width, outputWidth: width),
          feed: try Linear(
            "head.feeds.\(number)", in: file, inputWidth: 2 * width, outputWidth: width,
            activation: .relu),
          feedOut: try Linear(
            "head.feeds_out.\(number)", in: file, inputWidth: width, outputWidth: width)))
    }
    self.layers = layers
    out = try Linear("head.out", in: file, inputWidth: width, outputWidth: masks)
  }

  /// The logits of all voxels: of their superpoints, corrected where those are unsure.
  ///
  /// - Returns: Shape [V, masks].
  /// - Complexity: O(*v*), *v* voxels.
  func callAsFunction(
    _ decoded: Decoder.Output, _ state: PromptState, of scene: EncodedScene
  ) -> Tensor {
    let input = scene.input
    var logits = decoded.logits.rows(at: input.superpoints.ofVoxel)
    let active = activeVoxels(decoded.logits, state, of: scene)
    guard !active.isEmpty else { return logits }
    let corrected = correct(active, decoded, state, logits.rows(at: active), of: scene)
    logits.replaceRows(active, by: corrected)
    return logits
  }

  /// The voxels of superpoints that are unsure or clicked, ascending; the most unsure ones where
  /// there are too many.
  private func activeVoxels(
    _ logits: Tensor, _ state: PromptState, of scene: EncodedScene
  ) -> [Int32] {
    let masks = state.isFirstClick ? 1..<NetworkSize.masks : 0..<1
    var sureness = (0..<logits.rowCount).map { row in
      masks.reduce(Float.infinity) {
        min($0, abs(logits.values[row * NetworkSize.masks + $1]))
      }
    }
    for row in state.positive + state.negative { sureness[Int(row)] = 0 }
    let unsure = sureness.indices.filter { sureness[$0] < Self.sureLogit }
      .sorted { (sureness[$0], $0) < (sureness[$1], $1) }
    var isActive = [Bool](repeating: false, count: sureness.count)
    var count: Float = 0
    for row in unsure {
      count += scene.sizes[row]
      guard count <= Self.voxelLimit else { break }
      isActive[row] = true
    }
    let superpointOfVoxel = scene.input.superpoints.ofVoxel
    return superpointOfVoxel.indices.lazy
      .filter { isActive[Int(superpointOfVoxel[$0])] }.map { Int32($0) }
  }

  private func correct(
    _ active: [Int32], _ decoded: Decoder.Output, _ state: PromptState, _ own: Tensor,
    of scene: EncodedScene
  ) -> Tensor {
    let head = scene.encoding.head
    let known = state.values(of: active, in: scene)
    let alike = similarities(of: active, state, head.similarity)
    let ofSuperpoints = superpoint(decoded.vectors)
    let neighbors = neighbors(of: active, in: scene.encoding.voxelNeighbors)
    let scores = head.scores.reshaped([head.voxels.rowCount, neighbors.k * head.scores.width])
    let attention = NeighborAttention(headCount: NetworkSize.heads)
    let width = NetworkSize.local
    // What voxels know, and what they tell their neighbors; at last their logits in its place.
    var (flow, changed): ([Tensor], [Tensor]) = ([], [])
    Tensor.blocks(active.count, widths: [width, width], into: &flow) { rows in
      let voxels = Array(active[rows])
      let superpoints = voxels.map { scene.input.superpoints.ofVoxel[Int($0)] }
      var bounded = own.block(rows)
      bounded.clamp(to: -8...8, times: 0.25)
      let described = Tensor.joined([
        known.prompts.block(rows), known.last.block(rows), alike.block(rows), bounded,
      ])
      let begun = ofSuperpoints.rows(at: superpoints).adding(head.voxels.rows(at: voxels))
      let vectors = prompt(described, adding: begun)
      return [vectors, layers[0].told(by: vectors)]
    }
    for (number, layer) in layers.enumerated() {
      let heads = number * NetworkSize.heads..<(number + 1) * NetworkSize.heads
      let next = number + 1 < layers.count ? layers[number + 1] : nil
      Tensor.blocks(
        active.count, widths: [width, next == nil ? out.outputWidth : width], into: &changed
      ) { [flow] rows in
        let around = attention(
          scores: scores.rows(at: Array(active[rows]))
            .reshaped([rows.count, neighbors.k, head.scores.width]),
          heads: heads, values: flow[1], neighbors: neighbors.block(rows))
        let vectors = layer(flow[0].block(rows), around: around)
        return [vectors, next?.told(by: vectors) ?? out(vectors, adding: own.block(rows))]
      }
      swap(&flow, &changed)
    }
    return flow[1]
  }

  /// Neighbors as places among the active voxels; those that are not active are none.
  private func neighbors(of active: [Int32], in all: NeighborRows) -> NeighborRows {
    var places = [Int32](repeating: -1, count: all.count)
    for (place, voxel) in active.enumerated() { places[Int(voxel)] = Int32(place) }
    let indices: [Int32] = concurrentRows(active.count, width: all.k) { [places] rows, output in
      for row in rows {
        for slot in Int(active[row]) * all.k..<(Int(active[row]) + 1) * all.k {
          let neighbor = all.indices[slot]
          output.append(neighbor < 0 ? -1 : places[Int(neighbor)])
        }
      }
    }
    return NeighborRows(indices, k: all.k, sourceCount: active.count)
  }

  /// How alike voxels are to the most alike clicked one of each sign; 0 where there is none.
  private func similarities(of active: [Int32], _ state: PromptState, _ vectors: Tensor) -> Tensor {
    let width = vectors.width
    let clicked = [true, false].map { sign in
      state.clicks.filter { $0.isPositive == sign }.map(\.voxel)
    }
    let values: [Float] = concurrentRows(active.count, width: 2, grain: 512) { rows, output in
      for row in rows {
        for side in clicked {
          var best: Float = side.isEmpty ? 0 : -.infinity
          for voxel in side {
            var sum: Float = 0
            let (first, second) = (Int(active[row]) * width, voxel * width)
            for place in 0..<width {
              sum += vectors.values[first + place] * vectors.values[second + place]
            }
            best = max(best, sum)
          }
          output.append(best)
        }
      }
    }
    return Tensor(values, shape: [active.count, 2])
  }
}
