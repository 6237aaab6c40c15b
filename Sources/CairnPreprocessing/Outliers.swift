import CairnGeometry
import CairnSearch

/// Finds points that are farther from their neighbors than is usual in the cloud.
///
/// A point is an outlier where the mean distance to its nearest neighbors is above the mean of all
/// points' mean distances by more than some of their standard deviations (of a sample, dividing by
/// *n* - 1), as in PCL's `StatisticalOutlierRemoval`. Points with a NaN or infinite coordinate are
/// outliers and nobody's neighbors.
///
/// - Parameters:
///   - points: Positions.
///   - neighborCount: How many neighbors, the point itself not among them; positive.
///   - deviations: How many standard deviations.
/// - Returns: Whether each point is an outlier.
/// - Complexity: O(*n* · `neighborCount` + *n* log *n*).
public func statisticalOutliers(
  of points: [SIMD3<Float>], neighborCount: Int, deviations: Float
) -> [Bool] {
  precondition(neighborCount > 0, "distances to \(neighborCount) neighbors have no mean")
  let tree = KDTree(points)
  var distances: [Double] = []
  distances.reserveCapacity(points.count)
  if points.count <= batchSize {
    append(tree.nearestToEachPoint(neighborCount + 1), to: &distances)
  } else {
    // Part by part, so that ten million points do not need a table of all their neighbors.
    for start in stride(from: 0, to: points.count, by: batchSize) {
      let part = points[start..<min(start + batchSize, points.count)]
      append(tree.nearest(neighborCount + 1, toEach: Array(part)), to: &distances)
    }
  }
  var (sum, squares, count) = (0.0, 0.0, 0.0)
  for (point, distance) in zip(points, distances) where point.isFinite {
    sum += distance
    squares += distance * distance
    count += 1
  }
  let variance = count > 1 ? max((squares - sum * sum / count) / (count - 1), 0) : 0
  let limit = count > 0 ? sum / count + Double(deviations) * variance.squareRoot() : 0
  return zip(points, distances).map { !$0.isFinite || $1 > limit }
}

/// Finds points that have few others around them.
///
/// Points with a NaN or infinite coordinate are outliers and nobody's neighbors. Exact: squared
/// distances in `Float` are compared with `radius` * `radius`.
///
/// - Parameters:
///   - points: Positions.
///   - radius: In the unit of the cloud; 0 or more.
///   - minimumNeighbors: How many other points must be at most `radius` away.
/// - Returns: Whether each point is an outlier.
/// - Complexity: O(*n* · `minimumNeighbors`) at worst, about O(*n*) for evenly spread points.
public func radiusOutliers(
  of points: [SIMD3<Float>], radius: Float, minimumNeighbors: Int
) -> [Bool] {
  precondition(radius >= 0, "points cannot be within \(radius)")
  let cells = PointCells(points, radius: radius)
  let isCore = cells.cores(minimumPoints: max(minimumNeighbors, 0) + 1)
  var isOutlier = [Bool](repeating: true, count: points.count)
  for (row, isCore) in zip(cells.rows, isCore) where isCore { isOutlier[Int(row)] = false }
  return isOutlier
}

private let batchSize = 1 << 20

/// Appends the mean distance to the neighbors in each row, the place itself left out.
private func append(_ table: NeighborTable, to distances: inout [Double]) {
  for row in 0..<table.count {
    var sum = 0.0
    var found = -1.0
    for slot in row * table.width..<(row + 1) * table.width where table.indices[slot] >= 0 {
      sum += Double(table.squaredDistances[slot].squareRoot())
      found += 1
    }
    distances.append(found > 0 ? sum / found : 0)
  }
}
