import CairnGeometry
import CairnSearch

/// Finds groups of points that are connected by steps of at most `distance`.
///
/// - Parameters:
///   - points: Positions.
///   - distance: The longest step, in the unit of the cloud.
///   - isIncluded: Points for which this is false belong to no group and connect nothing.
/// - Returns: The group of each point, numbered in the order of their first point; -1 for none.
/// - Complexity: O(*n* log *n*) for evenly spread points.
public func euclideanClusters(
  of points: [SIMD3<Float>], distance: Float, where isIncluded: @Sendable (Int) -> Bool
) -> [Int32] {
  let rows = points.indices.filter { isIncluded($0) && points[$0].isFinite }
  let tree = KDTree(rows.map { points[$0] })
  let neighbors = tree.neighborsOfEachPoint(within: distance)
  var sets = DisjointSets(count: rows.count)
  for position in rows.indices {
    for slot in neighbors.offsets[position]..<neighbors.offsets[position + 1] {
      sets.join(position, Int(neighbors.indices[slot]))
    }
  }
  var result = [Int32](repeating: -1, count: points.count)
  for (row, label) in zip(rows, sets.labels()) { result[row] = label }
  return result
}
