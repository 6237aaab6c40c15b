import CairnGeometry
import CairnKernels

/// Finds groups of points that lie densely, and leaves out the points between them (DBSCAN).
///
/// A point is a core where at least `minimumPoints` points, itself included, are at most `radius`
/// away; cores that are near each other are of one group. Points that are no cores belong to the
/// group of the nearest core within the radius, equally near ones to that of the smaller index; where
/// there is none, they are noise. Exact: squared distances in `Float` are compared with
/// `radius` * `radius`. Points with a NaN or infinite coordinate are noise and count nowhere.
///
/// Ester et al., "A density-based algorithm for discovering clusters", 1996, by cells as in Gan and
/// Tao, "DBSCAN revisited", 2015: all points of a cell with `minimumPoints` points are cores.
///
/// - Parameters:
///   - points: Positions.
///   - radius: In the unit of the cloud; 0 or more.
///   - minimumPoints: How many points make a core.
/// - Returns: The group of each point, numbered in the order of their first point; -1 for noise.
/// - Complexity: O(*n* · `minimumPoints`) at worst, about O(*n*) for evenly spread points.
public func dbscan(
  of points: [SIMD3<Float>], radius: Float, minimumPoints: Int
) -> [Int32] {
  precondition(radius >= 0, "points cannot be within \(radius)")
  let cells = PointCells(points, radius: radius)
  let isCore = cells.cores(minimumPoints: minimumPoints)
  var cores = cells.filtered { isCore[$0] }
  var sets = cores.connected()
  var groups = [Int32](repeating: -1, count: points.count)
  for cell in 0..<cores.count {
    let root = Int32(sets.root(of: cell))
    for position in cores.points(of: cell) { groups[Int(cores.rows[position])] = root }
  }
  for (row, core) in cells.nearest(of: cores, toEachBut: isCore) where core >= 0 {
    groups[Int(row)] = groups[Int(core)]
  }
  renumber(&groups, minimumCount: 1)
  return groups
}

extension PointCells {
  /// Which packed points have so many points near, themselves included.
  func cores(minimumPoints: Int) -> [Bool] {
    var counts = [Int32](repeating: 0, count: pointCount)
    let enough = Int32(clamping: minimumPoints)
    for cell in 0..<count {
      let points = points(of: cell)
      for position in points { counts[position] = Int32(points.count) }
    }
    forEachWindow { cell, window in
      let points = self.points(of: cell)
      guard points.count < enough else { return }
      let near = Int(starts[window.lowerBound])..<Int(starts[window.upperBound])
      for position in points where counts[position] < enough {
        let place = SIMD3(x[position], y[position], z[position])
        // The points of the cell itself are counted already.
        for part in [
          near.clamped(to: 0..<points.lowerBound), near.clamped(to: points.upperBound..<pointCount),
        ] {
          counts[position] &+= Int32(
            countNear(
              place, x: x.span, y: y.span, z: z.span, part, squaredDistance: squaredRadius,
              limit: Int(enough)))
        }
      }
    }
    return counts.map { $0 >= enough }
  }

  /// For each point that is no core, its row and that of the nearest core near it; -1 for none.
  fileprivate func nearest(
    of cores: PointCells, toEachBut isCore: [Bool]
  ) -> [(row: Int32, core: Int32)] {
    var best = [(squaredDistance: Float, core: Int32)](
      repeating: (squaredRadius, -1), count: pointCount)
    forEachWindow { cell, window in
      for position in points(of: cell) where !isCore[position] {
        let place = SIMD3(x[position], y[position], z[position])
        for core in Int(cores.starts[window.lowerBound])..<Int(cores.starts[window.upperBound]) {
          let squared = (SIMD3(cores.x[core], cores.y[core], cores.z[core]) - place).squaredLength
          let row = cores.rows[core]
          let (least, nearest) = best[position]
          if squared < least || squared == least && (nearest < 0 || row < nearest) {
            best[position] = (squared, row)
          }
        }
      }
    }
    return (0..<pointCount).filter { !isCore[$0] }.map { (rows[$0], best[$0].core) }
  }
}
