/// Merges that are possible, the best on top; equal ones by node, so that runs repeat.
struct MergeHeap {
  struct Merge {
    var affinity: Float
    var first: Int32
    var second: Int32

    @inline(__always)
    func isBefore(_ other: Merge) -> Bool {
      affinity != other.affinity
        ? affinity > other.affinity : (first, second) < (other.first, other.second)
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
