import CairnClouds

extension PCDHeader {
  /// Reads a header.
  ///
  /// - Parameter reader: Stands at the first byte of the file; afterwards, of the data.
  /// - Throws: A ``PCDError`` or the system's error.
  init(_ reader: inout ByteReader) throws(CloudFileError.Cause) {
    var lines = HeaderLines()
    var values: [String: HeaderLines.Line] = [:]
    while values["DATA"] == nil {
      guard let line = try lines.next(&reader, tooLong: Self.tooLong) else {
        throw .pcd(.headerWithoutData(line: lines.count))
      }
      let content = line.bytes.drop { $0 == 32 || $0 == 9 }
      if content.first == 35 {
        comments.append(headerText(content.dropFirst(content.dropFirst().first == 32 ? 2 : 1)))
        continue
      }
      let keyword = headerText(content.prefix { $0 != 32 && $0 != 9 })
      if keyword.isEmpty { continue }
      guard Self.keywords.contains(keyword) else {
        throw .pcd(.unknownKeyword(line: line.number, text: excerpt(line.bytes)))
      }
      let name = keyword == "COLUMNS" ? "FIELDS" : keyword
      guard values.updateValue(line, forKey: name) == nil else {
        throw .pcd(.duplicateKeyword(line: line.number, keyword: name))
      }
    }
    lineCount = lines.count
    do throws(PCDError) {
      try take(Entries(lines: values))
    } catch {
      throw .pcd(error)
    }
  }

  private static let keywords: Set<String> = [
    "VERSION", "FIELDS", "COLUMNS", "SIZE", "TYPE", "COUNT", "WIDTH", "HEIGHT", "VIEWPOINT",
    "POINTS", "DATA",
  ]

  private static let tooLong = CloudFileError.Cause.pcd(
    .headerTooLong(byteCount: HeaderLines.longestHeader))

  /// The header's lines by keyword.
  private struct Entries {
    let lines: [String: HeaderLines.Line]

    func words(_ keyword: String) -> (values: [String], line: Int)? {
      lines[keyword].map { (Array($0.words.dropFirst()), $0.number) }
    }

    /// The whole numbers of a keyword, one a field.
    func numbers(
      _ keyword: String, fields: Int, largest: Int
    ) throws(PCDError) -> [Int]? {
      guard let (values, line) = words(keyword) else { return nil }
      guard values.count == fields else {
        throw .wrongValueCount(line: line, keyword: keyword, found: values.count, fields: fields)
      }
      var numbers: [Int] = []
      for value in values {
        guard let number = wholeNumber(value), number <= largest else {
          throw .badValue(
            line: line, keyword: keyword, text: excerpt(value.utf8),
            expected: "a whole number from 0 to \(largest)")
        }
        numbers.append(number)
      }
      return numbers
    }

    /// The one whole number of a keyword.
    func number(_ keyword: String) throws(PCDError) -> Int? {
      guard let (values, line) = words(keyword) else { return nil }
      guard values.count == 1, let number = wholeNumber(values[0]) else {
        throw .badValue(
          line: line, keyword: keyword, text: excerpt(values.joined(separator: " ").utf8),
          expected: "one whole number from 0 on")
      }
      return number
    }
  }

  private mutating func take(_ entries: Entries) throws(PCDError) {
    if let (values, line) = entries.words("VERSION") {
      version = values.joined(separator: " ")
      guard ["0.7", ".7", "0.6", ".6", "0.5", ".5"].contains(version) else {
        throw .unknownVersion(line: line, version: excerpt(version.utf8))
      }
    }
    try takeFields(entries)
    try takeCounts(entries)
    if let (values, line) = entries.words("VIEWPOINT") {
      guard let viewpoint = Viewpoint(words: values) else {
        throw .badValue(
          line: line, keyword: "VIEWPOINT", text: excerpt(values.joined(separator: " ").utf8),
          expected: "seven numbers (translation x y z, quaternion w x y z)")
      }
      self.viewpoint = viewpoint
    }
    guard let (values, line) = entries.words("DATA") else { throw .missingKeyword("DATA") }
    switch values.joined(separator: " ").lowercased() {
    case "ascii": encoding = .ascii
    case "binary": encoding = .binary
    case "binary_compressed": encoding = .binaryCompressed
    default:
      throw .unknownEncoding(line: line, name: excerpt(values.joined(separator: " ").utf8))
    }
  }

  private mutating func takeFields(_ entries: Entries) throws(PCDError) {
    guard let (names, line) = entries.words("FIELDS") else { throw .missingKeyword("FIELDS") }
    guard let sizes = try entries.numbers("SIZE", fields: names.count, largest: 8) else {
      throw .missingKeyword("SIZE")
    }
    guard let (types, typeLine) = entries.words("TYPE") else { throw .missingKeyword("TYPE") }
    guard types.count == names.count else {
      throw .wrongValueCount(
        line: typeLine, keyword: "TYPE", found: types.count, fields: names.count)
    }
    // A point of 2³¹ values is beyond every file; the limit keeps sizes within Int.
    let counts = try entries.numbers("COUNT", fields: names.count, largest: Int(Int32.max))
    var seen: Set<String> = []
    for (index, name) in names.enumerated() {
      guard let type = ScalarType(pcdType: types[index], size: sizes[index]) else {
        throw .unknownType(field: name, type: excerpt(types[index].utf8), size: sizes[index])
      }
      let isPadding = name == "_"
      if !isPadding, !seen.insert(name).inserted {
        // Which of two x is the coordinate nobody can know; other columns do no harm.
        if ["x", "y", "z"].contains(name.lowercased()) {
          throw .duplicateField(line: line, field: name)
        }
        warnings.append(.duplicateField(name: name))
      }
      points.columns.append(
        ColumnLayout(
          name: name, type: type, arity: .fixed(counts?[index] ?? 1), isPadding: isPadding))
    }
  }

  private mutating func takeCounts(_ entries: Entries) throws(PCDError) {
    let declaredWidth = try entries.number("WIDTH")
    var declaredHeight = try entries.number("HEIGHT")
    let declaredPoints = try entries.number("POINTS")
    if declaredHeight == 0 || declaredHeight == nil, declaredWidth ?? 0 > 0 {
      warnings.append(.heightMissing(line: entries.words("HEIGHT")?.line))
      declaredHeight = 1
    }
    height = declaredHeight ?? 1
    if let declaredWidth {
      let (product, overflow) = declaredWidth.multipliedReportingOverflow(by: height)
      guard !overflow, product == declaredPoints ?? product else {
        throw .wrongPointCount(
          width: declaredWidth, height: height, points: declaredPoints ?? 0)
      }
      (width, points.count) = (declaredWidth, product)
    } else {
      guard let declaredPoints else { throw .missingKeyword("POINTS") }
      guard height > 0, declaredPoints % height == 0 else {
        throw .wrongPointCount(width: 0, height: height, points: declaredPoints)
      }
      (width, points.count) = (declaredPoints / height, declaredPoints)
    }
    guard points.count == 0 || points.leastRowByteCount > 0 else {
      throw .noData(points: points.count)
    }
  }
}
