import CairnGeometry
import CairnSearch

extension Normals {
  /// Fits a plane to the `k` nearest points of each point, and turns the normals so that neighbors
  /// agree.
  ///
  /// - Parameters:
  ///   - points: Positions.
  ///   - k: How many points to fit, each point itself among them; up to 64.
  /// - Returns: Normals; those of each connected piece look away from its middle rather than to it.
  public static func agreeing(of points: [SIMD3<Float>], k: Int) -> Normals {
    var normals = Normals(of: points, k: k)
    normals.turnToAgree(at: points, neighbors: KDTree(points).nearestToEachPoint(min(k, 8)))
    return normals
  }

  /// Turns normals so that those of neighbors look to the same side of the surface, and those of each
  /// connected piece away from its middle rather than to it; see ``ConsistentSides``.
  ///
  /// - Parameters:
  ///   - points: Positions.
  ///   - neighbors: The nearest points of each point, as `KDTree.nearestToEachPoint(_:)` gives them;
  ///     6 to 10 are enough.
  /// - Complexity: O(number of neighbors).
  public mutating func turnToAgree(at points: [SIMD3<Float>], neighbors: NeighborTable) {
    precondition(
      points.count == vectors.count && neighbors.count == vectors.count,
      "\(vectors.count) normals, \(points.count) points, neighbors of \(neighbors.count)")
    let graph = NeighborGraph(neighbors, where: vectors.map { $0 != .zero })
    var sides = ConsistentSides(
      at: points, of: vectors, offsets: graph.offsets, targets: graph.targets)
    var sums = [SIMD4<Double>](
      repeating: .zero, count: Int((sides.pieces.max() ?? -1) + 1))
    for (point, piece) in zip(points, sides.pieces) where point.isFinite {
      sums[Int(piece)] += SIMD4(SIMD3<Double>(point), 1)
    }
    let middles = sums.map { SIMD3<Float>(SIMD3($0.x, $0.y, $0.z) / max($0.w, 1)) }
    let pieces = sides.pieces
    sides.turn { point, sign in
      guard points[point].isFinite else { return 0 }
      return sign * vectors[point].dot(points[point] - middles[Int(pieces[point])])
    }
    for index in vectors.indices { vectors[index] *= sides.signs[index] }
  }
}

/// The graph that joins each element to its neighbors, in both directions.
private struct NeighborGraph {
  var offsets: [Int32]
  var targets: [Int32]

  init(_ table: NeighborTable, where isIncluded: [Bool]) {
    func forEachPair(_ body: (Int, Int) -> Void) {
      for element in 0..<table.count where isIncluded[element] {
        for slot in element * table.width..<(element + 1) * table.width {
          let other = Int(table.indices[slot])
          if other >= 0, other != element, isIncluded[other] { body(element, other) }
        }
      }
    }
    var offsets = [Int32](repeating: 0, count: table.count + 1)
    forEachPair { one, other in
      offsets[one + 1] += 1
      offsets[other + 1] += 1
    }
    for element in 0..<table.count { offsets[element + 1] += offsets[element] }
    var ends = offsets
    var targets = [Int32](repeating: 0, count: Int(offsets[table.count]))
    forEachPair { one, other in
      targets[Int(ends[one])] = Int32(other)
      ends[one] += 1
      targets[Int(ends[other])] = Int32(one)
      ends[other] += 1
    }
    (self.offsets, self.targets) = (offsets, targets)
  }
}
