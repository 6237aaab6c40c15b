import CairnClouds
import CairnKernels

/// Reads the rows of a table from binary data.
struct BinaryTableReader {
  /// What the header says about the table.
  let layout: TableLayout
  /// Whether the bytes of a value come most significant first.
  let isBigEndian: Bool

  /// Bytes of rows that are taken apart together: few enough to stay in the processor's cache.
  private static let blockSize = 1 << 18

  /// Reads all rows.
  ///
  /// - Parameter reader: Where from; the rows are consumed.
  /// - Returns: One field per column.
  /// - Throws: A fault; nothing is allocated for rows that the file is too short for.
  func read(_ reader: inout ByteReader) throws(TableFault) -> [Field] {
    let rowByteCount = layout.leastRowByteCount
    let builders = layout.columns.map { $0.makeBuilder() }
    if let remaining = reader.remainingCount {
      let (needed, overflow) = layout.count.multipliedReportingOverflow(by: rowByteCount)
      if overflow || needed > remaining, !layout.hasLists {
        throw truncated(row: remaining / rowByteCount, at: remaining % rowByteCount, reader)
      }
      if rowByteCount > 0 {
        let rows = min(layout.count, remaining / rowByteCount)
        for builder in builders { builder.reserve(rowCount: rows) }
      }
    }
    if layout.hasLists {
      try readLists(&reader, builders)
    } else if rowByteCount > 0 {
      try readRows(&reader, builders, rowByteCount)
    }
    return builders.map(\.field)
  }

  /// Where the file ends inside a row.
  private func truncated(row: Int, at offset: Int, _ reader: borrowing ByteReader) -> TableFault {
    var end = 0
    var found = 0
    for (index, column) in layout.columns.enumerated() {
      guard case .fixed(let count) = column.arity else { continue }
      found = index
      end += count * column.type.byteCount
      if offset < end { break }
    }
    return .truncated(
      row: row, column: found,
      byteOffset: reader.byteOffset + (reader.remainingCount ?? reader.availableCount))
  }

  private func readRows(
    _ reader: inout ByteReader, _ builders: [any ColumnBuilder], _ rowByteCount: Int
  ) throws(TableFault) {
    let rowsPerBlock = max(1, Self.blockSize / rowByteCount)
    var offsets: [Int] = []
    var offset = 0
    for column in layout.columns {
      offsets.append(offset)
      if case .fixed(let count) = column.arity { offset += count * column.type.byteCount }
    }
    var row = 0
    while row < layout.count {
      let wanted = min(rowsPerBlock, layout.count - row)
      let isWhole = try fill(&reader, wanted * rowByteCount)
      let rows = min(wanted, reader.availableCount / rowByteCount)
      for (index, builder) in builders.enumerated() {
        builder.append(
          reader.window, rowCount: rows, stride: rowByteCount, offset: offsets[index],
          isBigEndian: isBigEndian)
      }
      reader.consume(rows * rowByteCount)
      row += rows
      if !isWhole { throw truncated(row: row, at: reader.availableCount, reader) }
    }
  }

  private func readLists(
    _ reader: inout ByteReader, _ builders: [any ColumnBuilder]
  ) throws(TableFault) {
    for row in 0..<layout.count {
      for (index, column) in layout.columns.enumerated() {
        let builder = builders[index]
        var count: Int
        switch column.arity {
        case .fixed(let values): count = values
        case .list(let lengthType):
          let size = lengthType.byteCount
          guard try fill(&reader, size) else { throw end(row, index, reader) }
          count = length(reader.window, lengthType)
          guard count >= 0 else {
            throw .badLength(
              row: row, column: index, length: count, line: nil, byteOffset: reader.byteOffset)
          }
          reader.consume(size)
        }
        let size = column.type.byteCount
        let (byteCount, overflow) = count.multipliedReportingOverflow(by: size)
        if overflow { throw end(row, index, reader) }
        if let remaining = reader.remainingCount, byteCount > remaining {
          throw end(row, index, reader)
        }
        guard try fill(&reader, byteCount) else { throw end(row, index, reader) }
        builder.append(contiguous: reader.window, count: count, isBigEndian: isBigEndian)
        if case .list = column.arity { builder.endList() }
        reader.consume(byteCount)
      }
    }
  }

  private func end(_ row: Int, _ column: Int, _ reader: borrowing ByteReader) -> TableFault {
    .truncated(
      row: row, column: column,
      byteOffset: reader.byteOffset + (reader.remainingCount ?? reader.availableCount))
  }

  /// The length of a list; negative only where the type is signed.
  private func length(_ bytes: borrowing Span<UInt8>, _ type: ScalarType) -> Int {
    var bits: UInt64 = 0
    let size = type.byteCount
    for index in 0..<size {
      bits |= UInt64(bytes[isBigEndian ? size - 1 - index : index]) << UInt64(8 * index)
    }
    let shift = Int64(64 - 8 * size)
    // A 64-bit unsigned length beyond Int is more than any file holds.
    return type.isSigned
      ? Int((Int64(bitPattern: bits) << shift) >> shift) : Int(exactly: bits) ?? Int.max
  }

  private func fill(_ reader: inout ByteReader, _ count: Int) throws(TableFault) -> Bool {
    do { return try reader.fill(atLeast: count) } catch { throw .system(error) }
  }
}
