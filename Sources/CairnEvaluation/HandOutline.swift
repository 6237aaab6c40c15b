/// One closed line around places in a picture, as a hand draws it.
///
/// The picture is divided into cells as large as the hand is inexact. Those with a place, those beside
/// them, and as many around as it takes to make one piece are enclosed. The line follows their outer
/// border from the middle of one side to the middle of the next, which cuts corners; it keeps at least
/// a third of a cell away from every place, and goes along dents but not into holes.
struct HandOutline: Sendable {
  /// The corners of the line, in the coordinates of the places; none without a place.
  let vertices: [SIMD2<Double>]

  /// Draws the line.
  ///
  /// - Parameters:
  ///   - places: What it goes around, finite.
  ///   - exactness: The edge of a cell; positive.
  init(around places: [SIMD2<Double>], exactness: Double) {
    var cells: Set<SIMD2<Int>> = []
    for place in places {
      let cell = (place / exactness).rounded(.down)
      if let x = Int(exactly: cell.x), let y = Int(exactly: cell.y) { cells.insert([x, y]) }
    }
    cells = Self.grown(cells)
    while !Self.isConnected(cells) { cells = Self.grown(cells) }
    vertices = Self.border(of: cells).map { $0 * exactness }
  }

  private static let steps: [SIMD2<Int>] = [[1, 0], [0, 1], [-1, 0], [0, -1]]

  private static func grown(_ cells: Set<SIMD2<Int>>) -> Set<SIMD2<Int>> {
    var result = cells
    for step in steps { for cell in cells { result.insert(cell &+ step) } }
    return result
  }

  /// Whether one comes from each cell to each other one through sides.
  private static func isConnected(_ cells: Set<SIMD2<Int>>) -> Bool {
    guard let first = cells.first else { return true }
    var reached: Set = [first]
    var open = [first]
    while let cell = open.popLast() {
      for step in steps where cells.contains(cell &+ step) {
        if reached.insert(cell &+ step).inserted { open.append(cell &+ step) }
      }
    }
    return reached.count == cells.count
  }

  /// The middles of the sides of the outer border, with the cells to the left.
  private static func border(of cells: Set<SIMD2<Int>>) -> [SIMD2<Double>] {
    // Below the lowest cell, of those the one farthest left, nothing is enclosed.
    guard let first = cells.min(by: { ($0.y, $0.x) < ($1.y, $1.x) }) else { return [] }
    var (corner, step) = (first, SIMD2(1, 0))
    var middles: [SIMD2<Double>] = []
    repeat {
      middles.append(SIMD2<Double>(corner) + SIMD2<Double>(step) / 2)
      corner = corner &+ step
      let left = SIMD2(-step.y, step.x)
      // The cell on this side of the corner is its lower one where the step leads down.
      func isEnclosed(_ side: SIMD2<Int>) -> Bool {
        let ahead = step &+ side
        return cells.contains(corner &+ SIMD2(ahead.x < 0 ? -1 : 0, ahead.y < 0 ? -1 : 0))
      }
      if !isEnclosed(left) {
        step = left
      } else if isEnclosed(SIMD2(0, 0) &- left) {
        step = SIMD2(0, 0) &- left
      }
    } while corner != first || step != SIMD2(1, 0)
    return middles
  }
}
