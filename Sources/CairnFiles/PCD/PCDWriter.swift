import CairnClouds
import CairnKernels

/// Writes PCD files.
enum PCDWriter {
  /// How the comment begins that opens every PCD file.
  static let signature = ".PCD v"

  /// Writes a whole file.
  ///
  /// - Parameters:
  ///   - cloud: What to write.
  ///   - encoding: Text, bytes, or compressed bytes.
  ///   - sink: Receives the bytes.
  /// - Returns: What PCD could not hold.
  /// - Throws: What the sink throws, and ``PCDError/tooLargeToCompress(byteCount:)``.
  static func write(
    _ cloud: PointCloud, _ encoding: CloudEncoding, to sink: some ByteSink
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    let (columns, losses) = cloud.columnsForPCD(encoding)
    if encoding == .binaryCompressed {
      let byteCount = columns.reduce(0) { $0 + ($1.byteCount ?? 0) * cloud.count }
      guard byteCount <= Int(UInt32.max) / 2 else {
        throw .pcd(.tooLargeToCompress(byteCount: byteCount))
      }
    }
    try sink.write(header(cloud, columns, encoding))
    if encoding == .binaryCompressed {
      try writeCompressed(columns, sink)
    } else {
      try TableWriter(sink: sink).write(columns, count: cloud.count, encoding)
    }
    return losses
  }

  private static func writeCompressed(
    _ columns: [Field], _ sink: some ByteSink
  ) throws(CloudFileError.Cause) {
    let byteCount = columns.reduce(0) { $0 + $1.values.count * $1.type.byteCount }
    var bytes = [UInt8](repeating: 0, count: byteCount)
    var start = 0
    for column in columns {
      let size = column.values.count * column.type.byteCount
      var span = bytes.mutableSpan
      column.values.interleave(
        0..<column.values.count, into: &span, rowCount: 1, stride: byteCount, offset: start,
        perRow: column.values.count, isBigEndian: false)
      start += size
    }
    let compressed = LZF.encoded(bytes.span)
    var sizes: [UInt8] = []
    for size in [compressed.count, byteCount] {
      for index in 0..<4 { sizes.append(UInt8(truncatingIfNeeded: size >> (8 * index))) }
    }
    try sink.write(sizes.span)
    try sink.write(compressed.span)
  }

  private static func header(
    _ cloud: PointCloud, _ columns: [Field], _ encoding: CloudEncoding
  ) -> String {
    let origin = cloud.origin?.format == .pcd ? cloud.origin?.version : nil
    let version = origin.flatMap { $0.isEmpty ? nil : $0 } ?? "0.7"
    var lines: [String] = []
    if !cloud.comments.contains(where: { $0.hasPrefix(signature) }) {
      lines.append("# .PCD v\(version) - Point Cloud Data file format")
    }
    lines += cloud.comments.map { "# \(singleLine($0))" }
    lines += PLYMetadata.otherLines(of: cloud).map { "# obj_info \(singleLine($0))" }
    lines.append("VERSION \(version)")
    func list(_ keyword: String, _ value: (Field) -> String) {
      lines.append(([keyword] + columns.map(value)).joined(separator: " "))
    }
    list("FIELDS") { $0.isPadding ? "_" : $0.name }
    list("SIZE") { "\($0.type.byteCount)" }
    list("TYPE") { $0.type.pcdType }
    list("COUNT") { "\($0.count ?? 0)" }
    lines.append("WIDTH \(cloud.width)")
    lines.append("HEIGHT \(cloud.height)")
    // Only 0.7 knows the viewpoint, but nobody minds it where it says something.
    if version.hasSuffix("7") || cloud.viewpoint != .identity {
      lines.append("VIEWPOINT \(cloud.viewpoint.text)")
    }
    lines.append("POINTS \(cloud.count)")
    let name =
      switch encoding {
      case .ascii: "ascii"
      case .binaryCompressed: "binary_compressed"
      case .binary, .binaryBigEndian: "binary"
      }
    lines.append("DATA \(name)")
    return lines.joined(separator: "\n") + "\n"
  }
}
