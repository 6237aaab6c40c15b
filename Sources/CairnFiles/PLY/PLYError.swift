/// What is wrong with a PLY file, and where.
///
/// Lines count from 1; rows, byte offsets and lengths from 0.
public enum PLYError: Error, Sendable, Equatable {
  /// The first line is not "ply".
  case notPLY(firstLine: String)
  /// The file ends before `end_header`.
  case headerWithoutEnd(line: Int)
  /// The header is longer than any real one.
  case headerTooLong(byteCount: Int)
  /// A header line is not of the form it must have.
  case badLine(line: Int, text: String, expected: String)
  /// There is no `format` line.
  case missingFormat(line: Int)
  /// The encoding is none of the three that PLY has.
  case unknownEncoding(line: Int, name: String)
  /// The version is not 1.0.
  case unknownVersion(line: Int, version: String)
  /// An element's number of rows is not a whole number.
  case badCount(line: Int, element: String, text: String)
  /// A type is none that PLY has.
  case unknownType(line: Int, property: String, type: String)
  /// A list counts its values in a type that is not an integer.
  case badLengthType(line: Int, property: String, type: String)
  /// Two elements have the same name.
  case duplicateElement(line: Int, element: String)
  /// Two properties of an element that must be told apart have the same name.
  case duplicateProperty(line: Int, element: String, property: String)
  /// No element is called "vertex".
  case noVertexElement(elements: [String])
  /// The points have no property, so nothing in the file confirms their number.
  case noProperties(element: String, count: Int)
  /// Binary data end before the end of a row.
  case truncatedBody(element: String, row: Int, count: Int, property: String, byteOffset: Int)
  /// Text ends before the last row.
  case missingRows(element: String, found: Int, count: Int, line: Int)
  /// A line ends before the last value of its row.
  case missingValue(element: String, row: Int, property: String, line: Int)
  /// A line goes on after the last value of its row.
  case extraValue(element: String, row: Int, text: String, line: Int)
  /// A value is not a decimal number.
  case notANumber(element: String, row: Int, property: String, text: String, line: Int)
  /// A value does not fit the type of its property.
  case outOfRange(
    element: String, row: Int, property: String, text: String, type: String, line: Int)
  /// A list in text has a negative length.
  case badLength(element: String, row: Int, property: String, length: Int, line: Int)
  /// A list in binary data has a negative length.
  case badBinaryLength(element: String, row: Int, property: String, length: Int, byteOffset: Int)
}

extension PLYError: CustomStringConvertible {
  /// What is wrong, where, and what to do, in one line.
  public var description: String { printable(message) }

  private var message: String {
    switch self {
    case .notPLY(let first):
      "line 1: not a PLY file: it begins with '\(first)', not with 'ply'"
    case .headerWithoutEnd(let line):
      "line \(line): the file ends inside the header, before 'end_header'; get a complete copy"
    case .headerTooLong(let count):
      "no 'end_header' in the first \(count) bytes; the header is damaged"
    case .badLine(let line, let text, let expected):
      "line \(line): '\(text)' is no header line; expected \(expected)"
    case .missingFormat(let line):
      "line \(line): the header has no 'format' line; add 'format ascii 1.0' or one of the binary ones"
    case .unknownEncoding(let line, let name):
      "line \(line): unknown format '\(name)'; PLY has ascii, binary_little_endian, binary_big_endian"
    case .unknownVersion(let line, let version):
      "line \(line): unknown PLY version '\(version)'; only 1.0 exists"
    case .badCount(let line, let element, let text):
      "line \(line): the count '\(text)' of element '\(element)' is not a whole number from 0 on"
    case .unknownType(let line, let property, let type):
      "line \(line): property '\(property)' has the unknown type '\(type)'"
    case .badLengthType(let line, let property, let type):
      "line \(line): the list '\(property)' counts its values in '\(type)', which is no integer type"
    case .duplicateElement(let line, let element):
      "line \(line): there is an element '\(element)' already"
    case .duplicateProperty(let line, let element, let property):
      "line \(line): element '\(element)' has a property '\(property)' already; rename one of them"
    case .noVertexElement(let elements):
      "the header has no element 'vertex', so the file holds no points (elements: "
        + (elements.isEmpty ? "none)" : elements.joined(separator: ", ") + ")")
    case .noProperties(let element, let count):
      "element '\(element)' has \(count) rows but no property with data"
    case .truncatedBody(let element, let row, let count, let property, let offset):
      "\(element) \(row) of \(count): the file ends at byte \(offset), before the end of "
        + "property '\(property)'; get a complete copy"
    case .missingRows(let element, let found, let count, let line):
      "line \(line): the file ends after \(found) of \(count) rows of element '\(element)'; "
        + "get a complete copy, or correct the count"
    case .missingValue(let element, let row, let property, let line):
      "line \(line): \(element) \(row) ends before property '\(property)'"
    case .extraValue(let element, let row, let text, let line):
      "line \(line): \(element) \(row) goes on with '\(text)' after its last property"
    case .notANumber(let element, let row, let property, let text, let line):
      "line \(line): \(element) \(row), property '\(property)': '\(text)' is not a decimal number"
        + (text.contains(",") ? "; write a point, not a comma" : "")
    case .outOfRange(let element, let row, let property, let text, let type, let line):
      "line \(line): \(element) \(row), property '\(property)': \(text) does not fit type \(type)"
    case .badLength(let element, let row, let property, let length, let line):
      "line \(line): \(element) \(row): list '\(property)' has the length \(length)"
    case .badBinaryLength(let element, let row, let property, let length, let offset):
      "byte \(offset): \(element) \(row): list '\(property)' has the length \(length)"
    }
  }
}
