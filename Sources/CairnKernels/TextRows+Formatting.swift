extension TextRows {
  /// Bytes that ``format(_:rowCount:as:into:)`` needs room for.
  public static func capacity(rowCount: Int, valuesPerRow: Int) -> Int {
    rowCount * max(1, valuesPerRow) * NumberWriter.longestNumber
  }

  /// Writes rows of bytes as lines of text, blanks between the values.
  ///
  /// Floating-point numbers become the shortest text that reads back as the same number.
  ///
  /// - Parameters:
  ///   - rows: Rows of little-endian values without gaps.
  ///   - rowCount: How many rows.
  ///   - kinds: The type of each value of a row.
  ///   - text: Receives the text; has room for ``capacity(rowCount:valuesPerRow:)`` bytes.
  /// - Returns: The number of bytes written.
  /// - Complexity: O(values).
  public static func format(
    _ rows: borrowing Span<UInt8>, rowCount: Int, as kinds: borrowing Span<NumberKind>,
    into text: consuming MutableSpan<UInt8>
  ) -> Int {
    var stride = 0
    for index in kinds.indices { stride += kinds[index].byteCount }
    precondition(rowCount * stride <= rows.count, "\(rowCount) rows in \(rows.count) bytes")
    precondition(
      text.count >= capacity(rowCount: rowCount, valuesPerRow: kinds.count),
      "no room for \(rowCount) rows of \(kinds.count) values")
    let table = PowersOfTen.significands
    var writer = NumberWriter(text, powers: table.span)
    let bytes = unsafe rows.bytes
    var from = 0
    for _ in 0..<rowCount {
      for index in kinds.indices {
        if index > 0 { writer.writeByte(32) }
        switch unsafe kinds[unchecked: index] {
        case .int8:
          writer.write(Int64(unsafe bytes.loaded(from, as: Int8.self)))
          from &+= 1
        case .uint8:
          writer.write(UInt64(unsafe bytes.loaded(from, as: UInt8.self)))
          from &+= 1
        case .int16:
          writer.write(Int64(unsafe bytes.loaded(from, as: Int16.self)))
          from &+= 2
        case .uint16:
          writer.write(UInt64(unsafe bytes.loaded(from, as: UInt16.self)))
          from &+= 2
        case .int32:
          writer.write(Int64(unsafe bytes.loaded(from, as: Int32.self)))
          from &+= 4
        case .uint32:
          writer.write(UInt64(unsafe bytes.loaded(from, as: UInt32.self)))
          from &+= 4
        case .int64:
          writer.write(unsafe bytes.loaded(from, as: Int64.self))
          from &+= 8
        case .uint64:
          writer.write(unsafe bytes.loaded(from, as: UInt64.self))
          from &+= 8
        case .float32:
          writer.write(unsafe bytes.loaded(from, as: Float.self))
          from &+= 4
        case .float64:
          writer.write(unsafe bytes.loaded(from, as: Double.self))
          from &+= 8
        }
      }
      writer.writeByte(10)
    }
    return writer.count
  }
}

extension RawSpan {
  /// A value at an offset that the caller has checked.
  @unsafe @inline(__always)
  fileprivate func loaded<Value: BitwiseCopyable>(_ offset: Int, as type: Value.Type) -> Value {
    unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: type)
  }
}
