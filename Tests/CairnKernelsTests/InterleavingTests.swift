import CairnKernels
import TestSupport
import Testing

struct InterleavingTests {
  private func check<Value: FixedWidthInteger & BitwiseCopyable & Sendable>(_: Value.Type) {
    var generator = SeededGenerator(seed: 8)
    let size = Value.bitWidth / 8
    for rowCount in [0, 1, 2, 7, 8, 9, 64, 257] {
      for (perRow, before, after) in [(1, 0, 0), (1, 3, 5), (3, 1, 2), (0, 2, 2), (4, 0, 0)] {
        for isBigEndian in [false, true] {
          let stride = before + perRow * size + after
          let rows = (0..<rowCount * stride).map { _ in UInt8.random(in: 0...255, using: &generator)
          }
          // The twin: byte by byte.
          var expected: [Value] = []
          for row in 0..<rowCount {
            for value in 0..<perRow {
              var bits: UInt64 = 0
              for byte in 0..<size {
                let shift = UInt64(8 * (isBigEndian ? size - 1 - byte : byte))
                bits |= UInt64(rows[row * stride + before + value * size + byte]) << shift
              }
              expected.append(Value(truncatingIfNeeded: bits))
            }
          }
          let column = Array<Value>(capacity: rowCount * perRow) { output in
            deinterleave(
              rows.span, rowCount: rowCount, stride: stride, offset: before, perRow: perRow,
              isBigEndian: isBigEndian, into: &output)
          }
          #expect(column == expected)
          var back = rows
          for row in 0..<rowCount {
            for byte in 0..<perRow * size { back[row * stride + before + byte] = 0xAA }
          }
          var span = back.mutableSpan
          interleave(
            column.span, into: &span, rowCount: rowCount, stride: stride, offset: before,
            perRow: perRow, isBigEndian: isBigEndian)
          #expect(back == rows)
        }
      }
    }
  }

  @Test func `columns are taken out of rows and put back, whatever their width and order`() {
    check(UInt8.self)
    check(Int16.self)
    check(UInt32.self)
    check(Int64.self)
  }
}
