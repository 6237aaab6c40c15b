extension TextCloudParser {
  /// The text of an error: what was found, cut short, control characters shown as `\u{…}`.
  static func problem(
    _ problem: NumberText.Problem, _ text: borrowing Span<UInt8>, _ range: Range<Int>
  ) -> TextCloudError.Problem {
    let cut = range.lowerBound..<min(range.upperBound, range.lowerBound + 40)
    var found = ""
    for scalar in NumberText.string(text, cut).unicodeScalars {
      found += scalar.value < 0x20 ? scalar.escaped(asASCII: false) : String(scalar)
    }
    if cut != range { found += "…" }
    return switch problem {
    case .notANumber: .notANumber(found)
    case .decimalComma: .decimalComma(found)
    case .hexadecimal: .hexadecimal(found)
    case .outOfRange: .outOfRange(found)
    }
  }

  /// Whether a word is a number with a comma for a dot, which no name is.
  static func isDecimalComma(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    do throws(NumberText.Problem) {
      _ = try NumberText.parse(text, range)
      return false
    } catch {
      return error == .decimalComma
    }
  }

  /// Whether a word begins like a number; then it is a broken number and no name.
  static func isDigitFirst(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound, "+-.".utf8.contains(text[index]) { index += 1 }
    return index < range.upperBound && text[index] &- 0x30 <= 9
  }

  /// Whether nothing but blanks follows the last separator of a line.
  static func endsIn(
    _ separator: TextSeparator, _ text: borrowing Span<UInt8>, _ length: Int
  ) -> Bool {
    var index = length - 1
    while index >= 0, text[index] != separator.rawValue, text[index] == 0x20 || text[index] == 0x09
    {
      index -= 1
    }
    return index >= 0 && text[index] == separator.rawValue
  }

  /// A quoted name: two quotation marks inside stand for one.
  static func unquoted(_ name: String) -> String {
    var result = ""
    var wasQuote = false
    for character in name {
      if character == "\"", wasQuote {
        wasQuote = false
        continue
      }
      wasQuote = character == "\""
      result.append(character)
    }
    return result
  }

  /// A comment without the blanks around it.
  static func trimmed(_ text: String) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    var result = text[...]
    while let first = result.first, isBlank(first) { result.removeFirst() }
    while let last = result.last, isBlank(last) { result.removeLast() }
    return String(result)
  }
}
