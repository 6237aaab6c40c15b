import CairnGeometry
import CairnScenes

extension Surface {
  /// The smallest area on which things are put, square metres.
  private static let smallestArea: Float = 0.03
  /// The shortest side of such an area, metres: feet of desks are no boards.
  private static let shortestSide: Float = 0.12
  /// The least space above a board, metres.
  private static let leastClearance: Float = 0.12
  /// What lies this much apart in height is not one board, metres.
  private static let boardThickness: Float = 0.008
  private static let mostSurfaces = 10

  /// The level areas on which things can be put: table tops, boards of shelves that are open to the
  /// front; in the frame of the body, from the lowest to the highest.
  ///
  /// A cell counts where the surface is level, nothing follows within the clearance, and a hand
  /// from the front or from above would reach it; the rectangles are the largest that fit into such
  /// cells of about one height.
  ///
  /// - Returns: At most ten.
  /// - Complexity: O(triangles and cells).
  package func supports() -> [SupportSurface] {
    let size = bounds.size
    guard size.x * size.y >= Self.smallestArea else { return [] }
    let cell = min(max(max(size.x, size.y) / 90, 0.012), 0.06)
    let upright = CrossingGrid(self, along: 2, cell: cell)
    let frontal = CrossingGrid(self, along: 1, cell: cell)
    var heights: [[Float]] = []
    var clearances: [[Float]] = []
    for (index, crossings) in upright.crossings.enumerated() {
      var found: [Float] = []
      var above: [Float] = []
      for (place, crossing) in crossings.enumerated() {
        let next = crossings[(place + 1)...].first { $0.place > crossing.place + 0.004 }
        let clearance = (next?.place ?? .infinity) - crossing.place
        guard crossing.isLevel, clearance >= Self.leastClearance else { continue }
        let center = SIMD2(
          upright.origin.x + (Float(index % upright.columns) + 0.5) * cell,
          upright.origin.y + (Float(index / upright.columns) + 0.5) * cell)
        if clearance < .infinity, !isOpen(center, above: crossing.place, frontal) { continue }
        found.append(crossing.place)
        above.append(clearance)
      }
      heights.append(found)
      clearances.append(above)
    }
    return rectangles(heights, clearances, upright)
  }

  /// Whether nothing stands between the front and a place a hand's breadth above a board.
  private func isOpen(
    _ center: SIMD2<Float>, above height: Float, _ frontal: CrossingGrid
  ) -> Bool {
    let level = height + Self.leastClearance / 2
    guard let cell = frontal.index(of: SIMD2(center.x, level)) else { return true }
    return !frontal.crossings[cell].contains { $0.place < center.y - 0.002 }
  }

  private func rectangles(
    _ heights: [[Float]], _ clearances: [[Float]], _ grid: CrossingGrid
  ) -> [SupportSurface] {
    var result: [SupportSurface] = []
    var levels: [(height: Float, count: Int)] = []
    for height in heights.joined().sorted() {
      if let last = levels.last, height - last.height <= Self.boardThickness {
        levels[levels.count - 1].count += 1
      } else {
        levels.append((height, 1))
      }
    }
    let fewest = Int(Self.smallestArea / (grid.cell * grid.cell))
    for level in levels where level.count >= fewest {
      let range = level.height - 0.001...level.height + Self.boardThickness
      var clearance = [Float](repeating: 0, count: heights.count)
      var height = -Float.infinity
      for cell in heights.indices {
        guard let place = heights[cell].firstIndex(where: range.contains) else { continue }
        clearance[cell] = clearances[cell][place]
      }
      for _ in 0..<4 {
        guard let found = largestRectangle(in: clearance, grid) else { break }
        var least = Float.infinity
        height = -.infinity
        for row in found.rows {
          for column in found.columns {
            let cell = row * grid.columns + column
            least = min(least, clearance[cell])
            height = max(height, heights[cell].first(where: range.contains) ?? height)
            clearance[cell] = 0
          }
        }
        result.append(
          SupportSurface(
            from: grid.origin
              + SIMD2(Float(found.columns.lowerBound), Float(found.rows.lowerBound)) * grid.cell,
            to: grid.origin
              + SIMD2(Float(found.columns.upperBound), Float(found.rows.upperBound)) * grid.cell,
            height: height, clearance: least))
      }
    }
    // The largest ones count when there are too many; their order is that of their heights.
    let largest = result.indices.sorted {
      let (first, second) = (result[$0].size, result[$1].size)
      return (first.x * first.y, $1) > (second.x * second.y, $0)
    }
    return largest.prefix(Self.mostSurfaces).sorted().map { result[$0] }
  }

  /// The largest rectangle of cells that are free; `nil` where none is large enough.
  ///
  /// For every row the free cells above each column make a histogram; a rectangle ends where a lower
  /// column follows.
  private func largestRectangle(
    in clearance: [Float], _ grid: CrossingGrid
  ) -> (columns: Range<Int>, rows: Range<Int>)? {
    var run = [Int](repeating: 0, count: grid.columns + 1)
    var best: (columns: Range<Int>, rows: Range<Int>)?
    let shortest = max(Int((Self.shortestSide / grid.cell).rounded(.up)), 1)
    var bestCount = Int((Self.smallestArea / (grid.cell * grid.cell)).rounded(.up)) - 1
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        run[column] = clearance[row * grid.columns + column] > 0 ? run[column] + 1 : 0
      }
      var open: [(start: Int, height: Int)] = []
      for column in 0...grid.columns {
        var start = column
        while let last = open.last, last.height > run[column] {
          open.removeLast()
          start = last.start
          let width = column - last.start
          if width >= shortest, last.height >= shortest, width * last.height > bestCount {
            bestCount = width * last.height
            best = (last.start..<column, row - last.height + 1..<row + 1)
          }
        }
        if run[column] > 0, open.last.map({ $0.height < run[column] }) ?? true {
          open.append((start, run[column]))
        }
      }
    }
    return best
  }
}
