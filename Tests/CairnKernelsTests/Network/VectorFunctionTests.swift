import CairnKernels
import TestSupport
import Testing

struct VectorFunctionTests {
  static func twin(_ function: VectorFunction, _ x: Double) -> Double {
    switch function {
    case .exp: Twin.exp(x)
    case .sigmoid: 1 / (1 + Twin.exp(-x))
    case .silu: x / (1 + Twin.exp(-x))
    case .log1p: Twin.log1p(x)
    }
  }

  static func bound(_ function: VectorFunction) -> Double {
    switch function {
    case .exp: 1e-7
    case .sigmoid, .log1p: 1.5e-7
    case .silu: 2e-7
    }
  }

  /// Numbers of all sizes whose results are normal.
  static func inputs(_ function: VectorFunction) -> [Float] {
    var generator = SeededGenerator(seed: 12)
    let lowest: Float = function == .log1p ? -1 : -87
    let highest: Float = function == .log1p ? 1e38 : 88
    return (0..<200_001).map { number in
      let size = Float.random(in: -30...(function == .log1p ? 126 : 6.4), using: &generator)
      let power = Float(sign: .plus, exponent: Int(size.rounded(.down)), significand: 1)
      let x = power * Float.random(in: 1..<2, using: &generator)
      return max(min(number.isMultiple(of: 2) ? x : -x, highest), lowest.nextUp)
    }
  }

  @Test(arguments: VectorFunction.allCases, InstructionSet.allCases)
  func `functions are as near as stated`(_ function: VectorFunction, with set: InstructionSet) {
    let inputs = Self.inputs(function)
    let found = Twin.onAnyThreads(set) {
      $0 = inputs
      function.apply(to: &$0)
    }
    var most = 0.0
    for (x, y) in zip(inputs, found) {
      let expected = Self.twin(function, Double(x))
      most = max(most, abs(Double(y) - expected) / abs(expected))
    }
    #expect(most < Self.bound(function))
  }

  @Test(arguments: VectorFunction.allCases, InstructionSet.allCases)
  func `a result does not depend on its place`(
    _ function: VectorFunction, with set: InstructionSet
  ) {
    let inputs = Array(Self.inputs(function)[..<37])
    InstructionSet.$limit.withValue(set) {
      var all = inputs
      function.apply(to: &all)
      for start in inputs.indices {
        var rest = Array(inputs[start...])
        function.apply(to: &rest)
        #expect(rest == Array(all[start...]))
      }
    }
  }

  @Test(arguments: InstructionSet.allCases)
  func `limits are as in mathematics`(with set: InstructionSet) {
    func results(_ function: VectorFunction, _ inputs: [Float]) -> [Float] {
      var values = inputs
      InstructionSet.$limit.withValue(set) { function.apply(to: &values) }
      return values
    }
    #expect(
      results(.exp, [-.infinity, -200, 0, 200, .infinity]) == [0, 0, 1, .infinity, .infinity])
    #expect(results(.sigmoid, [-.infinity, -200, 0, 200, .infinity]) == [0, 0, 0.5, 1, 1])
    #expect(results(.silu, [-200, 0, 200, .infinity]) == [0, 0, 200, .infinity])
    #expect(results(.log1p, [-1, 0, .infinity]) == [-.infinity, 0, .infinity])
    #expect(results(.log1p, [-0.0])[0].sign == .minus)
    #expect(results(.log1p, [-1.5, -.infinity]).allSatisfy { $0.isNaN })
    for function in VectorFunction.allCases {
      #expect(results(function, [.nan])[0].isNaN)
    }
  }

  @Test(arguments: InstructionSet.allCases, [1, 5, 16, 24, 96, 100])
  func `softmax is that of the plain twin`(with set: InstructionSet, width: Int) {
    var inputs = Twin.values(211 * width, seed: 13).map { 20 * $0 }
    for index in inputs.indices where index.isMultiple(of: 7) { inputs[index] = -.infinity }
    for index in 0..<width { inputs[5 * width + index] = -.infinity }
    let found = Twin.onAnyThreads(set) {
      $0 = inputs
      softmaxRows(&$0, width: width)
    }
    let expected = (0..<211).flatMap { row in
      PlainNetwork.softmax(inputs[row * width..<(row + 1) * width].map(Double.init))
    }
    #expect(Twin.difference(found, expected) < 1e-6)
    #expect(found[5 * width..<6 * width].allSatisfy { $0 == 0 })
  }
}
