import CairnGeometry
import CairnKernels

/// The cubic cells in which points are, and which of them lie beside each other.
struct CellLists: Sendable {
  /// The number of each point's cell.
  let cellOfPoint: [Int32]
  /// How many cells have points.
  let count: Int
  /// Where the neighbors of each cell begin, and the end of all.
  private var starts: [Int] = [0]
  private var members: [Int32] = []

  /// Sorts points into cells.
  ///
  /// - Parameters:
  ///   - points: Finite positions.
  ///   - edge: Edge of a cell.
  /// - Complexity: O(*n*) on average.
  init(_ points: [SIMD3<Float>], edge: Float) {
    var table = CellTable()
    cellOfPoint = [Int32](capacity: points.count) { output in
      table.number(points.span, edge: edge, into: &output)
    }
    count = table.count
    let cells = table.firstPoints.map { CellTable.cell(of: points[Int($0)], edge: edge) }
    for cell in cells {
      for place in 0..<27 {
        let offset = SIMD3(Int32(place % 3), Int32(place / 3 % 3), Int32(place / 9)) &- 1
        if let number = table.number(of: cell &+ offset, among: cells.span) {
          members.append(Int32(number))
        }
      }
      starts.append(members.count)
    }
  }

  /// A cell and those of the 26 about it that have points.
  func neighbors(of cell: Int) -> ArraySlice<Int32> { members[starts[cell]..<starts[cell + 1]] }
}
