import CairnClouds

extension PointCloud {
  /// Colours as bytes, and what of them bytes cannot hold.
  struct ColorBytes {
    /// Red, green and blue.
    var channels: [[UInt8]]
    /// The fields that the colours come from.
    var sources: [String]
    /// Values that were rounded.
    var losses: [CloudLoss]
  }

  /// The colours as bytes, from whatever columns hold them; `nil` where there are none.
  var colorBytes: ColorBytes? {
    switch colorSource {
    case nil: return nil
    case .packed(let name):
      let words = field(name).map { TextCloud.packedWords($0.values) } ?? []
      let channels = [16, 8, 0].map { shift in words.map { UInt8($0 >> UInt32(shift) & 255) } }
      return ColorBytes(channels: channels, sources: [name], losses: [])
    case .channels(let red, let green, let blue, let scale):
      return bytes([red, green, blue], scale: 255 * scale)
    case .splat:
      guard let colors else { return nil }
      let channels = (0..<3).map { axis in colors.map { UInt8(($0[axis] * 255).rounded()) } }
      let names = ["f_dc_0", "f_dc_1", "f_dc_2"]
      return ColorBytes(channels: channels, sources: names, losses: [.fields(names)])
    }
  }

  private func bytes(_ names: [String], scale: Float) -> ColorBytes {
    var result = ColorBytes(channels: [], sources: names, losses: [])
    for name in names {
      guard let field = field(name) else { continue }
      let values = field.values
      if case .uint8(let bytes) = values {
        result.channels.append(bytes)
        continue
      }
      var changed = 0
      var bytes: [UInt8] = []
      bytes.reserveCapacity(count)
      for value in values.doubles() {
        let exact = value * Double(scale)
        let clamped = exact >= 0 ? min(exact, 255) : 0
        // A share of 255 that was rounded to a Float is still that share.
        if !(abs(clamped.rounded() - exact) < 1e-3) {
          changed += 1
        }
        bytes.append(UInt8(clamped.rounded()))
      }
      if changed > 0 {
        result.losses.append(
          .converted(field: name, from: field.type, to: .uint8, inexactCount: changed))
      }
      result.channels.append(bytes)
    }
    return result
  }
}
