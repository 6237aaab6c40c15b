import CairnClouds
import CairnKernels

/// A column that is being read.
protocol ColumnBuilder: AnyObject {
  /// Makes room for values that are certain to come.
  func reserve(rowCount: Int)
  /// Takes the column out of rows of bytes.
  func append(
    _ rows: borrowing Span<UInt8>, rowCount: Int, stride: Int, offset: Int, isBigEndian: Bool)
  /// Takes values that lie side by side: those of a list, or of a whole column.
  func append(contiguous bytes: borrowing Span<UInt8>, count: Int, isBigEndian: Bool)
  /// Ends the list of a row.
  func endList()
  /// The column.
  var field: Field { get }
}

extension ColumnLayout {
  /// Returns an empty column.
  func makeBuilder() -> any ColumnBuilder {
    switch type {
    case .int8: TypedColumnBuilder<Int8>(self)
    case .uint8: TypedColumnBuilder<UInt8>(self)
    case .int16: TypedColumnBuilder<Int16>(self)
    case .uint16: TypedColumnBuilder<UInt16>(self)
    case .int32: TypedColumnBuilder<Int32>(self)
    case .uint32: TypedColumnBuilder<UInt32>(self)
    case .int64: TypedColumnBuilder<Int64>(self)
    case .uint64: TypedColumnBuilder<UInt64>(self)
    case .float32: TypedColumnBuilder<Float>(self)
    case .float64: TypedColumnBuilder<Double>(self)
    }
  }
}

/// A column of one type that is being read.
final class TypedColumnBuilder<Value: FieldScalar>: ColumnBuilder {
  private let layout: ColumnLayout
  private var values: [Value] = []
  private var offsets: [Int] = [0]

  init(_ layout: ColumnLayout) { self.layout = layout }

  func reserve(rowCount: Int) {
    switch layout.arity {
    case .fixed(let count):
      values.append(addingCapacity: rowCount * count) { output in preferLargePages(&output) }
    case .list: offsets.reserveCapacity(rowCount + 1)
    }
  }

  func append(
    _ rows: borrowing Span<UInt8>, rowCount: Int, stride: Int, offset: Int, isBigEndian: Bool
  ) {
    guard case .fixed(let perRow) = layout.arity else { return }
    values.append(addingCapacity: rowCount * perRow) { output in
      deinterleave(
        rows, rowCount: rowCount, stride: stride, offset: offset, perRow: perRow,
        isBigEndian: isBigEndian, into: &output)
    }
  }

  func append(contiguous bytes: borrowing Span<UInt8>, count: Int, isBigEndian: Bool) {
    values.append(addingCapacity: count) { output in
      deinterleave(
        bytes, rowCount: count, stride: MemoryLayout<Value>.size, offset: 0,
        isBigEndian: isBigEndian, into: &output)
    }
  }

  func endList() { offsets.append(values.count) }

  var field: Field {
    switch layout.arity {
    case .fixed(let count):
      Field(layout.name, Value.wrap(values), count: count, isPadding: layout.isPadding)
    case .list(let lengthType):
      Field(list: layout.name, Value.wrap(values), lengthType: lengthType, offsets: offsets)
    }
  }
}
