import CairnClouds

extension TextCloud {
  /// How points are written as text.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// Values and blanks, nothing else; x y z first.
    case xyz
    /// A line of names and commas.
    case csv
    /// A comment `# x y z …` with the names, and blanks.
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

  /// Why a cloud could not be written as text.
  public enum WritingFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The style has no names and needs x, y and z to come first, but the cloud has no such field.
    case missingField(String)

    /// What is wrong, and what to do.
    public var description: String {
      switch self {
      case .missingField(let name):
        "the cloud has no field '\(name)', without which this text has no meaning; write csv instead"
      }
    }
  }

  /// Writes a point a line, every number as the shortest text that reads back as the same number.
  ///
  /// - Parameters:
  ///   - cloud: Any cloud; with x, y and z for ``Style/xyz`` and ``Style/pts``.
  ///   - style: What stands around and between the numbers.
  ///   - output: Where to.
  /// - Returns: What the text does not hold.
  /// - Throws: ``WritingFailure``; ``CloudFileError`` where writing fails.
  public static func write(
    _ cloud: PointCloud, style: Style, to output: OutputFile
  ) throws -> [CloudLoss] {
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
    let columns = flattened(table, &losses)
    let keepsComments = style == .txt
    losses += CloudLoss.surroundings(of: cloud, keepsComments: keepsComments)
    if keepsComments {
      for comment in cloud.comments { try output.write("# \(oneLine(comment))\n") }
      if !cloud.objectInfo.isEmpty { losses.append(.comments) }
    }
    let names = columns.map(\.name)
    switch style {
    case .csv: try output.write(names.map(quoted).joined(separator: ",") + "\n")
    case .txt: try output.write("# " + names.map(oneWord).joined(separator: " ") + "\n")
    case .xyz, .pts: if names.count > 3 { losses.append(.names) }
    }
    let separator = style == .csv ? UInt8(ascii: ",") : 0x20
    for scan in scans ?? [0..<cloud.count] {
      if style == .pts { try output.write("\(scan.count)\n") }
      try write(columns, rows: scan, separator: separator, to: output)
    }
    return losses
  }

  private static func write(
    _ columns: [(name: String, values: FieldValues, stride: Int, index: Int)], rows: Range<Int>,
    separator: UInt8, to output: OutputFile
  ) throws(CloudFileError) {
    var bytes: [UInt8] = []
    for row in rows {
      for (index, column) in columns.enumerated() {
        if index > 0 { bytes.append(separator) }
        let position = row * column.stride + column.index
        switch column.values {
        case .int8(let values): NumberText.append(values[position], to: &bytes)
        case .uint8(let values): NumberText.append(values[position], to: &bytes)
        case .int16(let values): NumberText.append(values[position], to: &bytes)
        case .uint16(let values): NumberText.append(values[position], to: &bytes)
        case .int32(let values): NumberText.append(values[position], to: &bytes)
        case .uint32(let values): NumberText.append(values[position], to: &bytes)
        case .int64(let values): NumberText.append(values[position], to: &bytes)
        case .uint64(let values): NumberText.append(values[position], to: &bytes)
        case .float32(let values): NumberText.append(values[position], to: &bytes)
        case .float64(let values): NumberText.append(values[position], to: &bytes)
        }
      }
      bytes.append(0x0A)
      if bytes.count > 1 << 18 {
        try output.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try output.write(bytes)
  }

  /// The columns of text: fields with several values as several columns; lists are lost.
  private static func flattened(
    _ cloud: PointCloud, _ losses: inout [CloudLoss]
  ) -> [(name: String, values: FieldValues, stride: Int, index: Int)] {
    var columns: [(name: String, values: FieldValues, stride: Int, index: Int)] = []
    for field in cloud.fields {
      switch field.count {
      case nil, 0?: losses.append(.field(field.name))
      case 1?: columns.append((field.name, field.values, 1, 0))
      case let count?:
        losses.append(.split(field.name))
        for index in 0..<count {
          columns.append(("\(field.name)_\(index)", field.values, count, index))
        }
      }
    }
    return columns
  }

  private static func quoted(_ name: String) -> String {
    let name = oneLine(name)
    let needsQuotes = name.contains { ",;\" \t#/".contains($0) } || name.isEmpty
    return needsQuotes
      ? "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
      : name
  }

  private static func oneWord(_ name: String) -> String {
    let word = String(oneLine(name).map { $0 == " " || $0 == "\t" ? "_" : $0 })
    return word.isEmpty ? "_" : word
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}
