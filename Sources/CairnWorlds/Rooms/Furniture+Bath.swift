import CairnGeometry
import CairnScenes

extension Furniture {
  /// A ring between a circle and a square.
  private static func ring(
    _ center: SIMD2<Float>, _ radii: SIMD2<Float>, _ z: Float, square: Float = 0.35, count: Int = 28
  ) -> [SIMD3<Float>] {
    MeshBuilder.circle(count).map { direction in
      let flat = direction / max(abs(direction.x), abs(direction.y))
      let place = center + (direction * (1 - square) + flat * square) * radii
      return [place.x, place.y, z]
    }
  }

  /// A toilet with its cistern; the lid open or closed.
  static func toilet(_ random: inout SceneRandom) -> SceneObject {
    let look = Finish.ceramic(&random)
    var b = MeshBuilder()
    b.use(look, part: "bowl")
    let c = SIMD2<Float>(0, -0.1)
    b.loft([
      Self.ring([0, 0], [0.12, 0.2], 0), Self.ring([0, 0], [0.11, 0.19], 0.1),
      Self.ring([0, -0.05], [0.15, 0.22], 0.28), Self.ring(c, [0.185, 0.25], 0.38, square: 0.15),
      Self.ring(c, [0.185, 0.25], 0.4, square: 0.15),
      Self.ring(c, [0.13, 0.19], 0.4, square: 0.15),
      Self.ring(c, [0.11, 0.16], 0.3), Self.ring([0, -0.06], [0.06, 0.08], 0.2),
    ])
    b.use(look, part: "cistern")
    b.rounded(from: [-0.19, 0.15, 0.36], to: [0.19, 0.33, 0.78], radius: 0.025)
    b.use(Finish.chrome, part: "button")
    b.turned([[0.025, 0.78], [0.022, 0.7815]], at: [0, 0.24, 0], segments: 12)
    let seat = random.chance(0.85) ? look : Finish.wood(&random)
    b.use(seat, part: "seat")
    b.loft(
      [
        Self.ring(c, [0.19, 0.25], 0.402, square: 0.15),
        Self.ring(c, [0.19, 0.25], 0.42, square: 0.15),
        Self.ring(c, [0.12, 0.17], 0.42, square: 0.15),
        Self.ring(c, [0.12, 0.17], 0.402, square: 0.15),
      ], capped: false)
    b.use(seat, part: "lid")
    var surfaces = [
      SupportSurface(from: [-0.17, 0.17], to: [0.17, 0.31], height: 0.78, clearance: 0.5)
    ]
    if random.chance(0.5) {
      b.loft([
        Self.ring(c, [0.19, 0.25], 0.421, square: 0.15),
        Self.ring(c, [0.185, 0.245], 0.438, square: 0.15),
      ])
      surfaces.append(SupportSurface(from: [-0.12, -0.27], to: [0.12, 0.06], height: 0.438))
    } else {
      b.within(RigidTransform(at: [0, 0.135, 0.43], rotation: .about([1, 0, 0], by: -1.68))) {
        $0.loft([
          Self.ring([0, -0.25], [0.19, 0.25], 0, square: 0.15),
          Self.ring([0, -0.25], [0.185, 0.245], 0.016, square: 0.15),
        ])
      }
    }
    return SceneObject(.toilet, b.mesh, surfaces: surfaces)
  }

