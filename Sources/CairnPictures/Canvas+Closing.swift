extension Canvas {
  /// Fills pinholes: pixels without a point that have points close by on all four sides take the
  /// farthest of them.
  ///
  /// - Parameter reach: How many pixels wide a hole may be.
  mutating func closeHoles(reach: Int) {
    let sources = indices
    for row in reach..<max(reach, height - reach) {
      for column in reach..<max(reach, width - reach) {
        let pixel = row * width + column
        guard sources[pixel] < 0 else { continue }
        guard
          let left = first(in: sources, from: pixel, step: -1, reach),
          let right = first(in: sources, from: pixel, step: 1, reach),
          let above = first(in: sources, from: pixel, step: -width, reach),
          let below = first(in: sources, from: pixel, step: width, reach)
        else { continue }
        let farthest = [left, right, above, below].max { depths[$0] < depths[$1] } ?? left
        indices[pixel] = sources[farthest]
        depths[pixel] = depths[farthest]
      }
    }
  }

  @inline(__always)
  private func first(in sources: [Int32], from pixel: Int, step: Int, _ reach: Int) -> Int? {
    for distance in 1...reach where sources[pixel + distance * step] >= 0 {
      return pixel + distance * step
    }
    return nil
  }
}
