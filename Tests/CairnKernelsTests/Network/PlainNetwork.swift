/// The plain twins of the network's kernels: one loop after the other, in double precision.
enum PlainNetwork {
  static func linear(
    _ input: [Float], weights: [Float], bias: [Float]?, addend: [Float]?, inputWidth: Int,
    outputWidth: Int, activation: (Double) -> Double
  ) -> [Double] {
    (0..<input.count / inputWidth).flatMap { row in
      (0..<outputWidth).map { output in
        var sum = Double(bias?[output] ?? 0) + Double(addend?[row * outputWidth + output] ?? 0)
        for index in 0..<inputWidth {
          sum +=
            Double(input[row * inputWidth + index]) * Double(weights[output * inputWidth + index])
        }
        return activation(sum)
      }
    }
  }

  static func normalized(
    _ input: [Float], scale: [Float], shift: [Float], epsilon: Double
  ) -> [Double] {
    let width = scale.count
    return (0..<input.count / width).flatMap { row in
      let values = (0..<width).map { Double(input[row * width + $0]) }
      let mean = values.reduce(0, +) / Double(width)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      return (0..<width).map {
        (values[$0] - mean) / (variance + epsilon).squareRoot() * Double(scale[$0])
          + Double(shift[$0])
      }
    }
  }

  /// The neighbors of a row that are there, with the edges that lead to them.
  static func edges(of row: Int, _ indices: [Int32], k: Int) -> [(edge: Int, source: Int)] {
    (row * k..<(row + 1) * k).filter { indices[$0] >= 0 }.map { ($0, Int(indices[$0])) }
  }

  static func convolved(
    sources: [Float], centers: [Float], edges: [Float], weights: [Float], width: Int,
    edgeWidth: Int, indices: [Int32], k: Int
  ) -> [Double] {
    (0..<indices.count / k).flatMap { row in
      let near = Self.edges(of: row, indices, k: k)
      let messages = (0..<width).map { channel in
        near.map { edge, source in
          var sum = Double(sources[source * width + channel])
          sum += Double(centers[row * width + channel])
          for index in 0..<edgeWidth {
            sum +=
              Double(weights[channel * edgeWidth + index]) * Double(edges[edge * edgeWidth + index])
          }
          return max(sum, 0)
        }
      }
      return messages.map { $0.reduce(0, +) / Double(max(near.count, 1)) }
        + messages.map { $0.max() ?? 0 }
    }
  }

  static func softmax(_ scores: [Double]) -> [Double] {
    let greatest = scores.max() ?? 0
    guard greatest > -.infinity else { return scores.map { _ in 0 } }
    let powers = scores.map { Twin.exp($0 - greatest) }
    return powers.map { $0 / powers.reduce(0, +) }
  }

  /// Weights [N, k, heads] of neighbors.
  static func weights(
    queries: [Float]?, keys: [Float]?, bias: [Float]?, width: Int, heads: Int, indices: [Int32],
    k: Int
  ) -> [Double] {
    var weights = [Double](repeating: 0, count: indices.count * heads)
    for row in 0..<indices.count / k {
      let near = edges(of: row, indices, k: k)
      for head in 0..<heads {
        let scores = near.map { edge, source in
          var score = 0.0
          if let queries, let keys {
            score = product(
              queries, row, keys, source, width: width, head: head, of: heads)
          }
          return score + Double(bias?[edge * heads + head] ?? 0)
        }
        for (edge, weight) in zip(near, softmax(scores)) {
          weights[edge.edge * heads + head] = weight
        }
      }
    }
    return weights
  }

  /// Query · key / √(channels of a head).
  static func product(
    _ queries: [Float], _ row: Int, _ keys: [Float], _ key: Int, width: Int, head: Int,
    of heads: Int
  ) -> Double {
    let depth = width / heads
    let sum = (head * depth..<(head + 1) * depth).reduce(0.0) {
      $0 + Double(queries[row * width + $1]) * Double(keys[key * width + $1])
    }
    return sum / Double(depth).squareRoot()
  }

  static func diffused(
    _ values: [Float], weights: [Double], width: Int, heads: Int, indices: [Int32], k: Int
  ) -> [Double] {
    (0..<indices.count / k).flatMap { row in
      (0..<width).map { channel in
        edges(of: row, indices, k: k).reduce(0.0) { sum, edge in
          sum + weights[edge.edge * heads + channel / (width / heads)]
            * Double(values[edge.source * width + channel])
        }
      }
    }
  }

  static func attention(
    queries: [Float], keys: [Float], values: [Float], width: Int, heads: Int
  ) -> [Double] {
    let keyCount = keys.count / width
    return (0..<queries.count / width).flatMap { row in
      (0..<heads).flatMap { head in
        let weights = softmax(
          (0..<keyCount).map {
            product(queries, row, keys, $0, width: width, head: head, of: heads)
          })
        return (head * width / heads..<(head + 1) * width / heads).map { channel in
          (0..<keyCount).reduce(0.0) { $0 + weights[$1] * Double(values[$1 * width + channel]) }
        }
      }
    }
  }

  static func pooled(
    _ values: [Float], width: Int, offsets: [Int32], members: [Int32]
  ) -> [Double] {
    (0..<offsets.count - 1).flatMap { segment in
      let rows = members[Int(offsets[segment])..<Int(offsets[segment + 1])].map(Int.init)
      let columns = (0..<width).map { column in
        rows.map { Double(values[$0 * width + column]) }
      }
      return columns.map { $0.reduce(0, +) / Double(max(rows.count, 1)) }
        + columns.map { $0.max() ?? 0 }
    }
  }
}
