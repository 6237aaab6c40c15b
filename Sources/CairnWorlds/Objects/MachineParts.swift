import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Parts as they lie in bins: turned, bent, cut to length.
  static let machineParts: [Kind] = [
    Kind("bolt", [.workshop], weight: 1.5, bolt),
    Kind("nut", [.workshop], nut),
    Kind("washer", [.workshop], washer),
    Kind("bracket", [.workshop], weight: 1.5, bracket),
    Kind("gear", [.workshop], weight: 1.5, gear),
    Kind("shaft", [.workshop], shaft),
    Kind("pipe", [.workshop, .warehouse], pipe),
    Kind("pipe elbow", [.workshop], weight: 1.5, elbow),
    Kind("pipe tee", [.workshop], tee),
    Kind("flange", [.workshop], flange),
    Kind("spring", [.workshop], spring),
  ]

  static func part(
    _ name: String, _ mesh: TriangleMesh, _ random: inout SceneRandom
  ) -> SceneObject {
    SceneObject(.part, named: name, mesh.centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func hexagon(_ radius: Float) -> [SIMD2<Float>] {
    Outline.circle(radius: radius, sides: 6)
  }

  private static func bolt(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.003...0.01)
    let length = radius * random.number(in: 4...16)
    let steel = ObjectFinish.metal(&random)
    let head = radius * random.number(in: 1.1...1.6)
    var mesh = TriangleMesh()
    if random.chance(0.65) {
      mesh.join(.extrusion(hexagon(radius * 1.9), height: head, steel, part: "head"))
    } else {
      let socket = hexagon(radius * 0.85)
      mesh.join(
        .extrusion(
          Outline.circle(radius: radius * 1.55, sides: 20), height: head * 0.55, steel, part: "head"
        ), at: [0, 0, head * 0.45])
      mesh.join(
        .extrusion(
          Outline.circle(radius: radius * 1.55, sides: 20), holes: [socket], height: head * 0.45,
          steel, part: "head"))
    }
    // The thread as rings: their pitch is what a camera can tell.
    let plain = length * (random.chance(0.5) ? 0 : 0.4)
    var profile: [SIMD2<Float>] = [
      [0, head - 0.0003], [radius, head - 0.0003], [radius, head + plain],
    ]
    let turns = Swift.min(Int((length - plain) / (radius * 0.3)), 28)
    for turn in 0..<turns {
      let height = head + plain + (Float(turn) + 0.5) / Float(turns) * (length - plain)
      profile += [
        [radius * 0.86, height], [radius * 0.99, height + (length - plain) / Float(turns) * 0.45],
      ]
    }
    profile.append([0, head + length + 0.0005])
    mesh.join(.lathe(profile, segments: 14, steel, part: "shank"))
    return part("bolt", random.chance(0.8) ? mesh.laid(Turn.y(1.5)) : mesh, &random)
  }

  private static func nut(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.004...0.018)
    var mesh = TriangleMesh.extrusion(
      hexagon(radius * 1.85), holes: [Outline.circle(radius: radius, sides: 20)],
      height: radius * random.number(in: 1.2...1.8), ObjectFinish.metal(&random))
    if random.chance(0.3) { mesh = mesh.laid(Turn.x(.pi / 2)) }
    return part("nut", mesh, &random)
  }

  private static func washer(_ random: inout SceneRandom) -> SceneObject {
    let inner = random.number(in: 0.004...0.02)
    let outer = inner * random.number(in: 1.6...3)
    let height = random.number(in: 0.0012...0.004)
    return part(
      "washer",
      .lathe(
        [[inner, 0], [outer, 0], [outer, height], [inner, height], [inner, 0]], segments: 28,
        ObjectFinish.metal(&random)), &random)
  }

  private static func bracket(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.03...0.12), random.number(in: 0.03...0.1))
    let wide = random.number(in: 0.018...0.05)
    let thick = random.number(in: 0.002...0.005)
    let material =
      random.chance(0.7)
      ? ObjectFinish.metal(&random) : ObjectFinish.lacquer(ObjectFinish.any(&random))
    var solid = TriangleMesh()
    // Each leg is a plate with holes.
    for (reach, isUpright) in [(size.x, false), (size.y, true)] {
      let count = Swift.max(1, Int(reach / 0.03))
      let holes = (0..<count).map {
        Outline.circle(
          radius: Swift.min(wide * 0.16, 0.005),
          at: [thick + (Float($0) + 0.5) * (reach - thick) / Float(count), 0], sides: 14)
      }
      let start = isUpright ? thick : 0
      let plate = TriangleMesh.extrusion(
        Outline.rectangle([reach - start, wide], at: [(reach + start) / 2, 0]), holes: holes,
        height: thick, material)
      solid.join(
        plate, at: isUpright ? [thick, 0, 0] : .zero,
        turned: isUpright ? Turn.y(-.pi / 2) : .identity)
    }
    if random.chance(0.4) {
      let rib: [SIMD2<Float>] = [[thick, thick], [size.x * 0.6, thick], [thick, size.y * 0.6]]
      solid.join(.upright(rib, depth: thick, material))
    }
    let poses = [Rotation.identity, Turn.x(.pi / 2), Turn.y(.pi / 2)]
    return part("bracket", solid.laid(random.choice(poses)), &random)
  }

  private static func gear(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.015...0.07)
    let teeth = random.index(in: 10..<32)
    let depth = radius * 5 / Float(teeth) * 0.8
    let bore = radius * random.number(in: 0.12...0.3)
    let material =
      random.chance(0.7)
      ? ObjectFinish.metal(&random) : ObjectFinish.plastic(ObjectFinish.any(&random))
    var holes = [Outline.circle(radius: bore, sides: 20)]
    let web = radius - depth - bore
    if random.chance(0.5), radius > 0.025 {
      for hole in 0..<5 {
        let turn = sineAndCosine(Float(hole) * 1.2566)
        holes.append(
          Outline.circle(
            radius: web * 0.27, at: SIMD2(turn.cosine, turn.sine) * (bore + web * 0.5), sides: 14))
      }
    }
    let height = radius * random.number(in: 0.15...0.7)
    var mesh = TriangleMesh.extrusion(
      Outline.gear(teeth: teeth, radius: radius, depth: depth), holes: holes, height: height,
      material, part: "teeth")
    if random.chance(0.5) {
      let hub = bore * 1.6
      mesh.join(
        .lathe(
          [[bore, 0], [hub, 0], [hub, height * 1.5], [bore, height * 1.5], [bore, 0]], segments: 20,
          material, part: "hub"))
    }
    return part("gear", mesh, &random)
  }

  private static func shaft(_ random: inout SceneRandom) -> SceneObject {
    var profile: [SIMD2<Float>] = []
    var height: Float = 0
    let scale = random.number(in: 0.005...0.015)
    for _ in 0..<random.index(in: 2..<6) {
      let radius = scale * random.number(in: 0.7...1.8)
      let length = scale * random.number(in: 1...6)
      profile += [[radius, height], [radius, height + length]]
      height += length
    }
    return part(
      "shaft",
      TriangleMesh.lathe(profile, segments: 22, ObjectFinish.metal(&random)).laid(Turn.lyingAlongX),
      &random)
  }

  private static func pipeMaterial(_ random: inout SceneRandom) -> Material {
    random.chance(0.5)
      ? ObjectFinish.metal(&random)
      : ObjectFinish.plastic(
        random.choice([[0.85, 0.45, 0.2], [0.6, 0.6, 0.62], [0.92, 0.92, 0.9], [0.2, 0.2, 0.2]]))
  }

  private static func pipe(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.008...0.05)
    let length = random.number(in: 0.08...0.5)
    let inner = radius * random.number(in: 0.75...0.93)
    let mesh = TriangleMesh.lathe(
      [[inner, 0], [radius, 0], [radius, length], [inner, length], [inner, 0]],
      segments: TriangleMesh.roundSegments(radius: radius), pipeMaterial(&random))
    return part("pipe", mesh.laid(random.chance(0.85) ? Turn.lyingAlongX : .identity), &random)
  }

  /// A bent pipe: the outside and the inside of a tube, joined at both ends.
  private static func bentPipe(
    line: [SIMD3<Float>], radius: Float, inner: Float, sides: Int, _ material: Material
  ) -> TriangleMesh {
    let outside = TriangleMesh.tube(along: line, radii: [radius], segments: sides, material)
    let inside = TriangleMesh.tube(along: line, radii: [inner], segments: sides, material)
    // Without the poles and the triangles that close the ends.
    let (pole, last) = (UInt32(0), UInt32(outside.positions.count - 1))
    func isWall(_ corners: SIMD3<UInt32>) -> Bool {
      !(0..<3).contains { corners[$0] == pole || corners[$0] == last }
    }
    let count = UInt32(outside.positions.count)
    var triangles = outside.triangles.filter(isWall)
    triangles += inside.triangles.filter(isWall).map { [$0.x + count, $0.z + count, $0.y + count] }
    let ring = UInt32(sides)
    for side in 0..<ring {
      let next = (side + 1) % ring
      let (a, b) = (1 + side, 1 + next)
      triangles += [[b, a, a + count], [b, a + count, b + count]]
      let (c, d) = (last - ring + side, last - ring + next)
      triangles += [[c, d, d + count], [c, d + count, c + count]]
    }
    return TriangleMesh(
      positions: outside.positions + inside.positions, triangles: triangles, material: material
    ).compacted()
  }

  private static func elbow(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.01...0.04)
    let bend = radius * random.number(in: 1.6...3)
    let angle: Float = random.chance(0.7) ? .pi / 2 : .pi / 4
    let material = pipeMaterial(&random)
    var line = TriangleMesh.arc(
      center: .zero, radius: bend, angles: 0...angle, right: [1, 0, 0], up: [0, 1, 0], steps: 10)
    let end = sineAndCosine(angle)
    let reach = radius * random.number(in: 0.8...2)
    line = [line[0] - [0, reach, 0]] + line + [line[10] + SIMD3(-end.sine, end.cosine, 0) * reach]
    var mesh = bentPipe(line: line, radius: radius, inner: radius * 0.86, sides: 20, material)
    if random.chance(0.7) {
      // Sockets at both ends.
      let socket = TriangleMesh.lathe(
        [
          [radius * 0.98, 0], [radius * 1.18, 0], [radius * 1.18, radius * 0.8],
          [radius * 0.98, radius * 0.8], [radius * 0.98, 0],
        ], segments: 20, material, part: "socket")
      mesh.join(socket, at: line[0], turned: Turn.x(-.pi / 2))
      mesh.join(socket, at: line[line.count - 1], turned: Turn.z(angle) * Turn.x(.pi / 2))
    }
    return part("pipe elbow", mesh, &random)
  }

  private static func tee(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.01...0.035)
    let reach = radius * random.number(in: 1.7...2.6)
    func bar(_ r: Float, _ extra: Float) -> Solid {
      let along = Solid.cylinder(radius: r, height: reach * 2 + extra).moved(
        RigidTransform(rotation: Turn.lyingAlongX))
      return along.joined(
        with: Solid.cylinder(radius: r, height: reach + extra).moved(
          RigidTransform(at: [0, -reach / 2 - extra / 2, 0], rotation: Turn.lyingAlongY)))
    }
    let solid = bar(radius, 0).without(bar(radius * 0.7, radius * 0.5))
    return part("pipe tee", .solid(solid, cell: radius * 0.2, pipeMaterial(&random)), &random)
  }

  private static func flange(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.03...0.09)
    let bore = radius * random.number(in: 0.3...0.5)
    let height = radius * random.number(in: 0.12...0.25)
    let material = ObjectFinish.metal(&random)
    let count = random.choice([4, 6, 8])
    var holes = [Outline.circle(radius: bore, sides: 28)]
    for hole in 0..<count {
      let turn = sineAndCosine(Float(hole) / Float(count) * 2 * .pi)
      holes.append(
        Outline.circle(
          radius: radius * 0.08, at: SIMD2(turn.cosine, turn.sine) * radius * 0.8, sides: 12))
    }
    var mesh = TriangleMesh.extrusion(
      Outline.circle(radius: radius, sides: 40), holes: holes, height: height, material)
    let neck = bore * 1.25
    mesh.join(
      .lathe(
        [[bore, 0], [neck * 1.2, 0], [neck, height * 2.6], [bore, height * 2.6], [bore, 0]],
        segments: 28, material, part: "neck"), at: [0, 0, height * 0.5])
    return part("flange", mesh.laid(random.chance(0.7) ? .identity : Turn.x(.pi)), &random)
  }

  private static func spring(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.005...0.022)
    let wire = radius * random.number(in: 0.1...0.2)
    let turns = random.index(in: 4..<12)
    let pitch = wire * random.number(in: 2.3...5)
    let steps = turns * 16
    let line = (0...steps).map { step -> SIMD3<Float> in
      let turn = sineAndCosine(Float(step) / 16 * 2 * .pi)
      return [turn.cosine * radius, turn.sine * radius, Float(step) / 16 * pitch]
    }
    let mesh = TriangleMesh.tube(
      along: line, radii: [wire], segments: 7, ObjectFinish.metal(&random))
    return part("spring", mesh.laid(random.chance(0.8) ? Turn.lyingAlongX : .identity), &random)
  }
}
