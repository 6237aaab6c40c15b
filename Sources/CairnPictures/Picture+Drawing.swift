extension Picture {
  /// Draws a disc with a smooth rim.
  mutating func drawDisc(at middle: SIMD2<Float>, radius: Float, color: SIMD3<Float>) {
    blend(around: middle, reach: radius + 1, color: color) { pixel in
      let offset = pixel - middle
      return radius + 0.5 - (offset * offset).sum().squareRoot()
    }
  }

  /// Draws a straight line with round ends.
  mutating func drawLine(
    from start: SIMD2<Float>, to end: SIMD2<Float>, width lineWidth: Float, color: SIMD3<Float>
  ) {
    guard let (start, end) = clipped(start, end, margin: lineWidth + 2) else { return }
    let along = end - start
    let squaredLength = (along * along).sum()
    // Piece by piece, so that a long slanted line does not visit its whole bounding box.
    let pieces = max(1, Int(squaredLength.squareRoot() / 24))
    for piece in 0..<pieces {
      let (from, to) = (Float(piece) / Float(pieces), Float(piece + 1) / Float(pieces))
      let middle = start + along * ((from + to) / 2)
      let reach = squaredLength.squareRoot() / Float(pieces) / 2 + lineWidth
      blend(around: middle, reach: reach, color: color) { pixel in
        let share = squaredLength > 0 ? ((pixel - start) * along).sum() / squaredLength : 0
        // Each pixel belongs to one piece, so that nothing is drawn twice.
        let isFirst = piece == 0 && share < 0
        let isLast = piece == pieces - 1 && share >= 1
        guard isFirst || isLast || (share >= from && share < to) else { return 0 }
        let offset = pixel - (start + along * min(max(share, 0), 1))
        return lineWidth / 2 + 0.5 - (offset * offset).sum().squareRoot()
      }
    }
  }

  /// The part of a line that is in the picture or `margin` around it (Liang and Barsky, 1984).
  private func clipped(
    _ start: SIMD2<Float>, _ end: SIMD2<Float>, margin: Float
  ) -> (SIMD2<Float>, SIMD2<Float>)? {
    let low = SIMD2(-margin, -margin)
    let high = SIMD2(Float(width), Float(height)) + margin
    let along = end - start
    guard (along * along).sum().isFinite else { return nil }
    var (from, to): (Float, Float) = (0, 1)
    for axis in 0..<2 {
      guard along[axis] != 0 else {
        guard start[axis] >= low[axis], start[axis] <= high[axis] else { return nil }
        continue
      }
      let first = (low[axis] - start[axis]) / along[axis]
      let second = (high[axis] - start[axis]) / along[axis]
      from = max(from, min(first, second))
      to = min(to, max(first, second))
    }
    return from <= to ? (start + along * from, start + along * to) : nil
  }

  private mutating func blend(
    around middle: SIMD2<Float>, reach: Float, color: SIMD3<Float>,
    coverage: (SIMD2<Float>) -> Float
  ) {
    guard
      middle.x + reach >= 0, middle.y + reach >= 0, middle.x - reach < Float(width),
      middle.y - reach < Float(height)
    else { return }
    let columns = Int(max(0, middle.x - reach))...Int(min(Float(width - 1), middle.x + reach))
    let rows = Int(max(0, middle.y - reach))...Int(min(Float(height - 1), middle.y + reach))
    for row in rows {
      for column in columns {
        let share = min(max(coverage(SIMD2(Float(column) + 0.5, Float(row) + 0.5)), 0), 1)
        guard share > 0 else { continue }
        let old = self[column, row]
        let below = Float(old.w) / 255 * (1 - share)
        let alpha = share + below
        let oldColor = SIMD3(Float(old.x), Float(old.y), Float(old.z))
        let mixed = (color * 255 * share + oldColor * below) / alpha
        self[column, row] = SIMD4(
          SIMD3<UInt8>(mixed, rounding: .toNearestOrEven), UInt8((alpha * 255).rounded()))
      }
    }
  }
}
