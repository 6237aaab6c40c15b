/// What is wrong with a PCD file, and where.
///
/// Lines count from 1; points, byte offsets and lengths from 0.
public enum PCDError: Error, Sendable, Equatable {
  /// The file ends before the `DATA` line.
  case headerWithoutData(line: Int)
  /// The header is longer than any real one.
  case headerTooLong(byteCount: Int)
  /// A header line does not begin with a keyword of PCD.
  case unknownKeyword(line: Int, text: String)
  /// A keyword stands twice.
  case duplicateKeyword(line: Int, keyword: String)
  /// The header lacks a keyword that every file needs.
  case missingKeyword(String)
  /// The version is none of 0.5, 0.6 and 0.7.
  case unknownVersion(line: Int, version: String)
  /// A keyword's value is not of the form it must have.
  case badValue(line: Int, keyword: String, text: String, expected: String)
  /// A keyword has not one value for each field.
  case wrongValueCount(line: Int, keyword: String, found: Int, fields: Int)
  /// No number has this type and size.
  case unknownType(field: String, type: String, size: Int)
  /// Two coordinate fields have the same name.
  case duplicateField(line: Int, field: String)
  /// `WIDTH` × `HEIGHT` is not `POINTS`.
  case wrongPointCount(width: Int, height: Int, points: Int)
  /// The points have no field with data, so nothing in the file confirms their number.
  case noData(points: Int)
  /// The encoding is none of the three that PCD has.
  case unknownEncoding(line: Int, name: String)
  /// Binary data end before the end of a point.
  case truncatedBody(point: Int, points: Int, field: String, byteOffset: Int)
  /// Text ends before the last point.
  case missingPoints(found: Int, points: Int, line: Int)
  /// A line ends before the last value of its point.
  case missingValue(point: Int, field: String, line: Int)
  /// A line goes on after the last value of its point.
  case extraValue(point: Int, text: String, line: Int)
  /// A value is not a decimal number.
  case notANumber(point: Int, field: String, text: String, line: Int)
  /// A value does not fit the type of its field.
  case outOfRange(point: Int, field: String, text: String, type: String, line: Int)
  /// Compressed data end early.
  case truncatedCompressedData(declared: Int, found: Int, byteOffset: Int)
  /// The size that compressed data declare is not that of the points.
  case wrongUncompressedSize(declared: Int, expected: Int, byteOffset: Int)
  /// So few compressed bytes can never make so many.
  case impossibleRatio(compressed: Int, uncompressed: Int, byteOffset: Int)
  /// Compressed data are not LZF.
  case badCompressedData(reason: String, byteOffset: Int)
  /// A compressed file cannot hold so many bytes: it counts them in 32 bits.
  case tooLargeToCompress(byteCount: Int)
}

extension PCDError: CustomStringConvertible {
  /// What is wrong, where, and what to do, in one line.
  public var description: String { printable(message) }

  private var message: String {
    switch self {
    case .headerWithoutData(let line):
      "line \(line): the file ends inside the header, before 'DATA'; get a complete copy"
    case .headerTooLong(let count):
      "no 'DATA' line in the first \(count) bytes; the header is damaged"
    case .unknownKeyword(let line, let text):
      "line \(line): '\(text)' is no PCD header line; expected VERSION, FIELDS, SIZE, TYPE, COUNT, "
        + "WIDTH, HEIGHT, VIEWPOINT, POINTS or DATA"
    case .duplicateKeyword(let line, let keyword):
      "line \(line): there is a \(keyword) line already"
    case .missingKeyword(let keyword):
      "the header has no \(keyword) line"
    case .unknownVersion(let line, let version):
      "line \(line): unknown PCD version '\(version)'; known are 0.5, 0.6 and 0.7"
    case .badValue(let line, let keyword, let text, let expected):
      "line \(line): \(keyword) '\(text)' is not \(expected)"
    case .wrongValueCount(let line, let keyword, let found, let fields):
      "line \(line): \(keyword) has \(found) values for \(fields) FIELDS"
    case .unknownType(let field, let type, let size):
      "field '\(field)': there is no number of TYPE \(type) and SIZE \(size)"
    case .duplicateField(let line, let field):
      "line \(line): there is a field '\(field)' already; rename one of them"
    case .wrongPointCount(let width, let height, let points):
      "WIDTH \(width) × HEIGHT \(height) is not POINTS \(points)"
    case .noData(let points):
      "the header declares \(points) POINTS, but no field with data"
    case .unknownEncoding(let line, let name):
      "line \(line): unknown DATA '\(name)'; PCD has ascii, binary, binary_compressed"
    case .truncatedBody(let point, let points, let field, let offset):
      "point \(point) of \(points): the file ends at byte \(offset), before the end of field "
        + "'\(field)'; get a complete copy"
    case .missingPoints(let found, let points, let line):
      "line \(line): the file ends after \(found) of \(points) points; "
        + "get a complete copy, or correct POINTS"
    case .missingValue(let point, let field, let line):
      "line \(line): point \(point) ends before field '\(field)'"
    case .extraValue(let point, let text, let line):
      "line \(line): point \(point) goes on with '\(text)' after its last field"
    case .notANumber(let point, let field, let text, let line):
      "line \(line): point \(point), field '\(field)': '\(text)' is not a decimal number"
        + (text.contains(",") ? "; separate values by blanks, and write a point, not a comma" : "")
    case .outOfRange(let point, let field, let text, let type, let line):
      "line \(line): point \(point), field '\(field)': \(text) does not fit type \(type)"
    case .truncatedCompressedData(let declared, let found, let offset):
      "byte \(offset): the file ends after \(found) of \(declared) bytes of compressed data; "
        + "get a complete copy"
    case .wrongUncompressedSize(let declared, let expected, let offset):
      "byte \(offset): compressed data declare \(declared) bytes, but the points take \(expected)"
    case .impossibleRatio(let compressed, let uncompressed, let offset):
      "byte \(offset): \(compressed) bytes of compressed data cannot make \(uncompressed) bytes"
    case .badCompressedData(let reason, let offset):
      "byte \(offset): damaged compressed data: \(reason)"
    case .tooLargeToCompress(let count):
      "binary_compressed cannot hold \(count) bytes; choose binary"
    }
  }
}
