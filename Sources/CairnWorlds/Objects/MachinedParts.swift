import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Parts that are milled, cast, extruded or put together.
  static let machinedParts: [Kind] = [
    Kind("bearing", [.workshop], bearing),
    Kind("machined block", [.workshop], weight: 2, machinedBlock),
    Kind("casting", [.workshop], weight: 1.5, casting),
    Kind("profile", [.workshop], profileBar),
    Kind("circuit board", [.workshop, .office], circuitBoard),
    Kind("motor", [.workshop], motor),
    Kind("hinge", [.workshop], hinge),
  ]

  private static func bearing(_ random: inout SceneRandom) -> SceneObject {
    let outer = random.number(in: 0.011...0.045)
    let inner = outer * random.number(in: 0.35...0.5)
    let height = outer * random.number(in: 0.4...0.7)
    let steel = ObjectFinish.steel(gloss: 0.6)
    func ring(
      _ a: Float, _ b: Float, _ low: Float, _ high: Float, _ material: Material, _ part: String
    ) -> TriangleMesh {
      .lathe(
        [[a, low], [b, low], [b, high], [a, high], [a, low]], segments: 32, material, part: part)
    }
    var mesh = ring(outer * 0.86, outer, 0, height, steel, "outer ring")
    mesh.join(ring(inner, inner * 1.22, 0, height, steel, "inner ring"))
    if random.chance(0.5) {
      mesh.join(
        ring(
          inner * 1.21, outer * 0.87, height * 0.08, height * 0.92,
          random.chance(0.5) ? ObjectFinish.rubber() : steel, "seal"))
    } else {
      let (middle, radius) = (
        (inner * 1.22 + outer * 0.86) / 2, (outer * 0.86 - inner * 1.22) * 0.52
      )
      let count = Swift.min(Int(2 * .pi * middle / (radius * 2.4)), 14)
      for ball in 0..<count {
        let turn = sineAndCosine(Float(ball) / Float(count) * 2 * .pi)
        mesh.join(
          .superquadric(
            radii: SIMD3(radius, radius, radius), roundness: [1, 1], segments: 12, steel,
            part: "balls"), at: [turn.cosine * middle, turn.sine * middle, height / 2 - radius])
      }
    }
    return part("bearing", mesh, &random)
  }

  /// A block with pockets, holes, steps and slanted edges.
  private static func machinedBlock(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.03...0.12), random.number(in: 0.025...0.08),
      random.number(in: 0.012...0.05))
    let cell = size.max() / 22
    var solid = Solid.box(size, rounding: random.chance(0.3) ? size.min() * 0.12 : 0)
    for _ in 0..<random.index(in: 1..<5) {
      let place =
        SIMD3(
          random.number(in: -0.4...0.4), random.number(in: -0.4...0.4),
          random.number(in: -0.4...0.4)) * size
      let axis = random.index(in: 0..<3)
      let turn = [Rotation.identity, Turn.lyingAlongX, Turn.lyingAlongY][axis]
      let narrow = Swift.min(size[(axis == 0 ? 0 : axis == 1 ? 1 : 0)], size[axis == 0 ? 1 : 2])
      let radius = Swift.max(narrow * random.number(in: 0.12...0.28), cell * 1.6)
      switch random.index(in: 0..<4) {
      case 0, 1:
        var center = place
        center[axis == 0 ? 2 : axis == 1 ? 0 : 1] = 0
        solid = solid.without(
          Solid.cylinder(radius: radius, height: size.max() * 2).moved(
            RigidTransform(at: center, rotation: turn)))
      case 2:
        var pocket = size * random.number(in: 0.3...0.6)
        pocket[2] = size.z
        solid = solid.without(
          Solid.box(pocket, rounding: cell).moved(by: [
            place.x, place.y, size.z * random.number(in: 0.55...0.9),
          ]))
      default:
        let normal = SIMD3(
          random.choice([-1, 1] as [Float]), random.choice([-1, 0, 1] as [Float]),
          random.choice([0, 1] as [Float])
        ).normalized
        let reach =
          abs(normal.x) * size.x / 2 + abs(normal.y) * size.y / 2 + abs(normal.z) * size.z / 2
        solid = solid.intersected(
          with: .halfSpace(normal: normal, offset: reach * random.number(in: 0.75...0.92)))
      }
    }
    if random.chance(0.4) {
      let boss = Solid.cylinder(radius: Swift.min(size.x, size.y) * 0.28, height: size.z * 0.6)
        .moved(by: [0, 0, size.z * 0.6])
      solid = solid.joined(
        with: boss.without(
          Solid.cylinder(radius: Swift.min(size.x, size.y) * 0.15, height: size.z * 2).moved(by: [
            0, 0, size.z,
          ])))
    }
    let material =
      random.chance(0.75)
      ? ObjectFinish.metal(&random) : ObjectFinish.plastic(ObjectFinish.any(&random))
    let turns = [Rotation.identity, Turn.x(.pi / 2), Turn.y(.pi / 2), Turn.x(.pi)]
    return part(
      "machined block", TriangleMesh.solid(solid, cell: cell, material).laid(random.choice(turns)),
      &random)
  }

  /// A rough part: a hub with arms and bosses, all fillets.
  private static func casting(_ random: inout SceneRandom) -> SceneObject {
    let scale = random.number(in: 0.03...0.07)
    let hub = random.number(in: 0.35...0.5)
    var solid = Solid.cylinder(radius: hub, height: random.number(in: 0.5...0.9))
    let arms = random.index(in: 1..<5)
    var bores = [Solid.cylinder(radius: hub * 0.55, height: 3)]
    for arm in 0..<arms {
      let turn = sineAndCosine(Float(arm) / Float(arms) * 2 * .pi + random.number(in: -0.3...0.3))
      let end = SIMD3(turn.cosine, turn.sine, 0) * random.number(in: 0.8...1.4)
      let low = SIMD3<Float>(0, 0, random.number(in: -0.15...0.1))
      solid = solid.joined(with: .capsule(from: low, to: end + low, radius: 0.16), blend: 0.18)
      solid = solid.joined(
        with: Solid.cylinder(radius: 0.27, height: 0.42).moved(by: end + low), blend: 0.14)
      bores.append(Solid.cylinder(radius: 0.14, height: 3).moved(by: end))
    }
    for bore in bores { solid = solid.without(bore) }
    let mesh = TriangleMesh.solid(
      solid, cell: 0.085,
      ObjectFinish.skin([0.4, 0.4, 0.42], [0.32, 0.32, 0.33], edge: 0.004, gloss: 0.15))
    return part("casting", mesh.scaled(by: SIMD3(scale, scale, scale)), &random)
  }

  /// A cut of an aluminium profile or an angle.
  private static func profileBar(_ random: inout SceneRandom) -> SceneObject {
    let size = random.choice([0.02, 0.03, 0.04] as [Float])
    let length = random.number(in: 0.06...0.5)
    let half = size / 2
    var outline: [SIMD2<Float>] = []
    if random.chance(0.6) {
      // A slot in each side.
      let slot: [SIMD2<Float>] = [
        [-1, -1], [-0.25, -1], [-0.25, -0.75], [-0.5, -0.75], [-0.2, -0.4], [0.2, -0.4],
        [0.5, -0.75], [0.25, -0.75], [0.25, -1],
      ]
      for side in 0..<4 {
        let turn = sineAndCosine(Float(side) * .pi / 2)
        outline += slot.map {
          SIMD2($0.x * turn.cosine - $0.y * turn.sine, $0.x * turn.sine + $0.y * turn.cosine) * half
        }
      }
    } else {
      outline = [
        [-half, -half], [half, -half], [half, -half + 0.003], [-half + 0.003, -half + 0.003],
        [-half + 0.003, half], [-half, half],
      ]
    }
    let mesh = TriangleMesh.extrusion(
      outline, height: length, ObjectFinish.steel([0.7, 0.71, 0.72], gloss: 0.3))
    return part("profile", mesh.laid(Turn.lyingAlongX), &random)
  }

  private static func circuitBoard(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.04...0.18), random.number(in: 0.03...0.14))
    let green = random.choice(
      [[0.05, 0.3, 0.12], [0.05, 0.12, 0.32], [0.08, 0.08, 0.08], [0.4, 0.06, 0.06]]
        as [SIMD3<Float>])
    var board = ObjectFinish.skin(green, green * 1.5, edge: 0.002, gloss: 0.2)
    board.reflectivity = 0.35
    let corner = size / 2 - 0.004
    let holes = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map {
      Outline.circle(radius: 0.0016, at: corner * $0, sides: 10)
    }
    var mesh = TriangleMesh.extrusion(
      Outline.rectangle(size), holes: holes, height: 0.0016, board, part: "board")
    let chip = ObjectFinish.plastic([0.06, 0.06, 0.065])
    var used: [(SIMD2<Float>, Float)] = []
    for _ in 0..<random.index(in: 8..<30) {
      let reach = random.number(in: 0.002...0.012)
      let place =
        SIMD2(random.number(in: -0.46...0.46), random.number(in: -0.46...0.46)) * (size - 2 * reach)
      guard
        used.allSatisfy({ other in
          let apart = other.0 - place
          return Swift.max(abs(apart.x), abs(apart.y)) > other.1 + reach + 0.001
        })
      else { continue }
      used.append((place, reach))
      let at = SIMD3(place.x, place.y, 0.0016)
      switch random.index(in: 0..<5) {
      case 0:
        mesh.join(
          .cylinder(
            radius: reach * 0.7, height: random.number(in: 0.006...0.02), segments: 14,
            ObjectFinish.plastic(ObjectFinish.any(&random)), part: "capacitor"), at: at)
      case 1:
        mesh.join(
          .box(
            [reach * 1.9, reach * 1.2, random.number(in: 0.005...0.014)],
            ObjectFinish.plastic(ObjectFinish.neutral(&random)), part: "connector"), at: at)
      case 2:
        mesh.join(
          .box(
            [reach, reach * 0.5, 0.001],
            ObjectFinish.skin([0.6, 0.5, 0.4], [0.4, 0.35, 0.3], edge: 0.001), part: "resistor"),
          at: at)
      default:
        mesh.join(
          .box([reach * 1.6, reach * 1.6, 0.0018], chip, part: "chip"), at: at + [0, 0, 0.0003])
        mesh.join(
          .box([reach * 1.95, reach * 1.3, 0.0006], ObjectFinish.steel(), part: "chip"), at: at)
      }
    }
    return part("circuit board", mesh, &random)
  }

  private static func motor(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.012...0.04)
    let length = radius * random.number(in: 1.6...3)
    let isSquare = random.chance(0.5)
    let body = random.chance(0.5) ? ObjectFinish.rubber() : ObjectFinish.metal(&random)
    var mesh = TriangleMesh()
    if isSquare {
      mesh.join(
        .box([radius * 2, radius * 2, length * 0.25], ObjectFinish.steel(), part: "flange"))
      mesh.join(
        .box([radius * 1.96, radius * 1.96, length * 0.5], rounding: radius * 0.15, body),
        at: [0, 0, length * 0.25])
      mesh.join(
        .box([radius * 2, radius * 2, length * 0.25], ObjectFinish.steel(), part: "flange"),
        at: [0, 0, length * 0.75])
    } else {
      mesh.join(
        .lathe(
          Outline.rounded(
            [[0, 0], [radius, 0], [radius, length], [0, length]], by: radius * 0.15), body))
    }
    mesh.join(
      .lathe(
        [
          [0, 0], [radius * 0.5, 0], [radius * 0.5, 0.002], [radius * 0.16, 0.002],
          [radius * 0.16, radius], [0, radius],
        ], segments: 16, ObjectFinish.steel(), part: "shaft"), at: [0, 0, length])
    mesh = mesh.laid(Turn.lyingAlongX).centered()
    return part("motor", mesh, &random)
  }

  private static func hinge(_ random: inout SceneRandom) -> SceneObject {
    let (wide, length) = (random.number(in: 0.02...0.05), random.number(in: 0.03...0.1))
    let steel = ObjectFinish.metal(&random)
    let open = random.number(in: 0...1.8)
    var mesh = TriangleMesh.cylinder(radius: 0.0035, height: length, steel, part: "pin")
      .transformed(by: RigidTransform(at: [-length / 2, 0, 0.0035], rotation: Turn.lyingAlongX))
    let holes = [-0.32, 0, 0.32].map {
      Outline.circle(
        radius: 0.0022, at: [$0 * length, $0 == 0 ? wide * 0.65 : wide * 0.4], sides: 10)
    }
    let leaf = TriangleMesh.extrusion(
      [[-length / 2, 0], [length / 2, 0], [length / 2, wide], [-length / 2, wide]], holes: holes,
      height: 0.0018, steel, part: "leaf")
    mesh.join(leaf, at: [0, 0.001, 0])
    mesh.join(leaf, at: [0, -0.001, 0.0018], turned: Turn.x(-open) * Turn.z(.pi))
    return part("hinge", mesh, &random)
  }
}
