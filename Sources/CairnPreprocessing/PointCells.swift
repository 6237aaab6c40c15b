import CairnGeometry
import CairnKernels

/// Points sorted into small cubic cells, so that the points of a cell are at most a radius apart.
///
/// Cells lie one after the other along x within a line, lines by y within a layer, layers by z.
/// Coordinates are packed in that order, so the cells around another one are a few runs of memory,
/// and going through all cells in order finds them by stepping forward only: no hash, no tree.
struct PointCells {
  /// Squared distances up to this are near.
  let squaredRadius: Float
  /// Coordinates in the order of the cells, and ``packedPadding`` more; likewise `y` and `z`.
  private(set) var x: [Float] = []
  private(set) var y: [Float] = []
  private(set) var z: [Float] = []
  /// Which point of the caller's array is at each packed position.
  private(set) var rows: [Int32] = []
  /// Where the points of each cell begin, and the end of the last.
  private(set) var starts: [Int32] = []
  /// Which cell of its line a cell is.
  private(set) var columns: [Int32] = []
  /// Where the cells of each line begin, and the end of the last.
  private(set) var lineStarts: [Int32] = []
  /// Which line of its layer, and which layer: (y, z).
  private(set) var lines: [SIMD2<Int32>] = []

  /// The number of cells with points.
  var count: Int { columns.count }
  /// The number of points in cells.
  var pointCount: Int { rows.count }

  /// Sorts points into cells with a diagonal a little shorter than the radius.
  ///
  /// - Parameters:
  ///   - points: Those with a NaN or infinite coordinate are in no cell.
  ///   - radius: In the unit of the points; not negative. Below 1e-18 all squared distances vanish
  ///     in rounding, so that it counts as so much.
  ///   - isIncluded: Points for which this is false are in no cell.
  /// - Complexity: O(*n*).
  init(_ points: [SIMD3<Float>], radius: Float, where isIncluded: ((Int) -> Bool)? = nil) {
    // Points of a cell are near each other, also when squared distances are rounded; and near
    // points are at most two cells apart along each axis.
    let edge = max(Double(radius), 1e-18) / 3.0.squareRoot() * (1 - 1e-5)
    let isUnbounded = !(radius * radius).isFinite
    self.init(
      points, edge: isUnbounded ? .infinity : edge, squaredRadius: radius * radius,
      where: isIncluded)
  }

  /// Sorts points into cells of a given edge, the corner of one of them at the origin.
  init(
    _ points: [SIMD3<Float>], edge: Double, squaredRadius: Float = 0,
    where isIncluded: ((Int) -> Bool)? = nil
  ) {
    precondition(points.count < Int32.max, "\(points.count) points are too many for cells")
    self.squaredRadius = squaredRadius
    let order = Self.order(of: points, edge: edge, where: isIncluded)
    gather(points, order.words, indexBits: order.indexBits)
    group(order.cells)
  }

  /// The points of a cell.
  @inline(__always)
  func points(of cell: Int) -> Range<Int> { Int(starts[cell])..<Int(starts[cell + 1]) }

  /// Exchanges two packed points, which must be of one cell.
  mutating func swapAt(_ first: Int, _ second: Int) {
    x.swapAt(first, second)
    y.swapAt(first, second)
    z.swapAt(first, second)
    rows.swapAt(first, second)
  }

  /// The same cells without the points for which a condition fails; some may stay empty.
  func filtered(_ isKept: (_ position: Int) -> Bool) -> PointCells {
    var result = self
    var end = 0
    for cell in 0..<count {
      result.starts[cell] = Int32(end)
      for position in points(of: cell) where isKept(position) {
        result.x[end] = x[position]
        result.y[end] = y[position]
        result.z[end] = z[position]
        result.rows[end] = rows[position]
        end += 1
      }
    }
    result.starts[count] = Int32(end)
    result.x.removeLast(pointCount - end)
    result.y.removeLast(pointCount - end)
    result.z.removeLast(pointCount - end)
    result.rows.removeLast(pointCount - end)
    return result
  }

  private mutating func gather(_ points: [SIMD3<Float>], _ words: [UInt64], indexBits: Int) {
    let mask = UInt64(1) << UInt64(indexBits) - 1
    rows = words.map { Int32(truncatingIfNeeded: $0 & mask) }
    x.reserveCapacity(words.count + packedPadding)
    y.reserveCapacity(words.count + packedPadding)
    z.reserveCapacity(words.count + packedPadding)
    for row in rows {
      let point = points[Int(row)]
      x.append(point.x)
      y.append(point.y)
      z.append(point.z)
    }
    let padding = [Float](repeating: .nan, count: packedPadding)
    x += padding
    y += padding
    z += padding
  }

  /// Finds where cells and lines begin from the cell of each packed point.
  private mutating func group(_ cellAt: (Int) -> SIMD3<Int32>) {
    var last = SIMD3<Int32>(repeating: -1)
    for position in rows.indices {
      let cell = cellAt(position)
      guard cell != last else { continue }
      if cell.y != last.y || cell.z != last.z {
        lineStarts.append(Int32(columns.count))
        lines.append([cell.y, cell.z])
      }
      starts.append(Int32(position))
      columns.append(cell.x)
      last = cell
    }
    starts.append(Int32(rows.count))
    lineStarts.append(Int32(columns.count))
  }
}
