import CairnClouds
import CairnKernels

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
    func grow<Scalar: FieldScalar>(_: Scalar.Type, _ bytes: borrowing Span<UInt8>) {
      guard var array = Scalar.unwrap(values) else { return }
      // The array must have one owner, or appending copies it.
      values = Scalar.wrap([])
      array.append(addingCapacity: rows * count) { output in
        deinterleave(
          bytes, rowCount: rows, stride: rowSize, offset: byteOffset, perRow: count,
          isBigEndian: isBigEndian, into: &output)
      }
      values = Scalar.wrap(array)
    }
    switch type {
    case .int8: grow(Int8.self, bytes)
    case .uint8: grow(UInt8.self, bytes)
    case .int16: grow(Int16.self, bytes)
    case .uint16: grow(UInt16.self, bytes)
    case .int32: grow(Int32.self, bytes)
    case .uint32: grow(UInt32.self, bytes)
    case .int64: grow(Int64.self, bytes)
    case .uint64: grow(UInt64.self, bytes)
    case .float32: grow(Float.self, bytes)
    case .float64: grow(Double.self, bytes)
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
    var span = bytes.mutableSpan
    values.interleave(
      rows.lowerBound * count..<rows.upperBound * count, into: &span, rowCount: rows.count,
      stride: rowSize, offset: byteOffset, perRow: count, isBigEndian: isBigEndian)
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
  ///   - sink: Receives the bytes.
  /// - Throws: What the sink throws.
  static func write(
    _ columns: [(column: RowColumn, values: FieldValues)], rows: Int, rowSize: Int,
    to sink: some ByteSink
  ) throws(CloudFileError.Cause) {
    guard rowSize > 0 else { return }
    let batch = max(1, 1 << 18 / rowSize)
    var start = 0
    while start < rows {
      let range = start..<min(rows, start + batch)
      var bytes = [UInt8](repeating: 0, count: range.count * rowSize)
      for (column, values) in columns {
        column.store(values, rows: range, into: &bytes, rowSize: rowSize)
      }
      try sink.write(bytes.span)
      start = range.upperBound
    }
  }
}
