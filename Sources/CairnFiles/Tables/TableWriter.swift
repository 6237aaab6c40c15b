import CairnClouds
import CairnKernels

/// Writes the rows of a table.
struct TableWriter<Sink: ByteSink> {
  /// Where to.
  let sink: Sink

  private static var blockSize: Int { 1 << 17 }

  /// Writes rows.
  ///
  /// - Parameters:
  ///   - fields: The columns.
  ///   - count: The number of rows.
  ///   - encoding: Text, or bytes in either order.
  /// - Throws: What the sink throws.
  func write(
    _ fields: [Field], count: Int, _ encoding: CloudEncoding
  ) throws(CloudFileError.Cause) {
    if fields.contains(where: { $0.count == nil }) {
      try writeLists(fields, count, encoding)
    } else {
      try writeRows(fields, count, encoding)
    }
  }

  private func writeRows(
    _ fields: [Field], _ count: Int, _ encoding: CloudEncoding
  ) throws(CloudFileError.Cause) {
    var kinds: [NumberKind] = []
    var rowByteCount = 0
    for field in fields {
      kinds += repeatElement(field.type.kind, count: field.count ?? 0)
      rowByteCount += field.byteCount ?? 0
    }
    guard rowByteCount > 0, count > 0 else { return }
    let rowsPerBlock = min(count, max(1, Self.blockSize / rowByteCount))
    var block = [UInt8](repeating: 0, count: rowsPerBlock * rowByteCount)
    var text: [UInt8] = []
    if encoding == .ascii {
      let capacity = TextRows.capacity(rowCount: rowsPerBlock, valuesPerRow: kinds.count)
      text = [UInt8](repeating: 0, count: capacity)
    }
    for start in stride(from: 0, to: count, by: rowsPerBlock) {
      let rows = start..<min(count, start + rowsPerBlock)
      var offset = 0
      var span = block.mutableSpan
      for field in fields {
        let perRow = field.count ?? 0
        field.values.interleave(
          rows.lowerBound * perRow..<rows.upperBound * perRow, into: &span, rowCount: rows.count,
          stride: rowByteCount, offset: offset, perRow: perRow,
          isBigEndian: encoding == .binaryBigEndian)
        offset += field.byteCount ?? 0
      }
      if encoding == .ascii {
        let length = TextRows.format(
          block.span, rowCount: rows.count, as: kinds.span, into: text.mutableSpan)
        try sink.write(text.span.extracting(0..<length))
      } else {
        try sink.write(block.span.extracting(0..<rows.count * rowByteCount))
      }
    }
  }

  /// Writes rows of different length, one after the other.
  private func writeLists(
    _ fields: [Field], _ count: Int, _ encoding: CloudEncoding
  ) throws(CloudFileError.Cause) {
    var pending: [UInt8] = []
    for row in 0..<count {
      var kinds: [NumberKind] = []
      var bytes: [UInt8] = []
      for field in fields {
        let values: Range<Int>
        switch field.arity {
        case .fixed(let perRow): values = row * perRow..<(row + 1) * perRow
        case .list(let lengthType, let offsets):
          values = offsets[row]..<offsets[row + 1]
          append(length: values.count, lengthType, encoding, to: &bytes)
          kinds.append(lengthType.kind)
        }
        append(field.values, values, encoding, to: &bytes)
        kinds += repeatElement(field.type.kind, count: values.count)
      }
      if encoding == .ascii {
        let capacity = TextRows.capacity(rowCount: 1, valuesPerRow: kinds.count)
        var text = [UInt8](repeating: 0, count: capacity)
        let length = TextRows.format(
          bytes.span, rowCount: 1, as: kinds.span, into: text.mutableSpan)
        pending += text[..<length]
      } else {
        pending += bytes
      }
      if pending.count >= Self.blockSize {
        try sink.write(pending.span)
        pending.removeAll(keepingCapacity: true)
      }
    }
    try sink.write(pending.span)
  }

  private func append(
    length: Int, _ type: ScalarType, _ encoding: CloudEncoding, to bytes: inout [UInt8]
  ) {
    let size = type.byteCount
    for index in 0..<size {
      let byte = encoding == .binaryBigEndian ? size - 1 - index : index
      bytes.append(UInt8(truncatingIfNeeded: length >> (8 * byte)))
    }
  }

  private func append(
    _ values: FieldValues, _ range: Range<Int>, _ encoding: CloudEncoding, to bytes: inout [UInt8]
  ) {
    let size = values.type.byteCount
    var piece = [UInt8](repeating: 0, count: range.count * size)
    var span = piece.mutableSpan
    values.interleave(
      range, into: &span, rowCount: range.count, stride: size, offset: 0, perRow: 1,
      isBigEndian: encoding == .binaryBigEndian)
    bytes += piece
  }
}

extension FieldValues {
  /// Writes some of the values into rows of bytes.
  func interleave(
    _ range: Range<Int>, into rows: inout MutableSpan<UInt8>, rowCount: Int, stride: Int,
    offset: Int, perRow: Int, isBigEndian: Bool
  ) {
    func scatter<Value: BitwiseCopyable>(_ values: [Value], _ rows: inout MutableSpan<UInt8>) {
      CairnKernels.interleave(
        values.span.extracting(range), into: &rows, rowCount: rowCount, stride: stride,
        offset: offset, perRow: perRow, isBigEndian: isBigEndian)
    }
    switch self {
    case .int8(let values): scatter(values, &rows)
    case .uint8(let values): scatter(values, &rows)
    case .int16(let values): scatter(values, &rows)
    case .uint16(let values): scatter(values, &rows)
    case .int32(let values): scatter(values, &rows)
    case .uint32(let values): scatter(values, &rows)
    case .int64(let values): scatter(values, &rows)
    case .uint64(let values): scatter(values, &rows)
    case .float32(let values): scatter(values, &rows)
    case .float64(let values): scatter(values, &rows)
    }
  }
}
