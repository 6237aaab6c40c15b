import CairnClouds
import CairnGeometry
import CairnPictures
import TestSupport
import Testing

struct ViewTests {
  /// A table of 2 × 1.4 with a box on it, z up, the box labelled 1.
  private static func table() -> (points: [SIMD3<Float>], labels: [UInt32]) {
    var generator = SeededGenerator(seed: 9)
    var points: [SIMD3<Float>] = []
    for _ in 0..<9000 {
      points.append(
        [
          .random(in: -1...1, using: &generator), .random(in: -0.7...0.7, using: &generator),
          .random(in: -0.002...0.002, using: &generator),
        ])
    }
    let box = Shapes.cube(count: 4000, seed: 10).map {
      $0 * SIMD3(0.4, 0.3, 0.36) + SIMD3(0.3, 0.1, 0.18)
    }
    return (points + box, Array(repeating: 0, count: 9000) + Array(repeating: 1, count: 4000))
  }

  private func picture(_ turn: (SIMD3<Float>) -> SIMD3<Float>) throws -> Picture {
    let (points, labels) = Self.table()
    var cloud = PointCloud(positions: points.map(turn))
    cloud.setLabels(labels)
    var options = PictureOptions()
    (options.width, options.height) = (120, 90)
    options.isShaded = false
    return try cloud.picture(options)
  }

  @Test func `what stands on a plane stands upright whichever axis is up`() throws {
    let upright = try picture { $0 }
    let box = LabelPalette.color(of: 1)
    #expect(upright.count { SIMD3($0.x, $0.y, $0.z) == box } > 300)
    let turns: [(SIMD3<Float>) -> SIMD3<Float>] = [
      { SIMD3($0.x, $0.z, -$0.y) }, { SIMD3($0.x, -$0.z, $0.y) },
      { 1000 * $0 },
    ]
    for (index, turn) in turns.enumerated() {
      let turned = try picture(turn)
      var differing = 0
      for y in 0..<90 { for x in 0..<120 where turned[x, y] != upright[x, y] { differing += 1 } }
      // Rounding moves a point across a pixel's edge here and there.
      #expect(differing < 120 * 90 / 20, "turn \(index)")
    }
    // An axis of its own: the same amount of the box is seen, and the table's corners are below it.
    let tilted = try picture { SIMD3($0.z, $0.x, $0.y) }
    #expect(tilted.count { SIMD3($0.x, $0.y, $0.z) == box } > 300)
  }

  @Test func `what a camera saw is shown from the camera`() throws {
    // A wall at depth 2 with a ball before it: seen from the camera, no gap opens behind the ball.
    var points: [SIMD3<Float>] = []
    for row in 0..<90 {
      for column in 0..<120 {
        let ray = SIMD3(Float(column) - 59.5, Float(row) - 44.5, 120) / 120
        let isBall = ray.x * ray.x + ray.y * ray.y < 0.02
        points.append(ray * (isBall ? 1.2 : 2))
      }
    }
    var options = PictureOptions()
    (options.width, options.height) = (120, 90)
    let seen = try PointCloud(positions: points).picture(options)
    #expect(seen.count { $0 == options.background } < 300)
    options.view = .orbit(azimuth: 0.8, elevation: 0.3)
    let turned = try PointCloud(positions: points).picture(options)
    #expect(turned.count { $0 == options.background } > 2000)
  }

  @Test func `azimuth turns the cloud and a given up direction is up`() throws {
    let points: [SIMD3<Float>] = Shapes.cube(count: 3000, seed: 2).map {
      $0 * SIMD3(0.05, 0.05, 1)
    }
    var options = PictureOptions()
    (options.width, options.height) = (60, 60)
    options.view = .orbit(azimuth: 0.4, elevation: 0)
    func extent(_ up: SIMD3<Float>) throws -> (columns: Int, rows: Int) {
      options.up = up
      let picture = try PointCloud(positions: points).picture(options)
      func isDrawn(_ x: Int, _ y: Int) -> Bool { picture[x, y] != options.background }
      return (
        (0..<60).count { x in (0..<60).contains { isDrawn(x, $0) } },
        (0..<60).count { y in (0..<60).contains { isDrawn($0, y) } }
      )
    }
    let standing = try extent([0, 0, 1])
    #expect(standing.rows > 3 * standing.columns)
    let lying = try extent([1, 0, 0])
    #expect(lying.columns > 3 * lying.rows)
  }
}
