import CairnGeometry

/// Where lines through the cells of a grid, all along one axis, cross a surface.
struct CrossingGrid {
  /// A place where a line crosses a triangle.
  struct Crossing {
    /// How far along the axis.
    var place: Float
    /// Whether the triangle is about square to the axis.
    var isLevel: Bool
  }

  /// The corner of the first cell across the axis.
  let origin: SIMD2<Float>
  /// Edge of a cell, metres.
  let cell: Float
  let columns: Int
  let rows: Int
  /// For every cell, row after row, its crossings from low to high.
  private(set) var crossings: [[Crossing]]

  /// Cosine of the steepest slope that counts as level: 6 degrees.
  private static let levelCosine: Float = 0.9945

  /// Finds all crossings.
  ///
  /// - Parameters:
  ///   - surface: The triangles.
  ///   - axis: 0, 1 or 2: along which the lines run; across it, the two others in their order.
  ///   - cell: Edge of a cell, metres.
  /// - Complexity: O(triangles and cells that they cover).
  init(_ surface: Surface, along axis: Int, cell: Float) {
    let across = axis == 0 ? [1, 2] : axis == 1 ? [0, 2] : [0, 1]
    func flat(_ point: SIMD3<Float>) -> SIMD2<Float> { SIMD2(point[across[0]], point[across[1]]) }
    let bounds = surface.bounds
    let origin = flat(bounds.min)
    let size = flat(bounds.size)
    let columns = max(Int(size.x / cell) + 1, 1)
    let rows = max(Int(size.y / cell) + 1, 1)
    var crossings = [[Crossing]](repeating: [], count: columns * rows)
    for index in surface.triangles.indices {
      let corners = surface.triangles[index]
      let points = (0..<3).map { surface.positions[Int(corners[$0])] }
      let area = surface.areaVector(index)
      let (a, b, c) = (
        flat(points[0]) - origin, flat(points[1]) - origin, flat(points[2]) - origin
      )
      let turn = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
      guard abs(turn) > 1e-9 else { continue }
      let isLevel = abs(area[axis]) >= Self.levelCosine * area.length
      let low = pointwiseMin(a, pointwiseMin(b, c)) / cell - 0.5
      let high = pointwiseMax(a, pointwiseMax(b, c)) / cell - 0.5
      let firstColumn = max(Int(low.x.rounded(.up)), 0)
      let lastColumn = min(Int(high.x.rounded(.down)), columns - 1)
      let firstRow = max(Int(low.y.rounded(.up)), 0)
      let lastRow = min(Int(high.y.rounded(.down)), rows - 1)
      guard firstColumn <= lastColumn, firstRow <= lastRow else { continue }
      for row in firstRow...lastRow {
        for column in firstColumn...lastColumn {
          let point = (SIMD2(Float(column), Float(row)) + 0.5) * cell
          let second = ((point.x - a.x) * (c.y - a.y) - (point.y - a.y) * (c.x - a.x)) / turn
          let third = ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)) / turn
          guard second >= 0, third >= 0, second + third <= 1 else { continue }
          let place =
            points[0][axis] * (1 - second - third) + points[1][axis] * second
            + points[2][axis] * third
          crossings[row * columns + column].append(Crossing(place: place, isLevel: isLevel))
        }
      }
    }
    for index in crossings.indices { crossings[index].sort { $0.place < $1.place } }
    (self.origin, self.cell, self.columns, self.rows) = (origin, cell, columns, rows)
    self.crossings = crossings
  }

  /// The cell that holds a place across the axis; `nil` outside.
  func index(of place: SIMD2<Float>) -> Int? {
    let cellPlace = ((place - origin) / cell).rounded(.down)
    guard cellPlace.x >= 0, cellPlace.y >= 0, cellPlace.x < Float(columns),
      cellPlace.y < Float(rows)
    else { return nil }
    return Int(cellPlace.y) * columns + Int(cellPlace.x)
  }
}
