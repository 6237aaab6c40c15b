extension PointCells {
  /// Cells of a line that are at most one or two columns from another cell.
  typealias Window = Range<Int>

  /// Goes through all pairs of a cell and a run of cells around it, each pair of cells once.
  ///
  /// - Parameters:
  ///   - reach: How far away cells are at most, along each axis: 1 or 2.
  ///   - body: Receives a cell, and a run of cells of one line after it or in a later line.
  @inline(__always)
  func forEachLaterWindow(reach: Int32, _ body: (_ cell: Int, _ window: Window) -> Void) {
    var steps: [SIMD2<Int32>] = []
    for z in 0...reach {
      for y in -reach...reach where z > 0 || y > 0 { steps.append([y, z]) }
    }
    forEachPairOfLines(
      steps: steps,
      first: { line in
        let cells = lineCells(line)
        for cell in cells {
          var end = cell + 1
          while end < cells.upperBound, columns[end] <= columns[cell] + reach { end += 1 }
          if end > cell + 1 { body(cell, cell + 1..<end) }
        }
      }, then: { forEachWindow($0, $1, reach: reach, body) })
  }

  /// Goes through all pairs of a cell and a run of cells around it, itself among them.
  @inline(__always)
  func forEachWindow(_ body: (_ cell: Int, _ window: Window) -> Void) {
    var steps: [SIMD2<Int32>] = []
    for z: Int32 in -2...2 { for y: Int32 in -2...2 { steps.append([y, z]) } }
    forEachPairOfLines(
      steps: steps, first: { _ in }, then: { forEachWindow($0, $1, reach: 2, body) })
  }

  private func lineCells(_ line: Int) -> Range<Int> {
    Int(lineStarts[line])..<Int(lineStarts[line + 1])
  }

  @inline(__always)
  private func forEachPairOfLines(
    steps: [SIMD2<Int32>], first: (_ line: Int) -> Void, then: (_ line: Int, _ other: Int) -> Void
  ) {
    // Lines are in order, so the partner of each step only moves forward.
    var partners = [Int](repeating: 0, count: steps.count)
    for line in lines.indices {
      first(line)
      for number in steps.indices {
        let wanted = lines[line] &+ steps[number]
        var partner = partners[number]
        while partner < lines.count, Self.isBefore(lines[partner], wanted) { partner += 1 }
        partners[number] = partner
        if partner < lines.count, lines[partner] == wanted { then(line, partner) }
      }
    }
  }

  @inline(__always)
  private static func isBefore(_ a: SIMD2<Int32>, _ b: SIMD2<Int32>) -> Bool {
    a.y != b.y ? a.y < b.y : a.x < b.x
  }

  @inline(__always)
  private func forEachWindow(
    _ line: Int, _ other: Int, reach: Int32, _ body: (_ cell: Int, _ window: Window) -> Void
  ) {
    let last = lineCells(other).upperBound
    var (start, end) = (lineCells(other).lowerBound, lineCells(other).lowerBound)
    for cell in lineCells(line) {
      let column = columns[cell]
      while start < last, columns[start] < column - reach { start += 1 }
      end = max(end, start)
      while end < last, columns[end] <= column + reach { end += 1 }
      if start < end { body(cell, start..<end) }
    }
  }
}
