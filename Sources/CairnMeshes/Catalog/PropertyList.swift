/// Keys and values of a Java property file: ISO 8859-1 with `\u` escapes.
package struct PropertyList: Sendable {
  package private(set) var values: [String: String] = [:]

  /// Reads a property file; any bytes are one.
  ///
  /// - Parameter bytes: Of the file.
  /// - Complexity: O(bytes).
  package init(_ bytes: [UInt8]) {
    var place = 0
    while place < bytes.count {
      let line = Self.logicalLine(in: bytes, from: &place)
      guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "!") else {
        continue
      }
      let (key, value) = Self.split(line)
      values[key] = value
    }
  }

  /// The value of a key, without blanks around it; `nil` where there is none or it is empty.
  package subscript(key: String) -> String? {
    guard let value = values[key] else { return nil }
    let blanks: Set<Character> = [" ", "\t"]
    var rest = Substring(value)
    while let last = rest.last, blanks.contains(last) { rest.removeLast() }
    return rest.isEmpty ? nil : String(rest)
  }

  /// A line with those that continue it, without blanks at its start.
  private static func logicalLine(in bytes: [UInt8], from place: inout Int) -> [UInt8] {
    var line: [UInt8] = []
    while place < bytes.count {
      while place < bytes.count, isBlank(bytes[place]) { place += 1 }
      let start = place
      while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
      line.append(contentsOf: bytes[start..<place])
      let isCut = place < bytes.count
      if isCut {
        let isPair = bytes[place] == 13 && place + 1 < bytes.count && bytes[place + 1] == 10
        place += isPair ? 2 : 1
      }
      let slashes = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      guard slashes % 2 == 1, isCut, line.first != UInt8(ascii: "#") else { break }
      line.removeLast()
    }
    return line
  }

  private static func split(_ line: [UInt8]) -> (key: String, value: String) {
    var end = 0
    while end < line.count, line[end] != UInt8(ascii: "="), line[end] != UInt8(ascii: ":"),
      !isBlank(line[end])
    {
      end += line[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    end = min(end, line.count)
    var start = end
    while start < line.count, isBlank(line[start]) { start += 1 }
    if start < line.count, line[start] == UInt8(ascii: "=") || line[start] == UInt8(ascii: ":") {
      start += 1
    }
    while start < line.count, isBlank(line[start]) { start += 1 }
    return (unescaped(line[..<end]), unescaped(line[start...]))
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    // UTF-16, because characters beyond the first plane are escaped as two surrogates.
    var units: [UInt16] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      place += 1
      guard byte == UInt8(ascii: "\\"), place < bytes.endIndex else {
        units.append(UInt16(byte))
        continue
      }
      let escaped = bytes[place]
      place += 1
      switch escaped {
      case UInt8(ascii: "n"): units.append(10)
      case UInt8(ascii: "t"): units.append(9)
      case UInt8(ascii: "r"): units.append(13)
      case UInt8(ascii: "u"):
        let digits = bytes[place..<min(place + 4, bytes.endIndex)]
        guard digits.count == 4,
          let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { continue }
        units.append(unit)
        place += 4
      default: units.append(UInt16(escaped))
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 12 }
}
