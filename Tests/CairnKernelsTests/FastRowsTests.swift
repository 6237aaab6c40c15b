import CairnKernels
import TestSupport
import Testing

/// The way through usual rows must not be told from reading value by value.
struct FastRowsTests {
  private static let forms: [@Sendable (inout SeededGenerator) -> String] = [
    { "\(Float.random(in: -100...100, using: &$0))" },
    { "\(Float(bitPattern: $0.next(upperBound: UInt32(0x7F80_0000))))" },
    { "\(Double.random(in: -1...1, using: &$0))" },
    { "\(Int.random(in: -9...9, using: &$0))" },
    { "\(Int.random(in: 0...99_999_999, using: &$0))" },
    { "\(Int.random(in: 0...255, using: &$0))" },
    { "-0.\($0.next(upperBound: UInt64(100_000_000)))" },
    { "\($0.next(upperBound: UInt64(1_000_000))).\($0.next())" },
  ]

  private func text(_ kind: NumberKind, _ generator: inout SeededGenerator) -> String {
    switch kind {
    case .float32, .float64:
      let odd = [".5", "5.", "-.5", "+1", "1e5", "nan", "-inf", "00.10", "16777217", "0.1e-3"]
      if generator.next(upperBound: UInt64(50)) == 0 {
        return odd.randomElement(using: &generator) ?? "0"
      }
      return Self.forms[Int.random(in: 0..<8, using: &generator)](&generator)
    case .uint8: return "\(UInt8.random(in: 0...255, using: &generator))"
    case .int32: return "\(Int32.random(in: .min ... .max, using: &generator) >> 12)"
    default: return "\(UInt16.random(in: 0...65535, using: &generator))"
    }
  }

  @Test(arguments: [
    [NumberKind.float32, .float32, .float32], [.float32, .uint8, .uint8, .uint32, .float32],
    [.float64], [.int32, .float64, .uint16, .uint8], [.uint8],
  ])
  func `usual and unusual rows in any mixture are read as single values are`(
    kinds: [NumberKind]
  ) throws {
    var generator = SeededGenerator(seed: 11)
    let ends = ["\n", "\n", "\n", "\n", "\r\n", " \n", "\n\n", "\r", " \t\r\n"]
    for usual in [true, false] {
      var content = ""
      var expected: [UInt8] = []
      let rowCount = 3000
      for _ in 0..<rowCount {
        for (index, kind) in kinds.enumerated() {
          let token = text(kind, &generator)
          let bytes = Array(token.utf8)
          let bits = try TextRows.value(in: bytes.span, from: 0, as: kind).bits
          expected += bits.bytes.prefix(kind.byteCount)
          let blank = usual ? " " : [" ", "  ", "\t"].randomElement(using: &generator) ?? " "
          content += (index > 0 ? blank : "") + token
        }
        content += usual ? "\n" : ends.randomElement(using: &generator) ?? "\n"
      }
      let bytes = Array(content.utf8)
      var rows = [UInt8](repeating: 0, count: expected.count)
      var span = rows.mutableSpan
      let result = TextRows.parse(
        bytes.span, isLast: true, as: kinds.span, maximumRowCount: rowCount, into: &span)
      #expect(result.fault == nil)
      #expect(result.rowCount == rowCount)
      #expect(rows == expected)
    }
  }

  @Test func `a bad row after many good ones is told by its line`() {
    var generator = SeededGenerator(seed: 12)
    let kinds: [NumberKind] = [.float32, .uint8]
    let texts = [
      "1.5", "1.5 256", "1.5 2 3", "1.5 -1", "x 1", "1..5 1", "1.5 1.5", "1,5 1",
      // As many separators as there should be, but other ones.
      "1.5\n7", "1.5\r7", "1.5\r\n7", "1.5\u{1}7", "1.5\u{0}7",
    ]
    for bad in texts {
      let count = Int.random(in: 100...2000, using: &generator)
      var lines = (0..<count).map { "\(Float($0) / 8) \($0 % 256)" }
      lines.append(bad)
      lines += ["1 2", "3 4"]
      let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
      var rows = [UInt8](repeating: 0, count: 5 * lines.count)
      var span = rows.mutableSpan
      let result = TextRows.parse(
        bytes.span, isLast: true, as: kinds.span, maximumRowCount: lines.count, into: &span)
      #expect(result.rowCount == count)
      #expect(result.fault?.lineCount == count)
    }
  }
}
