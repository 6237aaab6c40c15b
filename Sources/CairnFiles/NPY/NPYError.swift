/// Why a NumPy file could not be read.
public enum NPYError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file does not begin with `\x93NUMPY`.
  case noMagic
  /// A version other than 1.0, 2.0 and 3.0.
  case unknownVersion(major: Int, minor: Int)
  /// The file ends at byte `byteOffset`, inside the header of `expected` bytes.
  case truncatedHeader(byteOffset: Int, expected: Int)
  /// The header says that it is longer than any real one.
  case headerTooLong(byteCount: Int)
  /// The header is not the Python dictionary that it should be, at byte `byteOffset`.
  case malformedHeader(byteOffset: Int, expected: String)
  /// The header's dictionary lacks an entry, has an unknown one, or one of the wrong kind.
  case badEntry(String)
  /// A type that no field of a cloud can hold; `field` is empty for an array without fields.
  case unsupportedType(String, field: String)
  /// Python objects, which would have to be unpickled: running code that the file brings along.
  case pickledObjects(field: String)
  /// A shape that is no table of points.
  case unsupportedShape([Int], reason: String)
  /// Fewer bytes than the shape needs; the file ends inside row `row`.
  case truncatedData(expected: Int, found: Int, row: Int)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noMagic: "no NumPy array: the file does not begin with \\x93NUMPY"
    case .unknownVersion(let major, let minor):
      "NumPy format version \(major).\(minor) (byte 6); known are 1.0, 2.0 and 3.0"
    case .truncatedHeader(let byteOffset, let expected):
      "the file ends at byte \(byteOffset), inside the header, which ends at byte \(expected)"
    case .headerTooLong(let byteCount):
      "the header says that it is \(byteCount) bytes long (byte 8); at most 1048576 are read"
    case .malformedHeader(let byteOffset, let expected):
      "byte \(byteOffset), inside the header: expected \(expected)"
    case .badEntry(let name):
      "the header must have exactly the entries 'descr', 'fortran_order' (True or False) and "
        + "'shape' (a tuple); wrong is '\(name)'"
    case .unsupportedType(let type, let field):
      (field.isEmpty ? "" : "field '\(field)': ")
        + "type '\(type)' cannot be a field of a cloud; save it as integers or floats"
    case .pickledObjects(let field):
      (field.isEmpty ? "" : "field '\(field)': ")
        + "Python objects are not read, since unpickling runs code; save it as numbers"
    case .unsupportedShape(let shape, let reason):
      "shape (\(shape.map(String.init).joined(separator: ", "))): \(reason)"
    case .truncatedData(let expected, let found, let row):
      "\(found) bytes of data where the shape needs \(expected); the file ends inside row \(row)"
    }
  }
}
