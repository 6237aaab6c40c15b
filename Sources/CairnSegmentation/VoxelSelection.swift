import CairnClouds
import CairnGeometry
import CairnPreprocessing

/// Which voxels are selected so far, while prompts are replayed.
struct VoxelSelection {
  let graph: VoxelGraph
  let tree: MergeTree
  /// Depths in regions, kept where many clicks are answered; `nil` computes them for each click.
  let depths: RegionDepths?
  private(set) var isSelected: [Bool]
  /// Voxels outside every box are never selected; `nil` where there is no box.
  private var isAllowed: [Bool]?
  /// Points whose own mask counts, since their voxel is partly in it: 1 in, -1 out.
  private var ownAnswer: [Int8]?
  /// Voxels that a click has changed.
  private var isChanged: [Bool]

  init(graph: VoxelGraph, tree: MergeTree, depths: RegionDepths? = nil) {
    self.graph = graph
    self.tree = tree
    self.depths = depths
    isSelected = Array(repeating: false, count: graph.count)
    isChanged = isSelected
  }

  /// Selects or deselects all voxels of a region.
  mutating func set(_ node: Int, to value: Bool) {
    for member in tree.members(of: node) { set(voxel: Int(member), to: value) }
  }

  /// Selects a region that a first click means.
  mutating func select(_ region: Region) {
    set(region.node, to: true)
    guard region.plane >= 0 else { return }
    for voxel in 0..<graph.count where graph.planes[voxel] == region.plane {
      set(voxel: voxel, to: true)
    }
  }

  private mutating func set(voxel: Int, to value: Bool) {
    isSelected[voxel] = value && isAllowed?[voxel] ?? true
    isChanged[voxel] = true
  }

  /// Corrects the selection around a click: the region changes that the click is in the middle of,
  /// as far as it is set off from the rest and holds no earlier click of the other kind.
  mutating func apply(_ click: VoxelClick, after earlier: ArraySlice<VoxelClick>) {
    guard isSelected[click.voxel] != click.isPositive else { return }
    let opposing = earlier.filter { $0.isPositive != click.isPositive }.map(\.voxel)
    let path = tree.path(from: click.voxel).prefix { node in
      !opposing.contains { tree.contains(node, voxel: $0) }
    }
    guard let leaf = path.first else {
      // Both kinds within a handful of voxels: only the clicked one changes.
      if !opposing.contains(click.voxel) { set(voxel: click.voxel, to: click.isPositive) }
      return
    }
    if click.isPositive, !isSelected.contains(true),
      let best = regions(around: click.voxel, on: path).first
    {
      return select(best)
    }
    set(correction(on: path, of: click) ?? leaf, to: click.isPositive)
  }

  /// The largest region below a clear border in whose wrong part the click is deep inside.
  private func correction(on path: ArraySlice<Int>, of click: VoxelClick) -> Int? {
    var reachable: [Int] = []
    for node in path {
      reachable.append(node)
      if tree.affinityToParent(of: node) < 0.13 { break }
    }
    var lastSize = Int.max
    for node in reachable.reversed() where Double(tree.size(of: node)) < 0.92 * Double(lastSize) {
      lastSize = tree.size(of: node)
      let depths = relativeDepths(in: node) { isSelected[$0] != click.isPositive }
      if depths[Int(tree.ranks[click.voxel] - tree.starts[node])] >= 0.4 { return node }
    }
    return nil
  }

  /// Selects what masks select, evened out over small groups of voxels.
  mutating func select(_ masks: [Mask]) {
    var selected = [Int32](repeating: 0, count: graph.count)
    var answers = [Int8](repeating: 0, count: graph.grid.voxelOfPoint.count)
    for (point, voxel) in graph.grid.voxelOfPoint.enumerated() where voxel >= 0 {
      let isInside = masks.contains { $0[point] }
      answers[point] = isInside ? 1 : -1
      if isInside { selected[Int(voxel)] += 1 }
    }
    for voxel in 0..<graph.count {
      isSelected[voxel] = 2 * selected[voxel] >= graph.grid.pointCounts[voxel]
    }
    for (point, voxel) in graph.grid.voxelOfPoint.enumerated() where voxel >= 0 {
      let count = selected[Int(voxel)]
      if count == 0 || count == graph.grid.pointCounts[Int(voxel)] { answers[point] = 0 }
    }
    ownAnswer = answers
  }

  /// Deselects what is outside of boxes and lassos and, without a mask, selects the objects inside.
  ///
  /// No later click selects anything outside of a box; a lasso is drawn less exactly.
  mutating func restrict(to prompts: ResolvedPrompts) {
    let content = EnclosedContent(prompts, graph: graph, tree: tree)
    if !prompts.boxes.isEmpty {
      isAllowed = graph.grid.centers.map { center in
        prompts.boxes.allSatisfy { $0.contains(center) }
      }
    }
    if !prompts.masks.isEmpty {
      for voxel in isSelected.indices where !content.isInside[voxel] { isSelected[voxel] = false }
      if !prompts.lassos.isEmpty {
        for (point, voxel) in graph.grid.voxelOfPoint.enumerated()
        where voxel >= 0 && !content.isInside[Int(voxel)] {
          ownAnswer?[point] = -1
        }
      }
      return
    }
    for node in content.objects() { set(node, to: true) }
    if !isSelected.contains(true) {
      // Less than the smallest region is enclosed: that much is meant.
      for voxel in isSelected.indices where content.isInside[voxel] {
        set(voxel: voxel, to: content.isSeen.allSatisfy { $0[voxel] })
      }
    }
    isChanged = Array(repeating: false, count: graph.count)
  }

  /// Gives every point the answer of its voxel, clicked points that of their click.
  func candidate(_ prompts: ResolvedPrompts, iouScore: Float) -> Candidate {
    var logits = [Float](repeating: -1, count: graph.grid.voxelOfPoint.count)
    let confidence = confidences()
    for (point, voxel) in graph.grid.voxelOfPoint.enumerated() where voxel >= 0 {
      let voxel = Int(voxel)
      var value = isSelected[voxel] ? confidence[voxel] : -confidence[voxel]
      if let own = ownAnswer?[point], own != 0, !isChanged[voxel], isAllowed?[voxel] ?? true {
        value = own > 0 ? 0.5 : -0.5
      }
      logits[point] = value
    }
    for click in prompts.clicks { logits[click.row] = click.isPositive ? 5 : -5 }
    return Candidate(logits: logits, iouScore: iouScore)
  }

  /// How many steps each voxel is from the border of the selection, 1 at the border and 4 at most.
  private func confidences() -> [Float] {
    var steps = [Float](repeating: 4, count: graph.count)
    var border: [Int32] = []
    for voxel in 0..<graph.count
    where graph.slots(of: voxel).contains(where: {
      isSelected[Int(graph.targets[$0])] != isSelected[voxel]
    }) {
      steps[voxel] = 1
      border.append(Int32(voxel))
    }
    for step in [2, 3] as [Float] {
      var next: [Int32] = []
      for voxel in border {
        for slot in graph.slots(of: Int(voxel)) where steps[Int(graph.targets[slot])] == 4 {
          steps[Int(graph.targets[slot])] = step
          next.append(graph.targets[slot])
        }
      }
      border = next
    }
    return steps
  }
}
