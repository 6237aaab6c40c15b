import CairnGeometry
import CairnKernels

extension SparseVolume {
  /// The block with a margin of one voxel below and two above, for crossings and their gradients.
  private static let margin = 11

  /// The places where the edges of the lattice cross the surface: the vertices of the mesh that
  /// marching cubes would make.
  ///
  /// - Parameter distances: What ``fused(_:)`` returned.
  /// - Returns: The vertices in the frame of ``axes``, in the order of the blocks.
  /// - Complexity: O(voxels).
  package func vertices(of distances: [Float]) -> FusedVertices {
    let pieces = concurrentMap(blocks.count, grain: 16) { number in
      vertices(ofBlock: number, distances)
    }
    var result = FusedVertices()
    for piece in pieces {
      result.positions.append(contentsOf: piece.positions)
      result.normals.append(contentsOf: piece.normals)
    }
    return result
  }

  private func vertices(ofBlock number: Int, _ distances: [Float]) -> FusedVertices {
    var result = FusedVertices()
    guard let values = values(about: number, distances) else { return result }
    let values_ = values.span
    let origin = blocks[number] &* Int32(Self.blockEdge)
    let strides = [1, Self.margin, Self.margin * Self.margin]
    for z in 0..<8 {
      for y in 0..<8 {
        for x in 0..<8 {
          let index = (x + 1) + Self.margin * ((y + 1) + Self.margin * (z + 1))
          let value = values_[index]
          guard value == value else { continue }
          for axis in 0..<3 {
            let other = values_[index + strides[axis]]
            // From free space straight to deep inside: an edge of what was seen, not a surface.
            guard (value < 0) != (other < 0), abs(value - other) < 1.1 else { continue }
            let share = value / (value - other)
            var place = SIMD3<Float>(origin &+ SIMD3(Int32(x), Int32(y), Int32(z)))
            place[axis] += share
            let gradient =
              Self.gradient(values_, index) * (1 - share)
              + Self.gradient(values_, index + strides[axis]) * share
            result.positions.append(place * voxelSize)
            result.normals.append(gradient.normalized)
          }
        }
      }
    }
    return result
  }

  /// The values in and about a block, NaN where there are none; `nil` where no surface crosses it.
  private func values(about number: Int, _ distances: [Float]) -> [Float]? {
    let block = blocks[number]
    var values = [Float](repeating: .nan, count: Self.margin * Self.margin * Self.margin)
    var (hasFront, hasBack) = (false, false)
    for z in -1...1 {
      for y in -1...1 {
        for x in -1...1 {
          let offset = SIMD3(Int32(x), Int32(y), Int32(z))
          guard let other = self.number(of: block &+ offset) else { continue }
          for k in Self.range(z) {
            for j in Self.range(y) {
              let source = other * Self.blockVolume + 8 * (j & 7) + 64 * (k & 7)
              let target = 1 + Self.margin * ((j + 1) + Self.margin * (k + 1))
              for i in Self.range(x) {
                let value = distances[source + (i & 7)]
                values[target + i] = value
                if value < 0 { hasBack = true } else if value >= 0 { hasFront = true }
              }
            }
          }
        }
      }
    }
    return hasFront && hasBack ? values : nil
  }

  /// The voxels of a neighboring block that lie in the margin, counted from this block's first.
  private static func range(_ neighbor: Int) -> Range<Int> {
    neighbor < 0 ? -1..<0 : neighbor == 0 ? 0..<8 : 8..<10
  }

  /// How the values grow along the axes; one-sided where only one side is known.
  @inline(__always)
  private static func gradient(_ values: Span<Float>, _ index: Int) -> SIMD3<Float> {
    let middle = values[index]
    func slope(_ stride: Int) -> Float {
      let (below, above) = (values[index - stride], values[index + stride])
      if below == below, above == above { return (above - below) / 2 }
      if above == above { return above - middle }
      return below == below ? middle - below : 0
    }
    return [slope(1), slope(margin), slope(margin * margin)]
  }
}
