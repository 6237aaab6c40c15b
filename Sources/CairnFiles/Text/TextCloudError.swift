/// Why a text file could not be read as points, and where.
public struct TextCloudError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The byte in the line, from 1.
  public var column: Int
  /// What is wrong there.
  public var problem: Problem

  /// Creates an error.
  public init(line: Int, column: Int, _ problem: Problem) {
    self.line = line
    self.column = column
    self.problem = problem
  }

  /// What can be wrong with a line.
  public enum Problem: Sendable, Hashable {
    /// A word that is no number.
    case notANumber(String)
    /// A number with a comma for a dot.
    case decimalComma(String)
    /// A hexadecimal number.
    case hexadecimal(String)
    /// A number beyond the range of a 64-bit float.
    case outOfRange(String)
    /// More or fewer values than the lines before, or than the header has names.
    case valueCount(expected: Int, found: Int)
    /// No header, and fewer than three values in a line.
    case tooFewColumns(Int)
    /// More values in a line than any cloud has.
    case tooManyColumns(limit: Int)
    /// A line longer than any line of a cloud.
    case lineTooLong(limit: Int)
    /// A byte that text does not have.
    case notText(byte: UInt8)
    /// UTF-16, two bytes a character.
    case utf16
    /// The count line promised more points than there are.
    case missingRows(expected: Int, found: Int)
  }

  /// What is wrong, where, and what to do.
  public var description: String {
    let reason =
      switch problem {
      case .notANumber(let text): "'\(text)' is not a number"
      case .decimalComma(let text): "'\(text)' has a decimal comma; write a dot instead"
      case .hexadecimal(let text): "'\(text)' is hexadecimal; write it as a decimal number"
      case .outOfRange(let text): "'\(text)' is beyond the range of a 64-bit float"
      case .valueCount(let expected, let found): "\(found) values instead of \(expected)"
      case .tooFewColumns(let found):
        "\(found) values in a line; without a header a point needs at least x, y and z"
      case .tooManyColumns(let limit): "more than \(limit) values in a line"
      case .lineTooLong(let limit): "the line is longer than \(limit) bytes; is this a text file?"
      case .notText(let byte):
        "byte \(byte) does not occur in text; the file is binary or of another kind"
      case .utf16: "the file is UTF-16; save it as UTF-8"
      case .missingRows(let expected, let found):
        "the file ends after \(found) of the \(expected) points that its count line promises"
      }
    return "line \(line), column \(column): \(reason)"
  }
}
