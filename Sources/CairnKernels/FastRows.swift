import CKernels

/// A faster way through rows as programs usually write them.
///
/// Where a number ends is known only when its digits have been read, and where the next begins, only
/// then: reading one after the other, the processor waits most of the time. So the separators of a
/// piece of text are found first, 64 bytes at a time, and then all its numbers are independent of
/// each other (G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second", 2019). Where all rows
/// have as many separators, the numbers are read column by column: one column's numbers look alike.
struct FastRows: ~Escapable {
  /// How much of the text one index covers at most.
  static let longestPiece = 1 << 14
  private static let shortestPiece = 1 << 8
  /// How far before and after a number the code may look.
  private static let room = 64

  /// Neighbouring values of the same type.
  private struct Run {
    var kind: NumberKind
    var count: Int
  }

  let parser: NumberParser
  private let valueCount: Int
  /// Bytes of a row of output.
  private let rowSize: Int
  private let runs: [Run]
  private let end: Int
  private var separators: [UInt16]
  private var pieceSize = FastRows.shortestPiece

  /// Reads rows of the text that a parser reads.
  @_lifetime(copy parser)
  init(_ parser: consuming NumberParser, kinds: borrowing Span<NumberKind>) {
    valueCount = kinds.count
    var runs: [Run] = []
    for index in kinds.indices {
      if let last = runs.last, last.kind == kinds[index] {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(Run(kind: kinds[index], count: 1))
      }
    }
    self.runs = runs
    rowSize = runs.reduce(0) { $0 + $1.count * $1.kind.byteCount }
    end = parser.end - Self.room
    self.parser = parser
    separators = [UInt16](repeating: 0, count: Self.longestPiece + 65)
  }

  /// Reads rows until one is unusual, or the piece of text or the wanted rows are at an end.
  ///
  /// - Parameters:
  ///   - position: The start of a line; moved to the start of the first line that was not read.
  ///   - rowCount: How many rows are wanted at most.
  ///   - output: Receives the rows.
  ///   - offset: Where in `output`; moved on by what was written.
  /// - Returns: The number of rows that were read, each of which takes one line.
  @inline(never)
  mutating func read(
    _ position: inout Int, rowCount: Int, into output: inout MutableRawSpan, at offset: inout Int
  ) -> Int {
    let pieceEnd = min(end, position &+ pieceSize)
    guard position >= Self.room, pieceEnd > position else { return 0 }
    // Out of `self`, so that the rest of it can be used meanwhile.
    var list: [UInt16] = []
    swap(&list, &separators)
    defer { swap(&list, &separators) }
    let found = findSeparators(position, pieceEnd, list.mutableSpan)
    let count = Int(found.count)
    let separators = list.span
    let origin = position &- 1
    // A blank or CR before each line feed is a separator more.
    let isLonger = count > valueCount && byte(origin &+ Int(separators[valueCount])) != 10
    let step = valueCount &+ (isLonger ? 1 : 0)
    let whole = count / step
    var rows = 0
    while rows < whole, isRow(rows, step, origin, separators) { rows &+= 1 }
    if rows < whole || found.breakCount != rows {
      // Something else than blanks, and line feeds after each row: see where.
      rows = usualRowCount(rows, step, origin, separators)
    }
    let wanted = min(rowCount, whole)
    rows = min(rows, wanted)
    var column = Column(origin: origin, step: step, rowSize: rowSize, to: offset)
    for run in runs {
      for _ in 0..<run.count {
        switch run.kind {
        case .float32: read(column, &rows, separators, &output) { float($0, $1) }
        case .float64: read(column, &rows, separators, &output) { double($0, $1) }
        case .uint8:
          read(column, &rows, separators, &output) { integer($0, $1, as: UInt8.self) }
        case .uint16:
          read(column, &rows, separators, &output) { integer($0, $1, as: UInt16.self) }
        case .int32:
          read(column, &rows, separators, &output) { integer($0, $1, as: Int32.self) }
        case .uint32:
          read(column, &rows, separators, &output) { integer($0, $1, as: UInt32.self) }
        default: rows = 0
        }
        column.first &+= 1
        column.to &+= run.kind.byteCount
      }
    }
    pieceSize = rows == wanted ? min(Self.longestPiece, 2 &* pieceSize) : Self.shortestPiece
    position = origin &+ Int(separators[rows &* step]) &+ 1
    offset &+= rows &* rowSize
    return rows
  }

  /// Whether a row of a piece ends where it should.
  @inline(__always)
  private func isRow(
    _ row: Int, _ step: Int, _ origin: Int, _ separators: borrowing Span<UInt16>
  ) -> Bool {
    // The rows that are asked for lie within the index.
    let last = (row &+ 1) &* step
    let stop = origin &+ Int(unsafe separators[unchecked: last])
    guard byte(stop) == 10 else { return false }
    if step == valueCount { return true }
    return Int(unsafe separators[unchecked: last &- 1]) == stop &- 1 &- origin
      && (byte(stop &- 1) == 32 || byte(stop &- 1) == 13)
  }

  /// The number of rows before the first whose values are not all separated by blanks or tabs.
  private func usualRowCount(
    _ rowCount: Int, _ step: Int, _ origin: Int, _ separators: borrowing Span<UInt16>
  ) -> Int {
    for row in 0..<rowCount {
      for value in 1..<valueCount {
        let separator = byte(origin &+ Int(separators[row &* step &+ value]))
        guard separator == 32 || separator == 9 else { return row }
      }
    }
    return rowCount
  }

  /// Where the values of one column are.
  private struct Column {
    /// What the separators are counted from.
    let origin: Int
    /// How many separators a row has.
    let step: Int
    /// Bytes of a row of output.
    let rowSize: Int
    /// Where the first value goes.
    var to: Int
    /// Which separator is before the first value.
    var first = 0
  }

  /// Reads the values of one column; leaves in `rows` the number of rows before an unusual one.
  @inline(__always)
  private func read<Value: BitwiseCopyable>(
    _ column: Column, _ rows: inout Int, _ separators: borrowing Span<UInt16>,
    _ output: inout MutableRawSpan, _ parse: (_ start: Int, _ stop: Int) -> Value?
  ) {
    var (next, to) = (column.first, column.to)
    for row in 0..<rows {
      // Within the index, and everything it holds within the text less the room.
      let start = column.origin &+ Int(unsafe separators[unchecked: next]) &+ 1
      let stop = column.origin &+ Int(unsafe separators[unchecked: next &+ 1])
      guard let value = parse(start, stop) else {
        rows = row
        return
      }
      // All stores stay within the rows wanted, for which there is room.
      unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: Value.self)
      next &+= column.step
      to &+= column.rowSize
    }
  }

  /// Lists where bytes up to the blank are, counted from the byte before `start`, after a 0 for that.
  private func findSeparators(
    _ start: Int, _ stop: Int, _ list: consuming MutableSpan<UInt16>
  ) -> CairnSeparators {
    // The last block may reach beyond the piece, but not beyond the room after it.
    let blockCount = (stop &- start &+ 63) / 64
    list[0] = 0
    return unsafe parser.text.withUnsafeBytes { text in
      unsafe list.withUnsafeMutableBufferPointer { list in
        guard let text = text.baseAddress, let list = list.baseAddress else {
          return CairnSeparators(count: 0, breakCount: 0)
        }
        return unsafe cairnSeparators(
          text.assumingMemoryBound(to: UInt8.self) + start, Int64(blockCount), 1, list + 1)
      }
    }
  }
}
