import CairnClouds
import CairnKernels

/// Reads PCD files.
enum PCDReader {
  /// Reads a whole file.
  ///
  /// - Parameter reader: Stands at the first byte.
  /// - Returns: The cloud, and what was odd about the file.
  /// - Throws: A ``PCDError`` or the system's error.
  static func read(_ reader: inout ByteReader) throws(CloudFileError.Cause) -> CloudReading {
    let header = try PCDHeader(&reader)
    var warnings = header.warnings
    let fields: [Field]
    do throws(TableFault) {
      switch header.encoding {
      case .ascii:
        var line = header.lineCount
        fields = try TextTableReader(layout: header.points).read(&reader, line: &line)
        let lines = try system { () throws(SystemError) in
          try TextTableReader.remainingLineCount(&reader)
        }
        if lines > 0 { warnings.append(.extraRows(count: lines, line: line + 1)) }
      case .binaryCompressed:
        let compressed = CompressedTableReader(layout: header.points)
        (fields, warnings) = try compressed.read(&reader, warnings)
      case .binary, .binaryBigEndian:
        fields = try BinaryTableReader(layout: header.points, isBigEndian: false).read(&reader)
        warnings += try trailing(&reader)
      }
    } catch {
      throw Self.cause(error, header.points)
    }
    var cloud = PointCloud(
      count: header.points.count, columns: fields, width: header.width, height: header.height)
    cloud.comments = header.comments
    cloud.viewpoint = header.viewpoint
    cloud.origin = CloudOrigin(format: .pcd, encoding: header.encoding, version: header.version)
    return CloudReading(cloud: cloud, warnings: warnings)
  }

  private static func cause(_ fault: TableFault, _ layout: TableLayout) -> CloudFileError.Cause {
    switch fault {
    case .system(let error): .system(error)
    case .compressed(let error): .pcd(error)
    default: .pcd(PCDError(fault, layout))
    }
  }

  /// Whether something other than the zeros with which PCL fills a page follows the last point.
  private static func trailing(_ reader: inout ByteReader) throws(TableFault) -> [CloudWarning] {
    _ = try system { () throws(SystemError) in try reader.fill(atLeast: 1) }
    for index in reader.window.indices where reader.window[index] != 0 {
      return [.trailingBytes(byteOffset: reader.byteOffset, count: reader.remainingCount)]
    }
    return []
  }

  private static func system<Value>(
    _ body: () throws(SystemError) -> Value
  ) throws(TableFault) -> Value {
    do { return try body() } catch { throw .system(error) }
  }
}

extension PCDError {
  /// Puts a fault of a table into PCD's words.
  init(_ fault: TableFault, _ layout: TableLayout) {
    func name(_ column: Int) -> String { layout.columns[column].name }
    switch fault {
    case .system(let error): self = .badCompressedData(reason: "\(error)", byteOffset: 0)
    case .compressed(let error): self = error
    case .truncated(let row, let column, let byteOffset):
      self = .truncatedBody(
        point: row, points: layout.count, field: name(column), byteOffset: byteOffset)
    case .missingRows(let row, let line):
      self = .missingPoints(found: row, points: layout.count, line: line)
    case .missingValue(let row, let line, let column):
      self = .missingValue(point: row, field: name(column), line: line)
    case .extraText(let row, let line, let text):
      self = .extraValue(point: row, text: text, line: line)
    case .badNumber(let row, let line, let column, let text, .notANumber):
      self = .notANumber(point: row, field: name(column), text: text, line: line)
    case .badNumber(let row, let line, let column, let text, .outOfRange):
      let type = layout.columns[column].type
      self = .outOfRange(
        point: row, field: name(column), text: text, type: "\(type.pcdType)\(type.byteCount)",
        line: line)
    case .badLength(_, _, let length, _, let byteOffset):
      // PCD has no lists; this cannot come from its layouts.
      self = .badCompressedData(reason: "length \(length)", byteOffset: byteOffset)
    }
  }
}
