import CairnGeometry

/// Triangles on their way from a file to a body, each of a material and a part.
package struct Surface: Sendable {
  package var positions: [SIMD3<Float>]
  package var triangles: [SIMD3<UInt32>]
  /// For every triangle, an index into materials that the caller keeps.
  package var materialOfTriangle: [UInt32]
  /// For every triangle, an index into parts that the caller keeps.
  package var partOfTriangle: [UInt32]
  /// Three texture coordinates a triangle, or none at all.
  package var coordinates: [SIMD2<Float>]

  /// Creates a surface.
  ///
  /// - Parameters:
  ///   - positions: Vertices, metres.
  ///   - triangles: Three vertices each.
  ///   - materialOfTriangle: For every triangle, an index into materials that the caller keeps.
  ///   - partOfTriangle: For every triangle, an index into parts that the caller keeps.
  ///   - coordinates: Three texture coordinates a triangle, or none at all.
  package init(
    positions: [SIMD3<Float>], triangles: [SIMD3<UInt32>], materialOfTriangle: [UInt32],
    partOfTriangle: [UInt32], coordinates: [SIMD2<Float>] = []
  ) {
    self.positions = positions
    self.triangles = triangles
    self.materialOfTriangle = materialOfTriangle
    self.partOfTriangle = partOfTriangle
    self.coordinates = coordinates
  }

  /// A box around the vertices that triangles use.
  package var bounds: Box {
    var box = Box.empty
    for corners in triangles {
      for corner in 0..<3 { box.formUnion(positions[Int(corners[corner])]) }
    }
    return box
  }

  /// Joins vertices that are in the same place and drops triangles that have no area or are there
  /// twice, as the backs of thin sheets are.
  ///
  /// - Parameter tolerance: Edge of the cells that count as one place, metres.
  package mutating func weld(tolerance: Float) {
    var numberOfPlace: [SIMD3<Int32>: UInt32] = [:]
    var welded: [SIMD3<Float>] = []
    let newIndex = positions.map { position -> UInt32 in
      let place = SIMD3<Int32>((position / tolerance).rounded(.toNearestOrEven))
      if let known = numberOfPlace[place] { return known }
      let number = UInt32(welded.count)
      numberOfPlace[place] = number
      welded.append(position)
      return number
    }
    positions = welded
    for index in triangles.indices {
      let corners = triangles[index]
      triangles[index] = SIMD3(
        newIndex[Int(corners.x)], newIndex[Int(corners.y)], newIndex[Int(corners.z)])
    }
    var seen: Set<SIMD3<UInt32>> = []
    keep { surface, index in
      let corners = surface.triangles[index]
      let isFlat =
        corners.x == corners.y || corners.y == corners.z || corners.z == corners.x
      return !isFlat && seen.insert(corners.sorted).inserted
    }
  }

  /// Keeps some of the triangles, in their order.
  package mutating func keep(where isKept: (Surface, Int) -> Bool) {
    var count = 0
    for index in triangles.indices where isKept(self, index) {
      triangles[count] = triangles[index]
      materialOfTriangle[count] = materialOfTriangle[index]
      partOfTriangle[count] = partOfTriangle[index]
      if !coordinates.isEmpty {
        for corner in 0..<3 { coordinates[3 * count + corner] = coordinates[3 * index + corner] }
      }
      count += 1
    }
    let removed = triangles.count - count
    triangles.removeLast(removed)
    materialOfTriangle.removeLast(removed)
    partOfTriangle.removeLast(removed)
    if !coordinates.isEmpty { coordinates.removeLast(3 * removed) }
  }

  /// Drops vertices that no triangle uses.
  package mutating func compact() {
    var newIndex = [UInt32](repeating: .max, count: positions.count)
    var kept: [SIMD3<Float>] = []
    for index in triangles.indices {
      for corner in 0..<3 {
        let old = Int(triangles[index][corner])
        if newIndex[old] == .max {
          newIndex[old] = UInt32(kept.count)
          kept.append(positions[old])
        }
        triangles[index][corner] = newIndex[old]
      }
    }
    positions = kept
  }

  /// The area of a triangle as a vector along its normal.
  package func areaVector(_ index: Int) -> SIMD3<Float> {
    let corners = triangles[index]
    let first = positions[Int(corners.x)]
    return (positions[Int(corners.y)] - first).cross(positions[Int(corners.z)] - first) / 2
  }
}

extension SIMD3<UInt32> {
  /// The three numbers in order.
  package var sorted: SIMD3<UInt32> {
    let (low, high) = (Swift.min(x, y), Swift.max(x, y))
    if z < low { return SIMD3(z, low, high) }
    return z > high ? SIMD3(low, high, z) : SIMD3(low, z, high)
  }
}
