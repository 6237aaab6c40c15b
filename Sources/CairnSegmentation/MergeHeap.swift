/// Merges that are possible, the best on top; equal ones by node, so that runs repeat.
struct MergeHeap {
  struct Merge {
    /// Ordered like merges, but for the second node: the complement of the affinity's bits, since
    /// affinities are not negative, then the first node.
    private let key: UInt64
    let second: Int32

    init(affinity: Float, first: Int32, second: Int32) {
      key = UInt64(~affinity.bitPattern) << 32 | UInt64(UInt32(bitPattern: first))
      self.second = second
    }

    var affinity: Float { Float(bitPattern: ~UInt32(key >> 32)) }
    var first: Int32 { Int32(bitPattern: UInt32(truncatingIfNeeded: key)) }

    @inline(__always)
    func isBefore(_ other: Merge) -> Bool {
      key != other.key ? key < other.key : second < other.second
    }
  }

  private var items: [Merge] = []

  mutating func push(_ merge: Merge) {
    items.append(merge)
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard items[child].isBefore(items[parent]) else { return }
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> Merge? {
    guard let top = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return top }
    items[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in 2 * parent + 1...2 * parent + 2
      where child < items.count && items[child].isBefore(items[best]) {
        best = child
      }
      guard best != parent else { return top }
      items.swapAt(parent, best)
      parent = best
    }
  }
}
