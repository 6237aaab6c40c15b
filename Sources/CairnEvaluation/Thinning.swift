import CairnClouds

/// Chooses points of a cloud so that at most `limit` are kept, evenly in space.
///
/// Each occupied cell of a cubic grid keeps its first point; the edge of the cells is bisected until
/// 97 to 100 % of the limit is kept. The cell of a point is floor(position / edge), in file
/// coordinates. Points with a NaN or infinite coordinate are never kept.
///
/// - Parameters:
///   - positions: Where the points are.
///   - limit: How many points to keep at most; at least 1.
/// - Returns: The rows kept, ascending; all finite ones where they are no more than `limit`.
/// - Complexity: O(*n*) times the steps of the bisection.
public func thinned(_ positions: Positions, to limit: Int) -> [Int] {
  precondition(limit > 0, "cannot keep \(limit) points")
  let finite = positions.points.indices.filter { positions.global($0).isFiniteEverywhere }
  guard finite.count > limit else { return finite }
  let points = finite.map { positions.global($0) }
  let low = points.reduce(points[0], pointwiseMin)
  let high = points.reduce(points[0], pointwiseMax)
  let longest = (high - low).max()
  guard longest > 0 else { return [finite[0]] }
  // At twice the longest edge at most 8 cells are left.
  var (small, large) = (0.0, 2 * longest)
  var best = firstOfCells(points, edge: large)
  if best.count > limit { best = Array(best.prefix(limit)) }
  for _ in 0..<60 where best.count < (97 * limit + 99) / 100 {
    // Geometric while nothing is known of the small end, so that few steps reach any scale.
    let edge = small == 0 ? large / 4 : (small + large) / 2
    let kept = firstOfCells(points, edge: edge)
    if kept.count > limit {
      small = edge
    } else {
      large = edge
      best = kept
    }
    if large <= longest * 1e-12 { break }
  }
  return best.map { finite[$0] }
}

private func firstOfCells(_ points: [SIMD3<Double>], edge: Double) -> [Int] {
  var seen: Set<SIMD3<Double>> = []
  seen.reserveCapacity(points.count)
  return points.indices.filter { seen.insert((points[$0] / edge).rounded(.down)).inserted }
}

extension SIMD3<Double> {
  fileprivate var isFiniteEverywhere: Bool { x.isFinite && y.isFinite && z.isFinite }
}
