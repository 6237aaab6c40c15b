import CairnKernels

extension Tensor {
  /// The tensor with a function applied to each number, on up to ``Threads/count`` threads.
  public func applying(_ function: VectorFunction) -> Tensor {
    var result = self
    result.write(shape: shape) { function.apply(to: &$0) }
    return result
  }

  /// The tensor with each row turned into weights that sum to 1: exp(x) over its sum.
  ///
  /// - Parameter width: Numbers in a row; the last dimension where it is `nil`.
  /// - Returns: The weights, in the same shape; a row of which all are -∞ becomes 0.
  public func softmax(width: Int? = nil) -> Tensor {
    var result = self
    let width = width ?? self.width
    result.write(shape: shape) { softmaxRows(&$0, width: width) }
    return result
  }

  /// Copies of rows, on up to ``Threads/count`` threads.
  ///
  /// Broadcasts what is known of segments to their rows: each row's index is its segment.
  ///
  /// - Parameter indices: Which rows; -1 gives zeros.
  /// - Returns: Shape [`indices.count`, C].
  public func rows(at indices: [Int32]) -> Tensor {
    var result = Tensor.unwritten
    result.write(shape: [indices.count, width]) {
      gatherRows(values, width: width, at: indices, into: &$0)
    }
    return result
  }

  /// Means and greatest values over the rows of each segment.
  ///
  /// - Parameter segments: Rows of this tensor.
  /// - Returns: Means, then greatest values, shape [segments, 2 C]; 0 for empty segments.
  public func pooled(over segments: RowSegments) -> Tensor {
    var result = Tensor.unwritten
    result.write(shape: [segments.count, 2 * width]) {
      segments.pool(values, width: width, into: &$0)
    }
    return result
  }
}
