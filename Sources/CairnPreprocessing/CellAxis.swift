/// The cells along one axis, numbered from 0 on.
struct CellAxis {
  private let scale: Double
  private let lowest: Double
  /// The cell of each point where it does not simply follow from the coordinate.
  private var numbers: [Int: Int32] = [:]
  private var isPlain = true
  private(set) var highest: Int32 = 0

  /// Numbers cells.
  ///
  /// - Parameters:
  ///   - low: The lowest coordinate.
  ///   - high: The highest coordinate.
  ///   - scale: One over the edge of a cell.
  ///   - all: The coordinates of all points.
  init(
    _ low: Float, _ high: Float, scale: Double,
    all: some Collection<(index: Int, coordinate: Float)>
  ) {
    self.scale = scale
    guard low <= high else {
      lowest = 0
      return
    }
    lowest = (Double(low) * scale).rounded(.down)
    let last = Double(high) * scale - lowest
    if last < 0x1p30 {
      highest = Int32(last)
    } else {
      isPlain = false
      closeGaps(all)
    }
  }

  /// The cell of a point with a coordinate.
  @inline(__always)
  subscript(index: Int, coordinate: Float) -> Int32 {
    isPlain ? Int32(Double(coordinate) * scale - lowest) : numbers[index] ?? 0
  }

  /// Numbers the cells anew, all gaps of three or more being equal, so that one point far away does
  /// not use up the numbers.
  private mutating func closeGaps(_ all: some Collection<(index: Int, coordinate: Float)>) {
    var cells = all.map { (index: $0.index, cell: (Double($0.coordinate) * scale).rounded(.down)) }
    cells.sort { ($0.cell, $0.index) < ($1.cell, $1.index) }
    numbers.reserveCapacity(cells.count)
    var last = lowest
    for (index, cell) in cells {
      highest += Int32(min(cell - last, 3))
      numbers[index] = highest
      last = cell
    }
  }
}
