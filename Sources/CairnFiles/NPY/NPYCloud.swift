import CairnClouds

/// Clouds as NumPy arrays, format versions 1 to 3.
///
/// A structured array has a field for each of its own; sub-arrays are fields with several values
/// per point, gaps become padding. A plain array of shape (N, C) has a column for each of C, named
/// by their number and values: see ``ColumnNaming``. Shapes (H, W) of structured and (H, W, C) of
/// plain arrays are organised clouds.
public enum NPYCloud {
  /// Reads an array.
  ///
  /// Objects are refused, since reading them would run code from the file. Halves become float32,
  /// Bools uint8.
  ///
  /// - Parameter reader: The whole file.
  /// - Returns: The cloud, and what a person should know about how it was read.
  /// - Throws: ``NPYError``; ``SystemError`` where reading fails.
  public static func read(
    _ reader: inout ByteReader
  ) throws -> (cloud: PointCloud, notes: [String]) {
    let header = try NPYHeader.read(&reader)
    let grid = try Grid(header)
    let (total, overflow) = grid.rows.multipliedReportingOverflow(by: grid.rowByteCount)
    guard !overflow else {
      throw NPYError.unsupportedShape(header.shape, reason: "more bytes than can be counted")
    }
    if let found = reader.remainingCount { try check(found, total, grid) }

    var fields: [Field] = []
    if header.isFortranOrder, !header.isStructured {
      // Each column lies by itself.
      for column in grid.columns {
        var stored = column.stored
        stored.byteOffset = 0
        let (one, rows) = try RowTable.read(
          [stored], rowSize: stored.type.byteCount, limit: grid.rows, from: &reader)
        guard rows == grid.rows else {
          throw NPYError.truncatedData(
            expected: total,
            found: (fields.count * grid.rows + rows) * stored.type.byteCount
              + reader.availableCount, row: rows)
        }
        fields += one
      }
    } else {
      let (all, rows) = try RowTable.read(
        grid.columns.map(\.stored), rowSize: grid.rowByteCount, limit: grid.rows, from: &reader)
      try check(rows * grid.rowByteCount + reader.availableCount, total, grid)
      fields = all
    }
    if header.isFortranOrder, grid.width > 1, grid.height > 1 {
      let order = (0..<grid.rows).map { $0 % grid.width * grid.height + $0 / grid.width }
      fields = fields.map { $0.selected(order) }
    }
    var notes = takeMeanings(grid.columns, &fields)
    if !header.isStructured {
      notes += ColumnNaming.name(&fields, style: .array)
    }
    if try reader.fill(atLeast: 1) {
      notes.append("there is data after the array, at byte \(reader.byteOffset); it is not read")
    }
    var cloud = PointCloud(
      count: grid.rows, columns: fields, width: grid.width, height: grid.height)
    let isBigEndian = header.columns.contains {
      $0.stored.isBigEndian && $0.stored.type.byteCount > 1
    }
    cloud.origin = CloudOrigin(
      format: .npy, encoding: isBigEndian ? .binaryBigEndian : .binary, version: header.version)
    return (cloud, notes)
  }

  private static func check(_ found: Int, _ expected: Int, _ grid: Grid) throws(NPYError) {
    guard found < expected else { return }
    throw .truncatedData(expected: expected, found: found, row: found / grid.rowByteCount)
  }

  /// Turns halves into float32 and says what changed.
  private static func takeMeanings(
    _ columns: [NPYHeader.Column], _ fields: inout [Field]
  ) -> [String] {
    var meanings: Set<String> = []
    for (index, column) in columns.enumerated() {
      switch (column.meaning, fields[index].values) {
      case (.half, .uint16(let bits)):
        fields[index].values = .float32(bits.map(float(half:)))
        meanings.insert("half-precision values are kept as float32")
      case (.bool, _): meanings.insert("Bools are kept as uint8, 0 and 1")
      default: break
      }
    }
    return meanings.sorted()
  }

  /// The value of a number in IEEE 754's 16-bit format; exact.
  static func float(half bits: UInt16) -> Float {
    let sign = UInt32(bits >> 15) << 31
    let exponent = UInt32(bits >> 10 & 31)
    let fraction = UInt32(bits & 1023)
    switch exponent {
    case 0:
      let size = Float(fraction) * 0x1p-24
      return sign == 0 ? size : -size
    case 31: return Float(bitPattern: sign | 255 << 23 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  /// How the shape of an array is a table of points.
  private struct Grid {
    var width: Int
    var height: Int
    var columns: [NPYHeader.Column]
    var rowByteCount: Int
    var rows: Int { width * height }

    private static let columnLimit = 4096

    init(_ header: NPYHeader) throws(NPYError) {
      let shape = header.shape
      func refused(_ reason: String) -> NPYError { .unsupportedShape(shape, reason: reason) }
      var lengths = shape
      columns = header.columns
      rowByteCount = header.itemByteCount
      if !header.isStructured, shape.count >= 2 {
        let count = lengths.removeLast()
        guard count > 0 else { throw refused("no columns") }
        if shape.count == 2, shape[0] <= 16, count > max(64, shape[0]) {
          throw refused("a column for each point; transpose it, so that every row is a point")
        }
        guard count <= Self.columnLimit else {
          throw refused("more than \(Self.columnLimit) columns")
        }
        columns = (0..<count).map { index in
          var column = header.columns[0]
          column.stored.byteOffset = index * header.itemByteCount
          return column
        }
        rowByteCount *= count
      }
      guard 1...2 ~= lengths.count else {
        throw refused(
          "a cloud is (N,) or (H, W) with named fields, or (N,), (N, C) or (H, W, C) without")
      }
      (height, width) = lengths.count == 2 ? (lengths[0], lengths[1]) : (1, lengths[0])
      guard !height.multipliedReportingOverflow(by: width).overflow else {
        throw refused("more points than can be counted")
      }
      // An empty grid has no shape.
      if height == 0 || width == 0 { (height, width) = (1, 0) }
    }
  }
}
