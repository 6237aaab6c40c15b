import CairnGeometry

extension Surface {
  /// Joins the vertices in every cell of a grid into the one that is nearest to their mean.
  ///
  /// - Parameter cell: Edge of a cell, metres.
  /// - Complexity: O(*n*) for *n* vertices and triangles.
  mutating func joinVertices(cell: Float) {
    var numberOfCell: [SIMD3<Int32>: Int] = [:]
    var sums: [SIMD3<Float>] = []
    var counts: [Float] = []
    let cells = positions.map { position -> Int in
      let key = SIMD3<Int32>((position / cell).rounded(.down))
      if let known = numberOfCell[key] { return known }
      numberOfCell[key] = sums.count
      sums.append(.zero)
      counts.append(0)
      return sums.count - 1
    }
    for (position, cell) in zip(positions, cells) {
      sums[cell] += position
      counts[cell] += 1
    }
    var chosen = [Int](repeating: -1, count: sums.count)
    var distances = [Float](repeating: .infinity, count: sums.count)
    for (index, cell) in cells.enumerated() {
      let distance = (positions[index] - sums[cell] / counts[cell]).squaredLength
      if distance < distances[cell] { (chosen[cell], distances[cell]) = (index, distance) }
    }
    var seen: Set<SIMD3<UInt32>> = []
    for index in triangles.indices {
      for corner in 0..<3 {
        triangles[index][corner] = UInt32(chosen[cells[Int(triangles[index][corner])]])
      }
    }
    keep { surface, index in
      let corners = surface.triangles[index]
      let isFlat =
        corners.x == corners.y || corners.y == corners.z || corners.z == corners.x
      return !isFlat && seen.insert(corners.sorted).inserted
    }
    compact()
  }
}
