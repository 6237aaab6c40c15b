/// Sets that are joined pair by pair (union by size, path halving).
public struct DisjointSets: Sendable {
  private var parents: [Int32]
  private var sizes: [Int32]

  /// Creates `count` sets of one element each.
  public init(count: Int) {
    parents = (0..<Int32(count)).map { $0 }
    sizes = Array(repeating: 1, count: count)
  }

  /// The element that stands for the set of another.
  public mutating func root(of element: Int) -> Int {
    var current = Int32(element)
    while parents[Int(current)] != current {
      let parent = parents[Int(current)]
      parents[Int(current)] = parents[Int(parent)]
      current = parents[Int(current)]
    }
    return Int(current)
  }

  /// Joins the sets of two elements.
  ///
  /// - Returns: Whether they were different sets.
  @discardableResult
  public mutating func join(_ a: Int, _ b: Int) -> Bool {
    var (a, b) = (root(of: a), root(of: b))
    guard a != b else { return false }
    if sizes[a] < sizes[b] { swap(&a, &b) }
    parents[b] = Int32(a)
    sizes[a] += sizes[b]
    return true
  }

  /// How many elements the set of an element has.
  public mutating func size(of element: Int) -> Int { Int(sizes[root(of: element)]) }

  /// The set of each element, sets numbered in the order of their first element.
  public mutating func labels() -> [Int32] {
    var numbers = [Int32](repeating: -1, count: parents.count)
    var next: Int32 = 0
    return parents.indices.map { element in
      let root = root(of: element)
      if numbers[root] < 0 {
        numbers[root] = next
        next += 1
      }
      return numbers[root]
    }
  }
}
