import CairnKernels

/// Attention of each query to all keys.
public struct Attention: Sendable, Hashable {
  /// Heads, each with its part of the channels.
  public let headCount: Int

  /// Creates a layer.
  ///
  /// - Parameter headCount: At least 1.
  public init(headCount: Int) {
    precondition(headCount > 0, "\(headCount) heads")
    self.headCount = headCount
  }

  /// Computes weighted means of values, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - queries: Shape [queries, C].
  ///   - keys: Shape [keys, C].
  ///   - values: Shape [keys, C].
  /// - Returns: Shape [queries, C]; 0 where there are no keys.
  public func callAsFunction(queries: Tensor, keys: Tensor, values: Tensor) -> Tensor {
    precondition(
      keys.width == queries.width && values.width == queries.width,
      "queries \(queries.shape), keys \(keys.shape), values \(values.shape)")
    var result = Tensor.unwritten
    result.write(shape: queries.shape) {
      attention(
        queries: queries.values, keys: keys.values, values: values.values, width: queries.width,
        headCount: headCount, into: &$0)
    }
    return result
  }
}
