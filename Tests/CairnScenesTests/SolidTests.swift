import CairnGeometry
import CairnScenes
import Testing

struct SolidTests {
  private let gray = Material([0.5, 0.5, 0.5])

  @Test func `solids are closed and enclose what their formulas say`() {
    let cases: [(solid: Solid, volume: Double)] = [
      (.box([0.2, 0.1, 0.06]), 0.0012),
      (.sphere(radius: 0.05), 4 / 3 * .pi * 0.000125),
      (.cylinder(radius: 0.05, height: 0.1), .pi * 0.00025),
      (.cone(bottom: 0.06, top: 0, height: 0.1), .pi * 0.0036 * 0.1 / 3),
      (.torus(radius: 0.08, tube: 0.02), 2 * .pi * .pi * 0.08 * 0.0004),
      (.capsule(from: [0, 0, 0], to: [0.1, 0, 0], radius: 0.02), .pi * 0.0004 * (0.1 + 0.08 / 3)),
      (
        Solid.box([0.1, 0.1, 0.04]).without(.cylinder(radius: 0.03, height: 0.1)),
        0.0004 - .pi * 0.0009 * 0.04
      ),
      (
        Solid.sphere(radius: 0.05).intersected(with: .halfSpace(normal: [0, 0, 1], offset: 0)),
        2 / 3 * .pi * 0.000125
      ),
      (
        Solid.box([0.1, 0.1, 0.1]).joined(
          with: Solid.box([0.1, 0.1, 0.1]).moved(by: [0.2, 0, 0])),
        0.002
      ),
    ]
    for (solid, volume) in cases {
      let turned = solid.moved(
        RigidTransform(at: [1, 2, 3], rotation: .about([1, 2, 0.5], by: 0.7)))
      for (solid, tolerance) in [(solid, 0.02), (turned, 0.03)] {
        let mesh = TriangleMesh.solid(solid, cell: 0.006, gray)
        #expect(mesh.isClosed)
        #expect(abs(mesh.volume / volume - 1) < tolerance, "\(mesh.volume), not \(volume)")
      }
    }
  }

  @Test func `edges of a solid stay sharp`() {
    let mesh = TriangleMesh.solid(.box([0.1, 0.08, 0.06]), cell: 0.011, gray)
    let size = mesh.bounds.size - [0.1, 0.08, 0.06]
    #expect(size.length < 2e-3)
    // All vertices lie on the box.
    for position in mesh.positions {
      #expect(abs(Solid.box([0.1, 0.08, 0.06]).distance(to: position)) < 1e-3)
    }
  }

  @Test func `a blend fills the seam and keeps the mesh closed`() {
    let (ball, bar) = (
      Solid.sphere(radius: 0.03), Solid.capsule(from: .zero, to: [0.1, 0, 0], radius: 0.01)
    )
    let sharp = TriangleMesh.solid(ball.joined(with: bar), cell: 0.004, gray)
    let smooth = TriangleMesh.solid(ball.joined(with: bar, blend: 0.02), cell: 0.004, gray)
    #expect(sharp.isClosed && smooth.isClosed)
    #expect(smooth.volume > sharp.volume * 1.01)
  }

  @Test func `random heaps of solids are closed, even where cells are too coarse for them`() {
    var random = SceneRandom(seed: 3)
    for _ in 0..<20 {
      var solid = Solid.sphere(radius: 0.03)
      for _ in 0..<random.index(in: 2..<7) {
        let offset = SIMD3(random.normal(), random.normal(), random.normal()) * 0.03
        let next = Solid.box([0.02, 0.03, 0.05]).moved(
          RigidTransform(at: offset, rotation: .about(offset, by: random.unit() * 3)))
        solid = random.chance(0.4) ? solid.without(next) : solid.joined(with: next)
      }
      let mesh = TriangleMesh.solid(solid, cell: 0.007, gray)
      #expect(mesh.isClosed && mesh.volume > 0)
    }
  }

  @Test func `deformations keep a mesh closed and do what they say`() {
    let line = (0...20).map { SIMD3(0, 0, Float($0) * 0.01) }
    let bar = TriangleMesh.tube(along: line, radii: [0.02], segments: 16, gray)
    let bent = bar.bent(by: .pi / 2)
    // Half-way along a quarter circle of length 0.2.
    #expect(bent.isClosed && abs(bent.bounds.max.x - 0.2 * 2 / .pi) < 0.003)
    #expect(abs(bent.volume / bar.volume - 1) < 0.02)
    #expect(bar.twisted(by: 1).isClosed && abs(bar.twisted(by: 1).volume / bar.volume - 1) < 0.02)
    let top = bar.tapered(to: [0.5, 2]).positions.filter { $0.z > 0.19 }
    #expect(abs(Box(bounding: top).size.y / Box(bounding: top).size.x - 4) < 0.3)
    let rough = bar.jittered(by: 0.003, wavelength: 0.02, seed: 1)
    #expect(rough.isClosed && rough.positions != bar.positions)
    #expect(zip(rough.positions, bar.positions).allSatisfy { ($0 - $1).length <= 0.0053 })
    #expect(abs(bar.bent(by: 0.5).deformed { $0 + 3 }.grounded().bounds.min.z) < 1e-6)
  }
}
