/// A faster way through rows as programs usually write them.
///
/// Where a number ends is known only when its digits have been read, and where the next begins, only
/// then: reading one after the other, the processor waits most of the time. So the separators of a
/// piece of text are found first, 64 bytes at a time, and then all its numbers are independent of
/// each other (G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second", 2019).
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

  let text: RawSpan
  private let valueCount: Int
  private let runs: [Run]
  let tables: NumberTables
  private let end: Int
  private var separators: [UInt16]
  private var pieceSize = FastRows.shortestPiece

  /// Reads rows of the first `end` bytes of a text.
  @_lifetime(copy text, copy tables)
  init(_ text: RawSpan, end: Int, kinds: borrowing Span<NumberKind>, tables: NumberTables) {
    self.text = text
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
    self.tables = tables
    self.end = end - Self.room
    separators = [UInt16](repeating: 0, count: Self.longestPiece + 64)
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
    let count = findSeparators(position, pieceEnd, list.mutableSpan)
    let separators = list.span
    var rows = 0
    var cursor = Cursor(origin: position, start: position, to: offset)
    let runList = self.runs
    let runs = runList.span
    rows: while rows < rowCount, cursor.next &+ valueCount < count {
      let rowEnd = cursor.next &+ valueCount
      for index in runs.indices {
        let run = unsafe runs[unchecked: index]
        let isRead =
          switch run.kind {
          case .float32:
            values(run.count, cursor: &cursor, separators, rowEnd, &output) { float($0, $1) }
          case .float64:
            values(run.count, cursor: &cursor, separators, rowEnd, &output) { double($0, $1) }
          case .uint8:
            values(run.count, cursor: &cursor, separators, rowEnd, &output) {
              integer($0, $1, as: UInt8.self)
            }
          case .uint16:
            values(run.count, cursor: &cursor, separators, rowEnd, &output) {
              integer($0, $1, as: UInt16.self)
            }
          case .int32:
            values(run.count, cursor: &cursor, separators, rowEnd, &output) {
              integer($0, $1, as: Int32.self)
            }
          case .uint32:
            values(run.count, cursor: &cursor, separators, rowEnd, &output) {
              integer($0, $1, as: UInt32.self)
            }
          default: false
          }
        guard isRead else { break rows }
      }
      let separator = byte(cursor.start &- 1)
      if separator != 10 {
        guard separator == 32 || separator == 13, byte(cursor.start) == 10 else { break rows }
        cursor.next &+= 1
        cursor.start &+= 1
      }
      rows &+= 1
      offset = cursor.to
    }
    let isUsual = cursor.next &+ valueCount >= count || rows == rowCount
    pieceSize = isUsual ? min(Self.longestPiece, 2 &* pieceSize) : Self.shortestPiece
    if rows > 0 { position = lineStart(position, rows, separators) }
    return rows
  }

  /// How far the reading of a piece has come.
  private struct Cursor {
    /// What the separators are counted from.
    let origin: Int
    /// Where the next value begins.
    var start: Int
    /// Where it goes.
    var to: Int
    /// Which separator ends it.
    var next = 0
  }

  /// Reads neighbouring values of one type; returns whether all were usual.
  @inline(__always)
  private func values<Value: BitwiseCopyable>(
    _ count: Int, cursor: inout Cursor, _ separators: borrowing Span<UInt16>, _ rowEnd: Int,
    _ output: inout MutableRawSpan, _ parse: (_ start: Int, _ stop: Int) -> Value?
  ) -> Bool {
    var (start, to, next) = (cursor.start, cursor.to, cursor.next)
    let runEnd = next &+ count
    while next < runEnd {
      // Within the index, and everything it holds within the text less the room.
      let stop = cursor.origin &+ Int(unsafe separators[unchecked: next])
      next &+= 1
      guard let value = parse(start, stop) else { return false }
      // All stores stay within the rows wanted, for which there is room.
      unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: Value.self)
      to &+= MemoryLayout<Value>.size
      start = stop &+ 1
      guard byte(stop) == 32 || byte(stop) == 9 || next == rowEnd else { return false }
    }
    (cursor.start, cursor.to, cursor.next) = (start, to, next)
    return true
  }

  /// Where the line after some rows begins, counting line feeds in the index.
  private func lineStart(
    _ position: Int, _ rows: Int, _ separators: borrowing Span<UInt16>
  ) -> Int {
    var (left, next) = (rows, valueCount &- 1)
    while true {
      let at = position &+ Int(unsafe separators[unchecked: next])
      if byte(at) == 10 {
        left &-= 1
        if left == 0 { return at &+ 1 }
        next &+= valueCount
      } else {
        next &+= 1
      }
    }
  }

  /// Lists where bytes up to the blank are, counted from `start`; returns how many there are.
  private func findSeparators(
    _ start: Int, _ stop: Int, _ list: consuming MutableSpan<UInt16>
  ) -> Int {
    var count = 0
    var at = start
    while at < stop {
      var mask: UInt64 = 0
      for word in 0..<8 {
        // The highest bit of each byte that is larger than a blank; then those bits side by side.
        let eight = self.eight(at &+ word &* 8)
        let others = (eight & 0x7F7F_7F7F_7F7F_7F7F &+ 0x5F5F_5F5F_5F5F_5F5F) | eight
        let high = (~others & 0x8080_8080_8080_8080) &>> 7
        let bits = (high &* 0x0102_0408_1020_4080) &>> 56
        mask |= bits &<< UInt64(word &* 8)
      }
      let found = mask.nonzeroBitCount
      let base = at &- start
      // Eight at a time whatever their number: a loop's end would be guessed wrongly each time.
      var written = 0
      while written < found {
        for slot in 0..<8 {
          unsafe list[unchecked: count &+ written &+ slot] = UInt16(
            truncatingIfNeeded: base &+ mask.trailingZeroBitCount)
          mask &= mask &- 1
        }
        written &+= 8
      }
      count &+= found
      at &+= 64
    }
    // The last block may reach beyond the piece, but not beyond the room after it.
    return count
  }
}
