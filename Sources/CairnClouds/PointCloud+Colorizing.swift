extension PointCloud {
  /// Returns the cloud in the colours of its labels, for programs that know nothing of labels.
  ///
  /// Colours that are there are replaced in place: packed ones and those of Gaussian splats keep their
  /// form, channels become uint8. A cloud without colours gets `red green blue`.
  ///
  /// - Parameter labels: One id per point.
  /// - Returns: The same cloud in the colours of ``LabelPalette``.
  /// - Complexity: O(*n*).
  public func colorized(labels: [InstanceLabel]) -> PointCloud {
    precondition(labels.count == count, "\(labels.count) labels for \(count) points")
    let colors = labels.map(LabelPalette.color)
    var result = self
    switch colorSource {
    case .packed(let name)?:
      guard let old = field(name) else { return self }
      let words = colors.map { UInt32($0.x) << 16 | UInt32($0.y) << 8 | UInt32($0.z) }
      // The highest byte is the opacity or unused; either way it is not the palette's.
      func mixed(_ old: UInt32, _ index: Int) -> UInt32 { old & 0xFF00_0000 | words[index] }
      let values: FieldValues =
        switch old.values {
        case .float32(let old):
          .float32(old.indices.map { Float(bitPattern: mixed(old[$0].bitPattern, $0)) })
        case .int32(let old):
          .int32(old.indices.map { Int32(bitPattern: mixed(UInt32(bitPattern: old[$0]), $0)) })
        case .uint32(let old): .uint32(old.indices.map { mixed(old[$0], $0) })
        default: .uint32(words)
        }
      result.replaceOrAppend(Field(name, values))
    case .splat?:
      for axis in 0..<3 {
        let values = colors.map { (Float($0[axis]) / 255 - 0.5) / Self.splatScale }
        result.replaceOrAppend(Field("f_dc_\(axis)", .float32(values)))
      }
    case .channels(let red, let green, let blue, _)?:
      for (axis, name) in [red, green, blue].enumerated() {
        result.replaceOrAppend(Field(name, .uint8(colors.map { $0[axis] })))
      }
    case nil:
      for (axis, name) in ["red", "green", "blue"].enumerated() {
        result.append(Field(name, .uint8(colors.map { $0[axis] })))
      }
    }
    return result
  }
}
