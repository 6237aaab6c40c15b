import CairnClouds

/// What the header of a NumPy file says about its data.
struct NPYHeader: Equatable {
  /// A column of the data.
  struct Column: Equatable {
    /// Where the column is in a row, and the type as stored: uint16 for halves, uint8 for Bools.
    var stored: RowColumn
    /// How the stored number is to be taken.
    var meaning = Meaning.number
  }

  /// How a stored number is to be taken.
  enum Meaning: Equatable { case number, half, bool }

  /// The format's version, "1.0" to "3.0".
  var version: String
  /// The columns of a structured array; of a plain one, a single column without a name.
  var columns: [Column]
  /// Bytes of an item: of a row of a structured array, of a value of a plain one.
  var itemByteCount: Int
  /// Whether items have named fields.
  var isStructured: Bool
  /// Whether the first index runs fastest.
  var isFortranOrder: Bool
  /// The lengths along each axis, outermost first.
  var shape: [Int]

  private static let lengthLimit = 1 << 20
  private static let itemLimit = 1 << 20

  /// Reads magic, version and header, and leaves the reader at the first byte of data.
  static func read(_ reader: inout ByteReader) throws -> NPYHeader {
    let start = reader.byteOffset
    func truncated(_ reader: borrowing ByteReader, _ expected: Int) -> NPYError {
      .truncatedHeader(byteOffset: reader.byteOffset + reader.availableCount, expected: expected)
    }
    let hasPrefix = try reader.fill(atLeast: 10)
    for (index, byte) in magic.enumerated() where index < reader.availableCount {
      guard reader.window[index] == byte else { throw NPYError.noMagic }
    }
    guard hasPrefix else { throw truncated(reader, start + 10) }
    let (major, minor) = (reader.window[6], reader.window[7])
    guard 1...3 ~= major, minor == 0 else {
      throw NPYError.unknownVersion(major: Int(major), minor: Int(minor))
    }
    let prefix = major == 1 ? 10 : 12
    guard try reader.fill(atLeast: prefix) else { throw truncated(reader, start + prefix) }
    let length = (8..<prefix).reduce(0) { $0 | Int(reader.window[$1]) << (8 * ($1 - 8)) }
    guard length <= lengthLimit else { throw NPYError.headerTooLong(byteCount: length) }
    guard try reader.fill(atLeast: prefix + length) else {
      throw truncated(reader, start + prefix + length)
    }
    let bytes = (prefix..<prefix + length).map { reader.window[$0] }
    reader.consume(prefix + length)
    var parser = PythonLiteralParser(bytes, byteOffset: start + prefix, isUTF8: major == 3)
    return try NPYHeader(try parser.document(), version: "\(major).0")
  }

  /// What every NumPy file begins with.
  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

  /// Takes the entries of the header's dictionary.
  init(_ literal: PythonLiteral, version: String) throws(NPYError) {
    guard case .dictionary(let entries) = literal else {
      throw .malformedHeader(byteOffset: version == "1.0" ? 10 : 12, expected: "a dictionary")
    }
    let known = ["descr", "fortran_order", "shape"]
    for (index, entry) in entries.enumerated() {
      guard known.contains(entry.key), !entries[..<index].contains(where: { $0.key == entry.key })
      else { throw .badEntry(entry.key) }
    }
    func entry(_ name: String) throws(NPYError) -> PythonLiteral {
      guard let entry = entries.first(where: { $0.key == name }) else { throw .badEntry(name) }
      return entry.value
    }
    guard case .bool(let isFortranOrder) = try entry("fortran_order") else {
      throw .badEntry("fortran_order")
    }
    guard case .tuple(let lengths) = try entry("shape") else { throw .badEntry("shape") }
    shape = []
    for length in lengths {
      guard case .integer(let length) = length, length >= 0 else { throw .badEntry("shape") }
      shape.append(length)
    }
    self.version = version
    self.isFortranOrder = isFortranOrder
    columns = []
    itemByteCount = 0
    isStructured = false
    let type = try entry("descr")
    if case .list(let fields) = type {
      isStructured = true
      try append(fields, prefix: "")
    } else {
      try append(type, name: "", count: 1)
    }
    guard itemByteCount > 0 else {
      throw .unsupportedShape(shape, reason: "an item has no bytes")
    }
  }

  /// Adds the fields of a structured type, those of inner structures as `OUTER.INNER`.
  private mutating func append(_ fields: [PythonLiteral], prefix: String) throws(NPYError) {
    for (index, field) in fields.enumerated() {
      guard case .tuple(let parts) = field, 2...3 ~= parts.count else { throw .badEntry("descr") }
      var name: String
      switch parts[0] {
      case .string(let text): name = text
      case .tuple(let pair):  // A title and a name.
        guard pair.count == 2, case .string(let text) = pair[1] else { throw .badEntry("descr") }
        name = text
      default: throw .badEntry("descr")
      }
      var count = 1
      if parts.count == 3 {
        var lengths = [parts[2]]
        if case .tuple(let several) = parts[2] { lengths = several }
        for length in lengths {
          guard case .integer(let length) = length, length >= 0 else { throw .badEntry("descr") }
          let (product, overflow) = count.multipliedReportingOverflow(by: length)
          guard !overflow, product <= Self.itemLimit else {
            throw .unsupportedType("an item of more than \(Self.itemLimit) values", field: name)
          }
          count = product
        }
      }
      if case .list(let inner) = parts[1] {
        guard count == 1 else { throw .unsupportedType("array of structures", field: name) }
        try append(inner, prefix: prefix + name + ".")
      } else {
        if name.isEmpty, case .string(let code) = parts[1], !code.contains("V") {
          name = "f\(index)"  // As NumPy calls a field without a name.
        }
        try append(parts[1], name: name.isEmpty ? "" : prefix + name, count: count)
      }
    }
  }

  private mutating func append(
    _ type: PythonLiteral, name: String, count: Int
  ) throws(NPYError) {
    guard case .string(let text) = type else { throw .badEntry("descr") }
    var code = Substring(text)
    var isBigEndian = false
    if let order = code.first, "<>=|".contains(order) {
      isBigEndian = order == ">"
      code = code.dropFirst()
    }
    let types: [Substring: (ScalarType, Meaning)] = [
      "i1": (.int8, .number), "u1": (.uint8, .number), "i2": (.int16, .number),
      "u2": (.uint16, .number), "i4": (.int32, .number), "u4": (.uint32, .number),
      "i8": (.int64, .number), "u8": (.uint64, .number), "f4": (.float32, .number),
      "f8": (.float64, .number), "f2": (.uint16, .half), "b1": (.uint8, .bool),
    ]
    var stored = RowColumn(
      name: name, type: .uint8, count: count, byteOffset: itemByteCount, isBigEndian: isBigEndian)
    var meaning = Meaning.number
    if let (type, known) = types[code] {
      stored.type = type
      meaning = known
    } else if code.first == "V", isStructured, let size = Int(code.dropFirst()), size >= 0,
      size <= Self.itemLimit, count <= Self.itemLimit
    {
      stored.name = "_"
      stored.count = size * count
      stored.isPadding = true
    } else if code == "O" || text == "|O" {
      throw .pickledObjects(field: name)
    } else {
      throw .unsupportedType(text, field: name)
    }
    columns.append(Column(stored: stored, meaning: meaning))
    itemByteCount += stored.count * stored.type.byteCount
    guard itemByteCount <= Self.itemLimit else {
      throw .unsupportedType("an item of more than \(Self.itemLimit) bytes", field: name)
    }
  }
}
