import CairnKernels
import CairnPreprocessing

/// Small connected groups of voxels that seem to be of one thing, which the network takes for one.
///
/// Voxels are joined where ``Boundaries`` sees none, the surest pairs first, within cells of a coarse
/// grid; what stays a crumb goes to the neighbor it is most alike. They carry context only: what is
/// selected is decided for each voxel.
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
    var cellEdge: Float = 6
    /// How likely two voxels must be of one thing to be joined, crumbs aside; between 0 and 1.
    var leastAffinity: Float = 0.9
    /// Groups of fewer voxels are crumbs.
    var leastCount = 3
  }

  /// Groups voxels.
  ///
  /// - Parameters:
  ///   - centers: Of the voxels, in voxel edges.
  ///   - neighbors: Of each voxel, -1 where there are fewer; shape [V, K].
  ///   - logits: How likely each voxel and each neighbor are of one thing; shape [V, K].
  ///   - options: How coarse superpoints are.
  /// - Complexity: O(*v* log *v*), *v* voxels.
  init(
    _ centers: [SIMD3<Float>], neighbors: [Int32], logits: [Float],
    _ options: Options = Options()
  ) {
    // A point may be so far from all others that its cell has no number: any will do for it.
    let farthest: Float = 2e9
    let cells = centers.map { center in
      let cell = (center / options.cellEdge).rounded(.down)
      return SIMD3<Int32>(
        cell.replacing(with: farthest, where: .!(cell .< farthest))
          .replacing(with: -farthest, where: cell .< -farthest))
    }
    let k = VoxelFeatures.neighborCount
    let leastLogit = logarithm(options.leastAffinity / (1 - options.leastAffinity))
    // Ordered by logit, equal ones by voxel.
    var pairs: [UInt64] = []
    pairs.reserveCapacity(neighbors.count / 2)
    for place in neighbors.indices where logits[place] >= leastLogit {
      let (voxel, target) = (place / k, Int(neighbors[place]))
      guard target >= 0, cells[voxel] == cells[target] else { continue }
      pairs.append(UInt64(Self.descending(logits[place])) << 32 | UInt64(place))
    }
    sortStably(&pairs, byBits: 32..<64)
    var groups = DisjointSets(count: centers.count)
    for pair in pairs {
      let place = Int(pair & 0xFFFF_FFFF)
      groups.join(place / k, Int(neighbors[place]))
    }
    Self.absorbCrumbs(
      of: &groups, neighbors: neighbors, logits: logits, below: options.leastCount)
    self.init(ofVoxel: groups.labels())
  }

  /// Bits that sort numbers from the largest to the smallest.
  @inline(__always)
  private static func descending(_ value: Float) -> UInt32 {
    let bits = value.bitPattern
    return bits >> 31 == 0 ? ~(bits | 1 << 31) : bits
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

  /// Joins small groups with the neighbor that a voxel of theirs is surest of, unless it is surely
  /// another thing.
  private static func absorbCrumbs(
    of groups: inout DisjointSets, neighbors: [Int32], logits: [Float], below leastCount: Int
  ) {
    let k = VoxelFeatures.neighborCount
    for voxel in 0..<neighbors.count / k where groups.size(of: voxel) < leastCount {
      let own = groups.root(of: voxel)
      var best: (logit: Float, target: Int)?
      for place in voxel * k..<(voxel + 1) * k where neighbors[place] >= 0 {
        let target = Int(neighbors[place])
        if logits[place] > best?.logit ?? -4, groups.root(of: target) != own {
          best = (logits[place], target)
        }
      }
      if let best { groups.join(voxel, best.target) }
    }
  }
}
