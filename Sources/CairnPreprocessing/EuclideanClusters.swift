import CairnGeometry

/// Finds groups of points that are connected by steps of at most `distance`.
///
/// Exact: two points are connected if and only if a chain of steps is, each with a squared length of
/// at most `distance` * `distance` in `Float`. Points with a NaN or infinite coordinate belong to no
/// group and connect nothing.
///
/// Points are sorted into cells so small that the points of a cell are connected by themselves;
/// cells are joined where the first pair of near points is found, and not looked at again.
///
/// - Parameters:
///   - points: Positions.
///   - distance: The longest step, in the unit of the cloud; 0 or more, infinity for any.
///   - minimumCount: Groups with fewer points are none.
///   - isIncluded: Points for which this is false belong to no group and connect nothing.
/// - Returns: The group of each point, numbered in the order of their first point; -1 for none.
/// - Complexity: O(*n*) for evenly spread points, and never quadratic.
public func euclideanClusters(
  of points: [SIMD3<Float>], distance: Float, minimumCount: Int = 1,
  where isIncluded: (@Sendable (Int) -> Bool)? = nil
) -> [Int32] {
  precondition(distance >= 0, "steps cannot have a length of \(distance)")
  var cells = PointCells(points, radius: distance, where: isIncluded)
  var sets = cells.connected()
  var groups = [Int32](repeating: -1, count: points.count)
  for cell in 0..<cells.count {
    let root = Int32(sets.root(of: cell))
    for position in cells.points(of: cell) { groups[Int(cells.rows[position])] = root }
  }
  renumber(&groups, minimumCount: minimumCount)
  return groups
}

/// Numbers groups in the order of their first point; groups that are too small become none.
///
/// - Parameters:
///   - groups: For each point some number below the number of points, or -1 for none.
///   - minimumCount: How many points a group must have.
func renumber(_ groups: inout [Int32], minimumCount: Int) {
  var sizes = [Int32](repeating: 0, count: groups.count)
  for group in groups where group >= 0 { sizes[Int(group)] += 1 }
  var numbers = [Int32](repeating: -1, count: groups.count)
  var next: Int32 = 0
  for index in groups.indices where groups[index] >= 0 {
    let group = Int(groups[index])
    if numbers[group] < 0, Int(sizes[group]) >= minimumCount {
      numbers[group] = next
      next += 1
    }
    groups[index] = numbers[group]
  }
}
