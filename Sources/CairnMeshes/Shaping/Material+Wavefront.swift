import CairnGeometry
import CairnScenes

extension Material {
  /// A material of a Wavefront file, as cameras and lasers see it.
  ///
  /// - Parameters:
  ///   - name: What the file calls it.
  ///   - source: What the file says of it.
  ///   - texture: Its picture.
  init(named name: String, _ source: WavefrontMaterial, texture: Texture?) {
    let color = texture?.meanColor ?? source.color
    self.init(color)
    self.texture = texture
    let words = Set(PartWords.words(of: name))
    func isCalled(_ names: String...) -> Bool { names.contains(where: words.contains) }
    transparency = 1 - source.opacity
    // Half of all files carry the exporter's default, 0.5 and 96, which must not shine.
    let strength = source.mirrored.sum() / 3
    gloss = 0.5 * strength * strength * min(source.sharpness / 300, 1)
    if source.lightModel >= 3 { gloss = max(gloss, 0.35) }
    if isCalled("chrome", "inox", "steel", "metal", "aluminum", "metalic", "metall", "brass") {
      gloss = max(gloss, 0.3)
    }
    if isCalled("ceramic", "porcelain", "polish", "varnish") { gloss = max(gloss, 0.2) }
    if isCalled("mirror", "espejo", "miroir") { gloss = 0.9 }
    if isCalled("glass", "cristal", "vitre", "vidre", "verre", "crystal"), transparency > 0.2 {
      gloss = 0.9
    } else if transparency > 0.2 {
      gloss = max(gloss, 0.5)
    }
  }
}

extension Texture {
  /// The mean of its pixels, 0…1.
  var meanColor: SIMD3<Float> {
    var sum = SIMD3<Int>.zero
    for start in stride(from: 0, to: pixels.count, by: 3) {
      sum &+= SIMD3(Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2]))
    }
    return SIMD3<Float>(sum) / Float(255 * width * height)
  }
}
