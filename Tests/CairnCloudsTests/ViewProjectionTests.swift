import CairnGeometry
import TestSupport
import Testing

struct ViewProjectionTests {
  /// Numbers in rows, as they are written on paper.
  static func view(_ rows: [[Double]]) -> ViewProjection? {
    ViewProjection((0..<4).flatMap { column in (0..<4).map { rows[$0][column] } })
  }

  /// A camera of 500 pixels focal length at the origin that looks along z.
  static let camera = view([[500, 0, 320, 0], [0, 500, 240, 0], [0, 0, 0, -1], [0, 0, 1, 0]])

  @Test func `a camera matrix puts things where a camera sees them`() throws {
    let camera = try #require(Self.camera)
    #expect(camera.project([1, -1, 2]) == [570, -10, -0.5])
    #expect(camera.project([0, 0, -1]) == nil)
    #expect(camera.project([1, 1, 0]) == nil)
    #expect(camera.project([.nan, 0, 1]) == nil)
    #expect(camera.project([.infinity, 0, 1]) == nil)
    #expect(ViewProjection(Array(camera.elements.dropLast())) == nil)
    #expect(ViewProjection(camera.elements) == camera)
  }

  @Test func `counting from another point changes nothing that is seen`() throws {
    let camera = try #require(Self.camera)
    let moved = camera.counted(from: [3, 4, 5])
    #expect(moved.project([-2, -5, -3]) == camera.project([1, -1, 2]))
  }

  @Test(arguments: [1e-6, 1, 1e6])
  func `the inverse takes images back, in any unit`(unit: Double) throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<50 {
      var view = try #require(
        ViewProjection((0..<16).map { _ in Double.random(in: -1...1, using: &random) }))
      view.x *= unit
      view.y *= unit
      view.z *= unit
      let inverse = try #require(view.inverse)
      let place = SIMD3<Double>.random(in: -1...1, using: &random) / unit
      guard let image = view.project(place) else { continue }
      let back = inverse.x * image.x + inverse.y * image.y + inverse.z * image.z + inverse.origin
      let offset = SIMD3(back.x, back.y, back.z) / back.w - place
      #expect((offset * offset).sum().squareRoot() < 1e-6 / unit)
    }
  }

  @Test func `a matrix that loses a direction has no inverse`() throws {
    for rows in [
      [[500, 0, 320, 0], [0, 500, 240, 0], [0, 0, 0, 0], [0, 0, 1, 0]],
      [[500, 0, 320, 0], [0, 500, 240, 0], [0, 0, 1, 0], [0, 0, 1, 0]],
      [[1, 2, 3, 4], [2, 4, 6, 8], [0, 0, 1, 0], [0, 0, 0, 1]],
      [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]],
      [[.nan, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
    ] as [[[Double]]] {
      #expect(try #require(Self.view(rows)).inverse == nil)
    }
  }
}
