/// An image: rows from the top, four bytes a pixel, red green blue alpha, alpha not multiplied in.
public struct Picture: Sendable, Equatable {
  /// Pixels in a row.
  public let width: Int
  /// The number of rows.
  public let height: Int
  /// `width` × `height` × 4 bytes.
  public internal(set) var pixels: [UInt8]

  /// Creates a picture of one colour.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row, positive.
  ///   - height: The number of rows, positive.
  ///   - color: Red, green, blue and alpha of every pixel.
  public init(width: Int, height: Int, color: SIMD4<UInt8>) {
    precondition(width > 0 && height > 0, "a picture of \(width) × \(height) pixels")
    self.width = width
    self.height = height
    pixels = []
    pixels.reserveCapacity(width * height * 4)
    for _ in 0..<width * height {
      pixels.append(color.x)
      pixels.append(color.y)
      pixels.append(color.z)
      pixels.append(color.w)
    }
  }

  /// The red, green, blue and alpha of a pixel; traps outside the picture.
  public subscript(x: Int, y: Int) -> SIMD4<UInt8> {
    get {
      let start = offset(x, y)
      return SIMD4(pixels[start], pixels[start + 1], pixels[start + 2], pixels[start + 3])
    }
    set {
      let start = offset(x, y)
      for channel in 0..<4 { pixels[start + channel] = newValue[channel] }
    }
  }

  /// Whether no pixel lets the background through.
  public var isOpaque: Bool {
    stride(from: 3, to: pixels.count, by: 4).allSatisfy { pixels[$0] == 255 }
  }

  private func offset(_ x: Int, _ y: Int) -> Int {
    precondition(
      x >= 0 && x < width && y >= 0 && y < height, "pixel \(x), \(y) of \(width) × \(height)")
    return (y * width + x) * 4
  }
}
