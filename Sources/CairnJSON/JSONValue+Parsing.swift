extension JSONValue {
  /// Reads JSON text.
  ///
  /// Strict: one value, no comments, no trailing commas, every name once in an object. A byte order
  /// mark before the value is skipped.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - depthLimit: How deep arrays and objects may be nested.
  /// - Throws: ``JSONError`` with the byte and the line.
  /// - Complexity: O(*n*).
  public init(parsing bytes: [UInt8], depthLimit: Int = 100) throws(JSONError) {
    var parser = JSONParser(bytes: bytes, depthLimit: depthLimit)
    self = try parser.document()
  }

  /// Reads JSON text.
  ///
  /// - Parameters:
  ///   - text: One JSON value.
  ///   - depthLimit: How deep arrays and objects may be nested.
  /// - Throws: ``JSONError`` with the byte and the line.
  /// - Complexity: O(*n*).
  public init(parsing text: String, depthLimit: Int = 100) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), depthLimit: depthLimit)
  }
}

/// Reads one JSON document by recursive descent, no deeper than a limit.
private struct JSONParser {
  let bytes: [UInt8]
  let depthLimit: Int
  var index = 0
  var depth = 0

  init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  func failure(_ problem: JSONError.Problem, at offset: Int? = nil) -> JSONError {
    let offset = offset ?? index
    let breaks = bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    return JSONError(problem, byteOffset: offset, line: 1 + breaks)
  }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value()
    skipBlanks()
    guard index == bytes.count else { throw failure(.textAfterValue) }
    return value
  }

  mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  mutating func next() throws(JSONError) -> UInt8 {
    skipBlanks()
    guard index < bytes.count else { throw failure(.endsEarly) }
    return bytes[index]
  }

  mutating func value() throws(JSONError) -> JSONValue {
    switch try next() {
    case UInt8(ascii: "{"): return .object(try nested { (p) throws(JSONError) in try p.object() })
    case UInt8(ascii: "["): return .array(try nested { (p) throws(JSONError) in try p.array() })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure(.unexpected(expected: "a value"))
    }
  }

  mutating func nested<Result>(
    _ body: (inout JSONParser) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    guard depth < depthLimit else { throw failure(.tooDeep(limit: depthLimit)) }
    depth += 1
    index += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for (offset, letter) in word.utf8.enumerated() {
      guard index + offset < bytes.count else { throw failure(.endsEarly, at: bytes.count) }
      guard bytes[index + offset] == letter else { throw failure(.unexpected(expected: "a value")) }
    }
    index += word.utf8.count
    return value
  }

  mutating func array() throws(JSONError) -> [JSONValue] {
    var values: [JSONValue] = []
    if try next() == UInt8(ascii: "]") {
      index += 1
      return values
    }
    while true {
      values.append(try value())
      if try !continues(closing: UInt8(ascii: "]"), ", or ]") { return values }
    }
  }

  mutating func object() throws(JSONError) -> JSONObject {
    var object = JSONObject()
    if try next() == UInt8(ascii: "}") {
      index += 1
      return object
    }
    while true {
      guard try next() == UInt8(ascii: "\"") else {
        throw failure(.unexpected(expected: "a name in quotation marks"))
      }
      let start = index
      let name = try string()
      guard object[name] == nil else { throw failure(.repeatedName(name), at: start) }
      guard try next() == UInt8(ascii: ":") else { throw failure(.unexpected(expected: ":")) }
      index += 1
      object[name] = try value()
      if try !continues(closing: UInt8(ascii: "}"), ", or }") { return object }
    }
  }

  /// Whether a comma follows; if not, the closing bracket must.
  mutating func continues(closing: UInt8, _ expected: String) throws(JSONError) -> Bool {
    let byte = try next()
    guard byte == closing || byte == UInt8(ascii: ",") else {
      throw failure(.unexpected(expected: expected))
    }
    index += 1
    return byte != closing
  }

  mutating func digits() -> Int {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      index += 1
    }
    return index - start
  }

  mutating func skip(_ options: UInt8...) -> Bool {
    guard index < bytes.count, options.contains(bytes[index]) else { return false }
    index += 1
    return true
  }

  mutating func number() throws(JSONError) -> JSONValue {
    let start = index
    var isWhole = true
    _ = skip(UInt8(ascii: "-"))
    let startsWithZero = index < bytes.count && bytes[index] == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, whole == 1 || !startsWithZero else {
      throw failure(.malformedNumber, at: start)
    }
    if skip(UInt8(ascii: ".")) {
      isWhole = false
      guard digits() > 0 else { throw failure(.malformedNumber, at: start) }
    }
    if skip(UInt8(ascii: "e"), UInt8(ascii: "E")) {
      isWhole = false
      _ = skip(UInt8(ascii: "+"), UInt8(ascii: "-"))
      guard digits() > 0 else { throw failure(.malformedNumber, at: start) }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    // "-0" is a number: as an integer it would lose its sign.
    if isWhole, text != "-0", let integer = Int(text) { return .integer(integer) }
    guard let double = Double(text), double.isFinite else {
      throw failure(.numberOutOfRange, at: start)
    }
    return .number(double)
  }

  mutating func string() throws(JSONError) -> String {
    index += 1
    var content: [UInt8] = []
    let start = index
    while true {
      guard index < bytes.count else { throw failure(.endsEarly) }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard let string = String(validating: content, as: UTF8.self) else {
          throw failure(.invalidUTF8, at: start)
        }
        return string
      case UInt8(ascii: "\\"):
        content.append(contentsOf: try escape().utf8)
      case 0..<0x20:
        throw failure(.controlCharacter)
      default:
        content.append(byte)
        index += 1
      }
    }
  }

  mutating func escape() throws(JSONError) -> String {
    let start = index
    guard index + 1 < bytes.count else { throw failure(.endsEarly, at: bytes.count) }
    index += 2
    switch bytes[index - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal(start)
      if let scalar = Unicode.Scalar(unit) { return String(scalar) }
      guard unit < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      else { throw failure(.loneSurrogate, at: start) }
      index += 2
      let low = try hexadecimal(start)
      guard (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + UInt32(low) - 0xDC00)
      else { throw failure(.loneSurrogate, at: start) }
      return String(scalar)
    default: throw failure(.unknownEscape, at: start)
    }
  }

  mutating func hexadecimal(_ start: Int) throws(JSONError) -> UInt16 {
    guard index + 4 <= bytes.count else { throw failure(.endsEarly, at: bytes.count) }
    var unit: UInt16 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure(.unknownEscape, at: start)
      }
      unit = unit << 4 | UInt16(digit)
    }
    index += 4
    return unit
  }
}
