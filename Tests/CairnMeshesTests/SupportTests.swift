import CairnGeometry
import CairnMeshes
import CairnScenes
import Testing

struct SupportTests {
  @Test func `a table has its top and nothing else`() throws {
    var surfaces = [SurfaceTests.box(from: [-0.6, -0.4, 0.71], to: [0.6, 0.4, 0.74])]
    for x in [-0.55, 0.5] as [Float] {
      for y in [-0.35, 0.3] as [Float] {
        surfaces.append(SurfaceTests.box(from: [x, y, 0], to: [x + 0.05, y + 0.05, 0.71]))
      }
    }
    let supports = SurfaceTests.union(surfaces).supports()
    let top = try #require(supports.first)
    #expect(supports.count == 1)
    #expect(abs(top.height - 0.74) < 1e-4)
    #expect(top.clearance == .infinity)
    #expect(top.size.x > 1.15 && top.size.x <= 1.2 + 0.03)
    #expect(top.size.y > 0.75 && top.size.y <= 0.8 + 0.03)
  }

  /// Boards of a shelf, 0.8 x 0.3, in a case with or without a front.
  static func shelf(hasFront: Bool) -> Surface {
    var surfaces = [
      SurfaceTests.box(from: [-0.42, -0.15, 0], to: [-0.4, 0.15, 1.2]),
      SurfaceTests.box(from: [0.4, -0.15, 0], to: [0.42, 0.15, 1.2]),
      SurfaceTests.box(from: [-0.4, 0.14, 0], to: [0.4, 0.15, 1.2]),
    ]
    for height in [0.05, 0.4, 0.75, 1.18] as [Float] {
      surfaces.append(
        SurfaceTests.box(from: [-0.4, -0.15, height], to: [0.4, 0.14, height + 0.02]))
    }
    if hasFront {
      surfaces.append(SurfaceTests.box(from: [-0.42, -0.17, 0], to: [0.42, -0.152, 1.2]))
    }
    return SurfaceTests.union(surfaces)
  }

  @Test func `an open shelf has its boards, with the space above them`() {
    let supports = Self.shelf(hasFront: false).supports()
    #expect(supports.count == 4)
    for (support, height) in zip(supports, [0.07, 0.42, 0.77, 1.2] as [Float]) {
      #expect(abs(support.height - height) < 1e-4)
      #expect(support.size.x > 0.7 && support.size.y > 0.22)
    }
    for (support, clearance) in zip(supports, [0.33, 0.33, 0.41, .infinity] as [Float]) {
      #expect(support.clearance == clearance || abs(support.clearance - clearance) < 1e-4)
    }
  }

  @Test func `a closed one has its top alone`() {
    let supports = Self.shelf(hasFront: true).supports()
    #expect(supports.map { ($0.height * 100).rounded() } == [120])
  }

  @Test func `a seat that slopes, a ball and a pin carry nothing`() {
    var slope = SurfaceTests.box(from: [-0.3, -0.3, 0], to: [0.3, 0.3, 0.4])
    for index in slope.positions.indices where slope.positions[index].z > 0.1 {
      slope.positions[index].z += slope.positions[index].y * 0.3
    }
    #expect(slope.supports().isEmpty)
    #expect(SurfaceTests.ball(radius: 0.3, rows: 16).supports().isEmpty)
    #expect(SurfaceTests.box(from: .zero, to: [0.1, 0.1, 1]).supports().isEmpty)
  }
}
