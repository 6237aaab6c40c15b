import CairnClouds
import CairnGeometry
import CairnSearch

/// A group for each point, found once; prompts choose among the groups.
///
/// A click selects its group. Where a negative click falls into a selected group, each point of it
/// goes to the nearest click. A box leaves out what is outside; alone, it selects all that is inside.
/// A lasso selects the groups that it encloses for the most part; a mask, its points.
package struct GroupsEmbedding: ResolvingEmbedding {
  package let target: PromptTarget
  /// The group of each point, from 0 on; -1 where it is in none.
  let groups: [Int32]
  /// How many groups, the first ones, are surfaces that carry things.
  let surfaceCount: Int

  /// Creates an embedding.
  ///
  /// - Parameters:
  ///   - target: The points.
  ///   - groups: The group of each of them, from 0 on without many gaps; -1 for none.
  ///   - surfaceCount: How many groups, the first ones, are surfaces that carry things: where the first
  ///     positive click is on another group, a later one on such a surface is at the foot of that thing
  ///     and selects its point alone.
  package init(target: PromptTarget, groups: [Int32], surfaceCount: Int = 0) {
    self.target = target
    self.groups = groups
    self.surfaceCount = surfaceCount
  }

  package func answer(_ prompts: ResolvedPrompts) -> Candidates {
    let points = target.positions.points
    let clicks = KDTree(prompts.clicks.map { points[$0.row] })
    let clicked = prompts.clicks.filter(\.isPositive).map { groups[$0.row] }
    let isThingMeant = clicked.first.map { $0 >= surfaceCount } ?? false
    let chosen = Set(clicked.filter { !isThingMeant || $0 >= surfaceCount })
      .union(enclosedGroups(prompts.lassos))
    let refused = Set(prompts.clicks.filter { !$0.isPositive }.map { groups[$0.row] })
    var logits = points.indices.map { row -> Float in
      let group = groups[row]
      guard group >= 0, prompts.boxes.allSatisfy({ $0.contains(points[row]) }) else { return -1 }
      let isMasked = prompts.masks.contains { $0[row] }
      if chosen.contains(group) || refused.contains(group) {
        guard chosen.contains(group) || isMasked else { return -1 }
        guard refused.contains(group) else { return 1 }
        let nearest = clicks.nearest(to: points[row])
        return nearest.map { prompts.clicks[$0.index].isPositive } ?? true ? 1 : -1
      }
      let isBoxed = prompts.masks.isEmpty && chosen.isEmpty && !prompts.boxes.isEmpty
      return isMasked || isBoxed ? 1 : -1
    }
    for click in prompts.clicks { logits[click.row] = click.isPositive ? 2 : -2 }
    return Candidates(best: Candidate(logits: logits, iouScore: 0.7))
  }

  /// The groups that lie mostly inside all lassos and are seen in them.
  private func enclosedGroups(_ lassos: [ResolvedLasso]) -> [Int32] {
    guard !lassos.isEmpty else { return [] }
    var counts = [SIMD3<Int>](repeating: .zero, count: Int(groups.max() ?? -1) + 1)
    for (row, group) in groups.enumerated() where group >= 0 {
      let isEnclosed = lassos.allSatisfy { $0.isEnclosed[row] }
      let isSeen = lassos.allSatisfy { $0.isSeen[row] }
      counts[Int(group)] &+= SIMD3(1, isEnclosed ? 1 : 0, isSeen ? 1 : 0)
    }
    return counts.indices.filter { group in
      2 * counts[group].y > counts[group].x && 10 * counts[group].z >= counts[group].x
    }.map { Int32($0) }
  }
}
