/// A material of a Wavefront file (MTL).
package struct WavefrontMaterial: Sendable, Hashable {
  /// `Kd`: red, green, blue in 0…1.
  package var color: SIMD3<Float>
  /// `Ks`: the same for what is mirrored.
  package var mirrored: SIMD3<Float>
  /// `Ns`: how sharp the mirrored light is, 0…1000.
  package var sharpness: Float
  /// `d`: 1 for solid things, 0 for air.
  package var opacity: Float
  /// `illum`: the model of light; from 3 on, with reflections.
  package var lightModel: Int
  /// `map_Kd`: the picture of the colours.
  package var picture: String?

  /// Creates a material.
  ///
  /// - Parameters:
  ///   - color: `Kd`.
  ///   - mirrored: `Ks`.
  ///   - sharpness: `Ns`.
  ///   - opacity: `d`.
  ///   - lightModel: `illum`.
  ///   - picture: `map_Kd`.
  package init(
    color: SIMD3<Float> = [0.8, 0.8, 0.8], mirrored: SIMD3<Float> = .zero, sharpness: Float = 0,
    opacity: Float = 1, lightModel: Int = 2, picture: String? = nil
  ) {
    self.color = color
    self.mirrored = mirrored
    self.sharpness = sharpness
    self.opacity = opacity
    self.lightModel = lightModel
    self.picture = picture
  }

  /// Reads a file of materials; what is not understood is passed over.
  ///
  /// - Parameter bytes: Of the file.
  /// - Returns: The materials by name; the first of a name counts.
  /// - Complexity: O(bytes).
  package static func materials(in bytes: [UInt8]) -> [String: WavefrontMaterial] {
    var result: [String: WavefrontMaterial] = [:]
    var text = WavefrontText(bytes)
    var name: String?
    var material = WavefrontMaterial()
    func keep() {
      if let name, result[name] == nil { result[name] = material }
    }
    while !text.isAtEnd {
      if let word = text.word() {
        switch String(decoding: bytes[word], as: UTF8.self).lowercased() {
        case "newmtl":
          keep()
          (name, material) = (text.rest(), WavefrontMaterial())
        case "kd": material.color = color(&text) ?? material.color
        case "ks": material.mirrored = color(&text) ?? material.mirrored
        case "ns": material.sharpness = text.number().map { Float($0) } ?? material.sharpness
        case "d": material.opacity = share(&text) ?? material.opacity
        case "tr": material.opacity = share(&text).map { 1 - $0 } ?? material.opacity
        case "illum":
          if let number = text.number() { material.lightModel = Int(min(max(number, 0), 99)) }
        case "map_kd": material.picture = file(text.rest()) ?? material.picture
        default: break
        }
      }
      text.endLine()
    }
    keep()
    return result
  }

  private static func color(_ text: inout WavefrontText) -> SIMD3<Float>? {
    guard let red = share(&text) else { return nil }
    guard let green = share(&text), let blue = share(&text) else { return SIMD3(repeating: red) }
    return SIMD3(red, green, blue)
  }

  private static func share(_ text: inout WavefrontText) -> Float? {
    text.number().map { Float(min(max($0, 0), 1)) }
  }

  /// The file of a picture, after options such as `-s 1 1 1`; names may hold blanks.
  private static func file(_ text: String) -> String? {
    var words = text.split(separator: " ")
    while let first = words.first, first.hasPrefix("-"), words.count > 1 {
      words.removeFirst()
      let isSwitch = words.first == "on" || words.first == "off"
      if isSwitch { words.removeFirst() }
      while words.count > 1, Double(words[0]) != nil { words.removeFirst() }
    }
    return words.isEmpty ? nil : words.joined(separator: " ").replacing("\\", with: "/")
  }
}
