extension Canvas {
  private static let outlineColor = SIMD3<Float>(0.05, 0.05, 0.08)

  /// Returns the picture: two by two pixels of the canvas become one.
  ///
  /// - Parameters:
  ///   - colors: The colour of each drawn point.
  ///   - shading: The brightness of each pixel of the picture; empty for none.
  ///   - background: Where there is no point.
  /// - Returns: A picture of half the width and height.
  func resolved(
    colors: [SIMD3<Float>], shading: [Float], background: SIMD4<UInt8>
  ) -> Picture {
    var picture = Picture(width: width / 2, height: height / 2, color: background)
    let backdrop = SIMD3<Float>(Float(background.x), Float(background.y), Float(background.z))
    let opacity = Float(background.w) / 255
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        let start = 2 * row * width + 2 * column
        var sum = SIMD3<Float>.zero
        var filled = 0
        let factor: Float = shading.isEmpty ? 255 : 255 * shading[row * picture.width + column]
        for corner in 0..<4 {
          let pixel = start + (corner & 1) + (corner >> 1) * width
          let index = indices[pixel]
          guard index >= 0 else { continue }
          filled += 1
          if index == Self.outlineIndex {
            sum += Self.outlineColor * 255
            continue
          }
          sum += colors[Int(index)] * factor
        }
        guard filled > 0 else { continue }
        let empty = Float(4 - filled) * opacity
        let alpha = Float(filled) + empty
        let color = ((sum + backdrop * empty) / alpha).clamped(
          lowerBound: .zero, upperBound: SIMD3(repeating: 255))
        let bytes = SIMD3<UInt8>(color, rounding: .toNearestOrEven)
        picture[column, row] = SIMD4(bytes, UInt8((alpha * 63.75).rounded()))
      }
    }
    return picture
  }
}
