import CairnClouds

/// Clouds as text: XYZ, TXT, CSV, ASC and Leica's PTS.
///
/// A point a line, values separated by blanks, tabs, commas or semicolons, whichever the first line
/// has. Lines that begin with `#` or `//` are comments; the last one before the points may name the
/// columns, as may a first line of words. A first line of one whole number is a count, as PTS has
/// it; there may be several counts, each for a scan, which then is a column `scan`. Columns without
/// names are named as ``ColumnNaming`` says. Values come out as the Double nearest to the text, in a
/// type that does not change them; an empty value between commas is NaN.
public enum TextCloud {
  /// Reads points.
  ///
  /// - Parameter reader: The whole file, or standard input; it is read once.
  /// - Returns: The cloud, and what a person should know about how it was read.
  /// - Throws: ``TextCloudError`` with line, column and the text found; ``SystemError`` where
  ///   reading fails.
  /// - Complexity: O(bytes); memory is the columns, 8 bytes a value while reading, and the window.
  public static func read(
    _ reader: inout ByteReader
  ) throws -> (cloud: PointCloud, notes: [String]) {
    var parser = TextCloudParser()
    try parser.parse(&reader)
    return try parser.finish()
  }
}

/// The state of reading a cloud from text.
struct TextCloudParser {
  private static let columnLimit = 4096

  private var lines = LineScanner()
  private var separator: TextSeparator?
  private var names: [String]?
  private var comments: [String] = []
  private var columns: [TextColumn] = []
  private var rows = 0
  private var emptyValues = 0
  /// Where each counted scan begins, and how many points it should have.
  private var scans: [(start: Int, count: Int, line: Int)] = []
  private var uncountedRows = 0

  mutating func parse(_ reader: inout ByteReader) throws {
    if try reader.fill(atLeast: 3), reader.window[0] == 0xEF, reader.window[1] == 0xBB,
      reader.window[2] == 0xBF
    {
      reader.consume(3)
    }
    if try reader.fill(atLeast: 2) {
      let start = (reader.window[0], reader.window[1])
      guard start != (0xFF, 0xFE), start != (0xFE, 0xFF) else { throw failure(1, .utf16, line: 1) }
    }
    while let length = try lines.next(&reader) {
      let text = reader.window
      guard let start = (0..<length).first(where: { text[$0] != 0x20 && text[$0] != 0x09 }) else {
        continue
      }
      if text[start] == 0x23
        || (text[start] == 0x2F && start + 1 < length && text[start + 1] == 0x2F)
      {
        let marker = text[start] == 0x23 ? 1 : 2
        comments.append(Self.trimmed(NumberText.string(text, start + marker..<length)))
      } else if columns.isEmpty {
        try parseFirst(text, length)
      } else {
        try parseRow(text, length)
      }
    }
    try checkScan()
  }

  private func failure(
    _ column: Int, _ problem: TextCloudError.Problem, line: Int? = nil
  ) -> TextCloudError {
    TextCloudError(line: line ?? lines.number, column: column, problem)
  }

  /// Takes a line before the first point: names, a count, or the first point.
  private mutating func parseFirst(_ text: borrowing Span<UInt8>, _ length: Int) throws {
    for index in 0..<length where text[index] < 0x20 && text[index] != 0x09 {
      throw failure(index + 1, .notText(byte: text[index]))
    }
    let guess = TextSeparator.guess(text, length: length)
    var values = guess.values(text, length: length)
    guard values.count <= Self.columnLimit else {
      throw failure(1, .tooManyColumns(limit: Self.columnLimit))
    }
    if guess != .blanks, values.count > 1, values.last?.isEmpty == true { values.removeLast() }
    if names == nil, scans.isEmpty, let first = values.first {
      // An empty first name is the index column of a table.
      let isName = first.isEmpty ? values.count > 1 : (try? NumberText.parse(text, first)) == nil
      if isName, !Self.isDecimalComma(text, first), first.isEmpty || !Self.isDigitFirst(text, first)
      {
        separator = guess
        names = values.map { Self.unquoted(NumberText.string(text, $0)) }
        return
      }
    }
    if values.count == 1, names == nil,
      case .integer(let count)? = try? NumberText.parse(text, values[0]),
      count >= 0
    {
      // Two such lines are no counts of nothing but a column of numbers.
      if let last = scans.last, last.count > 0 {
        throw failure(1, .tooFewColumns(1), line: last.line)
      }
      scans.append((0, Int(count), lines.number))
      return
    }
    let used = separator.map { $0 == .blanks ? guess : $0 } ?? guess
    separator = used
    let found = used.values(text, length: length)
    let width =
      names?.count ?? found.count - (used != .blanks && found.last?.isEmpty == true ? 1 : 0)
    guard names != nil || width >= 3 else {
      try refuseNonNumbers(text, found)
      throw failure(1, .tooFewColumns(width))
    }
    columns = Array(repeating: TextColumn(), count: width)
    try parseRow(text, length)
  }

