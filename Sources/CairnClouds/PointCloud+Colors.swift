extension PointCloud {
  /// Which columns hold the colour, and how.
  public enum ColorSource: Sendable, Equatable {
    /// Three columns; `scale` brings their values to 0…1.
    case channels(red: String, green: String, blue: String, scale: Float)
    /// One column of four bytes, 0xAARRGGBB, as an integer or as the bits of a float.
    case packed(String)
    /// The constant spherical harmonic of Gaussian splats.
    case splat
  }

  /// The columns that hold the colour; `nil` where there are none.
  ///
  /// Known are `red green blue`, `r g b`, `diffuse_red …`, PCL's packed `rgb` and `rgba`, and
  /// `f_dc_0 …` of Gaussian splats. Floating-point channels above 1 count as 0…255.
  public var colorSource: ColorSource? {
    for names in [
      ["red", "green", "blue"], ["r", "g", "b"], ["R", "G", "B"], ["Red", "Green", "Blue"],
      ["diffuse_red", "diffuse_green", "diffuse_blue"],
    ] {
      let found = names.compactMap { name in field(name).flatMap { $0.isScalar ? $0 : nil } }
      guard found.count == 3 else { continue }
      return .channels(
        red: names[0], green: names[1], blue: names[2], scale: Self.colorScale(found))
    }
    for name in ["rgb", "rgba"] {
      guard let field = field(name), field.isScalar, field.type.byteCount == 4 else { continue }
      return .packed(name)
    }
    let splat = ["f_dc_0", "f_dc_1", "f_dc_2"].compactMap { field($0) }.filter(\.isScalar)
    return splat.count == 3 ? .splat : nil
  }

  /// One colour per point, red green blue in 0…1; `nil` where the cloud has none.
  ///
  /// - Complexity: O(*n*); computed at every call.
  public var colors: [SIMD3<Float>]? {
    switch colorSource {
    case nil: return nil
    case .channels(let red, let green, let blue, let scale):
      return interleaved([red, green, blue]).map { clamped($0 * scale) }
    case .splat:
      return interleaved(["f_dc_0", "f_dc_1", "f_dc_2"]).map { clamped(0.5 + Self.splatScale * $0) }
    case .packed(let name):
      guard let values = field(name)?.values else { return nil }
      let words: [UInt32]
      switch values {
      case .float32(let floats): words = floats.map(\.bitPattern)
      case .uint32(let integers): words = integers
      case .int32(let integers): words = integers.map { UInt32(bitPattern: $0) }
      default: return nil
      }
      return words.map {
        SIMD3(Float($0 >> 16 & 255), Float($0 >> 8 & 255), Float($0 & 255)) / 255
      }
    }
  }

  /// One intensity per point, in the file's own scale; `nil` where the cloud has none.
  ///
  /// - Complexity: O(*n*); computed at every call.
  public var intensities: [Float]? {
    for name in ["intensity", "Intensity", "scalar_Intensity", "scalar_intensity", "reflectance"] {
      if let field = field(name), field.isScalar { return field.values.floats() }
    }
    return nil
  }

  /// The constant spherical harmonic Y₀₀: a splat's colour is 0.5 + Y₀₀ · coefficient (Kerbl et al.,
  /// 2023, "3D Gaussian Splatting").
  static let splatScale: Float = 0.282_094_8

  private func interleaved(_ names: [String]) -> [SIMD3<Float>] {
    let columns = names.compactMap { field($0)?.values.floats() }
    guard columns.count == 3 else { return [] }
    return (0..<count).map { SIMD3(columns[0][$0], columns[1][$0], columns[2][$0]) }
  }

  private func clamped(_ color: SIMD3<Float>) -> SIMD3<Float> {
    // NaN compares false, so it becomes 0 here and never reaches a byte.
    color.replacing(with: 0, where: .!(color .>= 0)).replacing(with: 1, where: color .> 1)
  }

  private static func colorScale(_ channels: [Field]) -> Float {
    switch channels[0].type {
    case .uint8, .int8: return 1 / 255
    case .uint16, .int16: return 1 / 65535
    case .float32, .float64:
      let largest = channels.map { $0.values.floats().max() ?? 0 }.max() ?? 0
      return largest > 1 ? 1 / 255 : 1
    default:
      let largest = channels.map { $0.values.floats().max() ?? 0 }.max() ?? 0
      return largest > 255 ? 1 / 65535 : 1 / 255
    }
  }
}
