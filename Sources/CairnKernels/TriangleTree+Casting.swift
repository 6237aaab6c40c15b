import CKernels

extension TriangleTree {
  /// Finds what a ray meets first.
  ///
  /// - Parameters:
  ///   - origin: Where the ray begins.
  ///   - direction: Where it goes; of any length. A ray that is not finite meets nothing.
  ///   - after: Hits must be farther than this many lengths of the direction; not negative.
  ///   - within: Hits must not be farther than this many.
  /// - Returns: The nearest hit, of several equally near ones that of the lowest index; `nil` where
  ///   there is none.
  /// - Complexity: O(log *n*) for *n* triangles, where they do not lie in one heap.
  public func nearestHit(
    from origin: SIMD3<Float>, along direction: SIMD3<Float>, after: Float = 0,
    within: Float = .infinity
  ) -> RayHit? {
    var entry = RayHits.miss
    unsafe withRay(from: origin, along: direction, after: after, within: within) { tree, ray in
      let cast = unsafe InstructionSet.current.rayKernels.nearestHits
      unsafe withUnsafeMutableBytes(of: &entry) { bytes in
        unsafe cast?(tree, ray, bytes.assumingMemoryBound(to: Float.self).baseAddress)
      }
    }
    return RayHit(entry: entry)
  }

  /// Finds what each of many rays meets first, on up to ``Threads/count`` threads.
  ///
  /// Sixteen rays that follow each other are cast together, two to three times as fast as alone, where
  /// they lie near each other: parts of a picture's row, or of one ring of a LiDAR.
  ///
  /// - Parameters:
  ///   - origins: Where the rays begin.
  ///   - directions: Where they go, as many.
  ///   - after: Hits must be farther than this many lengths of the direction; not negative.
  ///   - within: Hits must not be farther than this many.
  /// - Returns: The nearest hit of each ray, as ``nearestHit(from:along:after:within:)`` finds it.
  public func nearestHits(
    from origins: [SIMD3<Float>], along directions: [SIMD3<Float>], after: Float = 0,
    within: Float = .infinity
  ) -> RayHits {
    precondition(
      origins.count == directions.count,
      "\(origins.count) origins of \(directions.count) directions")
    return nearestHits(from: origins, stride: 4, along: directions, after: after, within: within)
  }

  /// Finds what each of many rays from one place meets first, on up to ``Threads/count`` threads.
  ///
  /// Directions are best in an order in which each lies near the one before.
  ///
  /// - Parameters:
  ///   - origin: Where all rays begin.
  ///   - directions: Where they go.
  ///   - after: Hits must be farther than this many lengths of the direction; not negative.
  ///   - within: Hits must not be farther than this many.
  /// - Returns: The nearest hit of each ray, as ``nearestHit(from:along:after:within:)`` finds it.
  public func nearestHits(
    from origin: SIMD3<Float>, along directions: [SIMD3<Float>], after: Float = 0,
    within: Float = .infinity
  ) -> RayHits {
    nearestHits(from: [origin], stride: 0, along: directions, after: after, within: within)
  }

  /// Finds whether anything is in the way of a ray.
  ///
  /// - Parameters:
  ///   - origin: Where the ray begins.
  ///   - direction: Where it goes; of any length.
  ///   - after: Only what is farther than this many lengths of the direction counts; not negative.
  ///   - within: Only what is not farther than this many counts; 1 asks whether the end of
  ///     `direction` can be seen.
  /// - Returns: Whether there is anything; faster than to find the nearest.
  public func isHidden(
    from origin: SIMD3<Float>, along direction: SIMD3<Float>, after: Float = 0,
    within: Float = .infinity
  ) -> Bool {
    var isHidden = false
    unsafe withRay(from: origin, along: direction, after: after, within: within) { tree, ray in
      let cast = unsafe InstructionSet.current.rayKernels.hidden
      unsafe cast?(tree, ray, &isHidden)
    }
    return isHidden
  }

  /// Finds whether anything is in the way of each of many rays, on up to ``Threads/count`` threads.
  ///
  /// Rays from many places to a light are fastest from the light.
  ///
  /// - Parameters:
  ///   - origins: Where the rays begin.
  ///   - directions: Where they go, as many.
  ///   - after: Only what is farther than this many lengths of the direction counts; not negative.
  ///   - within: Only what is not farther than this many counts.
  /// - Returns: Whether there is anything, for each ray.
  public func areHidden(
    from origins: [SIMD3<Float>], along directions: [SIMD3<Float>], after: Float = 0,
    within: Float = .infinity
  ) -> [Bool] {
    precondition(
      origins.count == directions.count,
      "\(origins.count) origins of \(directions.count) directions")
    return areHidden(from: origins, stride: 4, along: directions, after: after, within: within)
  }

  /// Finds whether anything is in the way of each of many rays from one place, on up to
  /// ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - origin: Where all rays begin, such as a light.
  ///   - directions: Where they go.
  ///   - after: Only what is farther than this many lengths of the direction counts; not negative.
  ///   - within: Only what is not farther than this many counts.
  /// - Returns: Whether there is anything, for each ray.
  public func areHidden(
    from origin: SIMD3<Float>, along directions: [SIMD3<Float>], after: Float = 0,
    within: Float = .infinity
  ) -> [Bool] {
    areHidden(from: [origin], stride: 0, along: directions, after: after, within: within)
  }
}
