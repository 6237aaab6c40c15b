import CairnGeometry

/// Tells whether places are inside a closed polygon, by the even-odd rule.
///
/// Edges are sorted into strips of rows, so that a place is compared with those near its row alone.
package struct PolygonInterior: Sendable {
  private let low: SIMD2<Double>
  private let high: SIMD2<Double>
  private let stripHeight: Double
  private var strips: [[(SIMD2<Double>, SIMD2<Double>)]]

  /// Takes a polygon of finite corners.
  package init(_ vertices: [SIMD2<Double>]) {
    low = vertices.reduce(vertices[0], pointwiseMin)
    high = vertices.reduce(vertices[0], pointwiseMax)
    let count = min(max(vertices.count / 4, 1), 1024)
    stripHeight = (high.y - low.y) / Double(count)
    strips = Array(repeating: [], count: count)
    for (index, end) in vertices.enumerated() {
      let start = vertices[index == 0 ? vertices.count - 1 : index - 1]
      // A level edge is crossed by no level line.
      guard start.y != end.y else { continue }
      for strip in strip(of: min(start.y, end.y))...strip(of: max(start.y, end.y)) {
        strips[strip].append((start, end))
      }
    }
  }

  private func strip(of row: Double) -> Int {
    let position = (row - low.y) / stripHeight
    // Of corners that are far apart, the height overflows, and all edges are in one strip.
    return position.isFinite ? min(max(Int(position), 0), strips.count - 1) : 0
  }

  /// Whether a place is inside; its border belongs to it on the left and at the bottom only.
  package func contains(_ place: SIMD2<Double>) -> Bool {
    guard all(place .>= low), all(place .<= high) else { return false }
    var isInside = false
    for (start, end) in strips[strip(of: place.y)] where (start.y > place.y) != (end.y > place.y) {
      let share = (place.y - start.y) / (end.y - start.y)
      if place.x < start.x + share * (end.x - start.x) { isInside.toggle() }
    }
    return isInside
  }
}
