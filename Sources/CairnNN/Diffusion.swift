import CairnKernels

/// Spreads values over neighbors by weights that were computed once.
public struct Diffusion: Sendable {
  private let kernel: DiffusionKernel

  /// Shape [N, *k*, heads].
  public let weights: Tensor

  /// Creates a step of diffusion.
  ///
  /// - Parameters:
  ///   - weights: Shape [N, *k*, heads], as ``NeighborAttention`` computes them.
  ///   - neighbors: N rows.
  public init(weights: Tensor, neighbors: NeighborRows) {
    self.weights = weights
    kernel = DiffusionKernel(
      weights: weights.values, headCount: weights.width, neighbors: neighbors)
  }

  /// Computes for each row the sum of weight · value over its neighbors, on up to
  /// ``Threads/count`` threads.
  ///
  /// - Parameter values: Shape [sources, C], C a multiple of the heads.
  /// - Returns: Shape [N, C]; 0 for rows without neighbors.
  public func callAsFunction(_ values: Tensor) -> Tensor {
    var result = Tensor.unwritten
    apply(to: values, into: &result)
    return result
  }

  /// Computes the sums of some rows alone: shape [rows, C].
  package func callAsFunction(_ values: Tensor, rows: Range<Int>) -> Tensor {
    Diffusion(weights: weights.block(rows), neighbors: kernel.neighbors.block(rows))(values)
  }

  /// Computes the sums into memory that is used again where the size is the same.
  ///
  /// - Parameters:
  ///   - values: Shape [sources, C], C a multiple of the heads.
  ///   - result: Receives the sums, shape [N, C].
  public func apply(to values: Tensor, into result: inout Tensor) {
    result.write(shape: [kernel.neighbors.count, values.width]) {
      kernel.apply(to: values.values, width: values.width, into: &$0)
    }
  }

  /// Computes the sums of some rows and leaves the others as they are.
  ///
  /// - Parameters:
  ///   - rows: Which rows to compute.
  ///   - values: Shape [sources, C], C a multiple of the heads.
  ///   - result: The sums, shape [N, C].
  public func update(rows: [Int32], from values: Tensor, in result: inout Tensor) {
    result.write(shape: result.shape) {
      kernel.update(rows: rows, from: values.values, width: values.width, in: &$0)
    }
  }
}
