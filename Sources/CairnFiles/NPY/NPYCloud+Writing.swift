import CairnClouds

extension NPYCloud {
  /// Writes a structured array: one item per point, every column with its own type.
  ///
  /// Shape (N,), or (H, W) for an organised cloud. Columns with several values per point become
  /// sub-arrays; padding stays.
  ///
  /// - Parameters:
  ///   - cloud: Any cloud.
  ///   - isBigEndian: Whether to store the most significant byte first.
  ///   - output: Where to.
  /// - Returns: What the array does not hold: lists, comments, the viewpoint, other elements.
  /// - Throws: ``CloudFileError/Cause`` where writing fails.
  public static func write(
    _ cloud: PointCloud, isBigEndian: Bool = false, to output: OutputFile
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    try write(cloud, isBigEndian: isBigEndian, to: FileSink(output))
  }

  static func write(
    _ cloud: PointCloud, isBigEndian: Bool, to sink: some ByteSink
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    var losses: [CloudLoss] = []
    var columns: [(column: RowColumn, values: FieldValues)] = []
    var names: Set<String> = []
    var entries: [String] = []
    var rowSize = 0
    for (index, field) in cloud.columns.enumerated() {
      guard let count = field.count else {
        losses.append(.list(field: field.name))
        continue
      }
      let column = RowColumn(
        name: field.name, type: field.type, count: count, byteOffset: rowSize,
        isBigEndian: isBigEndian, isPadding: field.isPadding)
      rowSize += count * field.type.byteCount
      columns.append((column, field.values))
      if field.isPadding {
        entries.append("('', '|V\(count * field.type.byteCount)')")
        continue
      }
      let name = unusedName(field.name.isEmpty ? "c\(index)" : field.name, names, cloud)
      names.insert(name)
      if name != field.name { losses.append(.renamed(field: field.name, to: name)) }
      let code = typeCode(field.type, isBigEndian: isBigEndian)
      entries.append("(\(quoted(name)), '\(code)'\(count == 1 ? "" : ", (\(count),)"))")
    }
    losses += CloudLoss.surroundings(of: cloud, keepsGrid: true)
    let shape = cloud.isOrganized ? "(\(cloud.height), \(cloud.width))" : "(\(cloud.count),)"
    let header = header(
      "{'descr': [\(entries.joined(separator: ", "))], 'fortran_order': False, "
        + "'shape': \(shape), }")
    try sink.write(header.span)
    try RowTable.write(columns, rows: cloud.count, rowSize: rowSize, to: sink)
    return losses
  }

  /// The name, or with `_2`, `_3` … behind it where an earlier column or any other has it.
  private static func unusedName(
    _ name: String, _ taken: Set<String>, _ cloud: PointCloud
  ) -> String {
    guard taken.contains(name) else { return name }
    var number = 2
    while taken.contains("\(name)_\(number)") || cloud.field("\(name)_\(number)") != nil {
      number += 1
    }
    return "\(name)_\(number)"
  }

  private static func typeCode(_ type: ScalarType, isBigEndian: Bool) -> String {
    let kind = type.isFloatingPoint ? "f" : type.isSigned ? "i" : "u"
    let order = type.byteCount == 1 ? "|" : isBigEndian ? ">" : "<"
    return order + kind + String(type.byteCount)
  }

  /// A name as Python writes it.
  private static func quoted(_ name: String) -> String {
    var result = "'"
    for scalar in name.unicodeScalars {
      switch scalar {
      case "'", "\\": result += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count == 1 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  /// Magic, version and header, padded so that the data begins at a multiple of 64 bytes.
  private static func header(_ dictionary: String) -> [UInt8] {
    let text = Array(dictionary.utf8)
    let isASCII = text.allSatisfy { $0 < 0x80 }
    let isShort = text.count < 65_000
    let version: UInt8 = isASCII ? (isShort ? 1 : 2) : 3
    let prefix = version == 1 ? 10 : 12
    let total = (prefix + text.count + 1 + 63) / 64 * 64
    let length = total - prefix
    let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(length >> (8 * $0) & 255) }
    let padding = [UInt8](repeating: 0x20, count: length - text.count - 1)
    return NPYHeader.magic + [version, 0] + lengthBytes + text + padding + [0x0A]
  }
}
