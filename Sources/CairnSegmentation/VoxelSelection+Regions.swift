import CairnGeometry

extension VoxelSelection {
  /// A region that a click may mean.
  struct Region {
    var node: Int
    var score: Float
    var iouScore: Float
    /// A large plane that is meant as a whole, with its pieces that are not connected; -1 for none.
    var plane: Int32 = -1

    /// Whether this region comes first; equal ones by node, so that runs repeat.
    func isBefore(_ other: Region) -> Bool {
      score != other.score ? score > other.score : node < other.node
    }
  }

  /// The regions that a first click may mean, best first: the object, and a smaller and a larger
  /// one where there are any.
  func regions(around voxel: Int) -> [Region] {
    regions(around: voxel, on: tree.path(from: voxel)[...])
  }

  /// The same among given nodes, each of which contains the one before.
  func regions(around voxel: Int, on path: ArraySlice<Int>) -> [Region] {
    var scored = scores(around: voxel, on: path)
    guard var best = scored.max(by: { $1.isBefore($0) }) else { return [] }
    if let plane = planeRegion(around: voxel, on: path) {
      // Nobody clicks the middle of a floor: its size and flatness say enough.
      scored.removeAll { $0.node == plane.node }
      scored.append(plane)
      best = plane
      best.score = max(plane.score, (scored.map(\.score).max() ?? 0) + 1)
    }
    let size = Float(tree.size(of: best.node))
    let sides: [(Float) -> Bool] = [{ $0 < 0.6 * size }, { $0 > 1.6 * size }]
    var result = [best]
    for isOnSide in sides {
      let nodes = path.filter { isOnSide(Float(tree.size(of: $0))) }
      let known = scored.filter { nodes.contains($0.node) }
      let others = known.isEmpty ? scores(around: voxel, on: nodes[...], limit: 1) : known
      if var other = others.max(by: { $1.isBefore($0) }) {
        // A plane is best whatever the scores of the rest.
        other.score = min(other.score, best.score - 0.1)
        result.append(other)
      }
    }
    addMissingExtents(to: &result, from: path)
    // How likely each is the one meant: measured on table-tops, rooms and streets.
    let weights = result.map { exponential(0.6 * ($0.score - best.score)) }
    let sum = weights.reduce(0, +)
    for index in result.indices {
      result[index].iouScore = 0.1 + 0.79 * weights[index] / sum
    }
    return result.sorted { $0.isBefore($1) }
  }

  /// Makes up for regions that were not worth a score, so that there are three to choose from
  /// wherever the tree has as many: those of about half and twice the size of the best.
  private func addMissingExtents(to result: inout [Region], from path: ArraySlice<Int>) {
    func octaves(_ node: Int, from other: Int) -> Float {
      abs(logarithm(Float(tree.size(of: node)) / Float(tree.size(of: other)))) / logarithm(2)
    }
    let best = result[0]
    while result.count < 3 {
      let others = path.filter { node in
        result.allSatisfy { $0.node != node && octaves(node, from: $0.node) > 0.1 }
      }
      let next = others.min { first, second in
        let (a, b) = (octaves(first, from: best.node), octaves(second, from: best.node))
        return abs(a - 1) < abs(b - 1)
      }
      guard let next else { return }
      let lowest = result.map(\.score).min() ?? 0
      result.append(Region(node: next, score: min(lowest, best.score - 4) - 1, iouScore: 0))
    }
  }

  /// The largest node that is nearly all of the large plane that a voxel lies on, if it lies on one.
  private func planeRegion(around voxel: Int, on path: ArraySlice<Int>) -> Region? {
    let plane = graph.planes[voxel]
    guard plane >= 0 else { return nil }
    let node = path.last { node in
      let members = tree.members(of: node)
      return 20 * members.count { graph.planes[Int($0)] == plane } >= 19 * members.count
    }
    return node.map { Region(node: $0, score: 0, iouScore: 0, plane: plane) }
  }

