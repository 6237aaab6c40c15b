import CairnClouds

/// What a row of a file without a header holds.
///
/// Written as letters, each a float32 (`xyzi`: x y z intensity; `r` is `ring`, `t` is `time`, `_`
/// fills room), or as names with commas, each with a type where it is not float32
/// (`x,y,z,intensity:uint8,time:float64`). Numbers are little-endian and packed.
public struct RawLayout: Sendable, Hashable, CustomStringConvertible {
  /// One number of a row.
  public struct Column: Sendable, Hashable {
    /// The name of the field; `_` only fills room.
    public var name: String
    /// The type in the file.
    public var type: ScalarType
  }

  /// The numbers of a row, in order; at least one.
  public let columns: [Column]

  /// KITTI's `.bin`: float32 x y z intensity.
  public static let kitti = RawLayout(["x", "y", "z", "intensity"])
  /// nuScenes' `.pcd.bin`: float32 x y z intensity ring.
  public static let nuscenes = RawLayout(["x", "y", "z", "intensity", "ring"])

  private init(_ names: [String]) { columns = names.map { Column(name: $0, type: .float32) } }

  private static let letters: [Character: String] = [
    "x": "x", "y": "y", "z": "z", "i": "intensity", "r": "ring", "t": "time", "_": "_",
  ]

  /// Reads a layout as a person writes it.
  ///
  /// - Parameter text: Letters, or names with commas.
  /// - Throws: ``RawLayoutError``.
  public init(_ text: String) throws(RawLayoutError) {
    guard !text.isEmpty else { throw .empty }
    var columns: [Column] = []
    if text.contains(",") || text.contains(":") {
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let pieces = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let name = pieces.first, !name.isEmpty else { throw .missingName(in: text) }
        guard pieces.count <= 2, let type = Self.type(pieces.count == 2 ? pieces[1] : "float32")
        else { throw .unknownType(String(part)) }
        columns.append(Column(name: name, type: type))
      }
    } else {
      for letter in text {
        guard let name = Self.letters[letter] else { throw .unknownLetter(letter, in: text) }
        columns.append(Column(name: name, type: .float32))
      }
    }
    var seen: Set<String> = []
    for column in columns where column.name != "_" {
      guard seen.insert(column.name).inserted else { throw .repeatedName(column.name) }
    }
    self.columns = columns
  }

  private static let shortTypes: [String: ScalarType] = [
    "i1": .int8, "u1": .uint8, "i2": .int16, "u2": .uint16, "i4": .int32, "u4": .uint32,
    "i8": .int64, "u8": .uint64, "f4": .float32, "f8": .float64, "float": .float32,
    "double": .float64,
  ]

  private static func type(_ name: String) -> ScalarType? {
    ScalarType(rawValue: name) ?? shortTypes[name]
  }

  /// Bytes of a row.
  public var rowByteCount: Int { columns.reduce(0) { $0 + $1.type.byteCount } }

  /// The layout as text that reads back as the same layout.
  public var description: String {
    let short = columns.compactMap { column -> String? in
      guard column.type == .float32 else { return nil }
      return Self.letters.first { $0.value == column.name }.map { String($0.key) }
    }
    if short.count == columns.count { return short.joined() }
    let long = columns.map { $0.type == .float32 ? $0.name : "\($0.name):\($0.type.rawValue)" }
    return long.joined(separator: ",") + (columns.count == 1 && !long[0].contains(":") ? ":f4" : "")
  }

  /// Where each number is in a row.
  var rowColumns: [RowColumn] {
    var offset = 0
    return columns.map { column in
      defer { offset += column.type.byteCount }
      return RowColumn(
        name: column.name, type: column.type, byteOffset: offset, isPadding: column.name == "_")
    }
  }
}

/// Why text is not a layout of rows.
public enum RawLayoutError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Nothing was given.
  case empty
  /// A letter that stands for no field.
  case unknownLetter(Character, in: String)
  /// Two commas with nothing between them, or one at an end.
  case missingName(in: String)
  /// A type that is none of the ten.
  case unknownType(String)
  /// A name that the layout has already.
  case repeatedName(String)

  /// What is wrong, and what to write instead.
  public var description: String {
    let example = "write letters like xyzi or xyzir, or names like x,y,z,intensity:uint8"
    return switch self {
    case .empty: "the layout is empty; \(example)"
    case .unknownLetter(let letter, let text):
      "layout '\(text)': unknown letter '\(letter)'; \(example)"
    case .missingName(let text): "layout '\(text)': a name is missing; \(example)"
    case .unknownType(let part):
      "layout: '\(part)' has an unknown type; known are "
        + ScalarType.allCases.map(\.rawValue).joined(separator: ", ")
    case .repeatedName(let name): "layout: the field '\(name)' appears twice"
    }
  }
}
