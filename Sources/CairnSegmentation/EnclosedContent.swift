import CairnGeometry
import CairnPreprocessing

/// Finds the objects inside boxes and lassos: regions that lie in them and are not cut off from more
/// outside.
struct EnclosedContent {
  let graph: VoxelGraph
  let tree: MergeTree
  /// The voxels inside all boxes and lassos.
  let isInside: [Bool]
  /// For each lasso the voxels that are seen in it.
  let isSeen: [[Bool]]

  /// Takes boxes and lassos of a cloud with its graph.
  init(_ prompts: ResolvedPrompts, graph: VoxelGraph, tree: MergeTree) {
    self.graph = graph
    self.tree = tree
    isSeen = prompts.lassos.map { lasso in
      var isSeen = [Bool](repeating: false, count: graph.count)
      for (point, voxel) in graph.grid.voxelOfPoint.enumerated() where lasso.isSeen[point] {
        isSeen[Int(voxel)] = true
      }
      return isSeen
    }
    var isInside = graph.grid.centers.map { center in
      prompts.boxes.allSatisfy { $0.contains(center) }
    }
    for lasso in prompts.lassos {
      var counts = [Int32](repeating: 0, count: graph.count)
      for (point, voxel) in graph.grid.voxelOfPoint.enumerated() where lasso.isEnclosed[point] {
        counts[Int(voxel)] += 1
      }
      for voxel in isInside.indices where 2 * counts[voxel] < graph.grid.pointCounts[voxel] {
        isInside[voxel] = false
      }
    }
    self.isInside = isInside
  }

  /// The regions to select, none inside another.
  ///
  /// How clearly a region must be set off is tried from strict to lax; the answer whose extent
  /// fills what is enclosed best is taken, as people draw boxes and lassos around what they mean.
  func objects() -> [Int] {
    let shares = shares(of: isInside)
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

  /// The share of each node's voxels that belongs to a set.
  private func shares(of isMember: [Bool]) -> [Float] {
    var before: [Int32] = [0]
    var count: Int32 = 0
    for voxel in tree.voxels {
      if isMember[Int(voxel)] { count += 1 }
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
      guard shares[node] >= 0.85, !isMostlyPlane(node) || border > 1, !isHidden(node) else {
        return false
      }
      let parent = tree.parents[node]
      guard parent >= 0 else { return true }
      return shares[Int(parent)] < 0.85 && tree.affinities[Int(parent)] < border
    }
  }

  /// Whether hardly anything of a node is seen in a lasso; of what is scanned from all around, half
  /// is on the far side.
  private func isHidden(_ node: Int) -> Bool {
    let members = tree.members(of: node)
    return isSeen.contains { isSeen in
      10 * members.count { isSeen[Int($0)] } < members.count
    }
  }

  /// Whether most of a node is a piece of a large plane that goes on outside.
  private func isMostlyPlane(_ node: Int) -> Bool {
    2 * tree.members(of: node).count { graph.planes[Int($0)] >= 0 } > tree.size(of: node)
  }

  /// How much of the extent of the content the nodes fill, as the ratio of diagonals.
  private func filledShare(_ nodes: [Int]) -> Float {
    func diagonal(_ voxels: some Sequence<Int>) -> Float {
      Box(bounding: voxels.map { graph.centers[$0] }).size.length
    }
    let all = diagonal(isInside.indices.lazy.filter { isInside[$0] })
    let chosen = diagonal(nodes.lazy.flatMap { tree.members(of: $0) }.map { Int($0) })
    return all > 0 ? chosen / all : nodes.isEmpty ? 0 : 1
  }
}
