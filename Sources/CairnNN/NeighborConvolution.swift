import CairnKernels

/// Gathers what neighbors say: relu(source + center + weight · edge) by mean and greatest value.
///
/// After Wang et al., "Dynamic graph CNN for learning on point clouds", 2019: of the layer that sees
/// both ends of an edge, what the ends add is computed once a row and not once an edge.
public struct NeighborConvolution: Sendable, Hashable {
  private let edgeWeight: PanelMatrix

  /// Creates a layer.
  ///
  /// - Parameter edgeWeight: Shape [C, E]: what E numbers of an edge add to C channels.
  public init(edgeWeight: Tensor) {
    self.edgeWeight = PanelMatrix(
      edgeWeight.values, inputWidth: edgeWeight.width, outputWidth: edgeWeight.rowCount)
  }

  /// Reads the layer from a file.
  ///
  /// - Parameters:
  ///   - name: What the file calls the weights of the edges.
  ///   - file: Where to look.
  ///   - edgeWidth: Numbers of an edge, at least 1.
  ///   - width: Channels, at least 1.
  /// - Throws: ``WeightFileError`` where the tensor is missing or has another shape.
  public init(
    _ name: String, in file: WeightFile, edgeWidth: Int, width: Int
  ) throws(WeightFileError) {
    self.init(edgeWeight: try file.tensor(name, shape: [width, edgeWidth]))
  }

  /// Computes the messages of all edges, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - sources: What neighbors add, shape [sources, C].
  ///   - centers: What rows add, shape [N, C].
  ///   - edges: What is known of each edge, shape [N, *k*, E].
  ///   - neighbors: N rows.
  /// - Returns: Means, then greatest values, shape [N, 2 C]; 0 for rows without neighbors.
  public func callAsFunction(
    sources: Tensor, centers: Tensor, edges: Tensor, neighbors: NeighborRows
  ) -> Tensor {
    var result = Tensor.unwritten
    result.write(shape: [neighbors.count, 2 * edgeWeight.outputWidth]) {
      edgeWeight.convolve(
        sources: sources.values, centers: centers.values, edges: edges.values,
        neighbors: neighbors, into: &$0)
    }
    return result
  }
}
