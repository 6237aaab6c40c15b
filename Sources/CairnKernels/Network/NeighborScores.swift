import CKernels

/// What decides how much each row attends to each of its neighbors.
///
/// The score of a neighbor is query · key / √(channels of a head) + bias; its weight is exp(score)
/// over the sum of that for all neighbors of the row. The *C* channels fall into heads, each with
/// weights of its own.
public struct NeighborScores: Sendable {
  /// Who can attend to whom.
  public let neighbors: NeighborRows
  /// Heads, each with as many channels.
  public let headCount: Int
  /// Shapes [N, C] and [sources, C]; `nil` where the bias alone decides.
  private let queries, keys: [Float]?
  /// Shape [N, *k*, at least heads].
  private let bias: [Float]?
  /// Numbers of a neighbor in `bias`, and where those of the heads begin.
  private let biasWidth, firstHead: Int
  private let width: Int

  /// Scores of queries and keys.
  ///
  /// - Parameters:
  ///   - queries: Shape [N, C].
  ///   - keys: Shape [sources, C].
  ///   - bias: Shape [N, *k*, heads]; `nil` for zeros.
  ///   - width: C, a multiple of the heads.
  ///   - headCount: At least 1.
  ///   - neighbors: N rows.
  public init(
    queries: [Float], keys: [Float], bias: [Float]? = nil, width: Int, headCount: Int,
    neighbors: NeighborRows
  ) {
    precondition(
      headCount > 0 && width > 0 && width.isMultiple(of: headCount),
      "\(width) channels in \(headCount) heads")
    check(queries, "queries", rows: neighbors.count, width: width)
    check(keys, "keys", rows: neighbors.sourceCount, width: width)
    if let bias { check(bias, "bias", rows: neighbors.indices.count, width: headCount) }
    (self.neighbors, self.headCount, self.width) = (neighbors, headCount, width)
    (self.queries, self.keys, self.bias) = (queries, keys, bias)
    (biasWidth, firstHead) = (headCount, 0)
  }

  /// Scores that are known.
  ///
  /// - Parameters:
  ///   - scores: Shape [N, *k*, heads].
  ///   - headCount: At least 1.
  ///   - neighbors: N rows.
  public init(_ scores: [Float], headCount: Int, neighbors: NeighborRows) {
    self.init(scores, heads: 0..<headCount, of: headCount, neighbors: neighbors)
  }

  /// Some of the scores that are known.
  ///
  /// - Parameters:
  ///   - scores: Shape [N, *k*, `headCount`].
  ///   - heads: Which of them, at least one.
  ///   - headCount: How many heads have scores.
  ///   - neighbors: N rows.
  package init(_ scores: [Float], heads: Range<Int>, of headCount: Int, neighbors: NeighborRows) {
    precondition(
      0 <= heads.lowerBound && !heads.isEmpty && heads.upperBound <= headCount,
      "heads \(heads) of \(headCount)")
    check(scores, "scores", rows: neighbors.indices.count, width: headCount)
    (self.neighbors, self.headCount, width) = (neighbors, heads.count, heads.count)
    (queries, keys, bias) = (nil, nil, scores)
    (biasWidth, firstHead) = (headCount, heads.lowerBound)
  }

  /// Computes the weights of all neighbors, on up to ``Threads/count`` threads.
  ///
  /// - Parameter output: Receives the weights, shape [N, *k*, heads], 0 where there is no neighbor;
  ///   its memory is used again where its count is the same.
  public func weights(into output: inout [Float]) {
    let weigh = unsafe InstructionSet.current.networkKernels.neighborWeights
    fill(&output, count: neighbors.indices.count * headCount) { output in
      unsafe forPieces(width: width, work: neighbors.k * (width + 32 * headCount)) {
        scores, rows, scratch in
        unsafe weigh?(
          scores, Int64(rows.lowerBound), Int64(rows.upperBound), scratch, output.base)
      }
    }
  }

  /// Computes the weighted sums of values, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - values: Shape [sources, C].
  ///   - output: Receives the sums, shape [N, C], 0 for rows without neighbors; its memory is used
  ///     again where its count is the same.
  public func attend(to values: [Float], into output: inout [Float]) {
    precondition(queries != nil, "attention needs queries and keys")
    attend(to: values, width: width, into: &output)
  }

  /// The same where scores are known, and values have more channels than one a head.
  ///
  /// - Parameters:
  ///   - values: Shape [sources, C].
  ///   - width: C, a multiple of the heads; that of queries and keys where there are any.
  ///   - output: Receives the sums, shape [N, C].
  package func attend(to values: [Float], width: Int, into output: inout [Float]) {
    precondition(
      width > 0 && width.isMultiple(of: headCount) && (queries == nil || width == self.width),
      "\(width) channels in \(headCount) heads")
    check(values, "values", rows: neighbors.sourceCount, width: width)
    let attend = unsafe InstructionSet.current.networkKernels.neighborAttention
    fill(&output, count: neighbors.count * width) { output in
      unsafe forPieces(width: width, work: neighbors.k * (2 * width + 32 * headCount)) {
        scores, rows, scratch in
        unsafe values.withBase { values in
          unsafe attend?(
            scores, values, Int64(rows.lowerBound), Int64(rows.upperBound), scratch, output.base)
        }
      }
    }
  }

  private func forPieces(
    width: Int, work: Int,
    _ body:
      @Sendable (
        UnsafePointer<CairnNeighborScores>, Range<Int>, UnsafeMutablePointer<Float>?
      ) -> Void
  ) {
    let scratchCount = headCount * ((neighbors.k + 7) & ~7)
    concurrentPieces(neighbors.count, grain: grain(work: work)) { rows in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: scratchCount) { scratch in
        unsafe neighbors.withNeighbors { neighbors in
          unsafe queries.withBase { queries in
            unsafe keys.withBase { keys in
              unsafe bias.withBase { bias in
                var scores = unsafe CairnNeighborScores(
                  neighbors: neighbors, queries: queries, keys: keys,
                  bias: bias.map { unsafe $0 + firstHead }, biasWidth: Int64(biasWidth),
                  width: Int64(width), headCount: Int64(headCount))
                unsafe body(&scores, rows, scratch.baseAddress)
              }
            }
          }
        }
      }
    }
  }
}
