import CairnGeometry

extension KDTree {
  /// Returns all points at most `radius` away, nearest first.
  ///
  /// - Complexity: O(*m* log *m* + log *n*), where *m* points are found.
  public func neighbors(within radius: Float, of place: SIMD3<Float>) -> [Neighbor] {
    guard radius >= 0, place.isFinite, !nodes.isEmpty else { return [] }
    let squaredRadius = radius * radius
    var found: [Neighbor] = []
    var pending: [(node: Int, offset: SIMD3<Float>)] = [(0, .zero)]
    while let (node, offset) = pending.popLast() {
      let current = nodes[node]
      guard current.right >= 0 else {
        for position in Int(current.start)..<Int(current.end) {
          let squaredDistance = squaredDistance(from: place, to: entries[position])
          if squaredDistance <= squaredRadius {
            found.append(
              Neighbor(
                index: Int(entries[position].index), squaredDistance: squaredDistance))
          }
        }
        continue
      }
      let (axis, gap) = (Int(current.axis), place[Int(current.axis)] - current.split)
      let (near, far) = gap < 0 ? (node + 1, Int(current.right)) : (Int(current.right), node + 1)
      var farOffset = offset
      farOffset[axis] = gap
      if farOffset.squaredLength <= squaredRadius { pending.append((far, farOffset)) }
      pending.append((near, offset))
    }
    return found.sorted { $0.isBefore($1) }
  }
}
