import CairnClouds

extension PointCloud {
  /// The columns as a PLY file has them, and what is lost.
  ///
  /// From other formats, packed colours become `red green blue` (and `alpha`), `normal_x` becomes
  /// `nx`, and a field of several values becomes `name_0`, `name_1` and so on.
  func columnsForPLY() -> ([Field], [CloudLoss]) {
    let isPLY = origin?.format == .ply
    var losses: [CloudLoss] = []
    var columns: [Field] = []
    for column in fields {
      if !isPLY, !columns.contains(where: { $0.name == "red" }), field("red") == nil,
        let channels = Self.unpacked(column, keepsAlpha: column.name == "rgba")
      {
        columns += channels
      } else if let count = column.count, count != 1 {
        if count == 0 { losses.append(.emptyField(column.name)) }
        columns += Self.split(column, count)
      } else {
        columns.append(column)
      }
    }
    for index in columns.indices {
      if !isPLY, let name = Self.plyNames[columns[index].name], field(name) == nil {
        columns[index].name = name
      }
      if !isPLY { columns[index] = Self.without64Bits(columns[index], &losses) }
    }
    return (Self.named(columns, &losses), losses)
  }

  /// The columns as a PCD file has them, and what is lost.
  ///
  /// From other formats, `red green blue` bytes become a packed `rgb` (with `alpha`, an `rgba`),
  /// `nx` becomes `normal_x`, and lists that all have the same length become fields of several
  /// values.
  func columnsForPCD(_ encoding: CloudEncoding) -> ([Field], [CloudLoss]) {
    let isPCD = origin?.format == .pcd
    var losses: [CloudLoss] = []
    let elements = (leadingElements + trailingElements).map(\.name)
    if !elements.isEmpty { losses.append(.elements(elements)) }
    var columns: [Field] = []
    let packed = isPCD ? nil : packedColor()
    for column in self.columns {
      if let packed, packed.sources.contains(column.name) {
        if column.name == "red" { columns.append(packed.field) }
      } else if case .list(_, let offsets) = column.arity {
        if let length = Self.commonLength(offsets) {
          columns.append(Field(column.name, column.values, count: length))
        } else {
          losses.append(.list(field: column.name))
        }
      } else {
        columns.append(column)
      }
    }
    for index in columns.indices {
      if !isPCD, let name = Self.pcdNames[columns[index].name], field(name) == nil {
        columns[index].name = name
      }
      guard encoding == .ascii, ["rgb", "rgba"].contains(columns[index].name),
        case .float32(let values) = columns[index].values, values.contains(where: \.isNaN)
      else { continue }
      // As text, a colour whose bits are those of a NaN would become "nan".
      columns[index].values = .uint32(values.map(\.bitPattern))
      losses.append(
        .converted(field: columns[index].name, from: .float32, to: .uint32, inexactCount: 0))
    }
    return (Self.named(columns, &losses), losses)
  }

  private static let plyNames = ["normal_x": "nx", "normal_y": "ny", "normal_z": "nz"]
  private static let pcdNames = ["nx": "normal_x", "ny": "normal_y", "nz": "normal_z"]

  /// A packed colour as bytes; `nil` for other fields.
  private static func unpacked(_ field: Field, keepsAlpha: Bool) -> [Field]? {
    guard ["rgb", "rgba"].contains(field.name), field.isScalar else { return nil }
    let words: [UInt32]
    switch field.values {
    case .float32(let values): words = values.map(\.bitPattern)
    case .uint32(let values): words = values
    case .int32(let values): words = values.map { UInt32(bitPattern: $0) }
    default: return nil
    }
    func channel(_ name: String, _ shift: UInt32) -> Field {
      Field(name, .uint8(words.map { UInt8(truncatingIfNeeded: $0 >> shift) }))
    }
    var channels = [channel("red", 16), channel("green", 8), channel("blue", 0)]
    // The highest byte of `rgb` says something only where it is not the same everywhere.
    let top = words.first.map { $0 >> 24 }
    let isConstant = top == nil || (top == 0 || top == 255) && words.allSatisfy { $0 >> 24 == top }
    if keepsAlpha || !isConstant { channels.append(channel("alpha", 24)) }
    return channels
  }

  /// The colour bytes as PCD packs them; `nil` where there are none.
  private func packedColor() -> (field: Field, sources: Set<String>)? {
    func bytes(_ name: String) -> [UInt8]? {
      guard let field = field(name), field.isScalar, case .uint8(let values) = field.values else {
        return nil
      }
      return values
    }
    guard field("rgb") == nil, field("rgba") == nil, let red = bytes("red"),
      let green = bytes("green"), let blue = bytes("blue")
    else { return nil }
    let names = fields.map(\.name)
    for name in ["red", "green", "blue", "alpha"] where names.count(where: { $0 == name }) > 1 {
      return nil
    }
    let alpha = bytes("alpha")
    let words = red.indices.map { index in
      UInt32(red[index]) << 16 | UInt32(green[index]) << 8 | UInt32(blue[index])
        | UInt32(alpha?[index] ?? 0) << 24
    }
    if alpha != nil {
      return (Field("rgba", .uint32(words)), ["red", "green", "blue", "alpha"])
    }
    return (
      Field("rgb", .float32(words.map { Float(bitPattern: $0) })), ["red", "green", "blue"]
    )
  }

  private static func split(_ field: Field, _ count: Int) -> [Field] {
    let rows = count == 0 ? 0 : field.values.count / count
    return (0..<count).map { part in
      Field(
        "\(field.name)_\(part)",
        field.values.selected((0..<rows).map { $0 * count + part }))
    }
  }

  /// PLY has no 64-bit integers; Doubles hold most of them exactly.
  private static func without64Bits(_ field: Field, _ losses: inout [CloudLoss]) -> Field {
    guard [.int64, .uint64].contains(field.type) else { return field }
    let doubles = field.values.doubles()
    let inexact: Int
    switch field.values {
    case .int64(let values):
      inexact = zip(values, doubles).count { Int64(exactly: $1) != $0 }
    case .uint64(let values):
      inexact = zip(values, doubles).count { UInt64(exactly: $1) != $0 }
    default: inexact = 0
    }
    losses.append(
      .converted(field: field.name, from: field.type, to: .float64, inexactCount: inexact))
    var result = field
    result.values = .float64(doubles)
    return result
  }

  private static func commonLength(_ offsets: [Int]) -> Int? {
    guard offsets.count > 1 else { return nil }
    let length = offsets[1] - offsets[0]
    for index in 1..<offsets.count where offsets[index] - offsets[index - 1] != length {
      return nil
    }
    return length
  }

  /// Gives columns names that a header can hold: not empty, without blanks, and no second x, y or z.
  private static func named(_ columns: [Field], _ losses: inout [CloudLoss]) -> [Field] {
    var columns = columns
    var seen: Set<String> = []
    for (index, column) in columns.enumerated() where !column.isPadding {
      var name = String(column.name.map { $0.isWhitespace ? "_" : $0 })
      if name.isEmpty || name == "_" { name = "field_\(index)" }
      if ["x", "y", "z"].contains(name.lowercased()), seen.contains(name) {
        // Readers would not know which of the two is the coordinate.
        name = "\(name)_\(index)"
      }
      seen.insert(name)
      guard name != column.name else { continue }
      columns[index].name = name
      losses.append(.renamed(field: column.name, to: name))
    }
    return columns
  }
}
