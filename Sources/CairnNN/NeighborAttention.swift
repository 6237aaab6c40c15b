import CairnKernels

/// Attention of each row to its neighbors.
public struct NeighborAttention: Sendable, Hashable {
  /// Heads, each with its part of the channels.
  public let headCount: Int

  /// Creates a layer.
  ///
  /// - Parameter headCount: At least 1.
  public init(headCount: Int) {
    precondition(headCount > 0, "\(headCount) heads")
    self.headCount = headCount
  }

  /// Computes weighted sums of the neighbors' values, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - queries: Shape [N, C].
  ///   - keys: Shape [sources, C].
  ///   - values: Shape [sources, C].
  ///   - bias: What is added to the scores, shape [N, *k*, heads].
  ///   - neighbors: N rows.
  /// - Returns: Shape [N, C]; 0 for rows without neighbors.
  public func callAsFunction(
    queries: Tensor, keys: Tensor, values: Tensor, bias: Tensor? = nil, neighbors: NeighborRows
  ) -> Tensor {
    let scores = scores(queries, keys, bias, neighbors)
    var result = Tensor.unwritten
    result.write(shape: queries.shape) { scores.attend(to: values.values, into: &$0) }
    return result
  }

  /// Computes weighted sums of the neighbors' values by scores that are known, on up to
  /// ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - scores: Shape [N, *k*, all heads].
  ///   - heads: Those of this layer.
  ///   - values: Shape [sources, C].
  ///   - neighbors: N rows.
  /// - Returns: Shape [N, C]; 0 for rows without neighbors.
  package func callAsFunction(
    scores: Tensor, heads: Range<Int>, values: Tensor, neighbors: NeighborRows
  ) -> Tensor {
    precondition(heads.count == headCount, "heads \(heads) of \(headCount)")
    let scores = NeighborScores(
      scores.values, heads: heads, of: scores.width, neighbors: neighbors)
    var result = Tensor.unwritten
    result.write(shape: [neighbors.count, values.width]) {
      scores.attend(to: values.values, width: values.width, into: &$0)
    }
    return result
  }

  /// Computes the weights alone, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - queries: Shape [N, C].
  ///   - keys: Shape [sources, C].
  ///   - bias: What is added to the scores, shape [N, *k*, heads].
  ///   - neighbors: N rows.
  /// - Returns: Shape [N, *k*, heads]; 0 where there is no neighbor.
  public func weights(
    queries: Tensor, keys: Tensor, bias: Tensor? = nil, neighbors: NeighborRows
  ) -> Tensor {
    weights(scores(queries, keys, bias, neighbors))
  }

  /// Turns known scores into weights, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - scores: Shape [N, *k*, heads].
  ///   - neighbors: N rows.
  /// - Returns: Shape [N, *k*, heads]; 0 where there is no neighbor.
  public func weights(scores: Tensor, neighbors: NeighborRows) -> Tensor {
    weights(NeighborScores(scores.values, headCount: headCount, neighbors: neighbors))
  }

  /// Turns some of known scores into weights, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - scores: Shape [N, *k*, all heads].
  ///   - heads: Those of this layer.
  ///   - neighbors: N rows.
  /// - Returns: Shape [N, *k*, heads]; 0 where there is no neighbor.
  package func weights(scores: Tensor, heads: Range<Int>, neighbors: NeighborRows) -> Tensor {
    precondition(heads.count == headCount, "heads \(heads) of \(headCount)")
    return weights(
      NeighborScores(scores.values, heads: heads, of: scores.width, neighbors: neighbors))
  }

  private func scores(
    _ queries: Tensor, _ keys: Tensor, _ bias: Tensor?, _ neighbors: NeighborRows
  ) -> NeighborScores {
    NeighborScores(
      queries: queries.values, keys: keys.values, bias: bias?.values, width: queries.width,
      headCount: headCount, neighbors: neighbors)
  }

  private func weights(_ scores: NeighborScores) -> Tensor {
    var result = Tensor.unwritten
    result.write(shape: [scores.neighbors.count, scores.neighbors.k, headCount]) {
      scores.weights(into: &$0)
    }
    return result
  }
}
