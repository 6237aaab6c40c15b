import CairnGeometry

extension VoxelHash {
  /// Returns the points nearest to a place, nearest first.
  ///
  /// - Complexity: O(*k* log *k*) for places near evenly spread points, *k* about what a few cells hold.
  public func nearest(_ k: Int, to place: SIMD3<Float>) -> [Neighbor] {
    guard k > 0, place.isFinite, voxelCount > 0 else { return [] }
    var radius = cellSize
    // Twice the radius until enough is inside; a sphere with k points holds the k nearest.
    while true {
      let found = neighbors(within: radius, of: place)
      if found.count >= k || radius == .infinity { return Array(found.prefix(k)) }
      // More cells than points: one look at all of them is cheaper.
      radius = radius > 16 * cellSize ? .infinity : radius * 2
    }
  }

  /// Returns all points at most `radius` away, nearest first.
  ///
  /// - Complexity: O(*m* log *m* + *c*), where *m* points are found and *c* cells are looked at.
  public func neighbors(within radius: Float, of place: SIMD3<Float>) -> [Neighbor] {
    guard radius >= 0, place.isFinite, voxelCount > 0 else { return [] }
    let squaredRadius = radius * radius
    var found: [Neighbor] = []
    forEachVoxel(within: radius, of: place) { voxel in
      for slot in Int(offsets[voxel])..<Int(offsets[voxel + 1]) {
        let squaredDistance = (places[slot] - place).squaredLength
        if squaredDistance <= squaredRadius {
          found.append(Neighbor(index: Int(order[slot]), squaredDistance: squaredDistance))
        }
      }
    }
    return found.sorted { $0.isBefore($1) }
  }
}
