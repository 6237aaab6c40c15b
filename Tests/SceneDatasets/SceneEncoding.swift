import CairnClouds

/// Just enough of PLY and PCD to write the clouds of `Datasets/scenes`.
enum SceneEncoding {
  static func ply(_ cloud: PointCloud) -> [UInt8] {
    var header = "ply\nformat binary_little_endian 1.0\ncomment made by MakeDatasets\n"
    header += "element vertex \(cloud.count)\n"
    for field in cloud.fields { header += "property \(plyName(field.type)) \(field.name)\n" }
    return Array((header + "end_header\n").utf8) + rows(cloud)
  }

  static func pcd(_ cloud: PointCloud) -> [UInt8] {
    let cloud = withPackedColor(cloud)
    let fields = cloud.fields
    func line(_ word: String, _ values: [String]) -> String {
      word + " " + values.joined(separator: " ") + "\n"
    }
    var header = "# .PCD v0.7 - made by MakeDatasets\nVERSION 0.7\n"
    header += line("FIELDS", fields.map(\.name))
    header += line("SIZE", fields.map { "\($0.type.byteCount)" })
    header += line("TYPE", fields.map { $0.type.isFloatingPoint ? "F" : "U" })
    header += line("COUNT", fields.map { _ in "1" })
    header += "WIDTH \(cloud.width)\nHEIGHT \(cloud.height)\nVIEWPOINT 0 0 0 1 0 0 0\n"
    header += "POINTS \(cloud.count)\nDATA binary\n"
    return Array(header.utf8) + rows(cloud)
  }

  /// PCL's colour: red, green and blue in the bits of one float.
  private static func withPackedColor(_ cloud: PointCloud) -> PointCloud {
    let channels = ["red", "green", "blue"].compactMap { cloud.field($0)?.values.doubles() }
    guard channels.count == 3 else { return cloud }
    let packed = (0..<cloud.count).map {
      Float(
        bitPattern: UInt32(channels[0][$0]) << 16 | UInt32(channels[1][$0]) << 8
          | UInt32(channels[2][$0]))
    }
    var result = cloud
    for name in ["red", "green", "blue"] { result.removeFields(named: name) }
    result.removeFields(named: "label")
    result.append(Field("rgb", .float32(packed)))
    if let label = cloud.field("label") { result.append(label) }
    return result
  }

  private static func plyName(_ type: ScalarType) -> String {
    switch type {
    case .uint8: "uchar"
    case .uint32: "uint"
    default: "float"
    }
  }

  private static func rows(_ cloud: PointCloud) -> [UInt8] {
    var bytes: [UInt8] = []
    let columns = cloud.fields.map(\.values)
    for row in 0..<cloud.count {
      for column in columns {
        switch column {
        case .float32(let values): append(values[row].bitPattern, to: &bytes)
        case .uint32(let values): append(values[row], to: &bytes)
        case .uint8(let values): bytes.append(values[row])
        default: preconditionFailure("scenes have no \(column.type)")
        }
      }
    }
    return bytes
  }

  private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
    for shift in [UInt32(0), 8, 16, 24] { bytes.append(UInt8(word >> shift & 255)) }
  }
}
