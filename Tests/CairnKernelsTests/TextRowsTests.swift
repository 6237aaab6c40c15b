import CairnKernels
import TestSupport
import Testing

struct TextRowsTests {
  private func parsed(
    _ text: String, _ kinds: [NumberKind], rows: Int = 10, isLast: Bool = true
  ) -> (result: TextRows.Result, rows: [UInt8]) {
    let bytes = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: rows * kinds.reduce(0) { $0 + $1.byteCount })
    var span = output.mutableSpan
    let result = TextRows.parse(
      bytes.span, isLast: isLast, as: kinds.span, maximumRowCount: rows, into: &span)
    return (result, output)
  }

  @Test(arguments: [
    "1 2\n3 4\n", "1 2\r\n3 4\r\n", "1 2\r3 4\r", "1 2\n3 4", "\n\n 1\t2 \n\n\n\t3  4\n\n",
    "  1 2  \r\n \r\n3 4  ",
  ])
  func `rows end with any line end, and blanks do not matter`(text: String) {
    let (result, rows) = parsed(text, [.uint8, .uint8])
    #expect(result.rowCount == 2)
    #expect(result.fault == nil)
    #expect(result.byteCount == text.utf8.count)
    #expect(rows.prefix(4) == [1, 2, 3, 4])
  }

  @Test func `only whole lines are read where more text may follow`() {
    #expect(parsed("1 2\n3 4", [.uint8, .uint8], isLast: false).result.rowCount == 1)
    #expect(parsed("1 2\n3 4\r", [.uint8, .uint8], isLast: false).result.rowCount == 1)
    let (result, _) = parsed("1 2", [.uint8, .uint8], isLast: false)
    #expect(result.rowCount == 0)
    #expect(result.byteCount == 0)
    #expect(result.lineCount == 0)
    #expect(result.fault == nil)
  }

  @Test func `no more rows are read than wanted`() {
    let (result, _) = parsed("1\n2\n3\n", [.uint8], rows: 2)
    #expect(result.rowCount == 2)
    #expect(result.byteCount == 4)
    #expect(result.lineCount == 2)
  }

  @Test(arguments: [
    ("1 2\n\n3\n", TextRows.Fault.Problem.missing, 1, 6, 0, 2),
    ("1 2\n3 4 5\n", .extra, 2, 8, 1, 1),
    ("1 2\n3 x4\n", .number(.notANumber), 1, 6, 2, 1),
    ("1 256\n", .number(.outOfRange), 1, 2, 3, 0),
    ("1 1.5\n", .number(.outOfRange), 1, 2, 3, 0),
  ])
  func `a bad row is told by line, value and place`(
    text: String, problem: TextRows.Fault.Problem, value: Int, offset: Int, length: Int, lines: Int
  ) {
    let (result, _) = parsed(text, [.uint8, .uint8])
    #expect(result.fault?.problem == problem)
    #expect(result.fault?.value == value)
    #expect(result.fault?.byteOffset == offset)
    #expect(result.fault?.byteCount == length)
    #expect(result.fault?.lineCount == lines)
  }

  @Test func `rows written as text come back, bit for bit`() {
    var generator = SeededGenerator(seed: 9)
    let kinds = NumberKind.allCases
    let stride = kinds.reduce(0) { $0 + $1.byteCount }
    let rowCount = 3001
    var rows = (0..<rowCount * stride).map { _ in UInt8.random(in: 0...255, using: &generator) }
    // NaNs lose their payload as text, so there are none here.
    for row in 0..<rowCount {
      rows[row * stride + stride - 9] &= 0xBF
      rows[row * stride + stride - 1] &= 0xBF
    }
    var text = [UInt8](
      repeating: 0, count: TextRows.capacity(rowCount: rowCount, valuesPerRow: kinds.count))
    let count = TextRows.format(
      rows.span, rowCount: rowCount, as: kinds.span, into: text.mutableSpan)
    var back = [UInt8](repeating: 0, count: rows.count)
    var span = back.mutableSpan
    let result = TextRows.parse(
      text.span.extracting(0..<count), isLast: true, as: kinds.span, maximumRowCount: rowCount,
      into: &span)
    #expect(result.fault == nil)
    #expect(result.rowCount == rowCount)
    #expect(back == rows)
  }
}
