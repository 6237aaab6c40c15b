import CairnKernels
import Foundation
import TestSupport
import Testing

/// What the tests of the network's kernels share.
enum Twin {
  static func exp(_ x: Double) -> Double { Foundation.exp(x) }
  static func log1p(_ x: Double) -> Double { Foundation.log1p(x) }

  /// Numbers of a normal size.
  static func values(_ count: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
  }

  /// Rows of neighbors: some are none, and row 3 has none at all.
  static func neighbors(_ count: Int, k: Int, sourceCount: Int, seed: UInt64) -> NeighborRows {
    var generator = SeededGenerator(seed: seed)
    let indices = (0..<count * k).map { edge in
      edge / k == 3 || Int.random(in: 0..<5, using: &generator) == 0
        ? -1 : Int32.random(in: 0..<Int32(sourceCount), using: &generator)
    }
    return NeighborRows(indices, k: k, sourceCount: sourceCount)
  }

  /// The largest difference, relative to the size of the numbers where that is above 1.
  static func difference(_ found: [Float], _ expected: [Double]) -> Double {
    guard found.count == expected.count else { return .infinity }
    var most = 0.0
    for (one, other) in zip(found, expected) {
      let difference = abs(Double(one) - other) / max(abs(other), 1)
      // NaN is no agreement.
      guard difference >= 0 else { return .infinity }
      most = max(most, difference)
    }
    return most
  }

  /// Computes with one thread and with all.
  static func onAnyThreads(
    _ set: InstructionSet, _ body: (inout [Float]) -> Void
  ) -> [Float] {
    InstructionSet.$limit.withValue(set) {
      var (alone, together): ([Float], [Float]) = ([], [])
      Threads.$limit.withValue(1) { body(&alone) }
      body(&together)
      #expect(alone.map(\.bitPattern) == together.map(\.bitPattern))
      // Memory that is used again changes nothing.
      for index in together.indices { together[index] = .nan }
      body(&together)
      #expect(alone.map(\.bitPattern) == together.map(\.bitPattern))
      return alone
    }
  }
}
