/// Superpoints as the encoder joins them: how likely those that touch are of one object.
package struct ContextGraph: Sendable {
  private let contacts: SuperpointContacts
  /// What a step along each contact costs.
  private let costs: [Float]
  /// Regions of superpoints.
  package let tree: ContextTree

  /// Takes the encoder's affinities.
  ///
  /// - Parameters:
  ///   - input: The cloud.
  ///   - affinities: How likely each superpoint and each of its neighbors are of one object, 0…1;
  ///     shape [S, K]. Only those that touch count; both directions are averaged.
  /// - Complexity: O(*m* log² *m*), *m* contacts.
  init(_ input: PromptInput, affinities: [Float]) {
    let features = input.superpointFeatures
    let contacts = features.contacts
    let width = SuperpointFeatures.neighborCount
    precondition(affinities.count == input.superpoints.count * width)
    // Contacts beyond those that the encoder looks at keep what the graph says of them.
    var directed = contacts.targets.indices.map {
      contacts.affinitySums[$0] / contacts.edgeCounts[$0]
    }
    for row in 0..<input.superpoints.count {
      for place in row * width..<(row + 1) * width {
        let target = features.neighbors[place]
        guard target >= 0, let slot = contacts.slot(from: row, to: target) else { continue }
        directed[slot] = affinities[place]
      }
    }
    var both = directed
    for row in 0..<input.superpoints.count {
      for slot in contacts.slots(of: row) {
        guard let back = contacts.slot(from: Int(contacts.targets[slot]), to: Int32(row)) else {
          continue
        }
        both[slot] = (directed[slot] + directed[back]) / 2
      }
    }
    self.init(
      contacts, affinities: both,
      voxelCounts: (0..<input.superpoints.count).map {
        Float(input.superpoints.voxels(of: $0).count)
      })
  }

  /// Takes affinities of contacts, both ways alike.
  package init(_ contacts: SuperpointContacts, affinities: [Float], voxelCounts: [Float]) {
    self.contacts = contacts
    // A small cost for each step prefers few of them where affinities are all high.
    costs = affinities.map { -logarithm(max($0, 1e-4)) + 0.01 }
    tree = ContextTree(contacts, affinities: affinities, voxelCounts: voxelCounts)
  }

  /// The least cost of a way from any of some superpoints to each; infinite where there is none.
  ///
  /// Dijkstra's algorithm.
  ///
  /// - Complexity: O(*m* log *m*), *m* contacts.
  package func geodesics(from starts: [Int32], count: Int) -> [Float] {
    var result = [Float](repeating: .infinity, count: count)
    var heap = DistanceHeap()
    for start in starts {
      result[Int(start)] = 0
      heap.push(0, start)
    }
    while let (distance, superpoint) = heap.pop() {
      guard distance == result[Int(superpoint)] else { continue }
      for slot in contacts.slots(of: Int(superpoint)) {
        let next = distance + costs[slot]
        let target = contacts.targets[slot]
        if next < result[Int(target)] {
          result[Int(target)] = next
          heap.push(next, target)
        }
      }
    }
    return result
  }
}

/// Places with distances, the nearest on top; equally near ones by number, so that runs repeat.
private struct DistanceHeap {
  // Distances are not negative, so that their bits are ordered like them.
  private var items: [UInt64] = []

  mutating func push(_ distance: Float, _ place: Int32) {
    items.append(UInt64(distance.bitPattern) << 32 | UInt64(UInt32(bitPattern: place)))
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard items[child] < items[parent] else { return }
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> (distance: Float, place: Int32)? {
    guard let top = items.first, let last = items.popLast() else { return nil }
    if !items.isEmpty {
      items[0] = last
      var parent = 0
      while 2 * parent + 1 < items.count {
        var child = 2 * parent + 1
        if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
        guard items[child] < items[parent] else { break }
        items.swapAt(parent, child)
        parent = child
      }
    }
    return (
      Float(bitPattern: UInt32(top >> 32)), Int32(bitPattern: UInt32(truncatingIfNeeded: top))
    )
  }
}
