import CairnKernels

/// A linear layer: activation(`input` · weightᵀ + bias).
///
/// This and all other layers give the same bits with any number of threads. Instruction sets round
/// differently; for numbers around 1 each is within 10⁻⁵ of the exact result.
public struct Linear: Sendable, Hashable {
  private let kernel: LinearKernel

  /// Numbers in an input row.
  public var inputWidth: Int { kernel.matrix.inputWidth }
  /// Numbers in an output row.
  public var outputWidth: Int { kernel.matrix.outputWidth }

  /// Creates a layer; the weights are brought into order once.
  ///
  /// - Parameters:
  ///   - weight: Shape [outputs, inputs], as PyTorch has it.
  ///   - bias: Shape [outputs]; zeros where it is `nil`.
  ///   - activation: What happens to the sums.
  public init(weight: Tensor, bias: Tensor? = nil, activation: Activation = .identity) {
    kernel = LinearKernel(
      PanelMatrix(weight.values, inputWidth: weight.width, outputWidth: weight.rowCount),
      bias: bias?.values, activation: activation)
  }

  /// Reads the layer `name` from a file: `name.weight` and, with a bias, `name.bias`.
  ///
  /// - Parameters:
  ///   - name: What the file calls the layer.
  ///   - file: Where to look.
  ///   - inputWidth: Numbers in an input row, at least 1.
  ///   - outputWidth: Numbers in an output row, at least 1.
  ///   - hasBias: Whether there is a bias.
  ///   - activation: What happens to the sums.
  /// - Throws: ``WeightFileError`` where a tensor is missing or has another shape.
  public init(
    _ name: String, in file: WeightFile, inputWidth: Int, outputWidth: Int, hasBias: Bool = true,
    activation: Activation = .identity
  ) throws(WeightFileError) {
    self.init(
      weight: try file.tensor("\(name).weight", shape: [outputWidth, inputWidth]),
      bias: hasBias ? try file.tensor("\(name).bias", shape: [outputWidth]) : nil,
      activation: activation)
  }

  /// Applies the layer to each row, on up to ``Threads/count`` threads.
  ///
  /// Shapes: `input` [N, inputs], `addend` and result [N, outputs].
  ///
  /// - Parameters:
  ///   - input: Rows.
  ///   - addend: What is added before the activation.
  /// - Returns: The rows.
  public func callAsFunction(_ input: Tensor, adding addend: Tensor? = nil) -> Tensor {
    var result = Tensor.unwritten
    apply(to: input, adding: addend, into: &result)
    return result
  }

  /// Applies the layer to each row, into memory that is used again where the size is the same.
  ///
  /// - Parameters:
  ///   - input: Rows.
  ///   - addend: What is added before the activation.
  ///   - result: Receives the rows.
  public func apply(to input: Tensor, adding addend: Tensor? = nil, into result: inout Tensor) {
    precondition(input.width == inputWidth, "\(input.shape) into a layer of \(inputWidth) inputs")
    result.write(shape: input.shape.dropLast() + [outputWidth]) {
      kernel.apply(to: input.values, adding: addend?.values, into: &$0)
    }
  }
}
