/// Numbers groups of points by size: the largest becomes 1.
///
/// ```swift
/// let groups = euclideanClusters(of: points, distance: 0.02)
/// cloud.setLabels(labelsBySize(of: groups))
/// ```
///
/// - Parameters:
///   - groups: The group of each point: small numbers from 0; negative for none.
///   - minimumCount: Groups with fewer points are none.
/// - Returns: One id per point, 0 for none; equally large groups in the order of their first point.
/// - Complexity: O(*n* + *g* log *g*) for *g* groups.
public func labelsBySize(of groups: [Int32], minimumCount: Int = 1) -> [InstanceLabel] {
  var sizes = [Int](repeating: 0, count: Int(groups.max() ?? -1) + 1)
  var order: [Int] = []
  for group in groups where group >= 0 {
    if sizes[Int(group)] == 0 { order.append(Int(group)) }
    sizes[Int(group)] += 1
  }
  let ranked = order.filter { sizes[$0] >= minimumCount }.enumerated().sorted {
    (sizes[$0.element], $1.offset) > (sizes[$1.element], $0.offset)
  }
  var ids = [InstanceLabel](repeating: 0, count: sizes.count)
  for (rank, group) in ranked.enumerated() { ids[group.element] = InstanceLabel(rank + 1) }
  return groups.map { $0 < 0 ? 0 : ids[Int($0)] }
}
