import CairnClouds

/// Writes PLY files.
enum PLYWriter {
  /// Writes a whole file.
  ///
  /// - Parameters:
  ///   - cloud: What to write.
  ///   - encoding: Text, or bytes in either order.
  ///   - sink: Receives the bytes.
  /// - Returns: What PLY could not hold.
  /// - Throws: What the sink throws.
  static func write(
    _ cloud: PointCloud, _ encoding: CloudEncoding, to sink: some ByteSink
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    let (columns, losses) = cloud.columnsForPLY()
    let points = Element(name: PLYHeader.pointElement, count: cloud.count, fields: columns)
    let elements = cloud.leadingElements + [points] + cloud.trailingElements
    try sink.write(header(cloud, elements, encoding))
    let writer = TableWriter(sink: sink)
    for element in elements {
      try writer.write(element.fields, count: element.count, encoding)
    }
    return losses
  }

  private static func header(
    _ cloud: PointCloud, _ elements: [Element], _ encoding: CloudEncoding
  ) -> String {
    let name =
      switch encoding {
      case .ascii: "ascii"
      case .binaryBigEndian: "binary_big_endian"
      case .binary, .binaryCompressed: "binary_little_endian"
      }
    var lines = ["ply", "format \(name) 1.0"]
    for comment in cloud.comments where !comment.hasPrefix(PCDWriter.signature) {
      lines.append("comment \(singleLine(comment))")
    }
    lines += PLYMetadata.lines(for: cloud).map { "obj_info \(singleLine($0))" }
    for element in elements {
      lines.append("element \(element.name) \(element.count)")
      for field in element.fields {
        switch field.arity {
        case .fixed: lines.append("property \(field.type.plyName) \(field.name)")
        case .list(let lengthType, _):
          lines.append("property list \(lengthType.plyName) \(field.type.plyName) \(field.name)")
        }
      }
    }
    return lines.joined(separator: "\n") + "\nend_header\n"
  }
}

/// Text without what would end a header line.
func singleLine(_ text: String) -> String {
  String(text.map { $0.isNewline ? " " : $0 })
}
