import CairnGeometry

/// Estimates which share of points a sensor at a position could not have seen, because nearer points
/// are in the way: small where the cloud was taken from there, large where it was not.
///
/// - Parameters:
///   - points: Positions of voxels or of evenly thinned points, about one edge length apart.
///   - spacing: That length, in the unit of the points.
///   - position: Where the sensor may have stood.
/// - Returns: 0 where every point is seen; 1 for no points.
/// - Complexity: O(*n*).
public func hiddenShare(
  of points: [SIMD3<Float>], spacing: Float, from position: SIMD3<Float>
) -> Float {
  var ranges = points.map { ($0 - position).length }
  guard !ranges.isEmpty, position.isFinite else { return 1 }
  ranges.sort()
  // Cells of directions as wide as two spacings at the median range.
  let fineness = max(ranges[ranges.count / 2] / (2 * spacing), 1)
  var table = CellTable(capacity: points.count)
  var cells: [Int32] = []
  var nearest: [Float] = []
  for point in points {
    let offset = point - position
    let range = offset.length
    let cell = table.number(of: CellTable.cell(of: offset.normalized * fineness, edge: 1))
    cells.append(Int32(cell))
    if cell == nearest.count { nearest.append(range) }
    nearest[cell] = min(nearest[cell], range)
  }
  var hidden = 0
  for (point, cell) in zip(points, cells) {
    let range = (point - position).length
    // Slanted surfaces span some range within a cell: only what is far behind counts.
    if range > 1.4 * nearest[Int(cell)] + 6 * spacing { hidden += 1 }
  }
  return Float(hidden) / Float(points.count)
}
