import CairnKernels
import TestSupport
import Testing

struct LinearKernelTests {
  struct Size: Sendable, CustomTestStringConvertible {
    var rows, inputs, outputs: Int
    var testDescription: String { "\(rows) × \(inputs) × \(outputs)" }
  }

  static let sizes = [
    Size(rows: 0, inputs: 3, outputs: 5), Size(rows: 1, inputs: 1, outputs: 1),
    Size(rows: 13, inputs: 3, outputs: 7), Size(rows: 12, inputs: 16, outputs: 16),
    Size(rows: 101, inputs: 32, outputs: 32), Size(rows: 29, inputs: 33, outputs: 47),
    Size(rows: 97, inputs: 64, outputs: 24), Size(rows: 23, inputs: 10, outputs: 40),
    Size(rows: 500, inputs: 130, outputs: 97), Size(rows: 7, inputs: 256, outputs: 65),
  ]

  static func function(_ activation: Activation) -> (Double) -> Double {
    switch activation {
    case .identity: { $0 }
    case .relu: { max($0, 0) }
    case .silu: { $0 / (1 + Twin.exp(-$0)) }
    }
  }

  @Test(arguments: InstructionSet.allCases, sizes)
  func `layers are those of the plain twin`(with set: InstructionSet, of size: Size) {
    let input = Twin.values(size.rows * size.inputs, seed: 1)
    let weights = Twin.values(size.outputs * size.inputs, seed: 2)
    let bias = Twin.values(size.outputs, seed: 3)
    let addend = Twin.values(size.rows * size.outputs, seed: 4)
    let matrix = PanelMatrix(weights, inputWidth: size.inputs, outputWidth: size.outputs)
    for activation in Activation.allCases {
      for (bias, addend) in [(bias, nil), (nil, addend), (bias, addend)] as [([Float]?, [Float]?)] {
        let kernel = LinearKernel(matrix, bias: bias, activation: activation)
        let found = Twin.onAnyThreads(set) { kernel.apply(to: input, adding: addend, into: &$0) }
        let expected = PlainNetwork.linear(
          input, weights: weights, bias: bias, addend: addend, inputWidth: size.inputs,
          outputWidth: size.outputs, activation: Self.function(activation))
        #expect(Twin.difference(found, expected) < 1e-5)
      }
    }
  }

  @Test(arguments: InstructionSet.allCases)
  func `a row is the same alone and among others`(with set: InstructionSet) {
    let input = Twin.values(77 * 19, seed: 5)
    let kernel = LinearKernel(
      PanelMatrix(Twin.values(19 * 37, seed: 6), inputWidth: 19, outputWidth: 37))
    InstructionSet.$limit.withValue(set) {
      var all: [Float] = []
      kernel.apply(to: input, into: &all)
      for row in 0..<77 {
        var one: [Float] = []
        kernel.apply(to: Array(input[row * 19..<(row + 1) * 19]), into: &one)
        #expect(one == Array(all[row * 37..<(row + 1) * 37]))
      }
    }
  }

  @Test(arguments: InstructionSet.allCases)
  func `what is not a number stays in its row`(with set: InstructionSet) {
    var input = Twin.values(40 * 5, seed: 7)
    input[17 * 5 + 2] = .nan
    let kernel = LinearKernel(
      PanelMatrix(Twin.values(5 * 33, seed: 8), inputWidth: 5, outputWidth: 33), activation: .relu)
    var output: [Float] = []
    InstructionSet.$limit.withValue(set) { kernel.apply(to: input, into: &output) }
    for row in 0..<40 {
      let values = output[row * 33..<(row + 1) * 33]
      #expect(values.allSatisfy { $0.isNaN } == (row == 17))
      #expect(values.contains { $0.isNaN } == (row == 17))
    }
  }

  @Test(arguments: InstructionSet.allCases, [1, 2, 15, 16, 17, 32, 96, 131])
  func `normalized rows are those of the plain twin`(with set: InstructionSet, width: Int) {
    let input = Twin.values(301 * width, seed: 9).map { 3 * $0 + 5 }
    let (scale, shift) = (Twin.values(width, seed: 10), Twin.values(width, seed: 11))
    let found = Twin.onAnyThreads(set) {
      normalizeRows(input, scale: scale, shift: shift, epsilon: 1e-5, into: &$0)
    }
    let expected = PlainNetwork.normalized(input, scale: scale, shift: shift, epsilon: 1e-5)
    // Two channels can be so near each other that what is left of them has few digits.
    #expect(Twin.difference(found, expected) < (width > 2 ? 2e-5 : 2e-3))
  }
}
