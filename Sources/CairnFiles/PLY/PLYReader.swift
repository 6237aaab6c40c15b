import CairnClouds
import CairnKernels

/// Reads PLY files.
enum PLYReader {
  /// Reads a whole file.
  ///
  /// - Parameter reader: Stands at the first byte.
  /// - Returns: The cloud, and what was odd about the file.
  /// - Throws: A ``PLYError`` or the system's error.
  static func read(_ reader: inout ByteReader) throws(CloudFileError.Cause) -> CloudReading {
    let header = try PLYHeader(&reader)
    guard let pointIndex = header.elements.firstIndex(where: { $0.name == PLYHeader.pointElement })
    else { throw .ply(.noVertexElement(elements: header.elements.map(\.name))) }
    let points = header.elements[pointIndex]
    guard points.count == 0 || points.leastRowByteCount > 0 else {
      throw .ply(.noProperties(element: points.name, count: points.count))
    }
    var warnings = header.duplicates.map { CloudWarning.duplicateField(name: $0) }
    var tables: [Element] = []
    var line = header.lineCount
    var isComplete = true
    for (index, layout) in header.elements.enumerated() {
      do throws(TableFault) {
        let fields =
          header.encoding == .ascii
          ? try TextTableReader(layout: layout).read(&reader, line: &line)
          : try BinaryTableReader(
            layout: layout, isBigEndian: header.encoding == .binaryBigEndian
          ).read(&reader)
        tables.append(Element(name: layout.name, count: layout.count, fields: fields))
      } catch {
        if case .system(let error) = error { throw .system(error) }
        let error = PLYError(error, layout)
        // The points are whole: broken faces after them are no reason to withhold them.
        guard index > pointIndex else { throw .ply(error) }
        warnings.append(.brokenElement(name: layout.name, error: error))
        isComplete = false
        break
      }
    }
    if isComplete { try warnings += trailing(&reader, header, line) }
    return CloudReading(
      cloud: cloud(header, tables, pointIndex), warnings: warnings)
  }

  /// What follows the last row.
  private static func trailing(
    _ reader: inout ByteReader, _ header: PLYHeader, _ line: Int
  ) throws(CloudFileError.Cause) -> [CloudWarning] {
    do throws(SystemError) {
      if header.encoding == .ascii {
        let lines = try TextTableReader.remainingLineCount(&reader)
        return lines > 0 ? [.extraRows(count: lines, line: line + 1)] : []
      }
      guard try reader.fill(atLeast: 1) else { return [] }
      return [.trailingBytes(byteOffset: reader.byteOffset, count: reader.remainingCount)]
    } catch {
      throw .system(error)
    }
  }

  private static func cloud(
    _ header: PLYHeader, _ tables: [Element], _ pointIndex: Int
  ) -> PointCloud {
    let points = tables[pointIndex]
    let grid = PLYMetadata.grid(in: header.objectInfo, count: points.count)
    var cloud = PointCloud(
      count: points.count, columns: points.fields, width: grid?.width, height: grid?.height ?? 1)
    cloud.comments = header.comments
    cloud.objectInfo = header.objectInfo
    cloud.leadingElements = Array(tables[..<pointIndex])
    cloud.trailingElements = Array(tables[(pointIndex + 1)...])
    cloud.viewpoint = PLYMetadata.viewpoint(in: header.objectInfo) ?? .identity
    cloud.origin = CloudOrigin(format: .ply, encoding: header.encoding, version: "1.0")
    return cloud
  }
}

extension PLYError {
  /// Puts a fault of a table into PLY's words.
  init(_ fault: TableFault, _ layout: TableLayout) {
    func name(_ column: Int) -> String { layout.columns[column].name }
    let element = layout.name
    switch fault {
    case .system, .compressed:
      // The reader takes the first for itself, and PLY is never compressed.
      self = .missingRows(element: element, found: 0, count: layout.count, line: 0)
    case .truncated(let row, let column, let byteOffset):
      self = .truncatedBody(
        element: element, row: row, count: layout.count, property: name(column),
        byteOffset: byteOffset)
    case .missingRows(let row, let line):
      self = .missingRows(element: element, found: row, count: layout.count, line: line)
    case .missingValue(let row, let line, let column):
      self = .missingValue(element: element, row: row, property: name(column), line: line)
    case .extraText(let row, let line, let text):
      self = .extraValue(element: element, row: row, text: text, line: line)
    case .badNumber(let row, let line, let column, let text, .notANumber):
      self = .notANumber(
        element: element, row: row, property: name(column), text: text, line: line)
    case .badNumber(let row, let line, let column, let text, .outOfRange):
      self = .outOfRange(
        element: element, row: row, property: name(column), text: text,
        type: layout.columns[column].type.plyName, line: line)
    case .badLength(let row, let column, let length, let line, let byteOffset):
      if let line {
        self = .badLength(
          element: element, row: row, property: name(column), length: length, line: line)
      } else {
        self = .badBinaryLength(
          element: element, row: row, property: name(column), length: length,
          byteOffset: byteOffset)
      }
    }
  }
}
