import CairnClouds
import CairnKernels
import CairnNN

/// What the network computes on its way, to be held against what another program computes.
package struct NetworkRecording: Sendable {
  /// Numbers by the names that Training/record.py gives them.
  package private(set) var values: [String: [Float]] = [:]

  /// Encodes a cloud and answers clicks, each with the answer to the ones before it.
  ///
  /// - Parameters:
  ///   - weights: A safetensors file.
  ///   - cloud: A cloud with x, y, z.
  ///   - voxelLimit: How many voxels to make at most.
  ///   - clicks: Voxels, with whether they are on the object.
  /// - Throws: What is wrong with the cloud or the weights.
  package init(
    weights: [UInt8], of cloud: PointCloud, voxelLimit: Int,
    clicks: [(voxel: Int, isPositive: Bool)]
  ) throws {
    let network = try SegmentationNetwork(WeightFile(weights))
    let target = try PromptTarget(cloud)
    let input = NetworkInput(
      cloud, positions: target.positions, voxelLimit: voxelLimit, boundaries: network.boundaries)
    values["boundaries"] = network.boundaries(input.voxelFeatures)
      .zeroed(where: input.voxelFeatures.neighbors, width: 1)
    let scene = EncodedScene(input, network.encoder)
    values["affinity"] = scene.encoding.affinities.values
      .zeroed(where: scene.encoding.neighbors.indices, width: 1)
    values["decoder"] = scene.encoding.decoder.values
    values["similarity"] = scene.encoding.similarity.values
    values["head_voxels"] = scene.encoding.head.voxels.values
    values["head_scores"] = scene.encoding.head.scores.values
      .zeroed(
        where: scene.encoding.voxelNeighbors.indices, width: scene.encoding.head.scores.width)
    values["head_similarity"] = scene.encoding.head.similarity.values
    var last: [Float]?
    for number in clicks.indices {
      let made = clicks[...number].map { VoxelClick(voxel: $0.voxel, isPositive: $0.isPositive) }
      let state = PromptState(clicks: made, regionDepths: nil, last: last, of: scene)
      let decoded = network.decoder(DecoderInput(state, of: scene))
      let logits = network.head(decoded, state, of: scene)
      values["logits.\(number)"] = decoded.logits.values
      values["scores.\(number)"] = decoded.expected.ious
      values["things.\(number)"] = decoded.expected.thingIoUs
      values["voxels.\(number)"] = logits.values
      let scores = decoded.expected.ious
      let mask =
        number > 0
        ? 0
        : (1..<NetworkSize.masks).max {
          (scores[$0], $1) < (scores[$1], $0)
        } ?? 0
      var answer = logits.columns(mask..<mask + 1).values
      for click in made { answer[click.voxel] = click.isPositive ? 8 : -8 }
      last = answer
    }
  }
}

extension [Float] {
  /// Zeros where there is no neighbor: what stands there is not used.
  fileprivate func zeroed(where neighbors: [Int32], width: Int) -> [Float] {
    indices.map { neighbors[$0 / width] < 0 ? 0 : self[$0] }
  }
}
