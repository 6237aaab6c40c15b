/// What stands between the values of a line.
enum TextSeparator: UInt8, CaseIterable {
  /// Any number of spaces and tabs.
  case blanks = 0x20
  case semicolon = 0x3B
  case comma = 0x2C
  case tab = 0x09

  /// Calls `body` with the place of every value in a line, blanks and quotation marks removed.
  ///
  /// Nothing between two separators is an empty value; blanks have none.
  ///
  /// - Parameters:
  ///   - text: Begins with the line.
  ///   - length: Bytes of the line.
  ///   - body: Receives one value after the other.
  /// - Throws: What `body` throws.
  func forEachValue<Failure: Error>(
    _ text: borrowing Span<UInt8>, length: Int,
    _ body: (borrowing Span<UInt8>, Range<Int>) throws(Failure) -> Void
  ) throws(Failure) {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    if self == .blanks {
      var index = 0
      while true {
        while index < length, isBlank(text[index]) { index += 1 }
        guard index < length else { return }
        let start = index
        if text[start] == 0x22 {
          index += 1
          while index < length, text[index] != 0x22 { index += 1 }
          try body(text, start + 1..<index)
          index = min(length, index + 1)
        } else {
          while index < length, !isBlank(text[index]) { index += 1 }
          try body(text, start..<index)
        }
      }
    }
    var start = 0
    while true {
      while start < length, isBlank(text[start]), text[start] != rawValue { start += 1 }
      var end = start
      let isQuoted = start < length && text[start] == 0x22
      if isQuoted {
        end += 1
        // Two quotation marks inside stand for one and close nothing.
        while end < length {
          if text[end] == 0x22 {
            guard end + 1 < length, text[end + 1] == 0x22 else { break }
            end += 1
          }
          end += 1
        }
      }
      var next = end
      while next < length, text[next] != rawValue { next += 1 }
      if isQuoted {
        try body(text, min(start + 1, end)..<end)
      } else {
        end = next
        while end > start, isBlank(text[end - 1]) { end -= 1 }
        try body(text, start..<end)
      }
      guard next < length else { return }
      start = next + 1
    }
  }

  /// The places of all values in a line.
  func values(_ text: borrowing Span<UInt8>, length: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    forEachValue(text, length: length) { _, range in ranges.append(range) }
    return ranges
  }

  /// Finds out what separates the numbers of a line: the first of semicolon, comma and tab that
  /// leaves no value with a blank inside, else blanks.
  ///
  /// So "1, 2" has a comma, and "1,5 2,5" blanks between numbers that are then refused. Names may
  /// have blanks inside: a line that begins like no number has the first separator that occurs.
  static func guess(_ text: borrowing Span<UInt8>, length: Int) -> TextSeparator {
    let hasNames = !startsLikeNumber(text, length: length)
    for separator in [semicolon, comma, tab] {
      guard (0..<length).contains(where: { text[$0] == separator.rawValue }) else { continue }
      if hasNames || separator == .semicolon { return separator }
      let values = separator.values(text, length: length)
      // A row of tabs that lines up columns leaves nothing between two of them.
      if separator == .tab, values.dropLast().contains(where: \.isEmpty) { continue }
      let hasBlanks = values.contains { range in
        range.contains { text[$0] == 0x20 || text[$0] == 0x09 }
      }
      if !hasBlanks { return separator }
    }
    return .blanks
  }

  private static func startsLikeNumber(_ text: borrowing Span<UInt8>, length: Int) -> Bool {
    var index = 0
    while index < length, " \t\",;+-.".utf8.contains(text[index]) { index += 1 }
    guard index < length else { return true }
    if text[index] &- 0x30 <= 9 { return true }
    let word = NumberText.string(text, index..<min(length, index + 3)).lowercased()
    return word == "nan" || word == "inf"
  }
}