  /// A washstand: a basin on a cabinet or a pedestal, with its tap.
  static func washstand(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let w = random.number(in: 0.5...1.1)
    let (d, h) = (random.number(in: 0.42...0.52), random.number(in: 0.8...0.9))
    var b = MeshBuilder()
    let look = Finish.ceramic(&random)
    var surfaces: [SupportSurface] = []
    let isPedestal = w < 0.7 && random.chance(0.6)
    if isPedestal {
      b.use(look, part: "pedestal")
      b.loft([
        Self.ring([0, 0.06], [0.12, 0.11], 0), Self.ring([0, 0.06], [0.085, 0.09], 0.4),
        Self.ring([0, 0.06], [0.11, 0.11], h - 0.14),
      ])
    } else {
      let wood = style.anyWood(&random)
      Self.chest(
        &b, from: [-w / 2 + 0.01, -d / 2 + 0.02, 0],
        to: [w / 2 - 0.01, d / 2, h - 0.13],
        rows: random.index(in: 1..<3), columns: w > 0.8 ? 2 : 1, wood, style.metal,
        doors: random.chance(0.5))
    }
    b.use(look, part: "basin")
    let (rx, ry) = (min(w * 0.36, 0.27), d * 0.32)
    let c = SIMD2<Float>(0, -0.02)
    b.loft([
      Self.ring([0, 0], [w / 2 - 0.03, d / 2 - 0.03], h - 0.14, square: 0.9, count: 32),
      Self.ring([0, 0], [w / 2, d / 2], h - 0.06, square: 0.92, count: 32),
      Self.ring([0, 0], [w / 2, d / 2], h, square: 0.92, count: 32),
      Self.ring(c, [rx, ry], h, square: 0.3, count: 32),
      Self.ring(c, [rx * 0.85, ry * 0.8], h - 0.07, square: 0.3, count: 32),
      Self.ring(c, [0.03, 0.03], h - 0.11, square: 0.1, count: 32),
    ])
    b.use(Finish.chrome, part: "tap")
    b.within(RigidTransform(at: [0, d / 2 - 0.05, h])) {
      $0.turned([[0.022, 0], [0.02, 0.06], [0.012, 0.07]], segments: 12)
      $0.rod([[0, 0, 0.05], [0, -0.06, 0.11], [0, -0.13, 0.1]], radii: [0.011])
      $0.rod(from: [0, 0, 0.07], to: [0, 0.02, 0.13], radius: 0.007)
    }
    let side = (w / 2 - rx) - 0.02
    if side > 0.08 {
      for x in [-w / 2 + 0.01, w / 2 - 0.01 - side] {
        surfaces.append(
          SupportSurface(
            from: [x, -d / 2 + 0.03], to: [x + side, d / 2 - 0.02], height: h, clearance: 0.4))
      }
    }
    return SceneObject(.sink, named: "washstand", b.mesh, surfaces: surfaces)
  }

  static func bathtub(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let (l, d, h) = (
      random.number(in: 1.5...1.8), random.number(in: 0.7...0.8), random.number(in: 0.5...0.6)
    )
    var b = MeshBuilder()
    let look = Finish.ceramic(&random)
    b.use(random.chance(0.5) ? Finish.tiles(&random) : look, part: "panel")
    b.block(from: [-l / 2, -d / 2, 0], to: [l / 2, -d / 2 + 0.02, h - 0.03])
    b.block(from: [-l / 2, d / 2 - 0.02, 0], to: [l / 2, d / 2, h - 0.03])
    b.block(from: [-l / 2, -d / 2 + 0.02, 0], to: [-l / 2 + 0.02, d / 2 - 0.02, h - 0.03])
    b.block(from: [l / 2 - 0.02, -d / 2 + 0.02, 0], to: [l / 2, d / 2 - 0.02, h - 0.03])
    b.use(look, part: "tub")
    let (x, y) = (l / 2, d / 2)
    b.loft([
      Self.ring(.zero, [x, y], h - 0.03, square: 1, count: 40),
      Self.ring(.zero, [x, y], h, square: 1, count: 40),
      Self.ring(.zero, [x - 0.07, y - 0.07], h, square: 0.75, count: 40),
      Self.ring(.zero, [x - 0.12, y - 0.1], h - 0.2, square: 0.7, count: 40),
      Self.ring(.zero, [x - 0.22, y - 0.16], 0.15, square: 0.6, count: 40),
      Self.ring(.zero, [x - 0.35, y - 0.22], 0.12, square: 0.5, count: 40),
    ])
    b.use(Finish.chrome, part: "tap")
    b.within(RigidTransform(at: [x * 0.2, y - 0.045, h])) {
      $0.rod(from: [-0.09, 0, 0.09], to: [0.09, 0, 0.09], radius: 0.02)
      $0.rod(from: [-0.07, 0, 0], to: [-0.07, 0, 0.09], radius: 0.013)
      $0.rod(from: [0.07, 0, 0], to: [0.07, 0, 0.09], radius: 0.013)
      $0.rod([[0, 0, 0.09], [0, -0.1, 0.09], [0, -0.13, 0.06]], radii: [0.014])
    }
    var surfaces = [
      // Only the level middle: the bottom rises towards the sides.
      SupportSurface(from: [-x + 0.45, -y + 0.26], to: [x - 0.45, y - 0.26], height: 0.12)
    ]
    surfaces.append(
      SupportSurface(
        from: [-x + 0.005, -y + 0.02], to: [-x + 0.065, y - 0.02], height: h, clearance: 0.5))
    return SceneObject(.bathtub, b.mesh, surfaces: surfaces)
  }

