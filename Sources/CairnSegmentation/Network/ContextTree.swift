/// The tree of regions that the network's contextual affinities give, as prompts use it.
package struct ContextTree: Sendable {
  private let tree: MergeTree
  private let voxelCounts: [Float]
  /// The voxels of each node.
  private let nodeSizes: [Float]
  private let voxelCount: Float

  /// Merges superpoints.
  ///
  /// - Parameters:
  ///   - contacts: Which superpoints touch.
  ///   - affinities: How likely each contact is within one object, 0…1.
  ///   - voxelCounts: How many voxels each superpoint has.
  /// - Complexity: O(*m* log² *m*), *m* contacts.
  package init(_ contacts: SuperpointContacts, affinities: [Float], voxelCounts: [Float]) {
    tree = MergeTree(contacts, affinities: affinities, voxelCounts: voxelCounts)
    self.voxelCounts = voxelCounts
    var sums: [Float] = [0]
    for superpoint in tree.voxels {
      sums.append(sums[sums.count - 1] + voxelCounts[Int(superpoint)])
    }
    let tree = tree
    nodeSizes = tree.parents.indices.map { sums[Int(tree.ends[$0])] - sums[Int(tree.starts[$0])] }
    voxelCount = max(sums[sums.count - 1], 1)
  }

  /// How a superpoint is joined with a clicked one.
  package struct Junction: Sendable, Hashable {
    /// The least affinity at which regions were merged until both were in one: 1 for the clicked
    /// one itself, 0 for those that are never joined.
    package var affinity: Float = 0
    /// How much less the next merge has.
    package var drop: Float = 0
    /// The share of all voxels that are in the region that joins them.
    package var share: Float = 1
  }

  /// A region: superpoints that were merged before anything else was added.
  struct Region: Sendable {
    /// Which node of the tree it is.
    let node: Int
    /// The superpoints, in the order of the tree.
    let superpoints: ArraySlice<Int32>
    /// Where they are in the order of the tree.
    let ranks: Range<Int>
    /// The share of all voxels that are in it.
    let share: Float
    /// How much more its parts belong together than it and the next.
    let contrast: Float
  }

  /// All regions; each contains those before it or has nothing in common with them.
  func regions() -> [Region] {
    tree.parents.indices.map { node in
      let ranks = Int(tree.starts[node])..<Int(tree.ends[node])
      return Region(
        node: node, superpoints: tree.voxels[ranks], ranks: ranks,
        share: nodeSizes[node] / voxelCount,
        contrast: tree.affinities[node] - tree.affinityToParent(of: node))
    }
  }

  /// A region around a superpoint, and what the one before it does not have.
  package struct Step: Sendable {
    /// How what was added is joined.
    package var junction: Junction
    /// The superpoints that were added.
    package var added: [ArraySlice<Int32>]
  }

  /// The regions around a superpoint, each containing the one before.
  ///
  /// - Complexity: O(depth of the tree).
  package func steps(from superpoint: Int) -> [Step] {
    var result: [Step] = []
    var (low, high) = (0, 0)
    var least: Float = 1
    for node in tree.path(from: superpoint) {
      least = min(least, tree.affinities[node])
      let next = min(tree.affinityToParent(of: node), least)
      let (start, end) = (Int(tree.starts[node]), Int(tree.ends[node]))
      if low == high { (low, high) = (start, start) }
      result.append(
        Step(
          junction: Junction(
            affinity: least, drop: least - next, share: nodeSizes[node] / voxelCount),
          added: [tree.voxels[start..<low], tree.voxels[high..<end]]))
      (low, high) = (start, end)
    }
    return result
  }

  /// How each superpoint is joined with one of them.
  ///
  /// - Complexity: O(*s*), *s* superpoints.
  package func junctions(with superpoint: Int) -> [Junction] {
    var result = [Junction](repeating: Junction(), count: voxelCounts.count)
    for step in steps(from: superpoint) {
      for member in step.added.joined() { result[Int(member)] = step.junction }
    }
    return result
  }
}
