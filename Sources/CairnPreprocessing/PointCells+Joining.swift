import CairnGeometry
import CairnKernels

extension PointCells {
  /// The cells that are connected by steps of at most the radius.
  ///
  /// Cells that are in one set already are not looked at again.
  ///
  /// - Complexity: O(*n*) where points are spread evenly; two cells of many points each that are
  ///   close but not near cost O(*m* log *m*), and no order of points makes it quadratic.
  mutating func connected() -> DisjointSets {
    var sets = DisjointSets(count: count)
    var crowded: [(Int, Int)] = []
    // Neighbors first: they mostly join what cells farther away would join again.
    for reach: Int32 in 1...2 {
      // What is joined already is seen here at a look, and stays joined.
      let known = (0..<count).map { Int32(sets.root(of: $0)) }
      forEachLaterWindow(reach: reach) { cell, window in
        let points = points(of: cell)
        guard !points.isEmpty else { return }
        for other in window
        where known[cell] != known[other] && sets.root(of: cell) != sets.root(of: other) {
          let others = self.points(of: other)
          if points.count * others.count > 4096 {
            crowded.append((cell, other))
          } else if points.count < others.count
            ? isNear(points, others) : isNear(others, points)
          {
            sets.join(cell, other)
          }
        }
      }
    }
    for (cell, other) in crowded where sets.root(of: cell) != sets.root(of: other) {
      if areNear(points(of: cell), points(of: other)) { sets.join(cell, other) }
    }
    return sets
  }

  @inline(__always)
  private func isNear(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    containsPair(x: x.span, y: y.span, z: z.span, first, second, squaredDistance: squaredRadius)
  }

  /// Whether some of many points are near some of many others: halves both by turns, and leaves out
  /// halves whose boxes are too far apart.
  private mutating func areNear(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard !first.isEmpty, !second.isEmpty else { return false }
    if first.count * second.count <= 1024 { return isNear(first, second) }
    // One pair is as good as another where it is found at once.
    if isNear(first.prefix(1), second.prefix(64)) { return true }
    let (a, b) = (box(of: first), box(of: second))
    // Rounding may not decide: boxes about as far apart as the radius are looked into.
    if gap(a, b) > Double(squaredRadius) * (1 + 1e-5) { return false }
    let (aLength, bLength) = (a.size.max(), b.size.max())
    if max(aLength, bLength) == 0 { return isNear(first.prefix(1), second.prefix(1)) }
    if aLength >= bLength {
      let middle = split(first, a)
      return areNear(first.lowerBound..<middle, second)
        || areNear(middle..<first.upperBound, second)
    }
    let middle = split(second, b)
    return areNear(first, second.lowerBound..<middle)
      || areNear(first, middle..<second.upperBound)
  }

  private func box(of range: Range<Int>) -> Box {
    var box = Box.empty
    for position in range { box.formUnion([x[position], y[position], z[position]]) }
    return box
  }

  private func gap(_ a: Box, _ b: Box) -> Double {
    let low = SIMD3<Double>(pointwiseMax(a.min, b.min))
    let high = SIMD3<Double>(pointwiseMin(a.max, b.max))
    let gap = (low - high).clamped(lowerBound: .zero, upperBound: SIMD3(repeating: .infinity))
    return (gap * gap).sum()
  }

  /// Moves the points below the middle of the longest axis to the front.
  private mutating func split(_ range: Range<Int>, _ box: Box) -> Int {
    let size = box.size
    let axis = size.x == size.max() ? 0 : size.y == size.max() ? 1 : 2
    let middle = box.min[axis] + size[axis] / 2
    var end = range.lowerBound
    for position in range {
      let value = axis == 0 ? x[position] : axis == 1 ? y[position] : z[position]
      // The middle may round up to the largest coordinate, never down to the smallest.
      if value < middle || value == box.min[axis] {
        swapAt(end, position)
        end += 1
      }
    }
    return end
  }
}
