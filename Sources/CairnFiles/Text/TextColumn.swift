import CairnClouds

/// A column of text that grows: integers as long as all of its values are, else Doubles.
struct TextColumn {
  private var integers: [Int64] = []
  private var doubles: [Double] = []
  private var isIntegral = true

  mutating func append(_ value: NumberText.Value) {
    switch value {
    case .integer(let integer) where isIntegral: integers.append(integer)
    case .integer(let integer): doubles.append(Double(integer))
    case .double(let double):
      if isIntegral {
        doubles = integers.map(Double.init)
        integers = []
        isIntegral = false
      }
      doubles.append(double)
    }
  }

  /// The values so far, as int64 or float64.
  var values: FieldValues { isIntegral ? .int64(integers) : .float64(doubles) }

  /// Gives columns the types that their names and values suggest, without changing a value.
  ///
  /// A column with any value that is no integer is float64. Integers become: for coordinates
  /// (all three alike) and normals float32 or, above 2²⁴, float64; for colours uint8 or uint16; for
  /// ids and packed colours uint32; for everything else int32, uint32 or int64, whichever fits first.
  static func narrow(_ fields: inout [Field]) {
    let isPosition = { (name: String) in ["x", "y", "z"].contains(name.lowercased()) }
    let areSmall = fields.allSatisfy { field in
      !isPosition(field.name) || first([.float32], for: field) != nil
    }
    for index in fields.indices where fields[index].type == .int64 {
      let name = fields[index].name.lowercased()
      let wanted: [ScalarType] =
        if isPosition(name) {
          areSmall ? [.float32] : [.float64]
        } else if ["nx", "ny", "nz", "normal_x", "normal_y", "normal_z"].contains(name) {
          [.float32, .float64]
        } else if ["red", "green", "blue", "alpha", "r", "g", "b", "a"].contains(name)
          || name.hasPrefix("diffuse_")
        {
          [.uint8, .uint16, .int32]
        } else if ["rgb", "rgba", "label", "semantic", "instance", "object", "class"].contains(name)
          || name.hasPrefix("label_") || name.hasPrefix("semantic_")
        {
          [.uint32, .int32]
        } else {
          [.int32, .uint32]
        }
      if let narrowed = first(wanted, for: fields[index]) { fields[index].values = narrowed }
    }
  }

  private static func first(_ types: [ScalarType], for field: Field) -> FieldValues? {
    types.lazy.map { field.values.converted(to: $0) }.first { $0.changedCount == 0 }?.values
  }
}
