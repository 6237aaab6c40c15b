import CairnGeometry
import CairnPreprocessing

/// Finds the objects inside a box: regions that lie in it and are not cut off from more outside.
struct BoxContent {
  let graph: VoxelGraph
  let tree: MergeTree
  let isInside: [Bool]

  /// The regions to select, none inside another.
  ///
  /// How clearly a region must be set off is tried from strict to lax; the answer whose extent
  /// fills the box best is taken, as people draw boxes around what they mean.
  func objects() -> [Int] {
    let shares = insideShares()
    var best: (nodes: [Int], fill: Float) = ([], -1)
    for border in [0.05, 0.13, 0.3, 0.6] as [Float] {
      let nodes = regions(shares, below: border)
      let fill = filledShare(nodes)
      if fill > best.fill + 0.02 { best = (nodes, fill) }
    }
    if !best.nodes.isEmpty { return best.nodes }
    // Everything inside belongs to more outside: the user wants a piece of it.
    return regions(shares, below: 2)
  }

  /// The share of each node's voxels that is inside.
  private func insideShares() -> [Float] {
    var before: [Int32] = [0]
    var count: Int32 = 0
    for voxel in tree.voxels {
      if isInside[Int(voxel)] { count += 1 }
      before.append(count)
    }
    return tree.parents.indices.map { node in
      Float(before[Int(tree.ends[node])] - before[Int(tree.starts[node])])
        / Float(tree.size(of: node))
    }
  }

  /// The largest nodes that are inside and join more outside, if at all, with little affinity.
  private func regions(_ shares: [Float], below border: Float) -> [Int] {
    tree.parents.indices.filter { node in
      guard shares[node] >= 0.85, !isMostlyPlane(node) || border > 1 else { return false }
      let parent = tree.parents[node]
      guard parent >= 0 else { return true }
      return shares[Int(parent)] < 0.85 && tree.affinities[Int(parent)] < border
    }
  }

  /// Whether most of a node is a piece of a large plane that goes on outside.
  private func isMostlyPlane(_ node: Int) -> Bool {
    2 * tree.members(of: node).count { graph.planes[Int($0)] >= 0 } > tree.size(of: node)
  }

  /// How much of the extent of the box's content the nodes fill, as the ratio of diagonals.
  private func filledShare(_ nodes: [Int]) -> Float {
    func diagonal(_ voxels: some Sequence<Int>) -> Float {
      Box(bounding: voxels.map { graph.centers[$0] }).size.length
    }
    let all = diagonal(isInside.indices.lazy.filter { isInside[$0] })
    let chosen = diagonal(nodes.lazy.flatMap { tree.members(of: $0) }.map { Int($0) })
    return all > 0 ? chosen / all : nodes.isEmpty ? 0 : 1
  }
}
