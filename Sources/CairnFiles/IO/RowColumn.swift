import CairnClouds

/// A column of a binary table of rows of equal size: what it is, and where in a row.
struct RowColumn: Sendable, Hashable {
  var name: String
  var type: ScalarType
  /// Values per row.
  var count = 1
  /// Where in a row the first value begins.
  var byteOffset: Int
  var isBigEndian = false
  var isPadding = false

  /// Appends the values of some rows.
  ///
  /// - Parameters:
  ///   - values: Values of the column's type; grows by `rows` × ``count``.
  ///   - bytes: Whole rows, one after the other.
  ///   - rows: How many.
  ///   - rowSize: Bytes of a row.
  func append(
    to values: inout FieldValues, from bytes: borrowing Span<UInt8>, rows: Int, rowSize: Int
  ) {
    // Bytes have no padding, so all of them are initialised.
    let raw = unsafe bytes.bytes
    func grow<Scalar: StoredScalar>(_: Scalar.Type, _ raw: borrowing RawSpan) {
      guard var array = Scalar.unwrap(values) else { return }
      // The array must have one owner, or appending copies it.
      values = Scalar.wrap([])
      for row in 0..<rows {
        var offset = row * rowSize + byteOffset
        for _ in 0..<count {
          // Any bits are a valid integer; the span checks the bounds.
          let stored = unsafe raw.unsafeLoadUnaligned(
            fromByteOffset: offset, as: Scalar.Stored.self)
          array.append(
            Scalar(stored: isBigEndian ? stored.bigEndian : stored.littleEndian))
          offset += type.byteCount
        }
      }
      values = Scalar.wrap(array)
    }
    switch type {
    case .int8: grow(Int8.self, raw)
    case .uint8: grow(UInt8.self, raw)
    case .int16: grow(Int16.self, raw)
    case .uint16: grow(UInt16.self, raw)
    case .int32: grow(Int32.self, raw)
    case .uint32: grow(UInt32.self, raw)
    case .int64: grow(Int64.self, raw)
    case .uint64: grow(UInt64.self, raw)
    case .float32: grow(Float.self, raw)
    case .float64: grow(Double.self, raw)
    }
  }

  /// Stores the values of some rows at their places.
  ///
  /// - Parameters:
  ///   - values: All values of the column.
  ///   - rows: Which rows.
  ///   - bytes: Room for these rows.
  ///   - rowSize: Bytes of a row.
  func store(_ values: FieldValues, rows: Range<Int>, into bytes: inout [UInt8], rowSize: Int) {
    func store<Scalar: StoredScalar>(_ array: [Scalar]) {
      var span = bytes.mutableSpan
      // Any bits are a valid byte.
      var raw = unsafe span.mutableBytes
      for row in rows {
        var offset = (row - rows.lowerBound) * rowSize + byteOffset
        for index in row * count..<(row + 1) * count {
          let stored = array[index].stored
          raw.storeBytes(
            of: isBigEndian ? stored.bigEndian : stored.littleEndian, toByteOffset: offset,
            as: Scalar.Stored.self)
          offset += type.byteCount
        }
      }
    }
    switch values {
    case .int8(let array): store(array)
    case .uint8(let array): store(array)
    case .int16(let array): store(array)
    case .uint16(let array): store(array)
    case .int32(let array): store(array)
    case .uint32(let array): store(array)
    case .int64(let array): store(array)
    case .uint64(let array): store(array)
    case .float32(let array): store(array)
    case .float64(let array): store(array)
    }
  }
}

/// Reads and writes tables of rows of equal size, a window at a time.
enum RowTable {
  /// Reads rows.
  ///
  /// - Parameters:
  ///   - columns: What a row holds.
  ///   - rowSize: Bytes of a row; positive.
  ///   - limit: How many rows there should be; `nil` for as many as there are.
  ///   - reader: Stands at the first row, then behind the last whole one.
  /// - Returns: The fields, one per column, and the number of whole rows, which is below `limit`
  ///   where the file ends early.
  /// - Throws: ``SystemError`` where reading fails.
  static func read(
    _ columns: [RowColumn], rowSize: Int, limit: Int?, from reader: inout ByteReader
  ) throws(SystemError) -> (fields: [Field], rows: Int) {
    var values = columns.map { FieldValues(zeros: 0, type: $0.type) }
    var rows = 0
    precondition(rowSize > 0, "rows of \(rowSize) bytes")
    while limit.map({ rows < $0 }) ?? true {
      guard try reader.fill(atLeast: rowSize) else { break }
      let batch = min(reader.availableCount / rowSize, limit.map { $0 - rows } ?? .max)
      for (index, column) in columns.enumerated() {
        column.append(to: &values[index], from: reader.window, rows: batch, rowSize: rowSize)
      }
      reader.consume(batch * rowSize)
      rows += batch
    }
    let fields = zip(columns, values).map { column, values in
      Field(column.name, values, count: column.count, isPadding: column.isPadding)
    }
    return (fields, rows)
  }

  /// Writes rows.
  ///
  /// - Parameters:
  ///   - columns: What a row holds, and the values, of the column's type.
  ///   - rows: How many.
  ///   - rowSize: Bytes of a row.
  ///   - output: Where to.
  /// - Throws: ``CloudFileError`` where writing fails.
  static func write(
    _ columns: [(column: RowColumn, values: FieldValues)], rows: Int, rowSize: Int,
    to output: OutputFile
  ) throws(CloudFileError) {
    guard rowSize > 0 else { return }
    let batch = max(1, 1 << 18 / rowSize)
    var start = 0
    while start < rows {
      let range = start..<min(rows, start + batch)
      var bytes = [UInt8](repeating: 0, count: range.count * rowSize)
      for (column, values) in columns {
        column.store(values, rows: range, into: &bytes, rowSize: rowSize)
      }
      try output.write(bytes)
      start = range.upperBound
    }
  }
}
