import CairnGeometry

extension KDTree {
  /// Returns the points nearest to a place, nearest first.
  ///
  /// - Complexity: O(*k* + log *n*) times a small factor for well spread points.
  public func nearest(_ k: Int, to place: SIMD3<Float>) -> [Neighbor] {
    guard k > 0, place.isFinite, !nodes.isEmpty else { return [] }
    var candidates = NearestCandidates(capacity: k)
    collect(into: &candidates, place: place, node: 0, offset: .zero)
    return candidates.sorted
  }

  /// Returns the nearest point; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - place: Where to look.
  ///   - isEligible: Points for which this is false are passed over.
  /// - Returns: The nearest eligible point, the one with the smallest index of equally near ones.
  /// - Complexity: O(log *n*) times a small factor where most points are eligible.
  public func nearest(
    to place: SIMD3<Float>, where isEligible: (Int) -> Bool = { _ in true }
  ) -> Neighbor? {
    guard place.isFinite, !nodes.isEmpty else { return nil }
    var best: Neighbor?
    find(&best, place: place, node: 0, offset: .zero, where: isEligible)
    return best
  }

  private func collect(
    into candidates: inout NearestCandidates, place: SIMD3<Float>, node: Int, offset: SIMD3<Float>
  ) {
    let current = nodes[node]
    guard current.right >= 0 else {
      for position in Int(current.start)..<Int(current.end) {
        let squaredDistance = squaredDistance(from: place, to: entries[position])
        if squaredDistance <= candidates.worstSquaredDistance {
          candidates.insert(
            Neighbor(
              index: Int(entries[position].index), squaredDistance: squaredDistance))
        }
      }
      return
    }
    let (axis, gap) = (Int(current.axis), place[Int(current.axis)] - current.split)
    let (near, far) = gap < 0 ? (node + 1, Int(current.right)) : (Int(current.right), node + 1)
    collect(into: &candidates, place: place, node: near, offset: offset)
    var farOffset = offset
    farOffset[axis] = gap
    if farOffset.squaredLength <= candidates.worstSquaredDistance {
      collect(into: &candidates, place: place, node: far, offset: farOffset)
    }
  }

  private func find(
    _ best: inout Neighbor?, place: SIMD3<Float>, node: Int, offset: SIMD3<Float>,
    where isEligible: (Int) -> Bool
  ) {
    let current = nodes[node]
    guard current.right >= 0 else {
      for position in Int(current.start)..<Int(current.end) {
        let candidate = Neighbor(
          index: Int(entries[position].index),
          squaredDistance: squaredDistance(from: place, to: entries[position]))
        if best.map({ candidate.isBefore($0) }) ?? true, isEligible(candidate.index) {
          best = candidate
        }
      }
      return
    }
    let (axis, gap) = (Int(current.axis), place[Int(current.axis)] - current.split)
    let (near, far) = gap < 0 ? (node + 1, Int(current.right)) : (Int(current.right), node + 1)
    find(&best, place: place, node: near, offset: offset, where: isEligible)
    var farOffset = offset
    farOffset[axis] = gap
    if farOffset.squaredLength <= best?.squaredDistance ?? .infinity {
      find(&best, place: place, node: far, offset: farOffset, where: isEligible)
    }
  }

  @inline(__always)
  func squaredDistance(from place: SIMD3<Float>, to entry: Entry) -> Float {
    (SIMD3(entry.point.x, entry.point.y, entry.point.z) - place).squaredLength
  }
}
