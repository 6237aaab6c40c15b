/// A literal of Python, as the headers of NumPy files use them.
enum PythonLiteral: Equatable {
  case string(String)
  case integer(Int)
  case bool(Bool)
  case none
  case list([PythonLiteral])
  case tuple([PythonLiteral])
  case dictionary([(key: String, value: PythonLiteral)])

  static func == (left: PythonLiteral, right: PythonLiteral) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.bool(let left), .bool(let right)): left == right
    case (.none, .none): true
    case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)): left == right
    case (.dictionary(let left), .dictionary(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}

/// Reads Python literals by recursive descent, no deeper than any real header; evaluates nothing.
struct PythonLiteralParser {
  private let bytes: [UInt8]
  /// Where in the file the first of the bytes is, for messages.
  private let byteOffset: Int
  private let isUTF8: Bool
  private var index = 0
  private var depth = 0

  /// Creates a parser.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - byteOffset: Where in the file it begins.
  ///   - isUTF8: Whether it is UTF-8 or Latin-1.
  init(_ bytes: [UInt8], byteOffset: Int, isUTF8: Bool) {
    self.bytes = bytes
    self.byteOffset = byteOffset
    self.isUTF8 = isUTF8
  }

  /// Reads one literal and nothing but blanks behind it.
  mutating func document() throws(NPYError) -> PythonLiteral {
    let value = try value()
    skipBlanks()
    guard index == bytes.count else { throw failure("the end of the header") }
    return value
  }

  private func failure(_ expected: String) -> NPYError {
    .malformedHeader(byteOffset: byteOffset + index, expected: expected)
  }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  /// The next byte that is no blank; 0 at the end.
  private mutating func peek() -> Unicode.Scalar {
    skipBlanks()
    return index < bytes.count ? Unicode.Scalar(bytes[index]) : "\0"
  }

  private mutating func value() throws(NPYError) -> PythonLiteral {
    switch peek() {
    case "{": return .dictionary(try dictionary())
    case "[": return .list(try list(closing: "]").values)
    case "(":
      let (values, hasComma) = try list(closing: ")")
      // Parentheses around one value are no tuple.
      return values.count == 1 && !hasComma ? values[0] : .tuple(values)
    case "'", "\"": return .string(try string())
    case "u", "b":
      index += 1
      guard ["'", "\""].contains(peek()) else { throw failure("a quotation mark") }
      return .string(try string())
    case "-", "0"..."9": return .integer(try integer())
    case "T": return try word("True", .bool(true))
    case "F": return try word("False", .bool(false))
    case "N": return try word("None", .none)
    default: throw failure("a value")
    }
  }

  private mutating func word(
    _ word: String, _ value: PythonLiteral
  ) throws(NPYError) -> PythonLiteral {
    guard bytes[index...].starts(with: word.utf8) else { throw failure(word) }
    index += word.utf8.count
    return value
  }

  private mutating func integer() throws(NPYError) -> Int {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    guard let value = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      index = start
      throw failure("an integer of at most 64 bits")
    }
    // Python 2 wrote long integers with an L.
    if index < bytes.count, bytes[index] == UInt8(ascii: "L") { index += 1 }
    return value
  }

  private mutating func descend() throws(NPYError) {
    guard depth < 16 else { throw failure("at most 16 levels of brackets") }
    depth += 1
    index += 1
  }

  private mutating func list(
    closing: Unicode.Scalar
  ) throws(NPYError) -> (values: [PythonLiteral], hasComma: Bool) {
    try descend()
    var values: [PythonLiteral] = []
    var hasComma = false
    while peek() != closing {
      values.append(try value())
      guard peek() == "," else { break }
      hasComma = true
      index += 1
    }
    guard peek() == closing else { throw failure(", or \(closing)") }
    index += 1
    depth -= 1
    return (values, hasComma)
  }

  private mutating func dictionary() throws(NPYError) -> [(key: String, value: PythonLiteral)] {
    try descend()
    var entries: [(key: String, value: PythonLiteral)] = []
    while peek() != "}" {
      if peek() == "u" { index += 1 }
      guard ["'", "\""].contains(peek()) else { throw failure("a name in quotation marks") }
      let key = try string()
      guard peek() == ":" else { throw failure(":") }
      index += 1
      entries.append((key, try value()))
      guard peek() == "," else { break }
      index += 1
    }
    guard peek() == "}" else { throw failure(", or }") }
    index += 1
    depth -= 1
    return entries
  }

  private mutating func string() throws(NPYError) -> String {
    let quote = bytes[index]
    index += 1
    var result = ""
    var start = index
    while true {
      guard index < bytes.count, bytes[index] >= 0x20 else {
        throw failure("a closing quotation mark")
      }
      let byte = bytes[index]
      guard byte == quote || byte == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      result += try decoded(start..<index)
      index += 1
      if byte == quote { return result }
      result.unicodeScalars.append(try escape())
      start = index
    }
  }

  private func decoded(_ range: Range<Int>) throws(NPYError) -> String {
    guard isUTF8 else {
      return String(String.UnicodeScalarView(bytes[range].map { Unicode.Scalar($0) }))
    }
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw failure("text in UTF-8")
    }
    return text
  }

  private mutating func escape() throws(NPYError) -> Unicode.Scalar {
    guard index < bytes.count else { throw failure("a character after \\") }
    let letter = Unicode.Scalar(bytes[index])
    let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'", "\"": "\"",
    ]
    if let scalar = plain[letter] {
      index += 1
      return scalar
    }
    guard let length = lengths[letter], index + length < bytes.count,
      let code = UInt32(
        String(decoding: bytes[index + 1...index + length], as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(code)
    else { throw failure("a known escape") }
    index += 1 + length
    return scalar
  }
}
