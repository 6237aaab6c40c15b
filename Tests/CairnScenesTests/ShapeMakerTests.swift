import CairnGeometry
import CairnScenes
import Testing

struct ShapeMakerTests {
  private let gray = Material([0.5, 0.5, 0.5])

  private func expect(
    _ mesh: TriangleMesh, volume: Double, within tolerance: Double = 0.03,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(mesh.isClosed, sourceLocation: location)
    #expect(
      abs(mesh.volume / volume - 1) < tolerance, "\(mesh.volume), not \(volume)",
      sourceLocation: location)
    #expect(
      mesh.positions.allSatisfy { $0.isFinite } && mesh.triangles.count < 5_000,
      sourceLocation: location)
  }

  @Test func `a box stands on the ground and has sharp edges unless it is rounded`() {
    let sharp = TriangleMesh.box([0.2, 0.3, 0.4], gray)
    #expect(sharp.triangles.count == 12)
    #expect(sharp.bounds == Box(min: [-0.1, -0.15, 0], max: [0.1, 0.15, 0.4]))
    expect(sharp, volume: 0.024)
    for radius: Float in [0.002, 0.01, 0.03] {
      let round = TriangleMesh.box([0.2, 0.3, 0.4], rounding: radius, gray)
      // Steiner's formula for what grows around a smaller box.
      let (r, inner) = (Double(radius), SIMD3<Double>(0.2, 0.3, 0.4) - 2 * Double(radius))
      let faces = 2 * (inner.x * inner.y + inner.y * inner.z + inner.z * inner.x)
      let grown = inner.x * inner.y * inner.z + faces * r + .pi * r * r * inner.sum()
      expect(round, volume: grown + 4 / 3 * .pi * r * r * r, within: 0.003)
    }
    expect(
      TriangleMesh.box([0.1, 0.1, 0.1], rounding: 1, gray), volume: .pi / 6 * 0.001, within: 0.05)
  }

  @Test func `cylinder and lathe enclose what they should, rings and vessels too`() {
    expect(.cylinder(radius: 0.05, height: 0.2, gray), volume: .pi * 0.0025 * 0.2)
    expect(.lathe([[0.1, 0], [0, 0.3]], gray), volume: .pi * 0.01 * 0.1)
    let ring: [SIMD2<Float>] = [[0.08, 0], [0.1, 0], [0.1, 0.02], [0.08, 0.02], [0.08, 0]]
    expect(.lathe(ring, gray), volume: .pi * (0.01 - 0.0064) * 0.02)
    let cup: [SIMD2<Float>] = [
      [0, 0], [0.04, 0], [0.04, 0.1], [0.036, 0.1], [0.036, 0.004], [0, 0.004],
    ]
    expect(.lathe(cup, gray), volume: .pi * (0.0016 * 0.1 - 0.001296 * 0.096))
  }

  @Test func `a tube is closed, whether its ends are flat, pointed or joined`() {
    let line: [SIMD3<Float>] = [[0, 0, 0], [0, 0, 0.5], [0, 0, 1]]
    expect(.tube(along: line, radii: [0.02], gray), volume: .pi * 0.0004, within: 0.08)
    expect(
      .tube(along: line, radii: [0, 0.02, 0], segments: 24, gray), volume: .pi * 0.0004 / 3)
    var circle = TriangleMesh.arc(
      center: .zero, radius: 0.1, angles: 0...(2 * .pi), right: [1, 0, 0], up: [0, 1, 0], steps: 48)
    circle[48] = circle[0]
    expect(
      .tube(along: circle, radii: [0.01], segments: 24, gray),
      volume: 2 * .pi * .pi * 0.1 * 0.0001)
  }

  @Test func `superquadrics range from boxes to ellipsoids`() {
    let radii = SIMD3<Float>(0.1, 0.2, 0.3)
    expect(
      .superquadric(radii: radii, roundness: [1, 1], segments: 40, gray),
      volume: 4 / 3 * .pi * 0.006)
    expect(
      .superquadric(radii: radii, roundness: [0.1, 0.1], segments: 40, gray), volume: 0.048,
      within: 0.05)
    let bounds = TriangleMesh.superquadric(radii: radii, roundness: [0.5, 0.7], gray).bounds
    #expect((bounds.size - radii * 2).length < 1e-5 && abs(bounds.min.z) < 1e-6)
  }

  @Test func `an extrusion keeps holes and concave corners`() {
    let corner: [SIMD2<Float>] = [
      [0, 0], [0.3, 0], [0.3, 0.1], [0.1, 0.1], [0.1, 0.3], [0, 0.3],
    ]
    expect(.extrusion(corner, height: 0.1, gray), volume: 0.005, within: 1e-4)
    expect(.extrusion(corner.reversed(), height: 0.1, gray), volume: 0.005, within: 1e-4)
    let plate: [SIMD2<Float>] = [[0, 0], [1, 0], [1, 1], [0, 1]]
    var holes: [[SIMD2<Float>]] = []
    for center: SIMD2<Float> in [[0.2, 0.2], [0.2, 0.8], [0.8, 0.2], [0.8, 0.8], [0.5, 0.5]] {
      holes.append([[-0.1, -0.1], [-0.1, 0.1], [0.1, 0.1], [0.1, -0.1]].map { center + $0 })
    }
    expect(.extrusion(plate, holes: holes, height: 0.5, gray), volume: 0.4, within: 1e-4)
  }

  @Test func `extrusions of random stars with round holes have the area of their outlines`() {
    var random = SceneRandom(seed: 5)
    for _ in 0..<60 {
      let count = random.index(in: 5..<40)
      let outline = (0..<count).map { index -> SIMD2<Float> in
        let turn = RotationAngle(Float(index) / Float(count))
        return turn.direction * random.number(in: 0.3...1)
      }
      var holes: [[SIMD2<Float>]] = []
      for hole in 0..<random.index(in: 0..<4) {
        let center = RotationAngle(Float(hole) / 4).direction * 0.12
        let sides = random.index(in: 3..<9)
        holes.append(
          (0..<sides).map { center + RotationAngle(Float($0) / Float(sides)).direction * 0.04 })
      }
      let mesh = TriangleMesh.extrusion(outline, holes: holes, height: 1, gray)
      let area = shoelace(outline) - holes.map(shoelace).reduce(0, +)
      #expect(mesh.isClosed)
      #expect(abs(mesh.volume - area) < 1e-5)
      // No triangle of the caps is turned over: their areas add up to that of the outline.
      var caps = 0.0
      for corners in mesh.triangles {
        let (a, b, c) = (
          mesh.positions[Int(corners.x)], mesh.positions[Int(corners.y)],
          mesh.positions[Int(corners.z)]
        )
        caps += Double(abs((b - a).cross(c - a).z) / 2)
      }
      #expect(abs(caps / 2 - area) < 1e-4 * max(area, 1))
    }
  }

  private func shoelace(_ loop: [SIMD2<Float>]) -> Double {
    loop.indices.map { index in
      let (a, b) = (loop[index], loop[(index + 1) % loop.count])
      return Double(a.x * b.y - b.x * a.y) / 2
    }.reduce(0, +)
  }

  @Test func `a sheet faces up and follows its height`() {
    let mesh = TriangleMesh.sheet(
      columns: 4, rows: 3, size: [2, 1], height: { $0.x * 0.5 }, gray)
    #expect(mesh.triangles.count == 24)
    #expect(mesh.bounds == Box(min: [-1, -0.5, -0.5], max: [1, 0.5, 0.5]))
    for corners in mesh.triangles {
      let (a, b, c) = (
        mesh.positions[Int(corners.x)], mesh.positions[Int(corners.y)],
        mesh.positions[Int(corners.z)]
      )
      #expect((b - a).cross(c - a).z > 0)
    }
  }
}

private struct RotationAngle {
  let direction: SIMD2<Float>

  /// An angle as a share of a full turn.
  init(_ share: Float) {
    let turned = Rotation.about([0, 0, 1], by: share * 2 * .pi).applied(to: [1, 0, 0])
    direction = [turned.x, turned.y]
  }
}
