extension Picture {
  /// Where a text is, seen from the place it belongs to.
  enum TextAlignment: Sendable {
    case left, middle, right
  }

  /// Writes a line of text.
  ///
  /// - Parameters:
  ///   - text: Letters, digits and the common signs.
  ///   - place: On the line on which letters stand: its left end, its middle or its right end.
  ///   - height: How high capitals and digits are, in pixels.
  ///   - color: Red, green, blue.
  ///   - alignment: Which of the three `place` is.
  mutating func write(
    _ text: String, at place: SIMD2<Float>, height: Float, color: SIMD3<Float>,
    alignment: TextAlignment = .left
  ) {
    let lettering = Lettering(height: height)
    let width = lettering.width(of: text)
    let left =
      switch alignment {
      case .left: place.x
      case .middle: place.x - width / 2
      case .right: place.x - width
      }
    for stroke in lettering.strokes(of: text, from: [left, place.y]) {
      for (start, end) in zip(stroke, stroke.dropFirst()) {
        drawLine(from: start, to: end, width: lettering.penWidth, color: color)
      }
    }
  }

  /// Fills a rectangle, as far as it is in the picture.
  mutating func fill(
    columns: Range<Int>, rows: Range<Int>, color: SIMD3<Float>
  ) {
    let bytes = SIMD3<UInt8>(color * 255, rounding: .toNearestOrEven)
    for row in rows.clamped(to: 0..<height) {
      for column in columns.clamped(to: 0..<width) { self[column, row] = SIMD4(bytes, 255) }
    }
  }

  /// Puts another picture on top, as far as it is in this one.
  mutating func put(_ other: Picture, left: Int, top: Int) {
    for row in 0..<other.height where (0..<height).contains(row + top) {
      for column in 0..<other.width where (0..<width).contains(column + left) {
        self[column + left, row + top] = other[column, row]
      }
    }
  }
}
