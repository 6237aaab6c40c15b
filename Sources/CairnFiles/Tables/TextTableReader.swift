import CairnClouds
import CairnKernels

/// Reads the rows of a table from text, one row a line.
struct TextTableReader {
  /// What the header says about the table.
  let layout: TableLayout

  private static let blockSize = 1 << 17

  /// Reads all rows.
  ///
  /// - Parameters:
  ///   - reader: Where from; the rows are consumed.
  ///   - line: The number of lines before the first row; afterwards, before what follows the last.
  /// - Returns: One field per column.
  /// - Throws: A fault.
  func read(_ reader: inout ByteReader, line: inout Int) throws(TableFault) -> [Field] {
    let builders = layout.columns.map { $0.makeBuilder() }
    guard layout.count > 0, !layout.columns.isEmpty else { return builders.map(\.field) }
    if let valuesPerRow = layout.valuesPerRow {
      guard valuesPerRow > 0 else { return builders.map(\.field) }
      // A value takes at least a digit and a separator.
      let fits = (reader.remainingCount ?? 1 << 24) / 2 + 1
      guard valuesPerRow <= fits else { throw .missingRows(row: 0, line: line) }
      let rows = min(layout.count, fits / valuesPerRow + 1)
      for builder in builders { builder.reserve(rowCount: rows) }
      try readRows(&reader, &line, builders)
    } else {
      try readLists(&reader, &line, builders)
    }
    return builders.map(\.field)
  }

  /// Reads lines that all have the same number of values, by way of the rows of bytes that a binary
  /// file would have.
  private func readRows(
    _ reader: inout ByteReader, _ line: inout Int, _ builders: [any ColumnBuilder]
  ) throws(TableFault) {
    var kinds: [NumberKind] = []
    var columnOfValue: [Int] = []
    var offsets: [Int] = []
    var rowByteCount = 0
    for (index, column) in layout.columns.enumerated() {
      guard case .fixed(let count) = column.arity else { continue }
      kinds += repeatElement(column.type.kind, count: count)
      columnOfValue += repeatElement(index, count: count)
      offsets.append(rowByteCount)
      rowByteCount += count * column.type.byteCount
    }
    let rowsPerBlock = min(layout.count, max(1, Self.blockSize / rowByteCount))
    var block = [UInt8](repeating: 0, count: rowsPerBlock * rowByteCount)
    var row = 0
    while row < layout.count {
      let isLast = try !fill(&reader, min(ByteReader.windowSize, 2 * Self.blockSize))
      var span = block.mutableSpan
      let result = TextRows.parse(
        reader.window, isLast: isLast, as: kinds.span,
        maximumRowCount: min(rowsPerBlock, layout.count - row), into: &span)
      for (index, builder) in builders.enumerated() {
        builder.append(
          block.span, rowCount: result.rowCount, stride: rowByteCount, offset: offsets[index],
          isBigEndian: false)
      }
      row += result.rowCount
      if let fault = result.fault {
        throw described(fault, reader.window, row: row, line: line + fault.lineCount, columnOfValue)
      }
      reader.consume(result.byteCount)
      line += result.lineCount
      if result.rowCount == 0, result.byteCount == 0 {
        if isLast { throw .missingRows(row: row, line: line) }
        // One line is longer than the window.
        _ = try fill(&reader, 2 * reader.availableCount)
      }
    }
  }

  private func described(
    _ fault: TextRows.Fault, _ text: borrowing Span<UInt8>, row: Int, line: Int,
    _ columnOfValue: [Int]
  ) -> TableFault {
    let bytes = fault.byteOffset..<fault.byteOffset + fault.byteCount
    let shown = excerpt(Array(copying: text.extracting(bytes)))
    switch fault.problem {
    case .missing:
      return .missingValue(row: row, line: line + 1, column: columnOfValue[fault.value])
    case .extra:
      return .extraText(row: row, line: line + 1, text: shown)
    case .number(let problem):
      return .badNumber(
        row: row, line: line + 1, column: columnOfValue[fault.value], text: shown, problem)
    }
  }

  /// Reads lines whose number of values is told by the values.
  private func readLists(
    _ reader: inout ByteReader, _ line: inout Int, _ builders: [any ColumnBuilder]
  ) throws(TableFault) {
    var row = 0
    while row < layout.count {
      guard let length = try nextLine(&reader) else { throw .missingRows(row: row, line: line) }
      line += 1
      try readLine(reader.window.extracting(0..<length), row, line, reader.byteOffset, builders)
        .map { _ in row += 1 }
      reader.consume(length)
      skipLineEnd(&reader)
    }
  }

