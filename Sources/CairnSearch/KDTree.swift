import CairnGeometry

/// A k-d tree: halves the points at the median of the longest axis until 16 or fewer are left.
///
/// Points are copied in the order of the leaves, so that a leaf is scanned as one piece of memory.
public struct KDTree: SpatialIndex {
  static let leafSize = 16

  /// A point with the place it had in the caller's array.
  struct Entry: Sendable {
    var point: (x: Float, y: Float, z: Float)
    var index: UInt32

    @inline(__always)
    subscript(axis: Int) -> Float {
      axis == 0 ? point.x : axis == 1 ? point.y : point.z
    }
  }

  /// Children of node *i* are *i* + 1 and `right`; a leaf has no right child.
  struct Node: Sendable {
    var split: Float
    var axis: Int32
    var right: Int32
    var start: Int32
    var end: Int32
  }

  let points: [SIMD3<Float>]
  let entries: [Entry]
  let nodes: [Node]

  /// The number of points, those with NaN coordinates included.
  public let count: Int

  /// Builds a tree.
  ///
  /// - Parameter points: Fewer than 2³¹; those with a NaN or infinite coordinate are left out.
  /// - Complexity: O(*n* log *n*).
  public init(_ points: [SIMD3<Float>]) {
    precondition(points.count < Int32.max, "\(points.count) points are too many for a k-d tree")
    count = points.count
    self.points = points
    var entries: [Entry] = []
    entries.reserveCapacity(points.count)
    for (index, point) in points.enumerated() where point.isFinite {
      entries.append(Entry(point: (point.x, point.y, point.z), index: UInt32(index)))
    }
    var nodes: [Node] = []
    nodes.reserveCapacity(4 * entries.count / Self.leafSize + 1)
    if !entries.isEmpty { Self.build(&entries, 0, entries.count, into: &nodes) }
    self.entries = entries
    self.nodes = nodes
  }

  private static func build(
    _ entries: inout [Entry], _ start: Int, _ end: Int, into nodes: inout [Node]
  ) {
    let node = nodes.count
    nodes.append(Node(split: 0, axis: 0, right: -1, start: Int32(start), end: Int32(end)))
    guard end - start > leafSize else { return }
    var low = SIMD3<Float>(repeating: .infinity)
    var high = -low
    for position in start..<end {
      let point = entries[position].point
      let vector = SIMD3(point.x, point.y, point.z)
      low = pointwiseMin(low, vector)
      high = pointwiseMax(high, vector)
    }
    let size = high - low
    let axis = size.x >= size.y ? (size.x >= size.z ? 0 : 2) : (size.y >= size.z ? 1 : 2)
    let middle = (start + end) / 2
    select(&entries, start, end - 1, nth: middle, axis: axis)
    nodes[node].axis = Int32(axis)
    nodes[node].split = entries[middle][axis]
    build(&entries, start, middle, into: &nodes)
    nodes[node].right = Int32(nodes.count)
    build(&entries, middle, end, into: &nodes)
  }

  /// Moves the `nth` smallest entry to its place, smaller ones before it (Hoare's selection).
  private static func select(
    _ entries: inout [Entry], _ first: Int, _ last: Int, nth: Int, axis: Int
  ) {
    var (first, last) = (first, last)
    while first < last {
      let a = entries[first][axis]
      let b = entries[(first + last) / 2][axis]
      let c = entries[last][axis]
      let pivot = max(min(a, b), min(max(a, b), c))
      var (left, right) = (first, last)
      while left <= right {
        while entries[left][axis] < pivot { left += 1 }
        while entries[right][axis] > pivot { right -= 1 }
        guard left <= right else { break }
        entries.swapAt(left, right)
        left += 1
        right -= 1
      }
      if nth <= right {
        last = right
      } else if nth >= left {
        first = left
      } else {
        return
      }
    }
  }
}
