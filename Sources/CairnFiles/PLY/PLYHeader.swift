import CairnClouds

/// What stands before the data of a PLY file.
struct PLYHeader: Equatable {
  var encoding = CloudEncoding.ascii
  var comments: [String] = []
  var objectInfo: [String] = []
  var elements: [TableLayout] = []
  /// The number of lines.
  var lineCount = 0
  /// Names that occur more than once in an element.
  var duplicates: [String] = []

  /// The element whose rows are the points.
  static let pointElement = "vertex"
}

extension ScalarType {
  /// Takes PLY's name of a type, old or new.
  init?(plyName: String) {
    switch plyName {
    case "char", "int8": self = .int8
    case "uchar", "uint8": self = .uint8
    case "short", "int16": self = .int16
    case "ushort", "uint16": self = .uint16
    case "int", "int32": self = .int32
    case "uint", "uint32": self = .uint32
    case "float", "float32": self = .float32
    case "double", "float64": self = .float64
    // Not in the format's description, but written by some programs.
    case "int64": self = .int64
    case "uint64": self = .uint64
    default: return nil
    }
  }

  /// PLY's name of the type, as the first programs spelled it.
  var plyName: String {
    switch self {
    case .int8: "char"
    case .uint8: "uchar"
    case .int16: "short"
    case .uint16: "ushort"
    case .int32: "int"
    case .uint32: "uint"
    case .float32: "float"
    case .float64: "double"
    case .int64: "int64"
    case .uint64: "uint64"
    }
  }
}
