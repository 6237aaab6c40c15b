import CKernels

extension PointTree {
  /// The largest `k` that the functions for the nearest points take.
  package static var nearestLimit: Int { Int(cairnNearestLimit) }

  /// Calls a closure with the tree as C sees it.
  func withTree<Result>(_ body: (UnsafePointer<CairnPointTree>) -> Result) -> Result {
    unsafe leaves.withUnsafeBufferPointer { leaves in
      unsafe boxes.withUnsafeBufferPointer { boxes in
        var tree = unsafe CairnPointTree()
        unsafe tree.leaves = UnsafeRawPointer(leaves.baseAddress)?.assumingMemoryBound(
          to: Float.self)
        unsafe tree.boxes = UnsafeRawPointer(boxes.baseAddress)?.assumingMemoryBound(
          to: Float.self)
        unsafe tree.count = Int64(count)
        unsafe tree.rootLevel = Int64(levels.count - 1)
        unsafe tree.leafCount = Int64(levels[0].count)
        unsafe withUnsafeMutableBytes(of: &tree.start) { bytes in
          let starts = unsafe bytes.assumingMemoryBound(to: Int64.self)
          for (level, nodes) in levels.enumerated() { unsafe starts[level] = Int64(nodes.start) }
        }
        return unsafe body(&tree)
      }
    }
  }

  /// Finds the points nearest to each of many places, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - k: How many to find for each place, 1 to ``nearestLimit``.
  ///   - places: Where to look.
  ///   - squaredBound: Points that are farther are not found.
  /// - Returns: Rows of `k` indices and squared distances: nearest first, equally near ones by
  ///   index; -1 and infinity where there are fewer.
  public func nearest(
    _ k: Int, toEach places: borrowing Span<SIMD3<Float>>, squaredBound: Float = .infinity
  ) -> (indices: [Int32], squaredDistances: [Float]) {
    precondition(1...Self.nearestLimit ~= k, "\(k) neighbors at once")
    let order = count > 0 ? spatialOrder(of: places) : []
    let isSparse = order.count < places.count
    return unsafe places.withUnsafeBufferPointer { places in
      nonisolated(unsafe) let queries = unsafe UnsafeRawPointer(places.baseAddress)?
        .assumingMemoryBound(to: Float.self)
      return unsafe table(rowCount: places.count, k: k, isSparse: isSparse) {
        indices, squaredDistances in
        nonisolated(unsafe) let (indices, squaredDistances) = unsafe (indices, squaredDistances)
        let kernels = InstructionSet.current.treeKernels
        let nearest = unsafe kernels.nearest
        concurrentPieces(order.count, grain: 2048) { piece in
          unsafe withTree { tree in
            unsafe order.withUnsafeBufferPointer { order in
              unsafe nearest?(
                tree, Int64(piece.count), queries,
                order.baseAddress.map { unsafe $0 + piece.lowerBound },
                Int32(k), squaredBound, indices, squaredDistances)
            }
          }
        }
      }
    }
  }

  /// Finds the points nearest to each point, itself among them, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - k: How many to find for each point, 1 to ``nearestLimit``.
  ///   - pointCount: How many points the tree was built over, those that are not finite included.
  ///   - keepsDistances: Without, no squared distances are returned.
  /// - Returns: Rows of `k` indices and squared distances, as ``nearest(_:toEach:squaredBound:)``.
  public func nearestToEachPoint(
    _ k: Int, pointCount: Int, keepsDistances: Bool = true
  ) -> (indices: [Int32], squaredDistances: [Float]) {
    precondition(1...Self.nearestLimit ~= k, "\(k) neighbors at once")
    return unsafe table(
      rowCount: pointCount, k: k, isSparse: count < pointCount, keepsDistances: keepsDistances
    ) {
      indices, squaredDistances in
      nonisolated(unsafe) let (indices, squaredDistances) = unsafe (indices, squaredDistances)
      let kernels = InstructionSet.current.treeKernels
      let nearest = unsafe kernels.nearestOfLeaves
      concurrentPieces(levels[0].count, grain: 128) { leaves in
        unsafe withTree { tree in
          unsafe nearest?(
            tree, Int64(leaves.lowerBound), Int64(leaves.count), Int32(k), false, indices,
            squaredDistances)
        }
      }
    }
  }

  private func table(
    rowCount: Int, k: Int, isSparse: Bool, keepsDistances: Bool = true,
    fill: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Float>?) -> Void
  ) -> (indices: [Int32], squaredDistances: [Float]) {
    var squaredDistances: [Float] = []
    let indices: [Int32] = unsafe Array(unsafeUninitializedCapacity: rowCount * k) {
      indices, indexCount in
      indexCount = rowCount * k
      unsafe preferLargePages(indices)
      let distanceTotal = keepsDistances ? rowCount * k : 0
      squaredDistances = unsafe Array(unsafeUninitializedCapacity: distanceTotal) {
        distances, distanceCount in
        distanceCount = distanceTotal
        unsafe preferLargePages(distances)
        if isSparse {
          unsafe indices.initialize(repeating: -1)
          unsafe distances.initialize(repeating: .infinity)
        }
        guard let indices = indices.baseAddress else { return }
        unsafe fill(indices, keepsDistances ? distances.baseAddress : nil)
      }
    }
    return (indices, squaredDistances)
  }
}
