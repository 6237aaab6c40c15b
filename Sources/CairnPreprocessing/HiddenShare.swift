import CairnGeometry
import CairnKernels

/// Estimates which share of points a sensor at a position could not have seen, because nearer points
/// are in the way: small where the cloud was taken from there, large where it was not.
///
/// - Parameters:
///   - points: Positions of voxels or of evenly thinned points, about one edge length apart.
///   - normals: Unit vectors across the surface at the points, on either side.
///   - spacing: That length, in the unit of the points.
///   - position: Where the sensor may have stood.
/// - Returns: 0 where every point is seen; 1 for no points.
/// - Complexity: O(*n*).
public func hiddenShare(
  of points: [SIMD3<Float>], normals: [SIMD3<Float>], spacing: Float, from position: SIMD3<Float>
) -> Float {
  var ranges = points.map { ($0 - position).length }
  guard !ranges.isEmpty, position.isFinite else { return 1 }
  ranges.sort()
  // Cells of directions as wide as two spacings at the median range.
  let fineness = max(ranges[ranges.count / 2] / (2 * spacing), 1)
  let directions = points.map { ($0 - position).normalized * fineness }
  var table = CellTable()
  var cells: [Int32] = []
  cells.append(addingCapacity: points.count) { output in
    table.number(directions.span, edge: 1, into: &output)
  }
  var nearest: [(range: Float, point: Int)] = []
  for (index, cell) in cells.enumerated() where cell >= 0 {
    let range = (points[index] - position).length
    if cell == nearest.count { nearest.append((range, index)) }
    if range < nearest[Int(cell)].range { nearest[Int(cell)] = (range, index) }
  }
  var hidden = 0
  for (point, cell) in zip(points, cells) where cell >= 0 {
    let (nearestRange, front) = nearest[Int(cell)]
    let range = (point - position).length
    guard range > nearestRange + 4 * spacing else { continue }
    // Slanted surfaces span some range within a cell: what counts is far behind, or behind the
    // plane of what is in front.
    let side = normals[front].dot(position - points[front])
    let height = normals[front].dot(point - points[front]) * (side < 0 ? -1 : 1)
    if range > 1.4 * nearestRange + 6 * spacing || height < -4 * spacing { hidden += 1 }
  }
  return Float(hidden) / Float(points.count)
}
