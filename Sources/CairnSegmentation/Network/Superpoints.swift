import CairnKernels
import CairnPreprocessing

/// Small connected groups of alike voxels, which the network takes for one.
///
/// Voxels are joined along strong edges, the strongest first, within cells of a coarse grid; what
/// stays a crumb goes to the neighbor it is most alike. They carry context only: what is selected
/// is decided for each voxel.
struct Superpoints: Sendable {
  /// The superpoint of each voxel; numbered in the order of their first voxels.
  let ofVoxel: [Int32]
  /// Voxels of superpoint s are `members[offsets[s]..<offsets[s + 1]]`, ascending.
  let offsets: [Int32]
  let members: [Int32]

  /// How many there are.
  var count: Int { offsets.count - 1 }

  /// The voxels of a superpoint.
  func voxels(of superpoint: Int) -> ArraySlice<Int32> {
    members[Int(offsets[superpoint])..<Int(offsets[superpoint + 1])]
  }

  /// How coarse they are.
  struct Options: Sendable, Hashable {
    /// Edge of the coarse cells that superpoints do not leave, in voxel edges.
    var cellEdge: Float = 5
    /// Edges with less affinity join nothing, crumbs aside.
    var leastAffinity: Float = 0.45
    /// Groups of fewer voxels are crumbs.
    var leastCount = 3
  }

  /// Groups the voxels of a graph.
  ///
  /// - Complexity: O(*m* log *m*), *m* edges.
  init(_ graph: VoxelGraph, _ options: Options = Options()) {
    let cells = graph.centers.map { SIMD3<Int32>(($0 / options.cellEdge).rounded(.down)) }
    // Ordered by affinity, equal ones by voxel: the complement of the bits sorts downward.
    var edges: [UInt64] = []
    edges.reserveCapacity(graph.targets.count / 2)
    var sources = [Int32](repeating: 0, count: graph.targets.count)
    for voxel in 0..<graph.count {
      for slot in graph.slots(of: voxel) {
        sources[slot] = Int32(voxel)
        let target = Int(graph.targets[slot])
        guard target > voxel, graph.affinities[slot] >= options.leastAffinity,
          cells[voxel] == cells[target]
        else { continue }
        edges.append(UInt64(~graph.affinities[slot].bitPattern) << 32 | UInt64(slot))
      }
    }
    sortStably(&edges, byBits: 32..<64)
    var groups = DisjointSets(count: graph.count)
    for edge in edges {
      let slot = Int(edge & 0xFFFF_FFFF)
      groups.join(Int(sources[slot]), Int(graph.targets[slot]))
    }
    Self.absorbCrumbs(of: &groups, in: graph, below: options.leastCount)
    self.init(ofVoxel: groups.labels())
  }

  /// Takes superpoints as they are: numbered in the order of their first voxels.
  init(ofVoxel: [Int32]) {
    let count = Int((ofVoxel.max() ?? -1) + 1)
    var offsets = [Int32](repeating: 0, count: count + 1)
    for superpoint in ofVoxel { offsets[Int(superpoint) + 1] += 1 }
    for superpoint in 0..<count { offsets[superpoint + 1] += offsets[superpoint] }
    var next = offsets
    var members = [Int32](repeating: 0, count: ofVoxel.count)
    for (voxel, superpoint) in ofVoxel.enumerated() {
      members[Int(next[Int(superpoint)])] = Int32(voxel)
      next[Int(superpoint)] += 1
    }
    self.ofVoxel = ofVoxel
    self.offsets = offsets
    self.members = members
  }

  /// Joins small groups with the neighbor of their strongest edge.
  private static func absorbCrumbs(
    of groups: inout DisjointSets, in graph: VoxelGraph, below leastCount: Int
  ) {
    for voxel in 0..<graph.count where groups.size(of: voxel) < leastCount {
      let own = groups.root(of: voxel)
      var best: (affinity: Float, target: Int)?
      for slot in graph.slots(of: voxel) {
        let target = Int(graph.targets[slot])
        if graph.affinities[slot] > best?.affinity ?? 0.02, groups.root(of: target) != own {
          best = (graph.affinities[slot], target)
        }
      }
      if let best { groups.join(voxel, best.target) }
    }
  }
}
