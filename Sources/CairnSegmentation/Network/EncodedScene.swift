import CairnKernels
import CairnNN

/// A cloud with all that the network found out about it before the first prompt.
struct EncodedScene: Sendable {
  let input: PromptInput
  let encoding: Encoding
  let context: ContextGraph
  /// How many voxels each superpoint has.
  let sizes: [Float]
  /// Whether each pair of superpoint and neighbor touches; shape [S, K].
  let isContact: [Bool]

  init(_ input: NetworkInput, _ encoder: Encoder) {
    let prompts = PromptInput(input)
    let (encoding, context) = encoder(input) {
      ContextGraph(prompts, affinities: $0.values)
    }
    self.init(prompts, encoding, context)
  }

  init(_ input: PromptInput, _ encoding: Encoding) {
    self.init(input, encoding, ContextGraph(input, affinities: encoding.affinities.values))
  }

  private init(_ input: PromptInput, _ encoding: Encoding, _ context: ContextGraph) {
    self.input = input
    self.encoding = encoding
    self.context = context
    sizes = (0..<input.superpoints.count).map { Float(input.superpoints.voxels(of: $0).count) }
    let (neighbors, contacts) = (
      input.superpointFeatures.neighbors, input.superpointFeatures.contacts
    )
    isContact = neighbors.indices.map { place in
      let row = place / SuperpointFeatures.neighborCount
      return neighbors[place] >= 0 && contacts.slot(from: row, to: neighbors[place]) != nil
    }
  }
}

/// Prompts of one object as the decoder and the voxel head read them.
struct PromptState: Sendable {
  /// The clicks so far.
  let clicks: [VoxelClick]
  /// What superpoints know of the prompts; shape [S, P].
  let features: Tensor
  /// The last answer, squashed, and whether there is one; shape [S, 2].
  let lastOfSuperpoints: Tensor
  /// Superpoints with clicks, each once.
  let positive, negative: [Int32]
  /// Whether this is a click and nothing else.
  let isFirstClick: Bool
  private let prompts: PromptFeatures
  /// The last answer of each voxel, squashed: tanh(logit / 3).
  private let last: [Float]?

  /// - Parameters:
  ///   - clicks: In the order in which they were given.
  ///   - regionDepths: How far each voxel is inside of the box or lasso; `nil` without one.
  ///   - last: The logits of the last answer or mask, for each voxel; `nil` without one.
  ///   - scene: The cloud.
  init(
    clicks: [VoxelClick], regionDepths: [Float]?, last: [Float]?, of scene: EncodedScene
  ) {
    let input = scene.input
    prompts = PromptFeatures(clicks: clicks, regionDepths: regionDepths, last: last)
    self.clicks = clicks
    // tanh(x) = 2 sigmoid(2 x) - 1.
    let squashed = last.map { last in
      Tensor(last.map { $0 * (2 / 3) }, shape: [last.count]).applying(.sigmoid).values
        .map { 2 * $0 - 1 }
    }
    self.last = squashed
    features = Tensor(
      prompts.superpointValues(input, scene.context),
      shape: [input.superpoints.count, PromptFeatures.width])
    func superpoints(_ sign: Bool) -> [Int32] {
      Set(clicks.filter { $0.isPositive == sign }.map { input.superpoints.ofVoxel[$0.voxel] })
        .sorted()
    }
    positive = superpoints(true)
    negative = superpoints(false)
    isFirstClick = clicks.count == 1 && regionDepths == nil && last == nil
    var rows = [Float](repeating: 0, count: 2 * input.superpoints.count)
    if let squashed {
      for (voxel, superpoint) in input.superpoints.ofVoxel.enumerated() {
        rows[2 * Int(superpoint)] += squashed[voxel]
      }
      for row in 0..<input.superpoints.count {
        rows[2 * row] /= scene.sizes[row]
        rows[2 * row + 1] = 1
      }
    }
    lastOfSuperpoints = Tensor(rows, shape: [input.superpoints.count, 2])
  }

  /// What some voxels know of the prompts, shape [voxels, P], and of the last answer, [voxels, 2].
  func values(of voxels: [Int32], in scene: EncodedScene) -> (prompts: Tensor, last: Tensor) {
    let pairs: [Float] = concurrentRows(voxels.count, width: 2) { rows, output in
      for row in rows {
        output.append(last?[Int(voxels[row])] ?? 0)
        output.append(last == nil ? 0 : 1)
      }
    }
    return (
      Tensor(
        prompts.voxelValues(scene.input, of: voxels),
        shape: [voxels.count, PromptFeatures.voxelWidth]),
      Tensor(pairs, shape: [voxels.count, 2])
    )
  }
}
