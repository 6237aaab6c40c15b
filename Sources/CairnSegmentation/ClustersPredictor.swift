import CairnClouds
import CairnGeometry
import CairnPreprocessing
import CairnSearch

/// Removes large planes and takes connected clusters: what people do without a promptable tool.
///
/// A click selects its cluster, or its plane. Where a negative click falls into a selected cluster,
/// each point of it goes to the nearest click. It is here to compare with.
public struct ClustersPredictor: Predictor {
  /// The name by which the command line chooses it: `clusters`.
  public static let method = "clusters"

  /// Creates a predictor.
  public init() {}

  /// Finds planes and clusters.
  public func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    try WorkProgress.report(0)
    let target = try PromptTarget(cloud)
    try WorkProgress.report(0.1)
    let points = target.positions.points
    let count = points.count { $0.isFinite }
    let grid = VoxelGrid(points, occupying: max(min(20_000, count * 6 / 10), 1))
    let centers = grid.centers.map { $0 / grid.edge }
    let normals = Normals(of: centers, k: 13)
    let found = planes(
      in: centers, normals: normals.vectors, tolerance: 1.5,
      minimumCount: max(centers.count / 20, 30), limit: 6)
    try WorkProgress.report(0.6)
    var groups = [Int32](repeating: -1, count: centers.count)
    for (number, plane) in found.enumerated() {
      for member in plane.members { groups[member] = Int32(number) }
    }
    let onPlane = groups
    let clusters = euclideanClusters(of: centers, distance: 2.5) { onPlane[$0] < 0 }
    for (voxel, cluster) in clusters.enumerated() where cluster >= 0 {
      groups[voxel] = Int32(found.count) + cluster
    }
    try WorkProgress.report(1)
    return ClustersEmbedding(
      target: target, groups: grid.voxelOfPoint.map { $0 < 0 ? -1 : groups[Int($0)] })
  }
}

/// The plane or cluster of each point.
struct ClustersEmbedding: ResolvingEmbedding {
  let target: PromptTarget
  let groups: [Int32]

  func answer(_ prompts: ResolvedPrompts) -> Candidates {
    let points = target.positions.points
    let clicks = KDTree(prompts.clicks.map { points[$0.row] })
    let chosen = Set(prompts.clicks.filter(\.isPositive).map { groups[$0.row] })
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
