import CairnKernels

/// Gives each row zero mean and unit variance, then scales and shifts it.
public struct LayerNorm: Sendable, Hashable {
  private let scale, shift: [Float]
  private let epsilon: Float

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - scale: Shape [C].
  ///   - shift: Shape [C].
  ///   - epsilon: What is added to the variance; positive.
  public init(scale: Tensor, shift: Tensor, epsilon: Float = 1e-5) {
    precondition(scale.shape == shift.shape, "scale \(scale.shape), shift \(shift.shape)")
    (self.scale, self.shift, self.epsilon) = (scale.values, shift.values, epsilon)
  }

  /// Reads the layer `name` from a file: `name.weight` and `name.bias`.
  ///
  /// - Parameters:
  ///   - name: What the file calls the layer.
  ///   - file: Where to look.
  ///   - width: Numbers in a row, at least 1.
  ///   - epsilon: What is added to the variance; positive.
  /// - Throws: ``WeightFileError`` where a tensor is missing or has another shape.
  public init(
    _ name: String, in file: WeightFile, width: Int, epsilon: Float = 1e-5
  ) throws(WeightFileError) {
    self.init(
      scale: try file.tensor("\(name).weight", shape: [width]),
      shift: try file.tensor("\(name).bias", shape: [width]), epsilon: epsilon)
  }

  /// Normalizes each row, on up to ``Threads/count`` threads.
  ///
  /// - Parameter input: Shape [N, C].
  /// - Returns: Shape [N, C].
  public func callAsFunction(_ input: Tensor) -> Tensor {
    precondition(input.width == scale.count, "\(input.shape) into a layer of \(scale.count)")
    var result = Tensor.unwritten
    result.write(shape: input.shape) {
      normalizeRows(input.values, scale: scale, shift: shift, epsilon: epsilon, into: &$0)
    }
    return result
  }
}
