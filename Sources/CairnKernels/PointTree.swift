import CKernels

/// A tree of boxes over points: leaves of 16 points, nodes of 8 children, no pointers.
///
/// Child *c* of node *i* is node 8*i* + *c* of the level below; leaves are in the same order. All
/// leaves but the last are full. A leaf and the boxes of a node's children are one piece of memory
/// each, laid out for wide registers.
public struct PointTree: Sendable {
  package static let leafSize = 16

  /// Four vectors a leaf: x, y, z and the bits of the points' indices; NaN where there is no point.
  let leaves: [SIMD16<Float>]
  /// Six vectors a node: lowest x, y, z, highest x, y, z of its children; NaN where there is none.
  let boxes: [SIMD8<Float>]
  /// Where the nodes of each level begin in ``boxes``, and how many there are; level 0 are leaves.
  let levels: [(start: Int, count: Int)]

  /// The number of points in the tree.
  public let count: Int

  /// How many bytes the leaves and boxes take.
  public var byteCount: Int {
    leaves.count * MemoryLayout<SIMD16<Float>>.stride
      + boxes.count * MemoryLayout<SIMD8<Float>>.stride
  }

  /// The number of leaves.
  public var leafCount: Int { levels[0].count }

  /// Builds a tree on up to ``Threads/count`` threads.
  ///
  /// - Parameter points: Fewer than 2³¹; those with a NaN or infinite coordinate are left out.
  /// - Complexity: O(*n* log *n*) time; 32 bytes a point while building, 18 afterwards.
  public init(_ points: borrowing Span<SIMD3<Float>>) {
    precondition(points.count < Int32.max, "\(points.count) points are too many for a tree")
    let pointCount = points.count
    var (finiteCount, leafCount) = (0, 0)
    var leaves: [SIMD16<Float>] = unsafe Array(
      unsafeUninitializedCapacity: (pointCount + Self.leafSize - 1) / Self.leafSize * 4
    ) { buffer, count in
      unsafe preferLargePages(buffer)
      let entries = unsafe UnsafeMutableRawBufferPointer(buffer).assumingMemoryBound(
        to: SIMD4<Float>.self)
      for index in 0..<pointCount {
        let point = unsafe points[unchecked: index]
        unsafe entries[finiteCount] = SIMD4(
          point, Float(bitPattern: UInt32(truncatingIfNeeded: index)))
        // Zero times a coordinate is zero but for NaN and infinity.
        finiteCount &+= (point * 0) == .zero ? 1 : 0
      }
      leafCount = (finiteCount + Self.leafSize - 1) / Self.leafSize
      count = 4 * leafCount
    }
    count = finiteCount
    levels = Self.levels(over: leafCount)
    let nodeCount = levels.count > 1 ? levels[levels.count - 1].start + 1 : 0
    var boxes = [SIMD8<Float>](repeating: SIMD8(repeating: .nan), count: 6 * nodeCount)
    Self.sort(&leaves, pointCount: count, boxes: &boxes)
    Self.unite(&boxes, levels: levels)
    self.leaves = leaves
    self.boxes = boxes
  }

  private static func levels(over leafCount: Int) -> [(start: Int, count: Int)] {
    var levels = [(start: 0, count: leafCount)]
    var (start, count) = (0, leafCount)
    while count > 1 || count == 1 && levels.count == 1 {
      count = (count + 7) / 8
      levels.append((start, count))
      start += count
    }
    return levels
  }

  /// Sorts points into leaves, in place, and computes the leaves' boxes.
  private static func sort(
    _ leaves: inout [SIMD16<Float>], pointCount: Int, boxes: inout [SIMD8<Float>]
  ) {
    guard pointCount > 0 else { return }
    let kernels = InstructionSet.current.treeKernels
    let (halve, sort) = unsafe (kernels.halve, kernels.sortPoints)
    var leavesPerChild = 1
    while leavesPerChild * 8 * leafSize < pointCount { leavesPerChild *= 8 }
    var whole = CairnPointRange()
    whole.end = Int64(pointCount)
    whole.leavesPerChild = Int64(leavesPerChild)
    whole.isInFirst = true
    let start = whole
    var others: [SIMD16<Float>] = unsafe Array(unsafeUninitializedCapacity: leaves.count) {
      buffer, count in
      unsafe preferLargePages(buffer)
      count = leaves.count
    }
    unsafe leaves.withUnsafeMutableBytes { first in
      unsafe others.withUnsafeMutableBytes { second in
        unsafe boxes.withUnsafeMutableBytes { boxes in
          var sorter = unsafe CairnPointSorter()
          unsafe sorter.first = first.assumingMemoryBound(to: Float.self).baseAddress
          unsafe sorter.second = second.assumingMemoryBound(to: Float.self).baseAddress
          unsafe sorter.boxes = boxes.assumingMemoryBound(to: Float.self).baseAddress
          nonisolated(unsafe) let shared = unsafe sorter
          // A level at a time until there is enough to do for all threads.
          var ranges = [start]
          let wanted = Threads.count > 1 && pointCount > 16384 ? 8 * Threads.count : 1
          while ranges.count < wanted {
            let current = ranges
            ranges = concurrentMap(current.count, grain: 1) { number in
              var (left, right) = (CairnPointRange(), CairnPointRange())
              let isHalved = unsafe withScratch(current[number]) { scratch in
                unsafe withUnsafePointer(to: shared) {
                  unsafe halve?($0, current[number], scratch, &left, &right) ?? false
                }
              }
              return isHalved ? [left, right] : [current[number]]
            }.flatMap { $0 }
          }
          let pieces = ranges
          concurrentPieces(pieces.count, grain: 1) { numbers in
            for number in numbers {
              unsafe withScratch(pieces[number]) { scratch in
                unsafe withUnsafePointer(to: shared) { unsafe sort?($0, pieces[number], scratch) }
              }
            }
          }
        }
      }
    }
  }

  private static func withScratch<Result>(
    _ range: CairnPointRange, _ body: (UnsafeMutablePointer<Float>?) -> Result
  ) -> Result {
    unsafe withUnsafeTemporaryAllocation(
      of: Float.self, capacity: Int(range.end - range.start) + 64
    ) { unsafe body($0.baseAddress) }
  }

  /// Computes the boxes of nodes from those of their children.
  private static func unite(_ boxes: inout [SIMD8<Float>], levels: [(start: Int, count: Int)]) {
    for level in levels.indices.dropFirst(2) {
      let below = levels[level - 1]
      for child in 0..<below.count {
        let (from, to) = (6 * (below.start + child), 6 * (levels[level].start + child / 8))
        for axis in 0..<3 {
          let (low, high) = (boxes[from + axis], boxes[from + 3 + axis])
          // NaN stands for no child.
          let isThere = low .== low
          boxes[to + axis][child % 8] =
            SIMD8(repeating: .infinity).replacing(with: low, where: isThere).min()
          boxes[to + 3 + axis][child % 8] =
            SIMD8(repeating: -.infinity).replacing(with: high, where: isThere).max()
        }
      }
    }
  }
}
