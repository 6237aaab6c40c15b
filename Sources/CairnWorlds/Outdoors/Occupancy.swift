import CairnGeometry
import CairnScenes

/// Which cells of space are taken: bits of 10 cm cells up to 9 m above the ground.
struct Occupancy: Sendable {
  private static let cell: Float = 0.1
  private static let layers = 90

  private let origin: SIMD2<Float>
  private let columns: Int
  private let rows: Int
  private var bits: [UInt64]
  /// Cells whose surroundings were marked: most samples share their cell with others.
  private var visited: [UInt64]
  private let wordsInRow: Int

  init(from low: SIMD2<Float>, to high: SIMD2<Float>) {
    origin = low
    columns = Int((high.x - low.x) / Self.cell) + 1
    rows = Int((high.y - low.y) / Self.cell) + 1
    wordsInRow = (columns + 63) / 64
    bits = Array(repeating: 0, count: wordsInRow * rows * Self.layers)
    visited = bits
  }

  /// Points all over a mesh, close enough together that two crossing surfaces have neighbours.
  static func samples(of mesh: TriangleMesh) -> [SIMD3<Float>] {
    var result: [SIMD3<Float>] = []
    for corners in mesh.triangles {
      let a = mesh.positions[Int(corners.x)]
      let (u, v) = (mesh.positions[Int(corners.y)] - a, mesh.positions[Int(corners.z)] - a)
      let longest = max(u.squaredLength, v.squaredLength, (u - v).squaredLength).squareRoot()
      let steps = Int(longest / 0.09)
      guard steps > 0 else {
        result.append(a + (u + v) / 3)
        continue
      }
      let part = 1 / Float(steps + 1)
      for row in 0...steps + 1 {
        for column in 0...(steps + 1 - row) {
          result.append(a + u * (Float(row) * part) + v * (Float(column) * part))
        }
      }
    }
    return result
  }

  private func cell(_ point: SIMD3<Float>, _ ground: any Ground) -> (x: Int, y: Int, z: Int)? {
    let place = SIMD2(point.x, point.y)
    let scaled = (place - origin) / Self.cell
    let height = (point.z - ground.base(at: place)) / Self.cell + 5
    guard scaled.x >= 1, scaled.y >= 1, height >= 1 else { return nil }
    let (x, y, z) = (Int(scaled.x), Int(scaled.y), Int(height))
    guard x < columns - 1, y < rows - 1, z < Self.layers - 1 else { return nil }
    return (x, y, z)
  }

  func isFree(_ samples: [SIMD3<Float>], at pose: RigidTransform, _ ground: any Ground) -> Bool {
    samples.allSatisfy { sample in
      guard let (x, y, z) = cell(pose.applied(to: sample), ground) else { return true }
      return bits[(z * rows + y) * wordsInRow + x / 64] >> UInt64(x % 64) & 1 == 0
    }
  }

  /// Whether a place is farther than a distance from everything, along the axes.
  ///
  /// - Parameters:
  ///   - point: The place.
  ///   - margin: Metres.
  ///   - ground: What heights are counted from.
  ///   - onlyThings: Whether what is merely reserved is no hindrance.
  /// - Returns: Whether nothing is near.
  func isClear(
    _ point: SIMD3<Float>, by margin: Float, _ ground: any Ground, onlyThings: Bool
  ) -> Bool {
    let reach = Int(margin / Self.cell)
    guard let (x, y, z) = cell(point, ground) else { return true }
    for layer in max(z - reach, 0)...min(z + reach, Self.layers - 1) {
      for row in max(y - reach, 0)...min(y + reach, rows - 1) {
        let start = (layer * rows + row) * wordsInRow
        for column in max(x - reach, 0)...min(x + reach, columns - 1) {
          let word = onlyThings ? visited[start + column / 64] : bits[start + column / 64]
          if word >> UInt64(column % 64) & 1 != 0 { return false }
        }
      }
    }
    return true
  }

  mutating func fill(_ samples: [SIMD3<Float>], at pose: RigidTransform, _ ground: any Ground) {
    for sample in samples {
      guard let (x, y, z) = cell(pose.applied(to: sample), ground) else { continue }
      let word = (z * rows + y) * wordsInRow + x / 64
      guard visited[word] >> UInt64(x % 64) & 1 == 0 else { continue }
      visited[word] |= 1 << UInt64(x % 64)
      for layer in z - 1...z + 1 {
        for row in y - 1...y + 1 { mark(x - 1, x + 1, row, layer) }
      }
    }
  }

  mutating func fill(from low: SIMD2<Float>, to high: SIMD2<Float>, heights: ClosedRange<Float>) {
    let first = ((low - origin) / Self.cell).clamped(
      lowerBound: .zero, upperBound: [Float(columns - 1), Float(rows - 1)])
    let last = ((high - origin) / Self.cell).clamped(
      lowerBound: .zero, upperBound: [Float(columns - 1), Float(rows - 1)])
    let layers =
      max(
        Int(heights.lowerBound / Self.cell) + 5, 0)...min(
        Int(heights.upperBound / Self.cell) + 5, Self.layers - 1)
    for layer in layers {
      for row in Int(first.y)...Int(last.y) { mark(Int(first.x), Int(last.x), row, layer) }
    }
  }

  private mutating func mark(_ first: Int, _ last: Int, _ row: Int, _ layer: Int) {
    let start = (layer * rows + row) * wordsInRow
    for word in first / 64...last / 64 {
      let low = UInt64(max(first - word * 64, 0))
      let high = UInt64(min(last - word * 64, 63))
      bits[start + word] |= (~0 >> (63 - high)) & (~0 << low)
    }
  }
}
