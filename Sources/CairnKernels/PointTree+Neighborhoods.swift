import CKernels

extension PointTree {
  /// Room for the points around a place.
  @safe private final class Found {
    private(set) var capacity: Int
    private var indices: UnsafeMutablePointer<Int32>
    private var squaredDistances: UnsafeMutablePointer<Float>

    init(capacity: Int) {
      self.capacity = capacity
      unsafe indices = .allocate(capacity: capacity)
      unsafe squaredDistances = .allocate(capacity: capacity)
    }

    deinit {
      unsafe indices.deallocate()
      unsafe squaredDistances.deallocate()
    }

    /// Searches, again with twice the room as long as there is too little.
    func search(
      _ body: (Int64, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Float>) -> Int64
    ) -> Int {
      while true {
        let count = unsafe body(Int64(capacity), indices, squaredDistances)
        if count >= 0 { return Int(count) }
        unsafe indices.deallocate()
        unsafe squaredDistances.deallocate()
        capacity *= 2
        unsafe indices = .allocate(capacity: capacity)
        unsafe squaredDistances = .allocate(capacity: capacity)
      }
    }

    func visit(_ range: Range<Int>, _ body: (Span<Int32>, Span<Float>) -> Void) {
      unsafe body(
        UnsafeBufferPointer(start: indices + range.lowerBound, count: range.count).span,
        UnsafeBufferPointer(start: squaredDistances + range.lowerBound, count: range.count).span)
    }
  }

  /// Visits the points around some places, one after the other.
  ///
  /// - Parameters:
  ///   - squaredRadius: The square of the largest distance; not NaN.
  ///   - places: Where to look.
  ///   - order: Which of the places to visit; they are finite.
  ///   - visit: Receives a position in `places`, which points are near in no order of distance, and
  ///     how far they are.
  public func visitNeighbors(
    within squaredRadius: Float, of places: [SIMD3<Float>], inOrder order: ArraySlice<UInt32>,
    _ visit: (Int, Span<Int32>, Span<Float>) -> Void
  ) {
    guard count > 0 else {
      for row in order { visit(Int(row), .init(), .init()) }
      return
    }
    let within = unsafe InstructionSet.current.treeKernels.within
    let found = Found(capacity: 1024)
    unsafe withTree { tree in
      for row in order {
        let foundCount = unsafe found.search { capacity, indices, distances in
          unsafe withUnsafeBytes(of: places[Int(row)]) { query in
            unsafe within?(
              tree, query.assumingMemoryBound(to: Float.self).baseAddress, squaredRadius, capacity,
              indices, distances) ?? 0
          }
        }
        found.visit(0..<foundCount) { visit(Int(row), $0, $1) }
      }
    }
  }

  /// Visits the points around each point of some leaves, itself among them.
  ///
  /// - Parameters:
  ///   - squaredRadius: The square of the largest distance; not NaN.
  ///   - leaves: Which leaves, up to ``leafCount``.
  ///   - visit: Receives a point, which points are near in no order of distance, and how far they
  ///     are.
  public func visitNeighbors(
    within squaredRadius: Float, ofPointsIn leaves: Range<Int>,
    _ visit: (Int, Span<Int32>, Span<Float>) -> Void
  ) {
    let within = unsafe InstructionSet.current.treeKernels.withinOfLeaf
    let found = Found(capacity: 16384)
    unsafe withTree { tree in
      for leaf in leaves {
        var counts = SIMD16<Int32>()
        _ = unsafe found.search { capacity, indices, distances in
          unsafe withUnsafeMutableBytes(of: &counts) { counts in
            unsafe within?(
              tree, Int64(leaf), squaredRadius, capacity, indices, distances,
              counts.assumingMemoryBound(to: Int32.self).baseAddress) ?? 0
          }
        }
        let points = self.leaves[4 * leaf + 3]
        var start = 0
        for lane in 0..<min(Self.leafSize, count - Self.leafSize * leaf) {
          let end = start + Int(counts[lane])
          found.visit(start..<end) { visit(Int(points[lane].bitPattern), $0, $1) }
          start = end
        }
      }
    }
  }
}
