import CairnKernels

extension KDTree {
  /// Returns the points nearest to each of many places, on all cores.
  ///
  /// - Parameters:
  ///   - k: How many to find for each place.
  ///   - places: Where to look.
  ///   - radius: Points that are farther are not found, in the unit of the cloud.
  /// - Returns: A row per place, as ``nearest(_:to:within:)`` gives it; rows of places that are not
  ///   finite are empty.
  /// - Complexity: O(*k* + log *n*) a place; up to 64 neighbors many times faster than one by one.
  public func nearest(
    _ k: Int, toEach places: [SIMD3<Float>], within radius: Float = .infinity
  ) -> NeighborTable {
    precondition(k >= 0, "\(k) neighbors")
    guard 1...PointTree.nearestLimit ~= k, radius >= 0 else {
      return NeighborTable(
        width: k,
        rows: concurrentMap(places.count, grain: 64) { nearest(k, to: places[$0], within: radius) })
    }
    let (indices, squaredDistances) = tree.nearest(
      k, toEach: places.span, squaredBound: radius * radius)
    return NeighborTable(
      width: k, count: places.count, indices: indices, squaredDistances: squaredDistances)
  }

  /// Returns the points nearest to each point of the tree, itself among them, on all cores.
  ///
  /// Faster than asking about the same places: the points of a leaf share what is near them.
  ///
  /// - Parameters:
  ///   - k: How many to find for each point; more than 64 cost much more.
  ///   - keepsDistances: Without, the table has indices only, in half the memory.
  /// - Returns: A row per point; rows of points that are not finite are empty.
  /// - Complexity: O(*k*) a point for well spread points.
  public func nearestToEachPoint(_ k: Int, keepsDistances: Bool = true) -> NeighborTable {
    if k > PointTree.nearestLimit { return nearest(k, toEach: tree.points(count: count)) }
    guard k > 0 else {
      return NeighborTable(width: 0, count: count, indices: [], squaredDistances: [])
    }
    let (indices, squaredDistances) = tree.nearestToEachPoint(
      k, pointCount: count, keepsDistances: keepsDistances)
    return NeighborTable(
      width: k, count: count, indices: indices, squaredDistances: squaredDistances)
  }

  /// Returns the points around each of many places, on all cores.
  ///
  /// - Parameters:
  ///   - radius: The largest distance, in the unit of the cloud.
  ///   - places: Where to look.
  /// - Returns: A list per place; lists of places that are not finite are empty.
  public func neighbors(within radius: Float, ofEach places: [SIMD3<Float>]) -> NeighborLists {
    let order = radius >= 0 ? spatialOrder(of: places.span) : []
    return NeighborLists(count: places.count, pieces: order.count, grain: 1024) { piece, visit in
      tree.visitNeighbors(within: radius * radius, of: places, inOrder: order[piece], visit)
    }
  }

  /// Returns the points around each point of the tree, itself among them, on all cores.
  ///
  /// - Parameter radius: The largest distance, in the unit of the cloud.
  /// - Returns: A list per point; lists of points that are not finite are empty.
  public func neighborsOfEachPoint(within radius: Float) -> NeighborLists {
    let leafCount = radius >= 0 ? tree.leafCount : 0
    return NeighborLists(count: count, pieces: leafCount, grain: 64) { leaves, visit in
      tree.visitNeighbors(within: radius * radius, ofPointsIn: leaves, visit)
    }
  }
}
