import CairnClouds

extension TextCloud {
  /// How points are written as text.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// Values and blanks, nothing else; x y z first.
    case xyz
    /// A line of names and commas.
    case csv
    /// A comment `# x y z …` with the names, and blanks; no comment where there are no coordinates.
    case txt
    /// Leica's: a count, then x y z, intensity and colours, and blanks.
    case pts

    /// The style that the extension of a file's name asks for; `.txt` where it asks for none.
    public init(name: String) {
      let suffix =
        name.split(separator: "/").last?.split(separator: ".").last.map(String.init) ?? ""
      self = Style(rawValue: suffix.lowercased()) ?? .txt
    }
  }

  /// Writes a point a line, every number as the shortest text that reads back as the same number.
  ///
  /// Text has no types: a float that is whole looks like an integer, and is read back as one of the
  /// same value.
  ///
  /// - Parameters:
  ///   - cloud: Any cloud; with x, y and z for ``Style/xyz`` and ``Style/pts``.
  ///   - style: What stands around and between the numbers.
  ///   - output: Where to.
  /// - Returns: What the text does not hold.
  /// - Throws: ``CloudFileError/Cause``.
  public static func write(
    _ cloud: PointCloud, style: Style, to output: OutputFile
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    try write(cloud, style: style, to: FileSink(output))
  }

  static func write(
    _ cloud: PointCloud, style: Style, to sink: some ByteSink
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    var losses: [CloudLoss] = []
    var table = cloud
    var scans: [Range<Int>]?
    switch style {
    case .csv, .txt:
      bitsOfPackedColors(&table)
    case .xyz:
      table = try positionsFirst(cloud)
      splitPackedColors(&table, &losses)
    case .pts:
      scans = Self.scans(of: cloud)
      table = try leicaColumns(cloud, hasScans: scans != nil, &losses)
    }
    var fields: [Field] = []
    var names: [String] = []
    for field in table.fields {
      switch field.count {
      case nil: losses.append(.list(field: field.name))
      case 0?: losses.append(.emptyField(field.name))
      case let count?:
        if count > 1 { losses.append(.split(field: field.name)) }
        names += count == 1 ? [field.name] : (0..<count).map { "\(field.name)_\($0)" }
        fields.append(field)
      }
    }
    losses += CloudLoss.surroundings(of: cloud, keepsComments: style == .txt)
    switch style {
    case .csv:
      try sink.write(names.map(quoted).joined(separator: ",") + "\n")
      try TableWriter(sink: CommaSink(sink)).write(fields, count: cloud.count, .ascii)
    case .txt:
      for comment in cloud.comments { try sink.write("# \(singleLine(comment))\n") }
      let words = names.map(oneWord)
      for (name, word) in zip(names, words) where name != word {
        losses.append(.renamed(field: name, to: word))
      }
      // Without coordinates a comment would not be taken for names.
      let marker = Set(words.map { $0.lowercased() }).isSuperset(of: ["x", "y", "z"]) ? "# " : ""
      try sink.write(marker + words.joined(separator: " ") + "\n")
      try TableWriter(sink: sink).write(fields, count: cloud.count, .ascii)
    case .xyz, .pts:
      if names.count > 3 { losses.append(.names) }
      for scan in scans ?? [0..<cloud.count] {
        let isWhole = scan.count == cloud.count
        let part = isWhole ? fields : fields.map { $0.selected(Array(scan)) }
        if style == .pts { try sink.write("\(scan.count)\n") }
        try TableWriter(sink: sink).write(part, count: scan.count, .ascii)
      }
    }
    return losses
  }

  private static func quoted(_ name: String) -> String {
    let name = singleLine(name)
    let needsQuotes = name.contains { ",;\" \t#/".contains($0) } || name.isEmpty
    return needsQuotes
      ? "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
      : name
  }

  /// A name as a row of words has it: what separates or quotes becomes `_`, and what begins like a
  /// number or a comment gets one before it.
  private static func oneWord(_ name: String) -> String {
    let word = String(name.map { $0.isWhitespace || ",;\"".contains($0) ? "_" : $0 })
    // A byte order mark at the front of a name would be taken for that of the file.
    guard let first = word.unicodeScalars.first,
      !"0123456789+-.#/\u{FEFF}".unicodeScalars.contains(first),
      !["nan", "inf", "infinity"].contains(word.lowercased())
    else { return "_" + word }
    return word
  }
}

/// Puts commas where rows of numbers have blanks.
private final class CommaSink: ByteSink {
  private let sink: any ByteSink

  init(_ sink: any ByteSink) { self.sink = sink }

  func write(_ bytes: borrowing Span<UInt8>) throws(CloudFileError.Cause) {
    var text = Array(copying: bytes)
    for index in text.indices where text[index] == 0x20 { text[index] = 0x2C }
    try sink.write(text.span)
  }
}
