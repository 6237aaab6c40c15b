import CairnKernels

/// Which superpoints touch: every pair both ways, with the graph's edges between them.
package struct SuperpointContacts: Sendable {
  /// Those that superpoint s touches are `targets[offsets[s]..<offsets[s + 1]]`, ascending.
  package let offsets: [Int32]
  package let targets: [Int32]
  /// How many of the graph's edges lead there.
  package let edgeCounts: [Float]
  /// The sum of their affinities.
  package let affinitySums: [Float]

  /// Where the contacts of a superpoint are.
  @inline(__always)
  package func slots(of superpoint: Int) -> Range<Int> {
    Int(offsets[superpoint])..<Int(offsets[superpoint + 1])
  }

  /// Where the contact of two superpoints is; `nil` if they do not touch.
  func slot(from superpoint: Int, to target: Int32) -> Int? {
    slots(of: superpoint).first { targets[$0] == target }
  }

  /// Takes pairs as they are; each must be there both ways, targets ascending.
  package init(
    offsets: [Int32], targets: [Int32], edgeCounts: [Float], affinitySums: [Float]
  ) {
    self.offsets = offsets
    self.targets = targets
    self.edgeCounts = edgeCounts
    self.affinitySums = affinitySums
  }

  /// Finds the pairs along the edges of a graph.
  ///
  /// - Complexity: O(*m*), *m* edges.
  init(_ superpoints: Superpoints, of graph: VoxelGraph) {
    let found = concurrentMap(superpoints.count, grain: 256) { superpoint in
      var sums: [(target: Int32, count: Float, affinity: Float)] = []
      for voxel in superpoints.voxels(of: superpoint) {
        for slot in graph.slots(of: Int(voxel)) {
          let target = superpoints.ofVoxel[Int(graph.targets[slot])]
          guard target != Int32(superpoint) else { continue }
          if let place = sums.firstIndex(where: { $0.target == target }) {
            sums[place].count += 1
            sums[place].affinity += graph.affinities[slot]
          } else {
            sums.append((target, 1, graph.affinities[slot]))
          }
        }
      }
      return sums.sorted { $0.target < $1.target }
    }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(superpoints.count + 1)
    for sums in found { offsets.append(offsets[offsets.count - 1] + Int32(sums.count)) }
    self.offsets = offsets
    targets = found.flatMap { $0.map(\.target) }
    edgeCounts = found.flatMap { $0.map(\.count) }
    affinitySums = found.flatMap { $0.map(\.affinity) }
  }
}
