import CairnClouds

/// Clouds as rows of numbers without a header: KITTI's `.bin`, nuScenes' `.pcd.bin` and their kin.
public enum RawCloud {
  /// Reads rows.
  ///
  /// - Parameters:
  ///   - reader: The whole file.
  ///   - layout: What a row holds; `nil` to guess between ``RawLayout/kitti`` and
  ///     ``RawLayout/nuscenes`` by name, size and content, which is then said in the notes.
  ///   - name: The name of the file.
  /// - Returns: The cloud, and what a person should know about how it was read.
  /// - Throws: ``RawCloudError``; ``SystemError`` where reading fails.
  public static func read(
    _ reader: inout ByteReader, layout: RawLayout? = nil, name: String = ""
  ) throws -> (cloud: PointCloud, notes: [String]) {
    let start = reader.byteOffset
    let guess = layout == nil ? try Self.guess(&reader, name: name) : nil
    let chosen = layout ?? guess?.layout ?? .kitti
    let rowSize = chosen.rowByteCount
    // A file says its size at once; a pipe only at its end.
    if let byteCount = reader.remainingCount { try check(byteCount, chosen) }
    let (fields, rows) = try RowTable.read(
      chosen.rowColumns, rowSize: rowSize, limit: nil, from: &reader)
    try check(reader.byteOffset - start + reader.availableCount, chosen)
    var cloud = PointCloud(count: rows, columns: fields)
    cloud.origin = CloudOrigin(
      format: chosen == .nuscenes ? .nuscenes : .kitti, encoding: .binary,
      version: chosen.description)
    return (cloud, guess.map { [$0.note] } ?? [])
  }

  private static func check(_ byteCount: Int, _ layout: RawLayout) throws(RawCloudError) {
    guard !byteCount.isMultiple(of: layout.rowByteCount) else { return }
    let known = ["xyz", "xyzi", "xyzir", "xyzirt"] + (7...8).map { "\($0) columns" }
    let fitting = known.enumerated().filter { byteCount.isMultiple(of: 4 * ($0.offset + 3)) }
    throw .sizeDoesNotFit(
      byteCount: byteCount, layout: layout.description, rowByteCount: layout.rowByteCount,
      fitting: fitting.map(\.element))
  }

  private static func guess(
    _ reader: inout ByteReader, name: String
  ) throws -> (layout: RawLayout, note: String) {
    _ = try reader.fill(atLeast: 20 * 1024)
    let words = reader.availableCount / 4
    func number(_ index: Int) -> Float {
      let window = reader.window
      return Float(
        bitPattern: (0..<4).reduce(0) { $0 | UInt32(window[4 * index + $1]) << (8 * UInt32($1)) })
    }
    let total = reader.remainingCount
    let fitsFour = total?.isMultiple(of: 16) ?? true
    let fitsFive = total?.isMultiple(of: 20) ?? true
    // A ring is a small whole number; no other fifth number is one in every row.
    let rings = stride(from: 4, to: min(words, 5 * 1024), by: 5).map(number)
    let hasRings = rings.allSatisfy { $0 >= 0 && $0 < 1024 && $0 == $0.rounded() }
    let isNamed = name.hasSuffix(".pcd.bin")
    let five = fitsFive && (isNamed || !fitsFour || (hasRings && Set(rings).count > 1))
    let layout: RawLayout = five ? .nuscenes : .kitti

    if let total { try check(total, layout) }
    let checked = min(words, 5 * 1024)
    let odd = (0..<checked).count { index in
      let size = abs(number(index))
      return !(size < 1e7) && !size.isNaN || (size != 0 && size < 1e-15)
    }
    guard 4 * odd <= checked else {
      throw RawCloudError.implausible(layout: layout.description, checked: checked, odd: odd)
    }
    let names = layout.columns.map(\.name).joined(separator: " ")
    return (layout, "no layout was given; read as float32 \(names) (layout \(layout))")
  }

  /// Writes rows.
  ///
  /// A field of the layout takes the column of its name; `x y z` also the capital ones, `intensity`
  /// also the usual other spellings. NaN rows are written like any other.
  ///
  /// - Parameters:
  ///   - cloud: At least x, y and z.
  ///   - layout: What a row holds; by default as the cloud was read, else ``RawLayout/kitti``.
  ///   - output: Where to.
  /// - Returns: What the rows do not hold.
  /// - Throws: ``CloudFileError/Cause``.
  public static func write(
    _ cloud: PointCloud, layout: RawLayout? = nil, to output: OutputFile
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    try write(cloud, layout: layout, to: FileSink(output))
  }

  static func write(
    _ cloud: PointCloud, layout: RawLayout?, to sink: some ByteSink
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    let layout = layout ?? Self.layout(of: cloud) ?? .kitti
    var losses: [CloudLoss] = []
    var columns: [(column: RowColumn, values: FieldValues)] = []
    var written: Set<String> = []
    var padding = cloud.columns.filter { $0.isPadding }[...]
    for column in layout.rowColumns {
      if column.isPadding {
        let old = padding.popFirst().flatMap { $0.type == column.type && $0.isScalar ? $0 : nil }
        columns.append((column, old?.values ?? FieldValues(zeros: cloud.count, type: column.type)))
      } else if let field = source(column.name, in: cloud) {
        written.insert(field.name)
        let converted = field.values.converted(to: column.type)
        losses += CloudLoss.rounding(field, converted)
        columns.append((column, converted.values))
      } else if ["x", "y", "z"].contains(column.name) {
        throw .missingField(column.name)
      } else {
        losses.append(.zeros(field: column.name))
        columns.append((column, FieldValues(zeros: cloud.count, type: column.type)))
      }
    }
    losses += CloudLoss.fieldsExcept(written, of: cloud)
    losses += CloudLoss.surroundings(of: cloud)
    try RowTable.write(columns, rows: cloud.count, rowSize: layout.rowByteCount, to: sink)
    return losses
  }

  /// The layout with which the cloud was read; `nil` for clouds from files of other formats.
  static func layout(of cloud: PointCloud, for format: CloudFormat? = nil) -> RawLayout? {
    guard let origin = cloud.origin, [.kitti, .nuscenes].contains(origin.format),
      format == nil || format == origin.format
    else { return nil }
    return try? RawLayout(origin.version)
  }

  private static func source(_ name: String, in cloud: PointCloud) -> Field? {
    let spellings =
      switch name {
      case "x", "y", "z": [name, name.uppercased()]
      case "intensity":
        ["intensity", "Intensity", "scalar_Intensity", "scalar_intensity", "reflectance"]
      default: [name]
      }
    return spellings.lazy.compactMap { cloud.field($0) }.first { $0.isScalar }
  }
}
