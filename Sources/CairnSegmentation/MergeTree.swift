import CairnPreprocessing

/// Regions of a voxel graph, merged two by two until nothing touches any more.
///
/// Leaves are small groups of voxels; every other node is the union of two. The pair with the
/// highest mean affinity along its contact merges first, so parts come before objects, objects
/// before groups. Voxels are kept in the order of the leaves: every node is one stretch of them.
struct MergeTree: Sendable {
  /// The leaf that each voxel is in.
  let leafOfVoxel: [Int32]
  /// What each node is merged into, -1 at roots; leaves come first, children before parents.
  private(set) var parents: [Int32] = []
  /// The affinity at which the children of a node were merged; 1 for leaves.
  private(set) var affinities: [Float] = []
  /// The sum of affinities from inside a node to its outside.
  private(set) var cuts: [Float] = []
  /// The voxels below node n are `voxels[starts[n]..<ends[n]]`.
  private(set) var voxels: [Int32] = []
  private(set) var starts: [Int32] = []
  private(set) var ends: [Int32] = []
  /// Where each voxel is in ``voxels``.
  private(set) var ranks: [Int32] = []

  /// The number of voxels below a node.
  @inline(__always)
  func size(of node: Int) -> Int { Int(ends[node] - starts[node]) }

  /// The voxels below a node.
  func members(of node: Int) -> ArraySlice<Int32> {
    voxels[Int(starts[node])..<Int(ends[node])]
  }

  /// Whether a voxel is below a node.
  @inline(__always)
  func contains(_ node: Int, voxel: Int) -> Bool {
    ranks[voxel] >= starts[node] && ranks[voxel] < ends[node]
  }

  /// The affinity at which a node is merged into the next larger one; 0 at roots.
  func affinityToParent(of node: Int) -> Float {
    parents[node] < 0 ? 0 : affinities[Int(parents[node])]
  }

  /// The nodes that a voxel is below, from its leaf to a root.
  func path(from voxel: Int) -> [Int] {
    var path: [Int] = []
    var node = leafOfVoxel[voxel]
    while node >= 0 {
      path.append(Int(node))
      node = parents[Int(node)]
    }
    return path
  }

  /// Merges the voxels of a graph.
  ///
  /// - Complexity: O(*m* log² *m*), *m* edges.
  init(_ graph: VoxelGraph) {
    let leafOfVoxel = Self.leaves(of: graph)
    self.init(leafOfVoxel: leafOfVoxel, Merging(graph, leafOfVoxel: leafOfVoxel))
  }

  /// Merges superpoints, which take the place of voxels here, by given affinities.
  ///
  /// - Parameters:
  ///   - contacts: Which superpoints touch.
  ///   - affinities: How likely each contact is within one object, 0…1; both ways alike.
  ///   - voxelCounts: How many voxels each superpoint has.
  /// - Complexity: O(*m* log² *m*), *m* contacts.
  init(_ contacts: SuperpointContacts, affinities: [Float], voxelCounts: [Float]) {
    self.init(
      leafOfVoxel: Array(0..<Int32(voxelCounts.count)),
      Merging(contacts, affinities: affinities, sizes: voxelCounts))
  }

  private init(leafOfVoxel: [Int32], _ start: Merging) {
    self.leafOfVoxel = leafOfVoxel
    var merging = start
    merging.run()
    parents = merging.parents
    affinities = merging.affinities
    cuts = merging.cuts
    layOut(children: merging.children)
  }

  /// Joins voxels along the strongest edges into groups of at most 8.
  private static func leaves(of graph: VoxelGraph) -> [Int32] {
    var edges: [MergeHeap.Merge] = []
    for voxel in 0..<graph.count {
      for slot in graph.slots(of: voxel)
      where Int(graph.targets[slot]) > voxel && graph.affinities[slot] > 0.5 {
        edges.append(
          MergeHeap.Merge(
            affinity: graph.affinities[slot], first: Int32(voxel), second: graph.targets[slot]))
      }
    }
    edges.sort { $0.isBefore($1) }
    var groups = DisjointSets(count: graph.count)
    for edge in edges {
      let (a, b) = (Int(edge.first), Int(edge.second))
      if groups.size(of: a) + groups.size(of: b) <= 8 { groups.join(a, b) }
    }
    return groups.labels()
  }

  /// Puts the voxels in the order of the tree.
  private mutating func layOut(children: [(Int32, Int32)]) {
    let leafCount = parents.count - children.count
    var members = [[Int32]](repeating: [], count: leafCount)
    for (voxel, leaf) in leafOfVoxel.enumerated() { members[Int(leaf)].append(Int32(voxel)) }
    starts = Array(repeating: 0, count: parents.count)
    ends = starts
    for root in parents.indices where parents[root] < 0 {
      var pending = [(node: root, isDone: false)]
      while let (node, isDone) = pending.popLast() {
        if isDone {
          ends[node] = Int32(voxels.count)
          continue
        }
        starts[node] = Int32(voxels.count)
        if node < leafCount {
          voxels.append(contentsOf: members[node])
          ends[node] = Int32(voxels.count)
        } else {
          let (first, second) = children[node - leafCount]
          pending.append((node, true))
          pending.append((Int(second), false))
          pending.append((Int(first), false))
        }
      }
    }
    ranks = Array(repeating: 0, count: voxels.count)
    for (rank, voxel) in voxels.enumerated() { ranks[Int(voxel)] = Int32(rank) }
  }
}
