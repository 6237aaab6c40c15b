import CKernels

/// A matrix in the order in which rows are multiplied by it.
///
/// Each 32 outputs are one piece of memory, input after input, so that a product reads it from front
/// to back.
public struct PanelMatrix: Sendable, Hashable {
  static let panelWidth = Int(cairnPanelWidth)

  /// Values of a row that is multiplied.
  public let inputWidth: Int
  /// Values of a row of the product.
  public let outputWidth: Int
  /// For each 32 outputs the weights [input][32], zero where there is no such output.
  let panels: [Float]

  /// Packs a matrix.
  ///
  /// - Parameters:
  ///   - weights: Shape [`outputWidth`, `inputWidth`].
  ///   - inputWidth: At least 1.
  ///   - outputWidth: At least 1.
  /// - Complexity: O(`inputWidth` · `outputWidth`).
  public init(_ weights: [Float], inputWidth: Int, outputWidth: Int) {
    precondition(inputWidth > 0 && outputWidth > 0, "a matrix [\(outputWidth), \(inputWidth)]")
    check(weights, "weights", rows: outputWidth, width: inputWidth)
    (self.inputWidth, self.outputWidth) = (inputWidth, outputWidth)
    let width = Self.panelWidth
    let panelCount = (outputWidth + width - 1) / width
    var panels = [Float](repeating: 0, count: panelCount * inputWidth * width)
    for output in 0..<outputWidth {
      let start = output / width * inputWidth * width + output % width
      for input in 0..<inputWidth {
        panels[start + input * width] = weights[output * inputWidth + input]
      }
    }
    self.panels = panels
  }
}