  /// Scores nodes by how well they are set off, how much the click is in their middle, and size.
  ///
  /// The coefficients maximize the mean IoU after one click on table-tops, rooms and streets.
  private func scores(
    around voxel: Int, on path: ArraySlice<Int>, limit: Int = .max
  ) -> [Region] {
    var weakest: Float = 1
    var rough: [Region] = []
    for node in path {
      weakest = min(weakest, tree.affinityToParent(of: node))
      // In a handful of voxels every click is in the middle: nobody means one, unless it is alone.
      if tree.size(of: node) < 16, weakest > 0.1, node != path.last { continue }
      let border = logarithm(weakest + 1e-3)
      let share = logarithm(Float(tree.size(of: node)) / Float(graph.count))
      let cut = logarithm((tree.cuts[node] + 0.1) / Float(tree.size(of: node)))
      let score =
        -border * (1.72 + 0.044 * border) - share * (2.14 + 0.268 * share)
        - cut * (0.485 + 0.141 * cut)
      rough.append(Region(node: node, score: score, iouScore: 0))
    }
    // Depth takes long for large nodes, so promising ones first, and one of about equal ones.
    rough.sort { $0.isBefore($1) }
    var result: [Region] = []
    for var region in rough {
      let size = Float(tree.size(of: region.node))
      guard !result.contains(where: { abs(Float(tree.size(of: $0.node)) - size) < 0.04 * size })
      else { continue }
      let best = result.map(\.score).max() ?? -.infinity
      if result.count == limit || region.score + 3.43 + 6.71 <= best { break }
      let depth = relativeDepth(of: voxel, in: region.node)
      region.score += depth * (3.43 + 6.71 * depth)
      result.append(region)
    }
    return result
  }

  /// How far a voxel is from all outside of a region, against the voxel farthest from it: 1 in the
  /// middle, near 0 at the border; 1 where nothing of the region has a neighbor outside.
  private func relativeDepth(of voxel: Int, in node: Int) -> Float {
    let place = Int(tree.ranks[voxel] - tree.starts[node])
    guard let depths else { return relativeDepths(in: node) { _ in true }[place] }
    return depths.depths(of: node) { relativeDepths(in: node) { _ in true } }[place]
  }

  /// How far each voxel of a region is from all outside, against the one farthest from it.
  ///
  /// - Parameters:
  ///   - node: The region.
  ///   - isIncluded: Voxels of the node for which this is false count as outside.
  /// - Returns: 0…1 for each member of the node, in the order of the tree.
  func relativeDepths(in node: Int, where isIncluded: (Int) -> Bool) -> [Float] {
    let first = Int(tree.starts[node])
    // The nearest voxel outside, carried from neighbor to neighbor.
    var nearest = [Int32](repeating: -1, count: tree.size(of: node))
    var squaredDepth = [Float](repeating: .infinity, count: nearest.count)
    func isInside(_ voxel: Int) -> Bool { tree.contains(node, voxel: voxel) && isIncluded(voxel) }
    var queue: [Int32] = []
    for member in tree.members(of: node) where isInside(Int(member)) {
      let place = Int(tree.ranks[Int(member)]) - first
      for slot in graph.slots(of: Int(member)) where !isInside(Int(graph.targets[slot])) {
        let outside = graph.targets[slot]
        let distance =
          (graph.centers[Int(outside)] - graph.centers[Int(member)]).squaredLength
        if distance < squaredDepth[place] {
          (squaredDepth[place], nearest[place]) = (distance, outside)
        }
      }
      if nearest[place] >= 0 { queue.append(member) }
    }
    guard !queue.isEmpty else { return Array(repeating: 1, count: nearest.count) }
    var head = 0
    while head < queue.count {
      let current = Int(queue[head])
      head += 1
      let outside = nearest[Int(tree.ranks[current]) - first]
      for slot in graph.slots(of: current) where isInside(Int(graph.targets[slot])) {
        let next = Int(graph.targets[slot])
        let place = Int(tree.ranks[next]) - first
        let distance = (graph.centers[Int(outside)] - graph.centers[next]).squaredLength
        guard distance < squaredDepth[place] else { continue }
        if nearest[place] < 0 { queue.append(Int32(next)) }
        (squaredDepth[place], nearest[place]) = (distance, outside)
      }
    }
    var deepest: Float = 0
    for depth in squaredDepth where depth.isFinite { deepest = max(deepest, depth) }
    return squaredDepth.map { own in
      own.isFinite && deepest > 0 ? (own / deepest).squareRoot() : 1
    }
  }
}
