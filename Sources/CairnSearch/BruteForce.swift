import CairnGeometry

/// Looks at every point: the twin that the other indexes are tested against.
public struct BruteForce: SpatialIndex {
  private let points: [SIMD3<Float>]

  /// Creates an index over points.
  public init(_ points: [SIMD3<Float>]) { self.points = points }

  /// The number of points, those with NaN coordinates included.
  public var count: Int { points.count }

  /// Returns the points nearest to a place, nearest first.
  ///
  /// - Complexity: O(*n* log *n*).
  public func nearest(_ k: Int, to place: SIMD3<Float>) -> [Neighbor] {
    Array(neighbors(within: .infinity, of: place).prefix(max(k, 0)))
  }

  /// Returns all points at most `radius` away, nearest first.
  ///
  /// - Complexity: O(*n* log *n*).
  public func neighbors(within radius: Float, of place: SIMD3<Float>) -> [Neighbor] {
    guard place.isFinite, radius >= 0 else { return [] }
    var found: [Neighbor] = []
    for (index, point) in points.enumerated() where point.isFinite {
      let squaredDistance = (point - place).squaredLength
      if squaredDistance <= radius * radius {
        found.append(Neighbor(index: index, squaredDistance: squaredDistance))
      }
    }
    return found.sorted { $0.isBefore($1) }
  }
}
