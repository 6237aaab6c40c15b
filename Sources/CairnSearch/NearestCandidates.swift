/// The best `capacity` neighbors seen so far, the worst on top of a heap.
struct NearestCandidates {
  private var heap: [Neighbor] = []
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    heap.reserveCapacity(min(capacity, 1024))
  }

  /// No point farther than this can still get in.
  var worstSquaredDistance: Float { heap.count < capacity ? .infinity : heap[0].squaredDistance }

  var sorted: [Neighbor] { heap.sorted { $0.isBefore($1) } }

  mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

  mutating func insert(_ new: Neighbor) {
    if heap.count < capacity {
      heap.append(new)
      siftUp(from: heap.count - 1)
    } else if new.isBefore(heap[0]) {
      heap[0] = new
      siftDown()
    }
  }

  private mutating func siftUp(from start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent].isBefore(heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var worst = parent
      for child in 2 * parent + 1...2 * parent + 2
      where child < heap.count && heap[worst].isBefore(heap[child]) {
        worst = child
      }
      guard worst != parent else { return }
      heap.swapAt(worst, parent)
      parent = worst
    }
  }
}
