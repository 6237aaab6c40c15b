import CairnKernels

extension KDTree {
  /// Returns the points nearest to each of many places, on all cores.
  ///
  /// - Parameters:
  ///   - k: How many to find for each place; positive.
  ///   - places: Where to look.
  /// - Returns: A row per place, as ``nearest(_:to:)`` gives it, at any number of threads.
  public func nearest(_ k: Int, toEach places: [SIMD3<Float>]) -> NeighborTable {
    let rows = concurrentMap(places.count) { nearest(k, to: places[$0]) }
    var indices: [Int32] = []
    var squaredDistances: [Float] = []
    for row in rows {
      for slot in 0..<k {
        indices.append(slot < row.count ? Int32(row[slot].index) : -1)
        squaredDistances.append(slot < row.count ? row[slot].squaredDistance : .infinity)
      }
    }
    return NeighborTable(
      width: k, count: places.count, indices: indices, squaredDistances: squaredDistances)
  }

  /// Returns the points nearest to each point of the tree, itself among them, on all cores.
  ///
  /// - Parameter k: How many to find for each point; positive.
  /// - Returns: A row per point; rows of points that are not finite are empty.
  public func nearestToEachPoint(_ k: Int) -> NeighborTable {
    nearest(k, toEach: points)
  }

  /// Returns the points around each of many places, on all cores.
  ///
  /// - Parameters:
  ///   - radius: The largest distance, in the unit of the cloud.
  ///   - places: Where to look.
  /// - Returns: A list per place.
  public func neighbors(within radius: Float, ofEach places: [SIMD3<Float>]) -> NeighborLists {
    let lists = concurrentMap(places.count) { neighbors(within: radius, of: places[$0]) }
    var offsets = [0]
    for list in lists { offsets.append(offsets[offsets.count - 1] + list.count) }
    return NeighborLists(
      offsets: offsets, indices: lists.flatMap { $0.map { Int32($0.index) } },
      squaredDistances: lists.flatMap { $0.map(\.squaredDistance) })
  }

  /// Returns the points around each point of the tree, itself among them, on all cores.
  ///
  /// - Parameter radius: The largest distance, in the unit of the cloud.
  /// - Returns: A list per point; lists of points that are not finite are empty.
  public func neighborsOfEachPoint(within radius: Float) -> NeighborLists {
    neighbors(within: radius, ofEach: points)
  }
}
