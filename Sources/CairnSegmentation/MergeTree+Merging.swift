import CairnGeometry

extension MergeTree {
  /// The work of merging: regions that are still alive and what they touch.
  struct Merging {
    /// The edges between two regions.
    struct Contact {
      var affinitySum: Float
      var edgeCount: Float

      static func += (left: inout Contact, right: Contact) {
        left.affinitySum += right.affinitySum
        left.edgeCount += right.edgeCount
      }
    }

    var parents: [Int32]
    var affinities: [Float]
    var cuts: [Float]
    /// The two nodes of each merge, in the order of merging.
    var children: [(Int32, Int32)] = []
    private var sizes: [Float]
    private var colorSums: [SIMD3<Float>]?
    private var contacts: [[Int32: Contact]]
    /// Whether short contacts count less.
    private let hasNecks: Bool
    private var isAlive: [Bool]
    private var heap = MergeHeap()

    init(_ contacts: SuperpointContacts, affinities: [Float], sizes: [Float]) {
      self.init(count: sizes.count, hasNecks: false)
      self.sizes = sizes
      for leaf in sizes.indices {
        for slot in contacts.slots(of: leaf) {
          let edges = contacts.edgeCounts[slot]
          let contact = Contact(affinitySum: affinities[slot] * edges, edgeCount: edges)
          self.contacts[leaf][contacts.targets[slot]] = contact
          cuts[leaf] += contact.affinitySum
        }
      }
    }

    private init(count: Int, hasNecks: Bool) {
      self.hasNecks = hasNecks
      parents = Array(repeating: -1, count: count)
      affinities = Array(repeating: 1, count: count)
      isAlive = Array(repeating: true, count: count)
      sizes = Array(repeating: 0, count: count)
      cuts = Array(repeating: 0, count: count)
      contacts = Array(repeating: [:], count: count)
    }

    init(_ graph: VoxelGraph, leafOfVoxel: [Int32]) {
      let count = Int((leafOfVoxel.max() ?? -1) + 1)
      self.init(count: count, hasNecks: true)
      for voxel in 0..<graph.count {
        let leaf = Int(leafOfVoxel[voxel])
        sizes[leaf] += 1
        for slot in graph.slots(of: voxel) {
          let other = leafOfVoxel[Int(graph.targets[slot])]
          guard leaf != Int(other) else { continue }
          let edge = Contact(affinitySum: graph.affinities[slot], edgeCount: 1)
          contacts[leaf][other, default: Contact(affinitySum: 0, edgeCount: 0)] += edge
          cuts[leaf] += edge.affinitySum
        }
      }
      if let colors = graph.colors {
        var sums = [SIMD3<Float>](repeating: .zero, count: count)
        for (voxel, leaf) in leafOfVoxel.enumerated() { sums[Int(leaf)] += colors[voxel] }
        colorSums = sums
      }
    }

    mutating func run() {
      for leaf in contacts.indices {
        for (other, contact) in contacts[leaf] where Int(other) > leaf {
          heap.push(merge(leaf, Int(other), contact))
        }
      }
      while let best = heap.pop() {
        guard isAlive[Int(best.first)], isAlive[Int(best.second)] else { continue }
        perform(best)
      }
    }

    /// The mean affinity along a contact, less where the contact is short for the smaller region (a
    /// neck) or the colors differ.
    private func merge(_ a: Int, _ b: Int, _ contact: Contact) -> MergeHeap.Merge {
      var affinity = contact.affinitySum / contact.edgeCount
      if hasNecks {
        let width = contact.edgeCount / (5 * min(sizes[a], sizes[b]).squareRoot())
        affinity *= min(width, 1).squareRoot()
      }
      if let colorSums {
        affinity *= exponential(-(colorSums[a] / sizes[a] - colorSums[b] / sizes[b]).length)
      }
      return MergeHeap.Merge(
        affinity: affinity, first: Int32(min(a, b)), second: Int32(max(a, b)))
    }

    private mutating func perform(_ merge: MergeHeap.Merge) {
      let (a, b, merged) = (Int(merge.first), Int(merge.second), parents.count)
      let between = contacts[a][merge.second]?.affinitySum ?? 0
      parents[a] = Int32(merged)
      parents[b] = Int32(merged)
      parents.append(-1)
      children.append((merge.first, merge.second))
      affinities.append(merge.affinity)
      cuts.append(max(cuts[a] + cuts[b] - 2 * between, 0))
      sizes.append(sizes[a] + sizes[b])
      if let sums = colorSums { colorSums?.append(sums[a] + sums[b]) }
      isAlive[a] = false
      isAlive[b] = false
      isAlive.append(true)
      var (touched, fewer) = (contacts[a], contacts[b])
      contacts[a] = [:]
      contacts[b] = [:]
      if touched.count < fewer.count { swap(&touched, &fewer) }
      for (other, contact) in fewer {
        touched[other, default: Contact(affinitySum: 0, edgeCount: 0)] += contact
      }
      touched[merge.first] = nil
      touched[merge.second] = nil
      for (other, contact) in touched {
        contacts[Int(other)][merge.first] = nil
        contacts[Int(other)][merge.second] = nil
        contacts[Int(other)][Int32(merged)] = contact
        heap.push(self.merge(merged, Int(other), contact))
      }
      contacts.append(touched)
    }
  }
}