  /// Reads one line; `nil` where it is blank.
  private func readLine(
    _ text: borrowing Span<UInt8>, _ row: Int, _ line: Int, _ byteOffset: Int,
    _ builders: [any ColumnBuilder]
  ) throws(TableFault) -> Void? {
    var position = 0
    func skipBlanks() {
      while position < text.count, text[position] == 32 || text[position] == 9 { position += 1 }
    }
    func shown() -> String {
      var end = position
      while end < text.count, text[end] != 32, text[end] != 9 { end += 1 }
      return excerpt(Array(copying: text.extracting(position..<end)))
    }
    func value(_ column: Int, _ type: ScalarType) throws(TableFault) -> UInt64 {
      skipBlanks()
      guard position < text.count else {
        throw .missingValue(row: row, line: line, column: column)
      }
      do throws(NumberFault) {
        let value = try TextRows.value(in: text, from: position, as: type.kind)
        position = value.end
        return value.bits
      } catch {
        throw .badNumber(row: row, line: line, column: column, text: shown(), error)
      }
    }
    skipBlanks()
    guard position < text.count else { return nil }
    var bytes: [UInt8] = []
    for (index, column) in layout.columns.enumerated() {
      var count: Int
      switch column.arity {
      case .fixed(let values): count = values
      case .list(let lengthType):
        let bits = try value(index, lengthType)
        let shift = Int64(64 - 8 * lengthType.byteCount)
        count =
          lengthType.isSigned
          ? Int((Int64(bitPattern: bits) << shift) >> shift) : Int(exactly: bits) ?? Int.max
        guard count >= 0 else {
          throw .badLength(
            row: row, column: index, length: count, line: line, byteOffset: byteOffset)
        }
      }
      bytes.removeAll(keepingCapacity: true)
      var read = 0
      while read < count {
        let bits = try value(index, column.type)
        for byte in 0..<column.type.byteCount {
          bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * byte)))
        }
        read += 1
      }
      builders[index].append(contiguous: bytes.span, count: count, isBigEndian: false)
      if case .list = column.arity { builders[index].endList() }
    }
    skipBlanks()
    guard position == text.count else {
      throw .extraText(row: row, line: line, text: shown())
    }
    return ()
  }

  /// The length of the next line; `nil` at the end of the file.
  private func nextLine(_ reader: inout ByteReader) throws(TableFault) -> Int? {
    var searched = 0
    while true {
      if let found = reader.firstIndex(of: 10, or: 13, from: searched) { return found }
      searched = reader.availableCount
      guard try fill(&reader, searched + 1) else { return searched > 0 ? searched : nil }
    }
  }

  /// Consumes LF, CR or both; what is there was seen by ``nextLine``.
  private func skipLineEnd(_ reader: inout ByteReader) {
    // A failure to read shows when the next line is read.
    let isPair = (try? reader.fill(atLeast: 2)) == true
    if reader.availableCount == 0 { return }
    let first = reader.window[0]
    reader.consume(first == 13 && isPair && reader.window[1] == 10 ? 2 : 1)
  }

  private func fill(_ reader: inout ByteReader, _ count: Int) throws(TableFault) -> Bool {
    do { return try reader.fill(atLeast: count) } catch { throw .system(error) }
  }
}

extension TextTableReader {
  /// Counts the lines that hold something after the last row, up to the end of the file.
  ///
  /// - Parameter reader: Where from; everything is consumed.
  /// - Returns: The number of lines that are not blank.
  /// - Throws: The system's error.
  static func remainingLineCount(_ reader: inout ByteReader) throws(SystemError) -> Int {
    var lines = 0
    var isBlank = true
    while true {
      let isLast = try !reader.fill(atLeast: ByteReader.windowSize)
      count(reader.window, &lines, &isBlank)
      reader.consume(reader.availableCount)
      if isLast { return lines + (isBlank ? 0 : 1) }
    }
  }

  private static func count(
    _ window: borrowing Span<UInt8>, _ lines: inout Int, _ isBlank: inout Bool
  ) {
    for index in window.indices {
      switch window[index] {
      case 10, 13:
        if !isBlank { lines += 1 }
        isBlank = true
      case 32, 9, 0: break
      default: isBlank = false
      }
    }
  }
}
