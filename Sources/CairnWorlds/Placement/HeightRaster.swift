import CairnGeometry

/// The undersides and topsides of triangles over the cells of a grid.
///
/// A cell takes part where a triangle comes within `reach` of its centre: with half a cell every
/// triangle leaves a mark; with less, what merely touches the cell's border leaves none.
struct HeightRaster: Sendable {
  /// Nothing is there.
  static let empty: Float = 1e9

  /// The cell with the smallest x and y.
  let firstColumn: Int
  let firstRow: Int
  let columns: Int
  let rows: Int
  /// The lowest height over each cell, row after row; ``empty`` where nothing is.
  private(set) var bottom: [Float]
  /// The greatest; minus ``empty`` where nothing is.
  private(set) var top: [Float]

  private let cell: Float
  private let reach: Float

  /// Rasters triangles.
  ///
  /// - Parameters:
  ///   - positions: Vertices, metres.
  ///   - triangles: Three indices each.
  ///   - cell: Edge of a cell, metres; cell 0 begins at 0.
  ///   - reach: In cells, above 0 and up to 0.5.
  ///   - limits: Cells and heights beyond which nothing is of interest; all where `nil`.
  /// - Complexity: O(triangles and the cells they cover).
  init(
    _ positions: [SIMD3<Float>], _ triangles: [SIMD3<UInt32>], cell: Float, reach: Float,
    limits: Limits? = nil
  ) {
    var bounds = Box.empty
    for position in positions { bounds.formUnion(position) }
    (self.cell, self.reach) = (cell, reach)
    var columns = Self.cells(bounds.min.x, bounds.max.x, cell)
    var rows = Self.cells(bounds.min.y, bounds.max.y, cell)
    if let limits {
      columns = Self.clipped(columns, to: limits.columns)
      rows = Self.clipped(rows, to: limits.rows)
    }
    (firstColumn, firstRow) = (columns.lowerBound, rows.lowerBound)
    (self.columns, self.rows) = (columns.count, rows.count)
    bottom = Array(repeating: Self.empty, count: columns.count * rows.count)
    top = Array(repeating: -Self.empty, count: columns.count * rows.count)
    guard !bottom.isEmpty else { return }
    let origin = SIMD3(Float(firstColumn), Float(firstRow), 0)
    let scaled = positions.map { $0 / SIMD3(cell, cell, 1) - origin }
    let heights = limits?.heights ?? -.infinity ... .infinity
    for corners in triangles {
      add(scaled[Int(corners.x)], scaled[Int(corners.y)], scaled[Int(corners.z)], heights)
    }
  }

  /// Where a raster may end.
  struct Limits {
    var columns: Range<Int>
    var rows: Range<Int>
    /// Triangles wholly outside are left out, the others' heights clamped from above.
    var heights: ClosedRange<Float>
  }

  private static func cells(_ low: Float, _ high: Float, _ cell: Float) -> Range<Int> {
    guard low <= high else { return 0..<0 }
    return Int((low / cell).rounded(.down))..<Int((high / cell).rounded(.down)) + 1
  }

  private static func clipped(_ range: Range<Int>, to other: Range<Int>) -> Range<Int> {
    let low = min(max(range.lowerBound, other.lowerBound), other.upperBound)
    return low..<max(min(range.upperBound, other.upperBound), low)
  }

  /// Marks the cells of a triangle; x and y in cells from the first.
  private mutating func add(
    _ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>, _ heights: ClosedRange<Float>
  ) {
    let low = pointwiseMin(pointwiseMin(a, b), c)
    let high = pointwiseMax(pointwiseMax(a, b), c)
    guard low.z <= heights.upperBound, high.z >= heights.lowerBound else { return }
    let firstRow = max(Int((low.y - 0.5 - reach).rounded(.up)), 0)
    let lastRow = min(Int((high.y - 0.5 + reach).rounded(.down)), rows - 1)
    guard firstRow <= lastRow, high.x > 0, low.x < Float(columns) else { return }
    let normal = (b - a).cross(c - a)
    let isSteep = abs(normal.z) <= 1e-4 * (abs(normal.x) + abs(normal.y)) || normal.z == 0
    let slopes = isSteep ? SIMD2(0, 0) : SIMD2(-normal.x / normal.z, -normal.y / normal.z)
    let spread = (abs(slopes.x) + abs(slopes.y)) * reach
    for row in firstRow...lastRow {
      let middle = Float(row) + 0.5
      // What of the triangle lies in the row's strip: the reach of x and z of its cut edges.
      var strip = Strip()
      strip.add(a, b, middle - reach, middle + reach)
      strip.add(b, c, middle - reach, middle + reach)
      strip.add(c, a, middle - reach, middle + reach)
      guard strip.lowX <= strip.highX else { continue }
      let first = max(Int((max(strip.lowX, -1) - 0.5 - reach).rounded(.up)), 0)
      let last = min(
        Int((min(strip.highX, Float(columns) + 1) - 0.5 + reach).rounded(.down)), columns - 1)
      guard first <= last else { continue }
      var (lower, upper) = (strip.lowZ, min(strip.highZ, heights.upperBound))
      let atStart = a.z + (middle - a.y) * slopes.y + (0.5 - a.x) * slopes.x
      for column in first...last {
        if !isSteep {
          let height = atStart + Float(column) * slopes.x
          lower = max(strip.lowZ, height - spread)
          upper = min(strip.highZ, height + spread, heights.upperBound)
        }
        let index = row &* columns &+ column
        if lower < bottom[index] { bottom[index] = lower }
        if upper > top[index] { top[index] = upper }
      }
    }
  }

  private struct Strip {
    var lowX = Float.infinity
    var highX = -Float.infinity
    var lowZ = Float.infinity
    var highZ = -Float.infinity

    mutating func add(_ p: SIMD3<Float>, _ q: SIMD3<Float>, _ low: Float, _ high: Float) {
      guard max(p.y, q.y) >= low, min(p.y, q.y) <= high else { return }
      let length = q.y - p.y
      guard abs(length) > 1e-9 else {
        take(p)
        take(q)
        return
      }
      let (one, other) = ((low - p.y) / length, (high - p.y) / length)
      let (start, end) = (max(min(one, other), 0), min(max(one, other), 1))
      take(p + (q - p) * start)
      take(p + (q - p) * end)
    }

    private mutating func take(_ point: SIMD3<Float>) {
      lowX = min(lowX, point.x)
      highX = max(highX, point.x)
      lowZ = min(lowZ, point.z)
      highZ = max(highZ, point.z)
    }
  }
}