  /// Explains a line that is too short by what in it is no number, if anything is.
  private func refuseNonNumbers(_ text: borrowing Span<UInt8>, _ values: [Range<Int>]) throws {
    for range in values where !range.isEmpty {
      do throws(NumberText.Problem) {
        _ = try NumberText.parse(text, range)
      } catch {
        throw failure(range.lowerBound + 1, Self.problem(error, text, range))
      }
    }
  }

  private mutating func parseRow(_ text: borrowing Span<UInt8>, _ length: Int) throws {
    if let scan = scans.last, rows - scan.start >= scan.count, try parseCount(text, length) {
      return
    }
    guard let separator else { return }
    let width = columns.count
    var column = 0
    try separator.forEachValue(text, length: length) { text, range throws(TextCloudError) in
      defer { column += 1 }
      guard column < width else { return }
      guard !range.isEmpty else {
        columns[column].append(.double(.nan))
        emptyValues += 1
        return
      }
      do throws(NumberText.Problem) {
        columns[column].append(try NumberText.parse(text, range))
      } catch {
        throw failure(range.lowerBound + 1, Self.problem(error, text, range))
      }
    }
    // A separator at the end of the line is no further value.
    if column == width + 1, separator != .blanks, Self.endsIn(separator, text, length) {
      column = width
    }
    guard column == width else {
      throw failure(1, .valueCount(expected: width, found: column))
    }
    rows += 1
    if let scan = scans.last, rows - scan.start > scan.count { uncountedRows += 1 }
  }

  /// Takes the count of a further scan.
  private mutating func parseCount(_ text: borrowing Span<UInt8>, _ length: Int) throws -> Bool {
    let values = TextSeparator.blanks.values(text, length: length)
    guard values.count == 1, columns.count > 1,
      case .integer(let count)? = try? NumberText.parse(text, values[0]), count >= 0
    else { return false }
    scans.append((rows, Int(count), lines.number))
    return true
  }

  private func checkScan() throws {
    guard let scan = scans.last, rows - scan.start < scan.count else { return }
    throw failure(
      1, .missingRows(expected: scan.count, found: rows - scan.start), line: scan.line)
  }

  /// Names and types the columns and makes a cloud of them.
  mutating func finish() throws -> (cloud: PointCloud, notes: [String]) {
    var notes: [String] = []
    var fields = columns.map { Field("", $0.values) }
    columns = []
    if fields.isEmpty {
      let empty = names ?? ["x", "y", "z"]
      fields = empty.map { Field($0, .float32([])) }
      notes.append("the file holds no points")
      names = empty
    }
    if names == nil { takeNamesFromComment(fields.count) }
    if let names {
      var taken: Set<String> = []
      for (index, name) in names.enumerated() {
        var unique = name.isEmpty ? "c\(index)" : name
        var number = 1
        while !taken.insert(unique).inserted {
          number += 1
          unique = "\(name)_\(number)"
        }
        if unique != name { notes.append("column \(index + 1), '\(name)', is called '\(unique)'") }
        fields[index].name = unique
      }
    } else {
      notes += ColumnNaming.name(&fields, style: .text)
    }
    TextColumn.narrow(&fields)
    if emptyValues > 0 { notes.append("\(emptyValues) empty values are read as NaN") }
    if uncountedRows > 0 {
      notes.append("\(uncountedRows) points more than the count lines promise; all are read")
    }
    if scans.count > 1 {
      let ids = scans.indices.flatMap { index in
        let end = index + 1 < scans.count ? scans[index + 1].start : rows
        return Array(repeating: UInt32(index), count: end - scans[index].start)
      }
      fields.append(Field("scan", .uint32(ids)))
      notes.append("the file holds \(scans.count) scans; the field 'scan' counts them from 0")
    }
    var cloud = PointCloud(count: rows, columns: fields)
    cloud.comments = comments
    cloud.origin = CloudOrigin(format: scans.isEmpty ? .text : .pts, encoding: .ascii)
    return (cloud, notes)
  }

  /// Takes the last comment that names x, y, z and as many columns as there are.
  private mutating func takeNamesFromComment(_ count: Int) {
    for (index, comment) in comments.enumerated().reversed() {
      let bytes = Array(comment.utf8)
      for separator in TextSeparator.allCases {
        let text = bytes.span
        let values = separator.values(text, length: bytes.count)
        let words = values.map { NumberText.string(text, $0) }
        let isHeader = Set(words.map { $0.lowercased() }).isSuperset(of: ["x", "y", "z"])
        guard isHeader, words.count == count else { continue }
        names = words
        comments.remove(at: index)
        return
      }
    }
  }
}
