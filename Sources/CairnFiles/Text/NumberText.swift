/// Numbers as text: the one place where text formats parse and print them.
enum NumberText {
  /// A number as it was written.
  enum Value: Equatable {
    /// Digits and a sign only, within 64 bits, and not minus zero.
    case integer(Int64)
    /// Anything else, as the nearest Double.
    case double(Double)
  }

  /// Why a word is no number.
  enum Problem: Error { case notANumber, decimalComma, hexadecimal, outOfRange }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Reads a decimal number, correctly rounded; `nan`, `inf` and `infinity` in any case count.
  ///
  /// - Parameters:
  ///   - text: A line, or more.
  ///   - range: Where in it the number is, without blanks around it.
  /// - Returns: The number.
  /// - Throws: ``Problem``; hexadecimal numbers, decimal commas and what is too large are refused.
  static func parse(
    _ text: borrowing Span<UInt8>, _ range: Range<Int>
  ) throws(Problem) -> Value {
    var index = range.lowerBound
    let end = range.upperBound
    guard index < end else { throw .notANumber }
    let isNegative = text[index] == UInt8(ascii: "-")
    if isNegative || text[index] == UInt8(ascii: "+") { index += 1 }

    var mantissa: UInt64 = 0
    var (digits, significant, exponent) = (0, 0, 0)
    var hasFraction = false
    while index < end {
      let digit = text[index] &- 0x30
      if digit <= 9 {
        digits += 1
        // Nineteen digits always fit; the rest only moves the point.
        if significant < 19 {
          mantissa = mantissa &* 10 &+ UInt64(digit)
          if mantissa != 0 { significant += 1 }
          if hasFraction { exponent -= 1 }
        } else {
          significant += 1
          if !hasFraction { exponent += 1 }
        }
      } else if text[index] == UInt8(ascii: "."), !hasFraction {
        hasFraction = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return try word(text, range) }
    var hasExponent = false
    if index < end, text[index] | 0x20 == UInt8(ascii: "e") {
      hasExponent = true
      index += 1
      let isMinus = index < end && text[index] == UInt8(ascii: "-")
      if index < end, isMinus || text[index] == UInt8(ascii: "+") { index += 1 }
      guard index < end else { throw .notANumber }
      var written = 0
      while index < end, text[index] &- 0x30 <= 9 {
        written = min(written * 10 + Int(text[index] &- 0x30), 100_000)
        index += 1
      }
      exponent += isMinus ? -written : written
      guard text[index - 1] &- 0x30 <= 9 else { throw .notANumber }
    }
    guard index == end else { return try word(text, range) }

    if !hasFraction, !hasExponent, significant <= 19, !(isNegative && mantissa == 0) {
      if let value = Int64(exactly: mantissa) { return .integer(isNegative ? -value : value) }
      if isNegative, mantissa == Int64.min.magnitude { return .integer(.min) }
    }
    // Clinger 1990: both factors are exact, so one operation rounds correctly.
    if significant <= 19, mantissa <= 1 << 53, abs(exponent) <= 22 {
      let whole = Double(mantissa)
      let value =
        exponent < 0 ? whole / powersOfTen[-exponent] : whole * powersOfTen[exponent]
      return .double(isNegative ? -value : value)
    }
    guard let value = Double(string(text, range)) else { throw .notANumber }
    guard value.isFinite else { throw .outOfRange }
    return .double(value)
  }

  /// Takes words for numbers, or says what is wrong.
  private static func word(
    _ text: borrowing Span<UInt8>, _ range: Range<Int>
  ) throws(Problem) -> Value {
    var word = string(text, range).lowercased()
    let isNegative = word.hasPrefix("-")
    if isNegative || word.hasPrefix("+") { word.removeFirst() }
    switch word {
    case "nan": return .double(.nan)
    case "inf", "infinity": return .double(isNegative ? -.infinity : .infinity)
    default: break
    }
    if word.hasPrefix("0x") { throw .hexadecimal }
    let pieces = word.split(separator: ",", omittingEmptySubsequences: false)
    if pieces.count == 2,
      pieces.allSatisfy({ $0.utf8.allSatisfy { "0123456789e.+-".utf8.contains($0) } })
    {
      throw .decimalComma
    }
    throw .notANumber
  }

  /// Some bytes as text; those that are no UTF-8 as Latin-1.
  static func string(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for index in range { bytes.append(text[index]) }
    return String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  /// Appends the shortest text that reads back as the same number.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: value.description.utf8)
  }

  /// Appends the shortest text that reads back as the same number.
  static func append(_ value: Float, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: value.description.utf8)
  }

  /// Appends an integer.
  static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: value.description.utf8)
  }
}
