import CairnGeometry

/// Sides of normals that agree from neighbor to neighbor.
///
/// Sides are carried along a minimum spanning tree of the graph of neighbors (Hoppe et al., "Surface
/// reconstruction from unorganized points", 1992). Between two neighbors the surface is taken for an
/// arc, so that it may fold by a right angle (König and Gumhold, "Consistent propagation of normal
/// orientations in point clouds", 2009). Which side of a connected piece is outside remains open.
public struct ConsistentSides: Sendable {
  /// 1 or -1 for each normal.
  public private(set) var signs: [Float]
  /// The connected piece of each point, numbered in the order of their first point.
  public private(set) var pieces: [Int32]
  /// The share of neighbors whose surface is about an arc but whose sides do not agree.
  public private(set) var conflictShare: Float

  /// Finds sides.
  ///
  /// - Parameters:
  ///   - points: Positions.
  ///   - normals: Unit vectors, on either side.
  ///   - offsets: The neighbors of point i are `targets[offsets[i]..<offsets[i + 1]]`.
  ///   - targets: Neighbors; each edge in both directions.
  /// - Complexity: O(number of neighbors).
  public init(
    at points: [SIMD3<Float>], of normals: [SIMD3<Float>], offsets: [Int32], targets: [Int32]
  ) {
    func agreement(_ first: Int, _ second: Int) -> Float {
      arcAgreement(points[first], normals[first], points[second], normals[second])
    }
    signs = Array(repeating: 1, count: normals.count)
    pieces = Array(repeating: -1, count: normals.count)
    conflictShare = 0
    // Bends fall into 32 classes, each a stack: nearly as good as a heap, and linear.
    var pending = [[(point: Int32, sign: Float)]](repeating: [], count: 32)
    var pieceCount: Int32 = 0
    for start in normals.indices where pieces[start] < 0 {
      pending[0].append((Int32(start), 1))
      var lowest = 0
      while lowest < pending.count {
        guard let (point, sign) = pending[lowest].popLast() else {
          lowest += 1
          continue
        }
        let current = Int(point)
        guard pieces[current] < 0 else { continue }
        pieces[current] = pieceCount
        signs[current] = sign
        for slot in Int(offsets[current])..<Int(offsets[current + 1]) {
          let next = Int(targets[slot])
          guard pieces[next] < 0 else { continue }
          let cosine = agreement(current, next)
          let bend = min(max(Int(32 * (1 - abs(cosine))), 0), 31)
          pending[bend].append((Int32(next), cosine < 0 ? -sign : sign))
          lowest = min(lowest, bend)
        }
      }
      pieceCount += 1
    }
    var (parallel, conflicting) = (0, 0)
    for point in normals.indices {
      for slot in Int(offsets[point])..<Int(offsets[point + 1]) {
        let other = Int(targets[slot])
        let cosine = agreement(point, other) * signs[point] * signs[other]
        if abs(cosine) > 0.7 { parallel += 1 }
        if cosine < -0.7 { conflicting += 1 }
      }
    }
    conflictShare = parallel > 0 ? Float(conflicting) / Float(parallel) : 0
  }

  /// Turns pieces over where the evidence for them is negative.
  ///
  /// - Parameter evidence: Receives a point and its side; the sum over a piece decides.
  public mutating func turn(by evidence: (_ point: Int, _ sign: Float) -> Float) {
    var sums = [Double](repeating: 0, count: Int((pieces.max() ?? -1) + 1))
    for point in signs.indices {
      sums[Int(pieces[point])] += Double(evidence(point, signs[point]))
    }
    for point in signs.indices where sums[Int(pieces[point])] < 0 { signs[point] = -signs[point] }
  }
}

/// The normal at one point carried over an arc to another, against the normal there: 1 where both
/// are on the same side, -1 where they are not, between where the surface is not about an arc.
package func arcAgreement(
  _ point: SIMD3<Float>, _ normal: SIMD3<Float>, _ other: SIMD3<Float>,
  _ otherNormal: SIMD3<Float>
) -> Float {
  let chord = (other - point).normalized
  let carried = normal - 2 * normal.dot(chord) * chord
  return carried.dot(otherNormal)
}
