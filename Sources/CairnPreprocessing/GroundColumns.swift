import CairnGeometry
import CairnKernels

/// Points turned upright and sorted into square columns.
struct GroundColumns {
  /// Positions with z along the up direction, relative to a point of the cloud.
  let points: [SIMD3<Float>]
  /// Edge of a column, in the unit of the cloud.
  let edge: Float
  /// The column of each point; -1 for points that are not finite.
  let columnOfPoint: [Int32]
  /// Where each column is: whole numbers, not negative unless the cloud is larger than Float's grid.
  let cells: [SIMD2<Int32>]
  /// The points of column *c* are `rows[offsets[c]..<offsets[c + 1]]`.
  let offsets: [Int32]
  let rows: [Int32]
  /// The lowest point of each column that is not alone.
  let lowest: [SIMD3<Float>]

  var count: Int { cells.count }

  init(_ points: [SIMD3<Float>], up: SIMD3<Float>, edge: Float?) {
    let up = (up / up.max(by: abs)).normalized
    let axis: SIMD3<Float> = abs(up.x) < 0.6 ? [1, 0, 0] : [0, 1, 0]
    let right = axis.cross(up).normalized
    let ahead = up.cross(right)
    // A corner below all points makes all whole numbers positive.
    let origin = points.first(where: \.isFinite) ?? .zero
    var upright = points.map { point in
      let offset = point - origin
      return SIMD3(offset.dot(right), offset.dot(ahead), offset.dot(up))
    }
    let corner = Box(bounding: upright).min
    if corner.isFinite {
      for index in upright.indices { upright[index] -= SIMD3(corner.x, corner.y, 0) }
    }
    self.points = upright
    let flat = upright.map { SIMD3($0.x, $0.y, $0.z.isFinite ? 0 : .nan) }
    let edge = edge ?? Self.edge(of: flat)
    self.edge = edge
    var table = CellTable()
    var numbers: [Int32] = []
    numbers.append(addingCapacity: points.count) { output in
      table.number(flat.span, edge: edge, into: &output)
    }
    columnOfPoint = numbers
    cells = table.firstPoints.map { first in
      let cell = CellTable.cell(of: flat[Int(first)], edge: edge)
      return SIMD2(cell.x, cell.y)
    }
    (offsets, rows) = rowsByNumber(numbers.span, count: table.count)
    lowest = Self.lowest(of: upright, rows: rows, offsets: offsets, window: edge)
  }

  /// The lowest point of each column that another one is near, by height; a column's only point.
  ///
  /// A reflection is seldom near another one, and the ground seldom alone.
  private static func lowest(
    of points: [SIMD3<Float>], rows: [Int32], offsets: [Int32], window: Float
  ) -> [SIMD3<Float>] {
    (0..<offsets.count - 1).map { column in
      let members = rows[Int(offsets[column])..<Int(offsets[column + 1])]
      var floor = -Float.infinity
      // Seldom more than one round: an outlier a round.
      for _ in 0..<4 {
        var (low, second) = (points[Int(members[members.startIndex])], Float.infinity)
        low.z = .infinity
        for row in members {
          let point = points[Int(row)]
          guard point.z > floor else { continue }
          if point.z < low.z {
            second = low.z
            low = point
          } else if point.z < second {
            second = point.z
          }
        }
        if second <= low.z + window || second == .infinity && floor == -.infinity { return low }
        if second == .infinity { break }
        floor = low.z
      }
      return points[Int(members[members.startIndex])]
    }
  }

  /// The edge at which a column has twelve points on average; at most 30,000 columns.
  private static func edge(of flat: [SIMD3<Float>]) -> Float {
    let count = min(max(flat.count / 12, 1), 30_000)
    let step = max(flat.count / 400_000, 1)
    let sample = step == 1 ? flat : stride(from: 0, to: flat.count, by: step).map { flat[$0] }
    return VoxelGrid.edge(occupying: count, of: sample)
  }
}

extension SIMD3<Float> {
  /// The coordinate for which a function is greatest, made positive.
  fileprivate func max(by size: (Float) -> Float) -> Float {
    Swift.max(size(x), size(y), size(z))
  }
}
