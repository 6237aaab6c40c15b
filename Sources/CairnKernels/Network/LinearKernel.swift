import CKernels

/// What happens to each value that a linear layer computes.
public enum Activation: Int32, Sendable, Hashable, CaseIterable {
  /// Nothing.
  case identity = 0
  /// max(x, 0); NaN stays NaN.
  case relu = 1
  /// x / (1 + exp(-x)).
  case silu = 2
}

/// Multiplies rows by a matrix and adds a constant row.
public struct LinearKernel: Sendable, Hashable {
  /// The matrix.
  public let matrix: PanelMatrix
  /// What happens to the sums.
  public let activation: Activation
  /// What is added to each row, up to a multiple of 32.
  private let bias: [Float]

  /// Creates a kernel.
  ///
  /// - Parameters:
  ///   - matrix: What rows are multiplied by.
  ///   - bias: What is added, one value an output; zeros where it is `nil`.
  ///   - activation: What happens to the sums.
  public init(_ matrix: PanelMatrix, bias: [Float]? = nil, activation: Activation = .identity) {
    if let bias { check(bias, "bias", rows: 1, width: matrix.outputWidth) }
    self.matrix = matrix
    self.activation = activation
    let width = PanelMatrix.panelWidth
    let padded = (matrix.outputWidth + width - 1) / width * width
    let given = bias ?? []
    self.bias = given + [Float](repeating: 0, count: padded - given.count)
  }

  /// Computes activation(`input` · matrix + bias + `addend`), on up to ``Threads/count`` threads.
  ///
  /// Shapes: `input` [N, inputs], `addend` and `output` [N, outputs]. Each sum adds its products in
  /// the order of the inputs.
  ///
  /// - Parameters:
  ///   - input: Rows.
  ///   - addend: What is added before the activation.
  ///   - output: Receives the rows; its memory is used again where its count is the same.
  public func apply(to input: [Float], adding addend: [Float]? = nil, into output: inout [Float]) {
    let (inputWidth, width) = (matrix.inputWidth, matrix.outputWidth)
    let rowCount = input.count / inputWidth
    check(input, "input", rows: rowCount, width: inputWidth)
    if let addend { check(addend, "addend", rows: rowCount, width: width) }
    let linear = unsafe InstructionSet.current.networkKernels.linear
    fill(&output, count: rowCount * width) { output in
      concurrentPieces(rowCount, grain: grain(work: inputWidth * width, multiple: 12)) { rows in
        unsafe matrix.panels.withBase { panels in
          unsafe bias.withBase { bias in
            unsafe input.withBase { input in
              unsafe addend.withBase { addend in
                var layer = unsafe CairnLinear(
                  panels: panels, bias: bias, inputWidth: Int64(inputWidth),
                  outputWidth: Int64(width), activation: activation.rawValue)
                unsafe linear?(
                  &layer, input.map { unsafe $0 + rows.lowerBound * inputWidth },
                  addend.map { unsafe $0 + rows.lowerBound * width }, Int64(rows.count),
                  output.base + rows.lowerBound * width)
              }
            }
          }
        }
      }
    }
  }
}
