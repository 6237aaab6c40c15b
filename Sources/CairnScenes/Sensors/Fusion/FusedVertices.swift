import CairnGeometry
import CairnKernels

/// The vertices of a fused surface.
package struct FusedVertices: Sendable {
  /// Metres.
  package var positions: [SIMD3<Float>] = []
  /// Unit vectors out of the surface; zero where it has no direction.
  package var normals: [SIMD3<Float>] = []

  /// Creates a surface without a vertex.
  package init() {}

  /// Collapses vertices as a program does that makes a mesh lighter: few are lost where the surface
  /// bends, many where it is flat, which ones is chance.
  ///
  /// One after the other, each vertex joins one that is near, or else stands for those that follow.
  ///
  /// - Parameters:
  ///   - count: How many to keep, some percent more or less.
  ///   - voxelSize: The distance of neighbors, metres.
  ///   - seed: The order.
  /// - Returns: The middles of those that were joined, in the order of the vertices.
  /// - Complexity: O(*n*) on average.
  package func thinned(to count: Int, voxelSize: Float, seed: UInt64) -> [SIMD3<Float>] {
    guard count < positions.count else { return positions }
    // A vertex takes in those of a disc: of n vertices, about n / (1 + reach² / 0.7) remain.
    let total = Float(positions.count)
    let excess = total / Float(count) - 1
    var reach = (0.7 * excess).squareRoot()
    let widest = 1.5 * reach
    let cells = CellLists(positions, edge: widest * voxelSize)
    let reaches = reaches(in: cells)
    let order = shuffled(cells, seed: seed)
    var (low, high) = (Float(0), widest)
    var best = collapsed(order, cells, reaches, scale: reach * voxelSize)
    var latest = best.count
    for _ in 0..<5 where abs(best.count - count) > count / 40 {
      if latest > count { low = reach } else { high = reach }
      let guess = reach * (excess / max(total / Float(latest) - 1, 1e-3)).squareRoot()
      reach = guess > low && guess < high ? guess : (low + high) / 2
      let next = collapsed(order, cells, reaches, scale: reach * voxelSize)
      latest = next.count
      if abs(latest - count) < abs(best.count - count) { best = next }
    }
    return best
  }

  /// The vertices cell by cell, as caches like it, at random in each.
  private func shuffled(_ cells: CellLists, seed: UInt64) -> [UInt64] {
    var random = SceneRandom(seed: seed)
    var order = positions.indices.map { random.next() & ~0xFFFF_FFFF | UInt64($0) }
    sortStably(&order, byBits: 48..<64)
    for place in order.indices {
      let index = order[place] & 0xFFFF_FFFF
      order[place] = UInt64(cells.cellOfPoint[Int(index)]) << 32 | index
    }
    sortStably(&order, byBits: 32..<96 - UInt64(cells.count).leadingZeroBitCount)
    return order
  }

  private func collapsed(
    _ order: [UInt64], _ cells: CellLists, _ reaches: [Float], scale: Float
  ) -> [SIMD3<Float>] {
    // What was kept in each cell, as a list through `next`.
    var first = [Int32](repeating: -1, count: cells.count)
    var next = [Int32](repeating: -1, count: positions.count)
    var sums = [SIMD4<Float>](repeating: .zero, count: positions.count)
    for word in order {
      let index = Int(word & 0xFFFF_FFFF)
      let (place, cell) = (positions[index], cells.cellOfPoint[index])
      // Some edges are collapsed sooner than others of the same length.
      let reach = reaches[Int(cell)] * scale * Self.whim(of: index)
      var (nearest, host) = (reach * reach, Int32(-1))
      for other in cells.neighbors(of: Int(cell)) {
        var candidate = first[Int(other)]
        while candidate >= 0 {
          let squared = (positions[Int(candidate)] - place).squaredLength
          if squared < nearest { (nearest, host) = (squared, candidate) }
          candidate = next[Int(candidate)]
        }
      }
      if host < 0 {
        next[index] = first[Int(cell)]
        first[Int(cell)] = Int32(index)
        host = Int32(index)
      }
      sums[Int(host)] += SIMD4(place, 1)
    }
    var result: [SIMD3<Float>] = []
    for sum in sums where sum.w > 0 { result.append(SIMD3(sum.x, sum.y, sum.z) / sum.w) }
    return result
  }

  /// A number in 0.5…1.5 for each vertex.
  private static func whim(of index: Int) -> Float {
    var bits = UInt32(truncatingIfNeeded: index) &* 0x9E37_79B9
    bits = (bits ^ bits >> 15) &* 0x85EB_CA6B
    return 0.5 + Float((bits ^ bits >> 13) >> 8) * 0x1p-24
  }

  /// How far vertices of each cell are joined: 1 where it is flat, less where normals differ.
  private func reaches(in cells: CellLists) -> [Float] {
    var sums = [SIMD4<Float>](repeating: .zero, count: cells.count)
    for (normal, cell) in zip(normals, cells.cellOfPoint) { sums[Int(cell)] += SIMD4(normal, 1) }
    return (0..<cells.count).map { cell in
      // With its neighbors: a ridge between two cells bends both.
      let sum = cells.neighbors(of: cell).reduce(into: SIMD4<Float>.zero) { $0 += sums[Int($1)] }
      let detail = 1 - SIMD3(sum.x, sum.y, sum.z).length / sum.w
      return 1 / (1 + 10 * max(detail - 0.01, 0))
    }
  }
}
