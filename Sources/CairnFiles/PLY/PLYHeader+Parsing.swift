import CairnClouds

extension PLYHeader {
  /// Reads a header.
  ///
  /// - Parameter reader: Stands at the first byte of the file; afterwards, of the data.
  /// - Throws: A ``PLYError`` or the system's error.
  init(_ reader: inout ByteReader) throws(CloudFileError.Cause) {
    var lines = HeaderLines()
    var hasFormat = false
    guard let first = try lines.next(&reader, tooLong: Self.tooLong) else {
      throw .ply(.notPLY(firstLine: ""))
    }
    guard first.words == ["ply"] else {
      throw .ply(.notPLY(firstLine: excerpt(first.bytes)))
    }
    var names = PropertyNames()
    while true {
      guard let line = try lines.next(&reader, tooLong: Self.tooLong) else {
        throw .ply(.headerWithoutEnd(line: lines.count))
      }
      do throws(PLYError) {
        if try take(line, &hasFormat, &names) { break }
      } catch {
        throw .ply(error)
      }
    }
    guard hasFormat else { throw .ply(.missingFormat(line: lines.count)) }
    lineCount = lines.count
    duplicates = names.duplicates
  }

  private static let tooLong = CloudFileError.Cause.ply(
    .headerTooLong(byteCount: HeaderLines.longestHeader))

  /// The property names of the latest element.
  private struct PropertyNames {
    var seen: Set<String> = []
    var duplicates: [String] = []
  }

  /// Takes one line after the first; returns whether it is the last.
  private mutating func take(
    _ line: HeaderLines.Line, _ hasFormat: inout Bool, _ names: inout PropertyNames
  ) throws(PLYError) -> Bool {
    // Comments may be long and hold anything, so they are not split into words.
    let keyword = line.bytes.drop { $0 == 32 || $0 == 9 }.prefix { $0 != 32 && $0 != 9 }
    switch headerText(keyword) {
    case "": break
    case "comment": comments.append(line.rest)
    case "obj_info": objectInfo.append(line.rest)
    case "format":
      guard !hasFormat else { throw bad(line, "only one 'format' line") }
      encoding = try Self.encoding(line)
      hasFormat = true
    case "element":
      elements.append(try element(line))
      names.seen = []
    case "property":
      let column = try property(line)
      let element = elements[elements.count - 1].name
      if !names.seen.insert(column.name).inserted {
        // Which of two x is the coordinate nobody can know; other columns do no harm.
        if element == Self.pointElement, ["x", "y", "z"].contains(column.name.lowercased()) {
          throw .duplicateProperty(line: line.number, element: element, property: column.name)
        }
        names.duplicates.append(column.name)
      }
      elements[elements.count - 1].columns.append(column)
    case "end_header":
      guard line.words.count == 1 else { throw bad(line, "'end_header' alone") }
      return true
    default:
      throw bad(line, "format, comment, obj_info, element, property or end_header")
    }
    return false
  }

  private func bad(_ line: HeaderLines.Line, _ expected: String) -> PLYError {
    .badLine(line: line.number, text: excerpt(line.bytes), expected: expected)
  }

  private static func encoding(_ line: HeaderLines.Line) throws(PLYError) -> CloudEncoding {
    let words = line.words
    guard words.count == 3 else {
      throw .badLine(
        line: line.number, text: excerpt(line.bytes), expected: "'format ENCODING 1.0'")
    }
    guard words[2] == "1.0" else {
      throw .unknownVersion(line: line.number, version: excerpt(words[2].utf8))
    }
    switch words[1] {
    case "ascii": return .ascii
    case "binary_little_endian": return .binary
    case "binary_big_endian": return .binaryBigEndian
    default: throw .unknownEncoding(line: line.number, name: words[1])
    }
  }

  private func element(_ line: HeaderLines.Line) throws(PLYError) -> TableLayout {
    let words = line.words
    guard words.count == 3 else { throw bad(line, "'element NAME COUNT'") }
    guard let count = wholeNumber(words[2]) else {
      throw .badCount(line: line.number, element: words[1], text: excerpt(words[2].utf8))
    }
    guard !elements.contains(where: { $0.name == words[1] }) else {
      throw .duplicateElement(line: line.number, element: words[1])
    }
    return TableLayout(name: words[1], count: count, columns: [])
  }

  private func property(_ line: HeaderLines.Line) throws(PLYError) -> ColumnLayout {
    let words = line.words
    guard !elements.isEmpty else { throw bad(line, "an 'element' line before it") }
    func type(_ name: String, of property: String) throws(PLYError) -> ScalarType {
      guard let type = ScalarType(plyName: name) else {
        throw .unknownType(
          line: line.number, property: excerpt(property.utf8), type: excerpt(name.utf8))
      }
      return type
    }
    if words.count > 1, words[1] == "list" {
      guard words.count == 5 else { throw bad(line, "'property list LENGTHTYPE TYPE NAME'") }
      let lengthType = try type(words[2], of: words[4])
      guard !lengthType.isFloatingPoint else {
        throw .badLengthType(line: line.number, property: words[4], type: words[2])
      }
      return ColumnLayout(
        name: words[4], type: try type(words[3], of: words[4]),
        arity: .list(lengthType: lengthType))
    }
    guard words.count == 3 else { throw bad(line, "'property TYPE NAME'") }
    return ColumnLayout(name: words[2], type: try type(words[1], of: words[2]))
  }
}

/// A number that consists of decimal digits alone and fits `Int`.
func wholeNumber(_ text: String) -> Int? {
  guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
  return Int(text)
}
