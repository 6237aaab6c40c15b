/// Edges that may be collapsed, the cheapest first; ties go to the lower vertex numbers, so that the
/// order is the same everywhere.
struct CollapseQueue {
  /// A vertex that is to be moved onto a neighbour.
  struct Entry {
    var cost: Float
    var from: UInt32
    var onto: UInt32
    /// How often the two had changed when the cost was computed.
    var changes: UInt32

    func isBefore(_ other: Entry) -> Bool {
      if cost != other.cost { return cost < other.cost }
      return from != other.from ? from < other.from : onto < other.onto
    }
  }

  private var heap: [Entry] = []

  mutating func push(_ entry: Entry) {
    var place = heap.count
    heap.append(entry)
    while place > 0 {
      let parent = (place - 1) / 2
      guard entry.isBefore(heap[parent]) else { break }
      heap[place] = heap[parent]
      place = parent
    }
    heap[place] = entry
  }

  mutating func pop() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
      guard heap[child].isBefore(last) else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = last
    return first
  }
}
