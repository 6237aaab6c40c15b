import CKernels

extension TriangleTree {
  /// Rays of one piece of work; a multiple of those that are cast together.
  private static let grain = 1024

  /// Casts many rays.
  ///
  /// - Parameters:
  ///   - origins: Where they begin.
  ///   - stride: Floats from one origin to the next: 4, or 0 for one origin.
  ///   - directions: Where they go.
  ///   - after: Hits must be farther.
  ///   - within: Hits must not be farther.
  /// - Returns: What each meets first.
  func nearestHits(
    from origins: [SIMD3<Float>], stride: Int, along directions: [SIMD3<Float>], after: Float,
    within: Float
  ) -> RayHits {
    RayHits(
      entries: unsafe Array(unsafeUninitializedCapacity: directions.count) { buffer, hitCount in
        unsafe preferLargePages(buffer)
        hitCount = directions.count
        if count == 0 { unsafe buffer.initialize(repeating: RayHits.miss) }
        nonisolated(unsafe) let hits = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?
          .assumingMemoryBound(to: Float.self)
        let cast = unsafe InstructionSet.current.rayKernels.nearestHits
        unsafe inPieces(origins, stride, directions, after, within) { tree, rays, start in
          unsafe cast?(tree, rays, hits.map { unsafe $0 + 4 * start })
        }
      })
  }

  /// Looks whether many rays are hidden, in the same way.
  func areHidden(
    from origins: [SIMD3<Float>], stride: Int, along directions: [SIMD3<Float>], after: Float,
    within: Float
  ) -> [Bool] {
    unsafe Array(unsafeUninitializedCapacity: directions.count) { buffer, hiddenCount in
      hiddenCount = directions.count
      if count == 0 { unsafe buffer.initialize(repeating: false) }
      nonisolated(unsafe) let isHidden = buffer.baseAddress
      let cast = unsafe InstructionSet.current.rayKernels.hidden
      unsafe inPieces(origins, stride, directions, after, within) { tree, rays, start in
        unsafe cast?(tree, rays, isHidden.map { unsafe $0 + start })
      }
    }
  }

  /// Calls a closure with the tree and one ray as C sees them; not at all where nothing can be met.
  func withRay(
    from origin: SIMD3<Float>, along direction: SIMD3<Float>, after: Float, within: Float,
    _ body: (UnsafePointer<CairnTriangleTree>, UnsafePointer<CairnRays>) -> Void
  ) {
    Self.check(after, within)
    guard count > 0 else { return }
    unsafe withTree { tree in
      unsafe withUnsafeBytes(of: origin) { origin in
        unsafe withUnsafeBytes(of: direction) { direction in
          var ray = unsafe CairnRays(
            origins: origin.assumingMemoryBound(to: Float.self).baseAddress, originStride: 0,
            directions: direction.assumingMemoryBound(to: Float.self).baseAddress, count: 1,
            after: after, within: within)
          unsafe body(tree, &ray)
        }
      }
    }
  }

  /// Calls a closure with the tree and some rays as C sees them, for pieces of all rays; not at all
  /// where nothing can be met.
  private func inPieces(
    _ origins: [SIMD3<Float>], _ stride: Int, _ directions: [SIMD3<Float>], _ after: Float,
    _ within: Float,
    _ body:
      @Sendable (UnsafePointer<CairnTriangleTree>, UnsafePointer<CairnRays>, _ start: Int) -> Void
  ) {
    Self.check(after, within)
    guard count > 0 else { return }
    concurrentPieces(directions.count, grain: Self.grain) { piece in
      unsafe withTree { tree in
        unsafe origins.withUnsafeBytes { origins in
          unsafe directions.withUnsafeBytes { directions in
            let start = piece.lowerBound
            var rays = unsafe CairnRays(
              origins: origins.assumingMemoryBound(to: Float.self).baseAddress.map {
                unsafe $0 + stride * start
              },
              originStride: Int64(stride),
              directions: directions.assumingMemoryBound(to: Float.self).baseAddress.map {
                unsafe $0 + 4 * start
              },
              count: Int64(piece.count), after: after, within: within)
            unsafe body(tree, &rays, start)
          }
        }
      }
    }
  }

  private static func check(_ after: Float, _ within: Float) {
    precondition(after >= 0 && !within.isNaN, "hits after \(after) and within \(within)")
  }

  private func withTree(_ body: (UnsafePointer<CairnTriangleTree>) -> Void) {
    unsafe nodes.withUnsafeBytes { nodes in
      unsafe packs.withUnsafeBytes { packs in
        var tree = unsafe CairnTriangleTree(
          nodes: nodes.assumingMemoryBound(to: Float.self).baseAddress,
          packs: packs.assumingMemoryBound(to: Float.self).baseAddress, root: root,
          low: (low.x, low.y, low.z), high: (high.x, high.y, high.z))
        unsafe body(&tree)
      }
    }
  }
}
