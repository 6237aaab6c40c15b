import CairnClouds
import CairnKernels

/// What a header says about one column of a table.
struct ColumnLayout: Equatable {
  /// How many values a row has.
  enum Arity: Equatable {
    case fixed(Int)
    case list(lengthType: ScalarType)
  }

  var name: String
  var type: ScalarType
  var arity = Arity.fixed(1)
  var isPadding = false
}

/// What a header says about a table: the points, or another element of a PLY file.
struct TableLayout: Equatable {
  /// The name of the table; "point" for formats that have only one.
  var name: String
  /// The number of rows that the header promises.
  var count: Int
  var columns: [ColumnLayout]

  /// Values in a row; `nil` where a column holds lists.
  var valuesPerRow: Int? {
    var total = 0
    for column in columns {
      guard case .fixed(let count) = column.arity else { return nil }
      total += count
    }
    return total
  }

  /// The least bytes that a row of a binary file takes; exact where no column holds lists.
  var leastRowByteCount: Int {
    var total = 0
    for column in columns {
      switch column.arity {
      case .fixed(let count): total += count * column.type.byteCount
      case .list(let lengthType): total += lengthType.byteCount
      }
    }
    return total
  }

  /// Whether a column holds lists.
  var hasLists: Bool { valuesPerRow == nil }
}

extension ScalarType {
  /// The same type as kernels call it.
  var kind: NumberKind {
    switch self {
    case .int8: .int8
    case .uint8: .uint8
    case .int16: .int16
    case .uint16: .uint16
    case .int32: .int32
    case .uint32: .uint32
    case .int64: .int64
    case .uint64: .uint64
    case .float32: .float32
    case .float64: .float64
    }
  }
}

/// What is wrong with the body of a table; each format gives it its own words and names.
enum TableFault: Error {
  case system(SystemError)
  /// Binary data end inside a row.
  case truncated(row: Int, column: Int, byteOffset: Int)
  /// Text ends before the last row.
  case missingRows(row: Int, line: Int)
  /// A line ends before the last value of its row.
  case missingValue(row: Int, line: Int, column: Int)
  /// A line goes on after the last value of its row.
  case extraText(row: Int, line: Int, text: String)
  /// A value is not one of its type.
  case badNumber(row: Int, line: Int, column: Int, text: String, NumberFault)
  /// Compressed data are damaged.
  case compressed(PCDError)
  /// A list has a negative length.
  case badLength(row: Int, column: Int, length: Int, line: Int?, byteOffset: Int)
}