  /// A shower: tray, rod and panes on two sides; a corner of walls is at its back and right.
  static func shower(_ random: inout SceneRandom) -> SceneObject {
    let w = random.number(in: 0.8...1.1)
    let (half, h) = (w / 2, Float(1.95))
    var b = MeshBuilder()
    b.use(Finish.ceramic(&random), part: "tray")
    b.rounded(from: [-half, -half, 0], to: [half, half, 0.05], radius: 0.015)
    var pane = Finish.glass()
    if random.chance(0.4) {
      pane = Material([0.82, 0.86, 0.86])
      pane.transparency = 0.3
    }
    b.use(pane, part: "pane")
    b.block(from: [-half + 0.01, -half + 0.02, 0.05], to: [-half + 0.018, half - 0.01, h])
    b.block(from: [-half + 0.02, -half + 0.01, 0.05], to: [half * 0.1, -half + 0.018, h])
    b.use(pane, part: "door")
    b.within(
      .turned(
        random.chance(0.4) ? random.number(in: 0.2...0.6) : 0, at: [half - 0.01, -half + 0.014, 0])
    ) {
      $0.block(from: [-half * 0.87, -0.004, 0.06], to: [0, 0.004, h])
    }
    b.use(Finish.chrome, part: "frame")
    for (x, y) in [
      (-half + 0.005, -half + 0.005), (-half + 0.005, half - 0.025), (half - 0.025, -half + 0.005),
    ] {
      b.block(from: [x, y, 0.05], to: [x + 0.02, y + 0.02, h + 0.02])
    }
    b.block(from: [-half + 0.005, -half + 0.005, h], to: [half - 0.005, -half + 0.025, h + 0.02])
    b.use(Finish.chrome, part: "shower head")
    b.rod(
      from: [half * 0.1, half - 0.04, 0.95], to: [half * 0.1, half - 0.04, 1.95], radius: 0.011)
    b.rod([[half * 0.1, half - 0.04, 1.9], [half * 0.1, half - 0.18, 1.98]], radii: [0.012])
    b.within(
      RigidTransform(at: [half * 0.1, half - 0.2, 1.97], rotation: .about([1, 0, 0], by: 0.5))
    ) {
      $0.turned([[0.055, -0.01], [0.055, 0.005], [0.015, 0.02]], segments: 16)
    }
    b.rod(
      from: [half * 0.1 - 0.09, half - 0.045, 1.0], to: [half * 0.1 + 0.09, half - 0.045, 1.0],
      radius: 0.018)
    b.use(Finish.chrome, part: "hose")
    b.rod(
      [
        [half * 0.1 + 0.05, half - 0.05, 1.0], [half * 0.1 + 0.12, half - 0.08, 0.75],
        [half * 0.1 + 0.1, half - 0.1, 1.2],
        [half * 0.1 + 0.02, half - 0.16, 1.9],
      ], radii: [0.008])
    return SceneObject(
      .shower, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-half + 0.1, -half + 0.1], to: [half - 0.1, half - 0.1], height: 0.05)
      ])
  }

  /// A rail with towels over it; its origin at the rail's middle, the wall at y = max.
  static func towelRail(_ style: RoomStyle, _ random: inout SceneRandom) -> (
    rail: SceneObject, towels: [SceneObject]
  ) {
    let w = random.number(in: 0.45...0.8)
    var b = MeshBuilder()
    b.use(Finish.chrome, part: "rail")
    b.rod(from: [-w / 2, -0.07, 0], to: [w / 2, -0.07, 0], radius: 0.009)
    for x in [-w / 2 + 0.02, w / 2 - 0.02] {
      b.rod(from: [x, -0.07, 0], to: [x, 0, 0], radius: 0.008, segments: 6)
    }
    var towels: [SceneObject] = []
    let width = w * random.number(in: 0.5...0.85)
    let (front, back) = (random.number(in: 0.3...0.6), random.number(in: 0.2...0.5))
    towels.append(
      Self.drape(
        width: width,
        over: [
          [-0.079, -front], [-0.08, -0.002], [-0.07, 0.0095], [-0.06, -0.002], [-0.061, -back],
        ],
        as: .towel, random.chance(0.5) ? style.textile : Finish.fabric(&random), &random))
    return (SceneObject(.towel, named: "towel rail", b.mesh), towels)
  }

  /// Paper on a holder or a brush in its stand.
  static func toiletBrush(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? Finish.white(&random) : Finish.metal(&random), part: "stand")
    b.turned([[0.05, 0], [0.055, 0.13], [0.045, 0.13], [0.045, 0.01]], segments: 16)
    b.use(Finish.chrome, part: "handle")
    b.rod(from: [0, 0, 0.02], to: [0.004, 0, 0.38], radius: 0.009)
    return SceneObject(.tool, named: "toilet brush", b.mesh)
  }
}
