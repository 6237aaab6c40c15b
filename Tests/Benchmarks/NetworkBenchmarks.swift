import CairnGeometry
import CairnKernels
import CairnNN

/// Times the layers of a network, on numbers of their own.
///
/// As operations each is one call, after one that is not timed; `network` prints the best of many
/// calls on one thread, with each instruction set.
enum NetworkBenchmarks {
  /// A layer with its input.
  private struct Case: Sendable {
    var name: String
    /// What is computed, as people write it.
    var label: String
    /// Multiplications and additions of a call.
    var operationCount: Int
    /// Returns a call.
    var prepare: @Sendable () -> (inout Tensor) -> Void
  }

  static let operations = cases.map { each in
    Operation(name: each.name) { _, _ in
      let call = each.prepare()
      var output = Tensor([], shape: [0])
      call(&output)
      var measurement = Measurement()
      measurement.time { call(&output) }
      measurement.check = [("sum", output.values.reduce(0) { $0 + Double($1) })]
      return measurement
    }
  }

  /// Prints the best of many calls on one thread.
  static func print() {
    for set in InstructionSet.allCases where set <= .current {
      Swift.print("\(set), one thread")
      for each in cases {
        let call = each.prepare()
        var output = Tensor([], shape: [0])
        let best = Threads.$limit.withValue(1) {
          InstructionSet.$limit.withValue(set) {
            (0..<40).map { _ in
              var measurement = Measurement()
              measurement.time { call(&output) }
              return measurement.wall
            }.min() ?? 0
          }
        }
        let speed = Double(each.operationCount) / best * 1e-9
        Swift.print("  \(each.label): \(rounded(best * 1e3)) ms, \(rounded(speed)) GFLOP/s")
      }
    }
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  private static let cases = [
    linear("linear_wide", rows: 4096, width: 128), linear("linear_many", rows: 24000, width: 32),
    neighborConvolution, neighborAttention, diffusion,
    attention("attention_of_latents", queries: 16, keys: 2000),
    attention("attention_to_latents", queries: 2000, keys: 16),
    Case(
      name: "layer_norm", label: "layer norm, 24000 rows of 32", operationCount: 24000 * 32 * 8
    ) {
      let layer = LayerNorm(scale: tensor([32], seed: 1), shift: tensor([32], seed: 2))
      let rows = tensor([24000, 32], seed: 3)
      return { $0 = layer(rows) }
    },
  ]

  private static func linear(_ name: String, rows: Int, width: Int) -> Case {
    Case(
      name: name, label: "linear [\(rows), \(width)] · [\(width), \(width)]",
      operationCount: 2 * rows * width * width
    ) {
      let layer = Linear(
        weight: tensor([width, width], seed: 1), bias: tensor([width], seed: 2), activation: .relu)
      let input = tensor([rows, width], seed: 3)
      return { layer.apply(to: input, into: &$0) }
    }
  }

  private static let neighborConvolution = Case(
    name: "neighbor_convolution", label: "convolution, N = 24000, k = 8, C = 32, E = 10",
    operationCount: 24000 * 8 * 32 * (2 * 10 + 4)
  ) {
    let layer = NeighborConvolution(edgeWeight: tensor([32, 10], seed: 1))
    let neighbors = neighborRows(24000, k: 8, within: 200)
    let (sources, centers) = (tensor([24000, 32], seed: 2), tensor([24000, 32], seed: 3))
    let edges = tensor([24000, 8, 10], seed: 4)
    return {
      $0 = layer(sources: sources, centers: centers, edges: edges, neighbors: neighbors)
    }
  }

  private static let neighborAttention = Case(
    name: "neighbor_attention", label: "attention to neighbors, S = 2000, k = 24, C = 96, H = 4",
    operationCount: 2000 * 24 * 96 * 4
  ) {
    let layer = NeighborAttention(headCount: 4)
    let neighbors = neighborRows(2000, k: 24, within: 1000)
    let (queries, keys) = (tensor([2000, 96], seed: 1), tensor([2000, 96], seed: 2))
    let (values, bias) = (tensor([2000, 96], seed: 3), tensor([2000, 24, 4], seed: 4))
    return {
      $0 = layer(queries: queries, keys: keys, values: values, bias: bias, neighbors: neighbors)
    }
  }

  private static let diffusion = Case(
    name: "diffusion", label: "diffusion, S = 2000, k = 24, C = 64, H = 4",
    operationCount: 2000 * 24 * 64 * 2
  ) {
    let step = Diffusion(
      weights: tensor([2000, 24, 4], seed: 1), neighbors: neighborRows(2000, k: 24, within: 1000))
    let values = tensor([2000, 64], seed: 2)
    return { step.apply(to: values, into: &$0) }
  }

  private static func attention(_ name: String, queries: Int, keys: Int) -> Case {
    Case(
      name: name, label: "attention of \(queries) to \(keys), C = 96, H = 4",
      operationCount: queries * keys * 96 * 4
    ) {
      let layer = Attention(headCount: 4)
      let (asking, asked) = (tensor([queries, 96], seed: 1), tensor([keys, 96], seed: 2))
      let values = tensor([keys, 96], seed: 3)
      return { $0 = layer(queries: asking, keys: asked, values: values) }
    }
  }

  private static func tensor(_ shape: [Int], seed: UInt64) -> Tensor {
    var generator = SplitMix64(seed: seed)
    return Tensor(
      (0..<shape.reduce(1, *)).map { _ in Float.random(in: -1...1, using: &generator) },
      shape: shape)
  }

  /// Rows near each row by number, as rows in spatial order have them.
  private static func neighborRows(_ count: Int, k: Int, within distance: Int) -> NeighborRows {
    var generator = SplitMix64(seed: 5)
    let indices = (0..<count * k).map { edge in
      let offset = Int.random(in: -distance...distance, using: &generator)
      return Int32((edge / k + offset + count) % count)
    }
    return NeighborRows(indices, k: k, sourceCount: count)
  }
}
