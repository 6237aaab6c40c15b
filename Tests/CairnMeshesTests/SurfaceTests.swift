import CairnGeometry
import CairnMeshes
import CairnScenes
import Testing

struct SurfaceTests {
  /// A box with outward faces.
  static func box(
    from low: SIMD3<Float>, to high: SIMD3<Float>, part: UInt32 = 0, without face: Int? = nil
  ) -> Surface {
    let corners = (0..<8).map { index in
      SIMD3(
        index & 1 == 0 ? low.x : high.x, index & 2 == 0 ? low.y : high.y,
        index & 4 == 0 ? low.z : high.z)
    }
    // Left, right, front, back, bottom, top.
    let faces: [[UInt32]] = [
      [0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6],
    ]
    let kept = faces.indices.filter { $0 != face }.map { faces[$0] }
    let triangles = kept.flatMap { [SIMD3($0[0], $0[1], $0[2]), SIMD3($0[0], $0[2], $0[3])] }
    return Surface(
      positions: corners, triangles: triangles,
      materialOfTriangle: Array(repeating: 0, count: triangles.count),
      partOfTriangle: Array(repeating: part, count: triangles.count))
  }

  static func union(_ surfaces: [Surface]) -> Surface {
    var result = Surface(
      positions: [], triangles: [], materialOfTriangle: [], partOfTriangle: [])
    for surface in surfaces {
      let first = UInt32(result.positions.count)
      result.positions += surface.positions
      result.triangles += surface.triangles.map { $0 &+ SIMD3(repeating: first) }
      result.materialOfTriangle += surface.materialOfTriangle
      result.partOfTriangle += surface.partOfTriangle
    }
    return result
  }

  /// A closed ball of about 4 * `rows` * `rows` triangles, its lower half part 0, its upper part 1.
  static func ball(radius: Float, rows: Int) -> Surface {
    var positions: [SIMD3<Float>] = []
    var triangles: [SIMD3<UInt32>] = []
    let columns = 2 * rows
    for row in 0...rows {
      let latitude = sineAndCosine(Float.pi * (Float(row) / Float(rows) - 0.5))
      for column in 0..<columns {
        let longitude = sineAndCosine(2 * Float.pi * Float(column) / Float(columns))
        positions.append(
          SIMD3(
            latitude.cosine * longitude.cosine, latitude.cosine * longitude.sine, latitude.sine)
            * radius)
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let next = (column + 1) % columns
        let corners = [
          row * columns + column, row * columns + next, (row + 1) * columns + next,
          (row + 1) * columns + column,
        ].map { UInt32($0) }
        triangles.append(SIMD3(corners[0], corners[1], corners[2]))
        triangles.append(SIMD3(corners[0], corners[2], corners[3]))
      }
    }
    let parts = triangles.map { UInt32(Int($0.x) / columns < rows / 2 ? 0 : 1) }
    var surface = Surface(
      positions: positions, triangles: triangles,
      materialOfTriangle: Array(repeating: 0, count: triangles.count), partOfTriangle: parts)
    surface.weld(tolerance: 1e-5)
    return surface
  }

  static func volume(_ surface: Surface) -> Float {
    surface.triangles.reduce(0) { sum, corners in
      let points = (0..<3).map { surface.positions[Int(corners[$0])] }
      return sum + points[0].dot(points[1].cross(points[2])) / 6
    }
  }

  /// Whether every edge has one triangle on each side.
  static func isClosed(_ surface: Surface) -> Bool {
    var edges: Set<SIMD2<UInt32>> = []
    for corners in surface.triangles {
      for corner in 0..<3 {
        let edge = SIMD2(corners[corner], corners[(corner + 1) % 3])
        if !edges.insert(edge).inserted { return false }
      }
    }
    return edges.allSatisfy { edges.contains(SIMD2($0.y, $0.x)) }
  }

  @Test func `welding joins places and drops doubles`() {
    let box = Self.box(from: .zero, to: [1, 1, 1])
    var both = Self.union([box, box, Self.box(from: .zero, to: [1, 0, 1])])
    both.weld(tolerance: 1e-5)
    #expect(both.positions.count == 8)
    // The flat box lies on a face of the whole ones.
    #expect(both.triangles.count == 12)
    #expect(Self.isClosed(both))
  }

