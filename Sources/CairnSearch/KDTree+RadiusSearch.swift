import CairnGeometry
import CairnKernels

extension KDTree {
  /// Returns all points at most `radius` away, nearest first.
  ///
  /// - Complexity: O(*m* log *m* + log *n*), where *m* points are found.
  public func neighbors(within radius: Float, of place: SIMD3<Float>) -> [Neighbor] {
    guard radius >= 0, place.isFinite else { return [] }
    var neighbors: [Neighbor] = []
    tree.visitNeighbors(within: radius * radius, of: [place], inOrder: [0]) {
      _, indices, squaredDistances in
      neighbors = indices.indices.map {
        Neighbor(index: Int(indices[$0]), squaredDistance: squaredDistances[$0])
      }
    }
    return neighbors.sorted { $0.isBefore($1) }
  }

  /// Visits the points around each of many places, on all cores, without keeping them.
  ///
  /// - Parameters:
  ///   - radius: The largest distance, in the unit of the cloud.
  ///   - places: Where to look; those that are not finite are not visited.
  ///   - visit: Receives a position in `places`, which points are near it in no order of distance,
  ///     and their squared distances. Places come in any order, each once, from several threads.
  /// - Complexity: O(log *n* + *m*) a place, where *m* points are found.
  public func visitNeighbors(
    within radius: Float, ofEach places: [SIMD3<Float>],
    _ visit:
      @Sendable (_ place: Int, _ indices: Span<Int32>, _ squaredDistances: Span<Float>) ->
      Void
  ) {
    guard radius >= 0 else { return }
    let order = spatialOrder(of: places.span)
    concurrentPieces(order.count, grain: 1024) { piece in
      tree.visitNeighbors(within: radius * radius, of: places, inOrder: order[piece], visit)
    }
  }

  /// Visits the points around each point of the tree, itself among them, on all cores.
  ///
  /// - Parameters:
  ///   - radius: The largest distance, in the unit of the cloud.
  ///   - visit: Receives a point, which points are near it in no order of distance, and their
  ///     squared distances. Points come in any order, each once, from several threads; those that
  ///     are not finite do not come.
  /// - Complexity: O(*m*) a point, where *m* points are found.
  public func visitNeighborsOfEachPoint(
    within radius: Float,
    _ visit:
      @Sendable (_ point: Int, _ indices: Span<Int32>, _ squaredDistances: Span<Float>) ->
      Void
  ) {
    guard radius >= 0 else { return }
    concurrentPieces(tree.leafCount, grain: 64) { leaves in
      tree.visitNeighbors(within: radius * radius, ofPointsIn: leaves, visit)
    }
  }
}
