import CairnClouds

extension PointCloud {
  /// The cloud as CloudCompare's PLY importer wants it.
  ///
  /// The importer takes columns by parts of their names: what ends in X for a coordinate, what
  /// contains NX for a normal, and loads of all others only what contains SCAL or INTENSITY.
  func forCloudCompare() throws(LabelDialect.Failure) -> LabelDialect.Export {
    guard let (x, y, z) = positionFields else { throw .noCoordinates }
    var losses: [CloudLoss] = []
    // First, so that no later name is taken for a coordinate.
    var columns = [(x, "x"), (y, "y"), (z, "z")].map { field, name in
      if field.name != name { losses.append(.renamed(field: field.name, to: name)) }
      return Field(name, field.values)
    }
    var used: Set<String> = [x.name, y.name, z.name]
    for (names, axis) in [
      (["nx", "normal_x"], "nx"), (["ny", "normal_y"], "ny"), (["nz", "normal_z"], "nz"),
    ] {
      guard let field = names.lazy.compactMap({ self.field($0) }).first(where: \.isScalar) else {
        continue
      }
      if field.name != axis { losses.append(.renamed(field: field.name, to: axis)) }
      used.insert(field.name)
      columns.append(Field(axis, field.values))
    }
    if let colors = colorBytes {
      used.formUnion(colors.sources)
      losses += colors.losses
      columns += zip(["red", "green", "blue"], colors.channels).map { Field($0, .uint8($1)) }
    }
    for field in fields where !used.contains(field.name) {
      guard let count = field.count else {
        losses.append(.list(field: field.name))
        continue
      }
      if count == 0 { losses.append(.emptyField(field.name)) }
      if count > 1 { losses.append(.split(field: field.name)) }
      for index in 0..<count {
        let part = count == 1 ? field : Self.part(index, of: count, field)
        let name = Self.scalarName(part.name, taken: columns.map(\.name))
        if name != part.name { losses.append(.renamed(field: part.name, to: name)) }
        let isIds = ["label", "semantic"].contains(field.name)
        columns.append(Field(name, isIds ? try floatIds(field.name) : part.values))
      }
    }
    return LabelDialect.Export(cloud: withColumns(columns, for: .ply), losses: losses)
  }

  private func floatIds(_ name: String) throws(LabelDialect.Failure) -> FieldValues {
    let ids = try idsForDialect(name)
    for (point, id) in ids.enumerated() where id > 1 << 24 {
      throw .idTooLarge(field: name, id: id, point: point)
    }
    return .float32(ids.map { Float($0) })
  }

  private static func part(_ index: Int, of count: Int, _ field: Field) -> Field {
    let rows = field.values.count / count
    return Field(
      "\(field.name)_\(index)", field.values.selected((0..<rows).map { $0 * count + index }))
  }

  /// A name that CloudCompare loads as a scalar field and takes for nothing else.
  static func scalarName(_ name: String, taken: [String]) -> String {
    var result = ""
    for character in name {
      // "sphinx" would be a normal's x, "scalar_index" an x.
      if let last = result.last, "nN".contains(last), "xyzXYZ".contains(character) { result += "_" }
      result.append(character)
    }
    // `intensity` is known to the importer under that name.
    if !has(result, "INTENSITY") {
      if !has(result, "SCAL") { result = "scalar_" + result }
      if let last = result.last, "xyzXYZ".contains(last) { result += "_" }
    }
    var (unique, number) = (result, 1)
    while taken.contains(unique) {
      number += 1
      unique = "\(result)_\(number)"
    }
    return unique
  }

  /// Whether a name has a word in it, in capitals or not.
  private static func has(_ name: String, _ word: String) -> Bool {
    // Not `contains` of a string: it would bring the whole of regular expressions, 1.3 MB, into the
    // C library.
    let (letters, wanted) = (Array(name.uppercased().utf8), Array(word.utf8))
    return letters.indices.contains { letters[$0...].starts(with: wanted) }
  }
}