  @Test func `a reduced ball is still a ball`() {
    let ball = Self.ball(radius: 0.5, rows: 48)
    #expect(Self.isClosed(ball))
    var simplifier = Simplifier(ball)
    simplifier.reduce(to: 600)
    let small = simplifier.result()
    #expect(small.triangles.count <= 600 && small.triangles.count > 590)
    #expect(Self.isClosed(small))
    #expect(abs(Self.volume(small) / Self.volume(ball) - 1) < 0.03)
    for position in small.positions { #expect(abs(position.length - 0.5) < 1e-4) }
    // The border of the parts lies where it lay: on the equator.
    var heights: [UInt32: Set<UInt32>] = [:]
    for (index, corners) in small.triangles.enumerated() {
      for corner in 0..<3 {
        heights[corners[corner], default: []].insert(small.partOfTriangle[index])
      }
    }
    let border = heights.filter { $0.value.count == 2 }.map { small.positions[Int($0.key)].z }
    #expect(border.count >= 8)
    #expect(border.allSatisfy { abs($0) < 0.02 })
  }

  @Test func `small closed pieces stay`() {
    let screws = (0..<40).map { index in
      Self.box(
        from: [Float(index) * 0.05, 2, 0], to: [Float(index) * 0.05 + 0.01, 2.01, 0.01])
    }
    var surface = Self.union([Self.ball(radius: 0.5, rows: 24)] + screws)
    surface.weld(tolerance: 1e-5)
    var simplifier = Simplifier(surface)
    simplifier.reduce(to: 100)
    let small = simplifier.result()
    let seen = Set(
      small.positions.filter { $0.y > 1.5 }.map { Int(($0.x / 0.05).rounded(.down)) })
    #expect(seen.count == 40)
    #expect(Self.isClosed(small))
  }

  @Test func `a limit keeps what would cost too much`() {
    let ball = Self.ball(radius: 0.5, rows: 24)
    var simplifier = Simplifier(ball)
    simplifier.reduce(to: 4, limit: 1e-7)
    #expect(simplifier.liveCount > 200)
    #expect(abs(Self.volume(simplifier.result()) / Self.volume(ball) - 1) < 0.03)
  }

  @Test func `texture coordinates go along on a flat sheet`() {
    let count = 12
    var positions: [SIMD3<Float>] = []
    for row in 0...count {
      for column in 0...count { positions.append([Float(column), Float(row), 0]) }
    }
    var triangles: [SIMD3<UInt32>] = []
    for row in 0..<count {
      for column in 0..<count {
        let a = UInt32(row * (count + 1) + column)
        let b = a + UInt32(count) + 1
        triangles += [SIMD3(a, a + 1, b + 1), SIMD3(a, b + 1, b)]
      }
    }
    let coordinates = triangles.flatMap { corners in
      (0..<3).map { positions[Int(corners[$0])] }.map { SIMD2($0.x, $0.y) / Float(count) }
    }
    let zeros = [UInt32](repeating: 0, count: triangles.count)
    var simplifier = Simplifier(
      Surface(
        positions: positions, triangles: triangles, materialOfTriangle: zeros,
        partOfTriangle: zeros, coordinates: coordinates))
    simplifier.reduce(to: 2)
    let small = simplifier.result()
    #expect(small.triangles.count <= 6)
    for (index, corners) in small.triangles.enumerated() {
      for corner in 0..<3 {
        let position = small.positions[Int(corners[corner])] / Float(count)
        #expect(small.coordinates[3 * index + corner] == SIMD2(position.x, position.y))
      }
    }
  }

  @Test func `a crown loses leaves, and the others grow`() {
    var random = SceneRandom(seed: 3)
    let leaves = (0..<2000).map { _ in
      let place = SIMD3(
        random.number(in: 0...3), random.number(in: 0...3), random.number(in: 2...5))
      return Self.box(from: place, to: place + SIMD3(0.1, 0.1, 0.01))
    }
    let trunk = Self.box(from: [1.4, 1.4, 0], to: [1.6, 1.6, 5.2])
    var tree = Self.union([trunk] + leaves)
    let bounds = tree.bounds
    tree.thinLeaves(to: 2000)
    let left = (tree.triangles.count - 12) / 12
    #expect(left > 400 && left < 600)
    #expect(Array(tree.positions[..<8]) == Array(trunk.positions))
    #expect(tree.bounds.size.x <= bounds.size.x + 1e-4)
    #expect(abs(tree.bounds.max.z - bounds.max.z) < 1e-4)
    let leaf = tree.triangles[20]
    let edge = tree.positions[Int(leaf.x)] - tree.positions[Int(leaf.y)]
    #expect(edge.length > 0.01)
  }

  @Test func `what a picture lets see through is cut away`() {
    // A card with a disc on it: what stays is about the disc.
    let edge = 64
    var pixels = [SIMD4<UInt8>](repeating: [255, 255, 255, 0], count: edge * edge)
    for row in 0..<edge {
      for column in 0..<edge {
        let place = SIMD2(Float(column), Float(row)) + 0.5 - Float(edge) / 2
        if (place * place).sum() < 24 * 24 { pixels[row * edge + column].w = 255 }
      }
    }
    let picture = TexturePicture(width: edge, height: edge, pixels: pixels)
    #expect(picture.hasHoles)
    var card = Surface(
      positions: [[0, 0, 0], [1, 0, 0], [1, 0, 1], [0, 0, 1]],
      triangles: [[0, 1, 2], [0, 2, 3]], materialOfTriangle: [0, 0], partOfTriangle: [0, 0],
      coordinates: [[0, 0], [1, 0], [1, 1], [0, 0], [1, 1], [0, 1]])
    card.cutHoles([picture])
    let area = card.triangles.indices.reduce(0) { $0 + card.areaVector($1).length }
    let disc = Float.pi * 24 * 24 / Float(edge * edge)
    #expect(abs(area - disc) < 0.08)
    for position in card.positions { #expect((position - SIMD3(0.5, 0, 0.5)).length < 0.55) }
  }
}
