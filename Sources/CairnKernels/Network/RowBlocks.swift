/// Computes rows block by block, on up to ``Threads/count`` threads.
///
/// What a block needs on its way from layer to layer stays in the caches next to the processor, and
/// threads meet once for all layers instead of once for each.
///
/// - Parameters:
///   - rowCount: How many rows.
///   - widths: Values in a row of each result.
///   - summaryWidths: Values of each result that has one row a block, in place of one a row.
///   - grain: Rows of a block.
///   - outputs: Receive the rows of each result, at last those that are one a block; their memory is
///     used again where they are as many and have the same counts.
///   - body: Returns a block's rows of each result.
package func concurrentBlocks(
  _ rowCount: Int, widths: [Int], summaryWidths: [Int] = [], grain: Int,
  into outputs: inout [[Float]], _ body: @Sendable (_ rows: Range<Int>) -> [[Float]]
) {
  let blockCount = (rowCount + grain - 1) / grain
  let counts = widths.map { rowCount * $0 } + summaryWidths.map { blockCount * $0 }
  if outputs.count != counts.count { outputs = Array(repeating: [], count: counts.count) }
  /// Opens the memory of one result after the other, then computes them all.
  func open(_ bases: [SharedOutput]) {
    guard bases.count < counts.count else { return compute(bases) }
    var output: [Float] = []
    swap(&output, &outputs[bases.count])
    fill(&output, count: counts[bases.count]) { open(bases + [$0]) }
    swap(&output, &outputs[bases.count])
  }
  func compute(_ bases: [SharedOutput]) {
    concurrentPieces(rowCount, grain: grain) { rows in
      let found = body(rows)
      precondition(found.count == counts.count, "\(found.count) results, not \(counts.count)")
      for (number, values) in found.enumerated() {
        let isSummary = number >= widths.count
        let width = isSummary ? summaryWidths[number - widths.count] : widths[number]
        let first = isSummary ? rows.lowerBound / grain : rows.lowerBound
        check(values, "block", rows: isSummary ? 1 : rows.count, width: width)
        unsafe values.withBase { values in
          guard let values = unsafe values else { return }
          unsafe (bases[number].base + first * width)
            .update(from: values, count: found[number].count)
        }
      }
    }
  }
  open([])
}

/// Puts rows side by side, on up to ``Threads/count`` threads.
///
/// - Parameters:
///   - parts: Rows, as many in each part, and how many values each of them has.
///   - rowCount: How many rows.
///   - output: Receives the rows; its memory is used again where its count is the same.
package func joinRows(
  _ parts: [(values: [Float], width: Int)], rowCount: Int, into output: inout [Float]
) {
  for part in parts { check(part.values, "part", rows: rowCount, width: part.width) }
  let width = parts.reduce(0) { $0 + $1.width }
  fill(&output, count: rowCount * width) { output in
    concurrentPieces(rowCount, grain: grain(work: 4 * width)) { rows in
      var offset = 0
      for part in parts {
        unsafe part.values.withBase { values in
          guard let values = unsafe values else { return }
          for row in rows {
            unsafe (output.base + row * width + offset)
              .update(from: values + row * part.width, count: part.width)
          }
        }
        offset += part.width
      }
    }
  }
}

/// The sum of rows, each times its weight.
///
/// - Parameters:
///   - values: Shape [N, C].
///   - width: C.
///   - weights: Shape [N].
/// - Returns: Shape [C].
package func weightedSum(ofRows values: [Float], width: Int, weights: [Float]) -> [Float] {
  var sums = [Float](repeating: 0, count: width)
  guard !weights.isEmpty else { return sums }
  // To the kernel, all rows are neighbors of the sum.
  let rows = NeighborRows.allOf(weights.count)
  DiffusionKernel(weights: weights, headCount: 1, neighbors: rows)
    .apply(to: values, width: width, into: &sums)
  return sums
}

extension NeighborRows {
  /// What is known of pairs of rows and neighbors: max(own + other + edge, 0).
  ///
  /// - Parameters:
  ///   - own: What rows add, shape [N, C].
  ///   - other: What they add as neighbors, shape [sources, C].
  ///   - edges: What pairs add, shape [N, *k*, C].
  ///   - width: C.
  /// - Returns: Shape [N, *k*, C], 0 where there is no neighbor.
  package func pairSums(
    own: [Float], other: [Float], edges: [Float], width: Int
  ) -> [Float] {
    check(own, "own", rows: count, width: width)
    check(other, "other", rows: sourceCount, width: width)
    check(edges, "edges", rows: indices.count, width: width)
    return unsafe own.withUnsafeBufferPointer { own in
      unsafe other.withUnsafeBufferPointer { other in
        unsafe edges.withUnsafeBufferPointer { edges in
          unsafe pairs(width: width) { output, place, source in
            let (row, pair) = (place / k * width, place * width)
            for channel in 0..<width {
              unsafe output[channel] = max(
                other[source * width + channel] + own[row + channel] + edges[pair + channel], 0)
            }
          }
        }
      }
    }
  }

  /// The squares of what rows and their neighbors differ by.
  ///
  /// - Parameters:
  ///   - own: Of rows, shape [N, C].
  ///   - other: Of neighbors, shape [sources, C].
  ///   - width: C.
  /// - Returns: Shape [N, *k*, C], 0 where there is no neighbor.
  package func squaredDifferences(own: [Float], other: [Float], width: Int) -> [Float] {
    check(own, "own", rows: count, width: width)
    check(other, "other", rows: sourceCount, width: width)
    return unsafe own.withUnsafeBufferPointer { own in
      unsafe other.withUnsafeBufferPointer { other in
        unsafe pairs(width: width) { output, place, source in
          let row = place / k * width
          for channel in 0..<width {
            let difference = unsafe own[row + channel] - other[source * width + channel]
            unsafe output[channel] = difference * difference
          }
        }
      }
    }
  }

  /// Writes the numbers of each pair, told where to, which pair it is and who the neighbor is.
  @inline(__always)
  private func pairs(
    width: Int,
    _ body: (_ output: UnsafeMutablePointer<Float>, _ place: Int, _ source: Int) -> Void
  ) -> [Float] {
    let size = indices.count * width
    return unsafe [Float](unsafeUninitializedCapacity: size) { output, initializedCount in
      initializedCount = size
      guard let base = output.baseAddress else { return }
      for (place, source) in indices.enumerated() {
        if source >= 0 {
          unsafe body(base + place * width, place, Int(source))
        } else {
          unsafe (base + place * width).initialize(repeating: 0, count: width)
        }
      }
    }
  }
}
