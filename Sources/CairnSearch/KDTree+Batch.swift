extension KDTree {
  /// Returns the points nearest to each of many places, on all cores.
  ///
  /// - Parameters:
  ///   - k: How many to find for each place.
  ///   - places: Where to look.
  /// - Returns: One list per place, as ``nearest(_:to:)`` gives it, at any number of threads.
  public func nearest(_ k: Int, toEach places: [SIMD3<Float>]) -> [[Neighbor]] {
    concurrentMap(places.count) { nearest(k, to: places[$0]) }
  }

  /// Returns the points around each of many places, on all cores.
  ///
  /// - Parameters:
  ///   - radius: The largest distance, in the unit of the cloud.
  ///   - places: Where to look.
  /// - Returns: One list per place, as ``neighbors(within:of:)`` gives it.
  public func neighbors(within radius: Float, ofEach places: [SIMD3<Float>]) -> [[Neighbor]] {
    concurrentMap(places.count) { neighbors(within: radius, of: places[$0]) }
  }
}
