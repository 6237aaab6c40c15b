/// Why text is not JSON, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public var problem: Problem
  /// The byte at which it is wrong, from 0.
  public var byteOffset: Int
  /// The line of that byte, from 1.
  public var line: Int

  /// Creates an error.
  public init(_ problem: Problem, byteOffset: Int, line: Int = 1) {
    self.problem = problem
    self.byteOffset = byteOffset
    self.line = line
  }

  /// What can be wrong with JSON text.
  public enum Problem: Sendable, Hashable {
    /// The text ends inside a value.
    case endsEarly
    /// There is something else where `expected` should be.
    case unexpected(expected: String)
    /// There is something after the value.
    case textAfterValue
    /// Something that begins like a number and is none: a leading zero, no digit after a dot.
    case malformedNumber
    /// A number beyond the range of a Double.
    case numberOutOfRange
    /// A control character inside a string, which must be written as an escape.
    case controlCharacter
    /// A backslash followed by something that is no escape.
    case unknownEscape
    /// Half of a surrogate pair, which is no character.
    case loneSurrogate
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A name that the object has already.
    case repeatedName(String)
    /// Arrays and objects nested deeper than the limit.
    case tooDeep(limit: Int)
  }

  /// What is wrong, and where, in one line.
  public var description: String {
    let reason =
      switch problem {
      case .endsEarly: "the text ends inside a value"
      case .unexpected(let expected): "expected \(expected)"
      case .textAfterValue: "there is text after the value"
      case .malformedNumber: "malformed number"
      case .numberOutOfRange: "the number is beyond the range of a 64-bit float"
      case .controlCharacter: "a control character in a string; write it as \\n, \\t or \\u…"
      case .unknownEscape: "unknown escape; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
      case .loneSurrogate: "half of a surrogate pair"
      case .invalidUTF8: "the bytes are not UTF-8"
      case .repeatedName(let name): "the name \"\(name)\" appears twice in one object"
      case .tooDeep(let limit): "nested deeper than \(limit) levels"
      }
    return "JSON, line \(line), byte \(byteOffset): \(reason)"
  }
}
