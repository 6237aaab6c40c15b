/// A picture that is laid on triangles.
public struct Texture: Sendable {
  /// Pixels in a row.
  public let width: Int
  /// The number of rows, the lowest texture coordinate last.
  public let height: Int
  /// Red, green, blue of every pixel, row after row.
  public let pixels: [UInt8]

  /// Creates a texture.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row; at least 1.
  ///   - height: The number of rows; at least 1.
  ///   - pixels: Red, green, blue of every pixel, row after row from the top.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      width > 0 && height > 0 && pixels.count == width * height * 3,
      "\(pixels.count) bytes for \(width) x \(height) pixels")
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  /// The colour at texture coordinates, which repeat outside 0…1; the nearest pixel's.
  ///
  /// - Parameter place: u to the right, v up, as OBJ files have them.
  /// - Returns: Red, green, blue in 0…1.
  func color(at place: SIMD2<Float>) -> SIMD3<Float> {
    guard place.x.isFinite, place.y.isFinite else { return .zero }
    let part = place - place.rounded(.down)
    let column = min(Int(part.x * Float(width)), width - 1)
    let row = min(Int((1 - part.y) * Float(height)), height - 1)
    let first = (row * width + column) * 3
    return SIMD3(Float(pixels[first]), Float(pixels[first + 1]), Float(pixels[first + 2])) / 255
  }
}
