import Glibc

/// A furnished room of triangles: walls, boxes, balls and turned bodies of many sizes.
///
/// The same for the same number of triangles on every machine with the same `sin`.
struct Room {
  private(set) var positions: [SIMD3<Float>] = []
  private(set) var triangles: [SIMD3<UInt32>] = []
  private var draws = 0

  static let size: SIMD3<Float> = [8, 6, 3]

  /// Furnishes a room.
  ///
  /// - Parameter triangleCount: How many triangles there are at least.
  init(triangleCount: Int) {
    addBox(from: .zero, to: Self.size)
    for _ in 0..<300 {
      let low = place(Self.size * SIMD3(1, 1, 0.5))
      addBox(from: low, to: low + 0.02 + place(SIMD3(repeating: 0.4)))
    }
    while triangles.count < triangleCount {
      let center = place(Self.size * SIMD3(1, 1, 0.85))
      // Many small bodies, few large ones.
      let radius = 0.01 * pow(30, draw() * draw())
      let parts = 6 + Int(90 * draw() * draw())
      let (bulge, isBall) = (6 * draw(), draw() < 0.5)
      addGrid(rows: parts, columns: isBall ? 2 * parts : parts) { row, column in
        let turn = 2 * Double.pi * column
        let (height, width) =
          isBall
          ? (cos(.pi * row), sin(.pi * row)) : (2 * row, 0.6 + 0.3 * sin(3 * bulge * row))
        return center
          + SIMD3<Float>(radius * SIMD3(width * cos(turn), width * sin(turn), height))
      }
    }
  }

  /// A number from 0 to 1; one after the other they fill that range evenly.
  private mutating func draw() -> Double {
    draws += 1
    // Multiples of an irrational number, whose square spoils the pattern of neighbors.
    let product = Double(draws) * 0.618_033_988_749_894_9
    let mixed = (product - product.rounded(.down)) * 9973.73 + product * product * 1e-3
    return mixed - mixed.rounded(.down)
  }

  private mutating func place(_ size: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(Float(draw()), Float(draw()), Float(draw())) * size
  }

  private mutating func addBox(from low: SIMD3<Float>, to high: SIMD3<Float>) {
    for axis in 0..<3 {
      for side in [low, high] {
        addGrid(rows: 1, columns: 1) { row, column in
          var corner = low
          corner[axis] = side[axis]
          let (next, last) = ((axis + 1) % 3, (axis + 2) % 3)
          corner[next] += Float(row) * (high - low)[next]
          corner[last] += Float(column) * (high - low)[last]
          return corner
        }
      }
    }
  }

  private mutating func addGrid(
    rows: Int, columns: Int, _ place: (_ row: Double, _ column: Double) -> SIMD3<Float>
  ) {
    let first = positions.count
    for row in 0...rows {
      for column in 0...columns {
        positions.append(place(Double(row) / Double(rows), Double(column) / Double(columns)))
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let corner = UInt32(first + row * (columns + 1) + column)
        let below = corner + UInt32(columns + 1)
        triangles.append(SIMD3(corner, below, below + 1))
        triangles.append(SIMD3(corner, below + 1, corner + 1))
      }
    }
  }
}
