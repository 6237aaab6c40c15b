import CairnGeometry
import CairnKernels
import CairnNN

/// What the decoder reads: of all superpoints, or of those around a click.
struct DecoderInput: Sendable {
  /// What superpoints begin with; shape [S, D].
  let vectors: Tensor
  /// Unit vectors in heads, alike for parts of an object; shape [S, heads × width].
  let similarity: Tensor
  /// How each layer spreads what it knows.
  let diffusions: [Diffusion]
  /// Whom each superpoint looks at.
  let neighbors: NeighborRows
  /// How likely each superpoint and its neighbors are of one object, 0…1, and whether they touch;
  /// shape [S, K].
  let affinities: [Float]
  let isContact: [Bool]
  /// How many voxels each superpoint has, and how many the cloud.
  let sizes: [Float]
  let voxelCount: Float
  /// What superpoints know of the prompts, shape [S, P], and of the last answer, [S, 2].
  let features, last: Tensor
  /// Superpoints with clicks, each once.
  let positive, negative: [Int32]
  let clickCount: Int

  /// All superpoints.
  init(_ state: PromptState, of scene: EncodedScene) {
    let encoding = scene.encoding
    vectors = encoding.decoder
    similarity = encoding.similarity
    diffusions = encoding.diffusions
    neighbors = encoding.neighbors
    affinities = encoding.affinities.values
    isContact = scene.isContact
    sizes = scene.sizes
    voxelCount = Float(scene.input.graph.count)
    features = state.features
    last = state.lastOfSuperpoints
    (positive, negative) = (state.positive, state.negative)
    clickCount = state.clicks.count
  }

  /// Some superpoints, as if there were no others; all clicks are on them.
  ///
  /// - Complexity: O(*s*), *s* superpoints of the cloud.
  init(_ state: PromptState, of scene: EncodedScene, at superpoints: [Int32]) {
    let encoding = scene.encoding
    var places = [Int32](repeating: -1, count: scene.sizes.count)
    for (place, superpoint) in superpoints.enumerated() { places[Int(superpoint)] = Int32(place) }
    let k = encoding.neighbors.k
    let slots = superpoints.flatMap { Int($0) * k..<(Int($0) + 1) * k }
    let near = NeighborRows(
      slots.map { slot in
        let neighbor = encoding.neighbors.indices[slot]
        return neighbor < 0 ? -1 : places[Int(neighbor)]
      }, k: k, sourceCount: superpoints.count)
    vectors = encoding.decoder.rows(at: superpoints)
    similarity = encoding.similarity.rows(at: superpoints)
    diffusions = encoding.diffusions.map { diffusion in
      let (weights, heads) = (diffusion.weights, diffusion.weights.width)
      let rows = Tensor(weights.values, shape: [scene.sizes.count, k * heads])
        .rows(at: superpoints)
      return Diffusion(
        weights: Tensor(rows.values, shape: [superpoints.count, k, heads]), neighbors: near)
    }
    neighbors = near
    affinities = slots.map { encoding.affinities.values[$0] }
    isContact = zip(slots, near.indices).map { scene.isContact[$0] && $1 >= 0 }
    sizes = superpoints.map { scene.sizes[Int($0)] }
    voxelCount = Float(scene.input.graph.count)
    features = state.features.rows(at: superpoints)
    last = state.lastOfSuperpoints.rows(at: superpoints)
    positive = state.positive.map { places[Int($0)] }
    negative = state.negative.map { places[Int($0)] }
    clickCount = state.clicks.count
  }

  /// How near the first click on the object is to a superpoint: ``PromptFeatures/nearColumn``.
  func nearness(of superpoint: Int) -> Float {
    features.values[superpoint * PromptFeatures.width + PromptFeatures.nearColumn]
  }
}

extension EncodedScene {
  /// About the `count` superpoints nearest to one of them, ascending; `nil` where there are no more.
  func superpoints(around superpoint: Int32, count: Int) -> [Int32]? {
    let centers = input.superpointFeatures.centers
    guard count < centers.count else { return nil }
    let middle = centers[Int(superpoint)]
    let distances = centers.map { ($0 - middle).squaredLength }
    let limit = distances.sorted()[count - 1]
    return distances.indices.filter { distances[$0] <= limit }.map { Int32($0) }
  }
}
