import CairnGeometry
import CairnScenes

/// Uneven ground: heights on a grid, flat triangles between them.
struct Terrain: Ground {
  let low: SIMD2<Float>
  let cell: Float
  let columns: Int
  let rows: Int
  private var heights: [Float]

  /// Ground with a slope and bumps.
  ///
  /// - Parameters:
  ///   - low: The corner with the smallest coordinates.
  ///   - high: The corner with the largest.
  ///   - cell: Edge of a cell, metres.
  ///   - bumps: Heights and lengths of the waves of the ground.
  ///   - random: Decides the rest.
  init(
    from low: SIMD2<Float>, to high: SIMD2<Float>, cell: Float,
    bumps: [(height: Float, length: Float)], random: inout SceneRandom
  ) {
    (self.low, self.cell) = (low, cell)
    columns = Int(((high.x - low.x) / cell).rounded(.up)) + 1
    rows = Int(((high.y - low.y) / cell).rounded(.up)) + 1
    let slope = SIMD2(random.normal(), random.normal()) * 0.012
    let seed = random.next()
    heights = []
    for row in 0..<rows {
      for column in 0..<columns {
        let place = low + SIMD2(Float(column), Float(row)) * cell
        var height = (slope * place).sum()
        for (index, bump) in bumps.enumerated() {
          height +=
            bump.height * (Self.noise(place / bump.length, seed &+ UInt64(index)) - 0.5) * 2
        }
        heights.append(height)
      }
    }
  }

  private static func noise(_ place: SIMD2<Float>, _ seed: UInt64) -> Float {
    let corner = place.rounded(.down)
    let part = place - corner
    let smooth = part * part * (3 - 2 * part)
    func value(_ x: Float, _ y: Float) -> Float {
      let key = UInt64(bitPattern: Int64(x)) &* 0x9E37_79B9_7F4A_7C15
      var random = SceneRandom(
        seed: key ^ UInt64(bitPattern: Int64(y)) &* 0xC2B2_AE3D_27D4_EB4F ^ seed)
      return random.unit()
    }
    let (a, b) = (value(corner.x, corner.y), value(corner.x + 1, corner.y))
    let (c, d) = (value(corner.x, corner.y + 1), value(corner.x + 1, corner.y + 1))
    let (below, above) = (a + (b - a) * smooth.x, c + (d - c) * smooth.x)
    return below + (above - below) * smooth.y
  }

  func height(at place: SIMD2<Float>) -> Float {
    let limit = SIMD2(Float(columns) - 1.001, Float(rows) - 1.001)
    let scaled = ((place - low) / cell).clamped(lowerBound: .zero, upperBound: limit)
    let (column, row) = (Int(scaled.x), Int(scaled.y))
    let part = scaled - SIMD2(Float(column), Float(row))
    let first = row * columns + column
    let (a, b) = (heights[first], heights[first + 1])
    let (c, d) = (heights[first + columns], heights[first + columns + 1])
    // The diagonal of ``mesh(_:)`` runs from the lower left to the upper right.
    return part.x >= part.y
      ? a + (b - a) * part.x + (d - b) * part.y : a + (d - c) * part.x + (c - a) * part.y
  }

  func base(at place: SIMD2<Float>) -> Float { height(at: place) }

  /// Makes the ground about a place level, as one does before building there.
  mutating func level(around place: SIMD2<Float>, radius: Float) {
    let target = height(at: place)
    for row in 0..<rows {
      for column in 0..<columns {
        let offset = low + SIMD2(Float(column), Float(row)) * cell - place
        let distance = (offset * offset).sum().squareRoot()
        let share = max(0, min((radius * 1.5 - distance) / (radius * 0.5), 1))
        heights[row * columns + column] += (target - heights[row * columns + column]) * share
      }
    }
  }

  /// The surface, in several looks.
  ///
  /// - Parameters:
  ///   - looks: The materials.
  ///   - look: Which of them a cell has, by its middle.
  /// - Returns: Triangles in one mesh for each look; some may be empty.
  func meshes(_ looks: [Material], _ look: (SIMD2<Float>) -> Int) -> [TriangleMesh] {
    var builders = looks.map { material in
      var builder = MeshBuilder()
      builder.use(material, part: "ground")
      return builder
    }
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let corner = low + SIMD2(Float(column), Float(row)) * cell
        let first = row * columns + column
        let a = SIMD3(corner.x, corner.y, heights[first])
        let b = SIMD3(corner.x + cell, corner.y, heights[first + 1])
        let c = SIMD3(corner.x, corner.y + cell, heights[first + columns])
        let d = SIMD3(corner.x + cell, corner.y + cell, heights[first + columns + 1])
        let index = look(corner + SIMD2(repeating: cell / 2))
        builders[index].triangle(a, b, d)
        builders[index].triangle(a, d, c)
      }
    }
    return builders.map(\.mesh)
  }
}
