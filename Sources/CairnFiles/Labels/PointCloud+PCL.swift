import CairnClouds

extension PointCloud {
  /// The cloud as PCL's `PointXYZRGBL`: `FIELDS x y z rgb label` in a PCD, `x y z red green blue
  /// label` in a PLY; without colours where there are none.
  func forPCL(_ format: CloudFormat) throws(LabelDialect.Failure) -> LabelDialect.Export {
    guard let (x, y, z) = positionFields else { throw .noCoordinates }
    var losses: [CloudLoss] = []
    var columns: [Field] = []
    for (field, name) in [(x, "x"), (y, "y"), (z, "z")] {
      let converted = field.values.converted(to: .float32)
      losses += CloudLoss.rounding(field, converted)
      if field.name != name { losses.append(.renamed(field: field.name, to: name)) }
      columns.append(Field(name, converted.values))
    }
    var used: Set<String> = [x.name, y.name, z.name, "label"]
    if let colors = colorBytes {
      used.formUnion(colors.sources)
      losses += colors.losses
      if format == .pcd {
        columns.append(packed(colors))
      } else {
        columns += zip(["red", "green", "blue"], colors.channels).map { Field($0, .uint8($1)) }
      }
    }
    let ids = try idsForDialect("label")
    if let label = field("label") {
      if label.type != .uint32 {
        losses.append(
          .converted(field: "label", from: label.type, to: .uint32, inexactCount: 0))
      }
    } else {
      losses.append(.zeros(field: "label"))
    }
    columns.append(Field("label", .uint32(ids)))
    losses += CloudLoss.fieldsExcept(used, of: self)
    return LabelDialect.Export(cloud: withColumns(columns, for: format), losses: losses)
  }

  /// Colours as PCL packs them: in the type of the input, float32 where it is new.
  private func packed(_ colors: ColorBytes) -> Field {
    let words = (0..<count).map { index in
      UInt32(colors.channels[0][index]) << 16 | UInt32(colors.channels[1][index]) << 8
        | UInt32(colors.channels[2][index])
    }
    if case .packed(let name)? = colorSource, let type = field(name)?.type, type != .float32 {
      return Field("rgb", .uint32(words))
    }
    return Field("rgb", .float32(words.map { Float(bitPattern: $0) }))
  }
}
