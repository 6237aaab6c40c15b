import CairnGeometry
import CairnKernels

/// Chooses points that are spread as far as possible: each next one is the farthest from those chosen
/// before (farthest point sampling).
///
/// Exact: the same points as by looking at all distances; of equally far points the first is chosen.
///
/// - Parameters:
///   - points: Positions, in any unit; fewer than 2³¹. Points with a NaN or infinite coordinate are
///     never chosen.
///   - count: How many to choose; all finite points where there are fewer.
///   - start: The point to choose first; where it is not finite, the first finite one.
/// - Returns: Indices of different points, in the order in which they were chosen.
/// - Complexity: O(*n* log *n*) and about O(log *n*) for each chosen point. Source: Eldar et al., "The
///   farthest point strategy for progressive image sampling", 1997.
public func farthestPoints(
  of points: [SIMD3<Float>], count: Int, startingAt start: Int = 0
) -> [Int] {
  precondition(count >= 0, "\(count) points cannot be chosen")
  precondition(points.count < Int32.max, "\(points.count) points are too many to choose from")
  guard count > 0, !points.isEmpty else { return [] }
  precondition(points.indices.contains(start), "there is no point \(start) of \(points.count)")
  guard let first = points[start].isFinite ? start : points.firstIndex(where: \.isFinite) else {
    return []
  }
  var tree = FarthestPointTree(points.span)
  var chosen = [first]
  while chosen.count < count {
    let last = chosen[chosen.count - 1]
    let key = tree.take(points[last], index: last)
    guard key != FarthestPointTree.exhausted else { break }
    if FarthestPointTree.isDuplicate(key) {
      let taken = Set(chosen)
      let rest = points.indices.lazy.filter { !taken.contains($0) && points[$0].isFinite }
      return chosen + rest.prefix(count - chosen.count)
    }
    chosen.append(FarthestPointTree.index(of: key))
  }
  return chosen
}
