import CairnClouds

/// What the styles of text make of a cloud's columns.
extension TextCloud {
  /// Shows packed colours as whole numbers: the floats with these bits would be unreadable, and a
  /// reader that takes them for Doubles could not unpack them.
  static func bitsOfPackedColors(_ cloud: inout PointCloud) {
    for name in ["rgb", "rgba"] {
      guard let field = cloud.field(name), field.isScalar, case .float32(let values) = field.values
      else { continue }
      cloud.replaceOrAppend(Field(name, .uint32(values.map(\.bitPattern))))
    }
  }

  /// The same cloud with x, y and z before all other columns.
  static func positionsFirst(_ cloud: PointCloud) throws(CloudFileError.Cause) -> PointCloud {
    guard let (x, y, z) = cloud.positionFields else {
      let missing = ["x", "y", "z"].first { name in
        !(cloud.field(name) ?? cloud.field(name.uppercased()) ?? Field("", .int8([]), count: 0))
          .isScalar
      }
      throw .missingField(missing ?? "x")
    }
    let positions = [x.name, y.name, z.name]
    let others = cloud.columns.filter { $0.isPadding || !positions.contains($0.name) }
    return PointCloud(count: cloud.count, columns: [x, y, z] + others)
  }

  /// Shows packed colours as red, green and blue (and alpha, where they have it).
  static func splitPackedColors(_ cloud: inout PointCloud, _ losses: inout [CloudLoss]) {
    guard case .packed(let name)? = cloud.colorSource, let field = cloud.field(name) else { return }
    let words = packedWords(field.values)
    let channels =
      [("red", 16), ("green", 8), ("blue", 0)] + (name == "rgba" ? [("alpha", 24)] : [])
    cloud.removeFields(named: name)
    for (channel, shift) in channels {
      cloud.append(Field(channel, .uint8(words.map { UInt8($0 >> UInt32(shift) & 255) })))
    }
    losses.append(.renamed(field: name, to: channels.map(\.0).joined(separator: " ")))
  }

  /// The bits of packed colours, 0xAARRGGBB.
  static func packedWords(_ values: FieldValues) -> [UInt32] {
    switch values {
    case .float32(let values): values.map(\.bitPattern)
    case .uint32(let values): values
    case .int32(let values): values.map { UInt32(bitPattern: $0) }
    default: Array(repeating: 0, count: values.count)
    }
  }

  /// The columns that PTS has: x y z, then intensity, then red green blue where there are colours.
  static func leicaColumns(
    _ cloud: PointCloud, hasScans: Bool, _ losses: inout [CloudLoss]
  ) throws(CloudFileError.Cause) -> PointCloud {
    _ = try positionsFirst(cloud)
    guard let (x, y, z) = cloud.positionFields else { return cloud }
    var result = PointCloud(count: cloud.count, columns: [x, y, z])
    var used: Set<String> = [x.name, y.name, z.name]
    if hasScans { used.insert("scan") }
    let colors = cloud.colorBytes
    let intensity = [
      "intensity", "Intensity", "scalar_Intensity", "scalar_intensity", "reflectance",
    ]
    .compactMap { cloud.field($0) }.first { $0.isScalar }
    if let intensity {
      result.append(intensity)
      used.insert(intensity.name)
    } else if colors != nil {
      result.append(Field("intensity", FieldValues(zeros: cloud.count, type: .uint8)))
      losses.append(.zeros(field: "intensity"))
    }
    if let colors {
      for (name, values) in zip(["red", "green", "blue"], colors.channels) {
        result.append(Field(name, .uint8(values)))
      }
      used.formUnion(colors.sources)
      losses += colors.losses
    }
    losses += CloudLoss.fieldsExcept(used, of: cloud)
    return result
  }

  /// The rows of each scan, where a field `scan` counts them from 0 without a gap; else `nil`.
  static func scans(of cloud: PointCloud) -> [Range<Int>]? {
    guard cloud.origin?.format == .pts, let ids = cloud.labels(in: "scan"), let last = ids.last
    else { return nil }
    var starts: [Int] = []
    for (row, id) in ids.enumerated() {
      if Int(id) == starts.count { starts.append(row) }
      guard Int(id) == starts.count - 1 else { return nil }
    }
    guard Int(last) == starts.count - 1 else { return nil }
    return starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : ids.count) }
  }
}
