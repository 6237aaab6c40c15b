import CairnKernels

/// The squares of one size that hold all columns.
struct GroundLevel {
  typealias Patch = GroundSurface.Patch

  /// A square is 2^`number` columns wide.
  let number: Int
  /// Edge of a square, in the unit of the cloud.
  let edge: Float
  /// The square of each column.
  let squareOfColumn: [Int32]
  private let cells: [SIMD3<Int32>]
  private let table: CellTable
  private let columns: GroundColumns
  private let offsets: [Int32]
  private let rows: [Int32]

  var count: Int { cells.count }

  init(_ number: Int, of columns: GroundColumns) {
    self.number = number
    self.columns = columns
    edge = columns.edge * Float(1 << number)
    // Cells of cells: a column stands for the middle of its square.
    let middles = columns.cells.map { SIMD3(SIMD2<Float>($0 &>> Int32(number)) + 0.5, 0) }
    var table = CellTable()
    var numbers: [Int32] = []
    numbers.append(addingCapacity: middles.count) { output in
      table.number(middles.span, edge: 1, into: &output)
    }
    squareOfColumn = numbers
    cells = table.firstPoints.map { CellTable.cell(of: middles[Int($0)], edge: 1) }
    self.table = table
    (offsets, rows) = rowsByNumber(numbers.span, count: cells.count)
  }

  /// The finest level that has a single square, or the coarsest that there is.
  static func coarsest(of columns: GroundColumns) -> GroundLevel {
    let largest = columns.cells.reduce(Int32(0)) { Swift.max($0, $1.max()) }
    return GroundLevel(min(32 - largest.leadingZeroBitCount, 30), of: columns)
  }

  private func middle(_ square: Int) -> SIMD2<Double> {
    (SIMD2(Double(cells[square].x), Double(cells[square].y)) + 0.5) * Double(edge)
  }

  /// A plane for the whole cloud: one through all lowest points, which sinks to the low ones.
  func wholePatch(of lowest: [SIMD3<Float>], bend: Double, reach: Double) -> [Patch] {
    var patches = [Patch](repeating: Patch(), count: count)
    let heights = lowest.map { Double($0.z) }.sorted()
    for square in patches.indices { patches[square].height = heights[heights.count / 2] }
    // At first everything counts, then less and less of what is above or below.
    var allowed = Double.infinity
    let spread = max(heights[heights.count - 1] - heights[0], reach)
    for round in 0..<6 {
      fit(&patches, to: lowest, within: allowed)
      allowed = max(spread / Double(1 << (round + 1)), reach + bend * Double(edge))
    }
    return patches
  }

  /// Fits the plane of each square to its lowest points, starting from the plane it has.
  func fit(_ patches: inout [Patch], to lowest: [SIMD3<Float>], within allowed: Double) {
    for square in 0..<count {
      let members = rows[Int(offsets[square])..<Int(offsets[square + 1])]
      let middle = middle(square)
      for _ in 0..<3 {
        var sums = GroundFit(edge: Double(edge), columns: Double(1 << (2 * number)))
        let patch = patches[square]
        for column in members {
          let low = lowest[Int(column)]
          let offset = SIMD2(Double(low.x), Double(low.y)) - middle
          let residual = Double(low.z) - patch.height - (patch.slope * offset).sum()
          sums.add(offset, residual, within: allowed)
        }
        let change = sums.solution
        patches[square].height += change.height
        patches[square].slope += change.slope
        // One point moves the plane by what it moves it: no need to ask again.
        if abs(change.height) < 1e-3 * allowed { break }
      }
    }
  }

  /// The planes of a finer level: each from the up to four nearest squares.
  func refined(_ patches: [Patch], for finer: GroundLevel) -> [Patch] {
    (0..<finer.count).map { square in
      let place = finer.middle(square)
      // A quarter of the finer square beside the middle of its own square, toward the neighbors.
      let cell = finer.cells[square]
      let home = SIMD3<Int32>(cell.x &>> 1, cell.y &>> 1, 0)
      let step = SIMD2<Int32>(cell.x & 1 == 0 ? -1 : 1, cell.y & 1 == 0 ? -1 : 1)
      var (sum, weight) = (Patch(), 0.0)
      for (way, share) in [
        (SIMD3<Int32>(0, 0, 0), 9.0), (SIMD3(step.x, 0, 0), 3), (SIMD3(0, step.y, 0), 3),
        (SIMD3(step.x, step.y, 0), 1),
      ] {
        guard let other = table.number(of: home &+ way, among: cells.span) else { continue }
        let patch = patches[other]
        sum.height += share * (patch.height + (patch.slope * (place - middle(other))).sum())
        sum.slope += share * patch.slope
        weight += share
      }
      return Patch(height: sum.height / weight, slope: sum.slope / weight)
    }
  }

  /// Chooses, for columns whose lowest point is too far below the plane, the lowest that is not.
  func replaceTooLow(
    _ lowest: inout [SIMD3<Float>], _ patches: [Patch], within allowed: Double
  ) {
    for column in 0..<columns.count {
      let square = Int(squareOfColumn[column])
      let (patch, middle) = (patches[square], middle(square))
      func height(_ point: SIMD3<Float>) -> Double {
        let offset = SIMD2(Double(point.x), Double(point.y)) - middle
        return Double(point.z) - patch.height - (patch.slope * offset).sum()
      }
      lowest[column] = columns.lowest[column]
      guard height(lowest[column]) < -allowed else { continue }
      var best = Double.infinity
      for row in columns.rows[Int(columns.offsets[column])..<Int(columns.offsets[column + 1])] {
        let point = columns.points[Int(row)]
        let residual = height(point)
        if residual >= -allowed, residual < best {
          best = residual
          lowest[column] = point
        }
      }
    }
  }
}
