import CairnGeometry
import CairnKernels

extension KDTree {
  /// Returns the points nearest to a place, nearest first.
  ///
  /// - Complexity: O(*k* + log *n*) times a small factor for well spread points.
  public func nearest(_ k: Int, to place: SIMD3<Float>) -> [Neighbor] {
    nearest(k, to: place, within: .infinity)
  }

  /// Returns the points nearest to a place and at most `radius` away, nearest first.
  ///
  /// - Parameters:
  ///   - k: How many to find at most.
  ///   - place: Where to look.
  ///   - radius: The largest distance, in the unit of the cloud.
  /// - Returns: Points by distance, equally near ones by index.
  /// - Complexity: O(*k* + log *n*) times a small factor for well spread points.
  public func nearest(_ k: Int, to place: SIMD3<Float>, within radius: Float) -> [Neighbor] {
    guard k > 0, place.isFinite, radius >= 0, tree.count > 0 else { return [] }
    if k > PointTree.nearestLimit { return manyNearest(k, to: place, within: radius) }
    let places = [place]
    let (indices, squaredDistances) = tree.nearest(
      k, toEach: places.span, squaredBound: radius * radius)
    return zip(indices, squaredDistances).lazy.filter { $0.0 >= 0 }.map {
      Neighbor(index: Int($0.0), squaredDistance: $0.1)
    }
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
    var (k, passed) = (1, 0)
    while true {
      let found = nearest(k, to: place)
      if let first = found.dropFirst(passed).first(where: { isEligible($0.index) }) { return first }
      guard found.count == k else { return nil }
      passed = k
      k *= 8
    }
  }

  /// More neighbors than the kernel sorts at once: a ball that grows until it holds enough.
  private func manyNearest(_ k: Int, to place: SIMD3<Float>, within radius: Float) -> [Neighbor] {
    let limit = PointTree.nearestLimit
    let first = nearest(limit, to: place, within: radius)
    guard first.count == limit, let farthest = first.last?.squaredDistance else { return first }
    let bound = k >= tree.count ? radius : min(radius, .greatestFiniteMagnitude)
    // On a surface the number of points grows with the square of the radius.
    var reach = (farthest * Float(k) / Float(limit)).squareRoot()
    while true {
      let found = neighbors(within: min(reach, bound), of: place)
      if found.count >= k || reach >= bound { return Array(found.prefix(k)) }
      reach = max(reach * 1.5, place.length * 1e-6, .leastNormalMagnitude)
    }
  }
}
