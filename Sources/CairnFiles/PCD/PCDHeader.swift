import CairnClouds

/// What stands before the data of a PCD file.
struct PCDHeader: Equatable {
  var comments: [String] = []
  var version = ""
  var points = TableLayout(name: "point", count: 0, columns: [])
  var width = 0
  var height = 1
  var viewpoint = Viewpoint.identity
  var encoding = CloudEncoding.ascii
  /// The number of lines.
  var lineCount = 0
  var warnings: [CloudWarning] = []
}

extension ScalarType {
  /// Takes PCD's TYPE, in upper or lower case, and SIZE.
  init?(pcdType: String, size: Int) {
    switch (pcdType.uppercased(), size) {
    case ("I", 1): self = .int8
    case ("I", 2): self = .int16
    case ("I", 4): self = .int32
    case ("I", 8): self = .int64
    case ("U", 1): self = .uint8
    case ("U", 2): self = .uint16
    case ("U", 4): self = .uint32
    case ("U", 8): self = .uint64
    case ("F", 4): self = .float32
    case ("F", 8): self = .float64
    default: return nil
    }
  }

  /// PCD's letter for the type.
  var pcdType: String { isFloatingPoint ? "F" : isSigned ? "I" : "U" }
}
