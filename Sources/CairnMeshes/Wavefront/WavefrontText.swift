/// The words of a Wavefront file, one after the other.
struct WavefrontText {
  let bytes: [UInt8]
  /// Where the next word may start.
  private(set) var place = 0
  /// The number of the current line, from 1.
  private(set) var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether the file is at its end.
  var isAtEnd: Bool { place >= bytes.count }

  /// The next word of this line; `nil` at the end of the line.
  mutating func word() -> Range<Int>? {
    skipBlanks()
    let start = place
    while place < bytes.count, bytes[place] > 32 { place += 1 }
    return start == place ? nil : start..<place
  }

  /// The rest of this line, without blanks at its ends and without its comment.
  mutating func rest() -> String {
    skipBlanks()
    let start = place
    while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
    var end = place
    while end > start, bytes[end - 1] <= 32 { end -= 1 }
    return Self.text(bytes[start..<end])
  }

  /// Goes to the start of the next line.
  mutating func endLine() {
    while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
    guard place < bytes.count else { return }
    if bytes[place] == 13, place + 1 < bytes.count, bytes[place + 1] == 10 { place += 1 }
    place += 1
    line += 1
  }

  /// The next word of this line as a number; `nil` where it is none.
  mutating func number() -> Double? {
    skipBlanks()
    let start = place
    var isNegative = false
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
      isNegative = byte == UInt8(ascii: "-")
      place += 1
    }
    var digits: UInt64 = 0
    var exponent = 0
    var hasDigits = false
    var isFraction = false
    while true {
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if byte >= 48, byte <= 57 {
        hasDigits = true
        if digits < 1 << 59 {
          digits = digits * 10 + UInt64(byte - 48)
          if isFraction { exponent -= 1 }
        } else if !isFraction {
          exponent += 1
        }
      } else {
        break
      }
      place += 1
    }
    if hasDigits, byte | 32 == UInt8(ascii: "e") {
      place += 1
      exponent += whole() ?? 0
    }
    guard hasDigits, byte <= 32 else {
      // Not a number: the word is consumed, so that what follows keeps its place.
      place = start
      _ = word()
      return nil
    }
    // Zero first: with a huge exponent, zero times infinity is no number.
    let value = digits == 0 ? 0 : Double(digits) * Self.power(of: exponent)
    return isNegative ? -value : value
  }

  /// The whole number that starts here; `nil` where there is none.
  private mutating func whole() -> Int? {
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { place += 1 }
    var value = 0
    let start = place
    while byte >= 48, byte <= 57 {
      value = min(value * 10 + Int(byte - 48), 1 << 40)
      place += 1
    }
    return place == start ? nil : isNegative ? -value : value
  }

  /// A corner of a face: the numbers of its position, its texture coordinates and its normal, in the
  /// forms 1, 1/2, 1//3 and 1/2/3; `nil` at the end of the line or where the word is none.
  mutating func corner() -> (position: Int, coordinates: Int?)? {
    skipBlanks()
    guard let position = whole() else { return nil }
    var coordinates: Int?
    if byte == UInt8(ascii: "/") {
      place += 1
      coordinates = whole()
      if byte == UInt8(ascii: "/") {
        place += 1
        _ = whole()
      }
    }
    return (position, coordinates)
  }

  /// Bytes as text: UTF-8 where they are, ISO 8859-1 otherwise.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self)
      ?? String(decoding: bytes.map { UInt16($0) }, as: UTF16.self)
  }

  private var byte: UInt8 { place < bytes.count ? bytes[place] : 0 }

  /// A backslash at the end of a line continues it.
  private mutating func skipBlanks() {
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 32 || byte == 9 {
        place += 1
      } else if byte == UInt8(ascii: "\\"), place + 1 < bytes.count,
        bytes[place + 1] == 10 || bytes[place + 1] == 13
      {
        place += 1
        endLine()
      } else {
        return
      }
    }
  }

  private static func power(of exponent: Int) -> Double {
    var result = 1.0
    let factor = exponent < 0 ? 0.1 : 10
    guard abs(exponent) < 400 else { return exponent < 0 ? 0 : .infinity }
    if exponent < 0, exponent >= -18 { return 1 / powers[-exponent] }
    for _ in 0..<abs(exponent) { result *= factor }
    return result
  }

  private static let powers: [Double] = (0...18).map { exponent in
    (0..<exponent).reduce(1.0) { value, _ in value * 10 }
  }
}
