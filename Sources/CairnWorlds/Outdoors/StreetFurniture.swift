import CairnGeometry
import CairnScenes

/// Makes what stands along streets.
enum StreetFurniture {
  /// A street lamp; its arm reaches towards -y.
  static func lamp(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(random.chance(0.5) ? Looks.zinc : Looks.anthracite, part: "pole")
    let height = random.number(in: 4.5...7.5)
    builder.turned([[0.1, 0], [0.1, 0.9], [0.07, 1]], segments: 12)
    if random.chance(0.6) {
      let reach = random.number(in: 0.8...1.7)
      builder.rod(
        [
          [0, 0, 0.9], [0, 0, height * 0.7], [0, -0.05, height * 0.9], [0, -reach * 0.35, height],
          [0, -reach, height + 0.08],
        ], radii: [0.07, 0.055, 0.045, 0.04, 0.035], segments: 10)
      builder.use(Looks.zinc, part: "lamp head")
      builder.ellipsoid(at: [0, -reach - 0.25, height + 0.06], radii: [0.15, 0.36, 0.07])
    } else {
      let low = height * 0.65
      builder.rod(from: [0, 0, 0.9], to: [0, 0, low], radius: 0.05, segments: 10)
      builder.use(Looks.pane([0.8, 0.8, 0.75], transparency: 0.3), part: "lamp head")
      builder.turned(
        [[0.07, low], [0.19, low + 0.4], [0.19, low + 0.42]], segments: 8)
      builder.use(Looks.black, part: "lamp head")
      builder.turned([[0.24, low + 0.42], [0.08, low + 0.58], [0.02, low + 0.66]], segments: 8)
    }
    return SceneObject(.streetLamp, builder.mesh)
  }

  /// A traffic light; faces -y.
  static func trafficLight(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.zinc, part: "pole")
    builder.rod(from: [0, 0, 0], to: [0, 0, 3.4], radius: 0.06, segments: 10)
    let boxes: [(SIMD3<Float>, Float)] =
      random.chance(0.5)
      ? [([0, -0.2, 2.3], 0), ([0.2, 0, 2.1], .pi / 2)] : [([0, -0.2, 2.3], 0)]
    for (place, angle) in boxes { signals(&builder, at: place, angle, count: angle == 0 ? 3 : 2) }
    if random.chance(0.4) {
      builder.use(Looks.zinc, part: "pole")
      builder.rod(
        [[0, 0, 3.3], [0, 0, 5], [0, -0.3, 5.4], [0, -3, 5.5]], radii: [0.06, 0.06, 0.05, 0.05],
        segments: 8)
      signals(&builder, at: [0, -2.9, 4.55], 0, count: 3)
    }
    builder.use(Looks.retroYellow, part: "button")
    builder.block(from: [-0.05, -0.13, 1.0], to: [0.05, -0.05, 1.16])
    return SceneObject(.trafficLight, builder.mesh)
  }

  private static func signals(
    _ builder: inout MeshBuilder, at place: SIMD3<Float>, _ angle: Float, count: Int
  ) {
    builder.within(.turned(angle, at: place)) { inner in
      let height = Float(count) * 0.29
      inner.use(Looks.black, part: "signals")
      inner.block(from: [-0.15, 0, 0], to: [0.15, 0.15, height])
      inner.block(from: [-0.03, 0.1, height * 0.3], to: [0.03, 0.22, height * 0.36])
      let colors: [Material] = [Looks.tailLight, Looks.orange, Looks.headlight]
      for index in 0..<count {
        let z = height - 0.145 - Float(index) * 0.29
        inner.use(colors[index], part: "lenses")
        inner.within(RigidTransform(at: [0, -0.005, z], rotation: .about([1, 0, 0], by: .pi / 2))) {
          $0.turned([[0.105, -0.005], [0.08, 0.02]], segments: 12)
        }
        inner.use(Looks.black, part: "signals")
        let circle = MeshBuilder.circle(16)
        for step in 0..<8 {
          let (a, b) = (circle[step] * 0.125, circle[step + 1] * 0.125)
          inner.face([
            [a.x, 0, z + a.y], [b.x, 0, z + b.y], [b.x, -0.17, z + b.y], [a.x, -0.17, z + a.y],
          ])
        }
      }
    }
  }

  /// A traffic sign on a pole; faces -y.
  static func sign(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.zinc, part: "pole")
    let height = random.number(in: 2.3...2.9)
    builder.rod(from: [0, 0.045, 0], to: [0, 0.045, height + 0.32], radius: 0.034, segments: 8)
    plate(&builder, at: height, &random)
    if random.chance(0.35) { plate(&builder, at: height - 0.68, &random) }
    return SceneObject(.sign, builder.mesh)
  }

  private static func plate(_ builder: inout MeshBuilder, at z: Float, _ random: inout SceneRandom)
  {
    let kind = random.index(in: 0..<5)
    let corners = [3, 4, 8, 20, 20][kind]
    let color = [
      Looks.retroWhite, Looks.retroBlue, Looks.retroRed, Looks.retroWhite, Looks.retroBlue,
    ][kind]
    let rim = [
      Looks.retroRed, Looks.retroWhite, Looks.retroWhite, Looks.retroRed, Looks.retroBlue,
    ][kind]
    let turn: Float = corners == 3 ? .pi / 2 : corners == 4 ? .pi / 4 : .pi / 8
    func outline(_ radius: Float) -> [SIMD2<Float>] {
      (0..<corners).map { index in
        let (sine, cosine) = sineAndCosine(turn + 2 * .pi * Float(index) / Float(corners))
        return SIMD2(cosine, sine) * radius
      }
    }
    let radius: Float = corners == 3 ? 0.42 : corners == 4 ? 0.36 : 0.31
    builder.within(RigidTransform(at: [0, 0, z], rotation: .about([1, 0, 0], by: .pi / 2))) {
      $0.use(rim, part: "sign")
      $0.prism(outline(radius), from: -0.008, to: 0)
      $0.use(color, part: "sign")
      $0.prism(outline(radius * 0.82), from: 0, to: 0.002)
      if kind > 2 {
        $0.use(Looks.black, part: "sign")
        $0.block(from: [-0.06, -0.1, 0.002], to: [0.06, 0.1, 0.004])
      }
    }
  }

  static func bollard(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(random.chance(0.5) ? Looks.anthracite : Looks.zinc, part: "body")
    let height = random.number(in: 0.75...1)
    builder.turned(
      [
        [0.065, 0], [0.06, height - 0.1], [0.07, height - 0.09], [0.07, height - 0.04],
        [0.02, height],
      ],
      segments: 12)
    builder.use(Looks.retroWhite, part: "band")
    builder.turned([[0.068, height * 0.7], [0.068, height * 0.8]], segments: 12)
    return SceneObject(.bollard, builder.mesh)
  }

  static func hydrant(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(
      Looks.shiny(Looks.varied([0.72, 0.1, 0.08], by: 0.06, &random), gloss: 0.2), part: "body")
    builder.turned(
      [
        [0.17, 0], [0.17, 0.05], [0.11, 0.06], [0.1, 0.52], [0.14, 0.55], [0.14, 0.6], [0.11, 0.7],
        [0.03, 0.78], [0.03, 0.82],
      ],
      segments: 14)
    builder.use(Looks.zinc, part: "outlets")
    builder.rod(from: [-0.2, 0, 0.42], to: [0.2, 0, 0.42], radius: 0.055, segments: 9)
    builder.rod(from: [0, 0, 0.36], to: [0, -0.19, 0.36], radius: 0.07, segments: 9)
    return SceneObject(.hydrant, builder.mesh)
  }

  static func mailbox(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let color = random.choice([SIMD3<Float>(0.92, 0.76, 0.1), [0.75, 0.1, 0.1], [0.1, 0.2, 0.5]])
    builder.use(Looks.shiny(color, gloss: 0.15), part: "body")
    if random.chance(0.5) {
      builder.turned(
        [
          [0.25, 0], [0.25, 0.08], [0.22, 0.1], [0.22, 1.25], [0.26, 1.28], [0.25, 1.36],
          [0.1, 1.48], [0.02, 1.5],
        ],
        segments: 18)
      builder.use(Looks.black, part: "slot")
      builder.block(from: [-0.13, -0.235, 1.1], to: [0.13, -0.2, 1.14])
    } else {
      builder.block(from: [-0.28, -0.2, 0.5], to: [0.28, 0.2, 1.25])
      builder.use(Looks.black, part: "slot")
      builder.block(from: [-0.2, -0.21, 1.1], to: [0.2, -0.2, 1.13])
      builder.use(Looks.zinc, part: "post")
      builder.block(from: [-0.06, -0.06, 0], to: [0.06, 0.06, 0.5])
    }
    return SceneObject(.mailbox, builder.mesh)
  }

  /// A cabinet for telephone or power.
  static func switchBox(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = random.number(in: 0.35...0.75)
    let height = random.number(in: 0.95...1.35)
    builder.use(Looks.concrete, part: "base")
    builder.block(from: [-half, -0.18, 0], to: [half, 0.18, 0.12])
    builder.use(Material([0.55, 0.58, 0.55], reflectivity: 0.5), part: "body")
    builder.block(from: [-half + 0.01, -0.16, 0.12], to: [half - 0.01, 0.16, height])
    builder.block(from: [-half - 0.02, -0.19, height], to: [half + 0.02, 0.19, height + 0.04])
    builder.use(Looks.black, part: "doors")
    builder.block(from: [-0.006, -0.163, 0.16], to: [0.006, -0.16, height - 0.05])
    return SceneObject(.cabinet, named: "switch box", builder.mesh)
  }

  /// A bench; those who sit on it look towards -y.
  static func bench(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = random.number(in: 0.75...1)
    let hasBack = random.chance(0.75)
    builder.use(random.chance(0.6) ? Looks.timber : Looks.lacquer(&random), part: "seat")
    for index in 0..<4 {
      let y = -0.2 + Float(index) * 0.115
      builder.block(from: [-half, y, 0.42], to: [half, y + 0.095, 0.45])
    }
    if hasBack {
      for index in 0..<3 {
        let z = 0.55 + Float(index) * 0.12
        builder.bar(
          from: [-half, 0.27 + z * 0.09, z], to: [half, 0.27 + z * 0.09, z], width: 0.025,
          depth: 0.095)
      }
    }
    builder.use(Looks.anthracite, part: "legs")
    for x in [-half + 0.18, half - 0.22] {
      builder.block(from: [x, -0.18, 0], to: [x + 0.05, -0.13, 0.42])
      builder.block(from: [x, 0.19, 0], to: [x + 0.05, 0.24, 0.42])
      builder.block(from: [x, -0.18, 0.38], to: [x + 0.05, 0.24, 0.42])
      if hasBack {
        builder.bar(
          from: [x + 0.025, 0.24, 0.38], to: [x + 0.025, 0.37, 0.85], width: 0.05, depth: 0.03)
      }
    }
    return SceneObject(
      .bench, builder.mesh,
      surfaces: [SupportSurface(from: [-half, -0.2], to: [half, 0.24], height: 0.45)])
  }

  /// A bus stop: roof, panes on three sides, a bench inside; opens towards -y.
  static func shelter(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = random.number(in: 1.6...2.2)
    builder.use(Looks.anthracite, part: "frame")
    for x in [-half, half - 0.06] {
      for y in [Float(-0.5), 0.64] {
        builder.block(from: [x, y, 0], to: [x + 0.06, y + 0.06, 2.35])
      }
    }
    builder.block(from: [-half, 0.64, 0.2], to: [half, 0.7, 0.25])
    builder.use(Looks.anthracite, part: "roof")
    builder.block(from: [-half - 0.1, -0.75, 2.35], to: [half + 0.1, 0.8, 2.43])
    builder.use(Looks.glass, part: "panes")
    builder.block(from: [-half + 0.06, 0.665, 0.25], to: [half - 0.06, 0.675, 2.3])
    builder.block(from: [-half + 0.025, -0.42, 0.25], to: [-half + 0.035, 0.62, 2.3])
    builder.use(Looks.lacquer(&random), part: "poster")
    builder.block(from: [half - 0.09, -0.42, 0.3], to: [half - 0.01, 0.62, 2.2])
    builder.use(Looks.timber, part: "bench")
    builder.block(from: [-half + 0.4, 0.2, 0.42], to: [half - 0.6, 0.6, 0.46])
    builder.use(Looks.anthracite, part: "bench")
    for x in [-half + 0.55, half - 0.8] {
      builder.block(from: [x, 0.38, 0], to: [x + 0.05, 0.43, 0.42])
    }
    return SceneObject(.shelter, named: "bus shelter", builder.mesh)
  }

  static func litterBin(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(random.chance(0.5) ? Looks.anthracite : Looks.lacquer(&random), part: "body")
    let height = random.number(in: 0.75...1)
    builder.turned(
      [
        [0.21, 0], [0.24, height - 0.12], [0.25, height - 0.1], [0.25, height],
        [0.18, height + 0.02], [0.17, height - 0.05], [0.16, height - 0.25],
      ],
      segments: 16)
    return SceneObject(.bin, named: "litter bin", builder.mesh)
  }

  /// A dustbin on wheels; its lid opens towards -y.
  static func wheelieBin(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let scale = random.choice([Float(0.85), 1, 1.1])
    let colors: [SIMD3<Float>] = [
      [0.18, 0.19, 0.2], [0.12, 0.3, 0.18], [0.35, 0.25, 0.15], [0.15, 0.25, 0.5],
    ]
    builder.use(Material(random.choice(colors), reflectivity: 0.3), part: "body")
    func square(_ z: Float, _ x: Float, _ front: Float, _ back: Float) -> [SIMD3<Float>] {
      [[-x, front, z], [x, front, z], [x, back, z], [-x, back, z]]
    }
    builder.loft([
      square(0.05, 0.2, -0.2, 0.17), square(0.9, 0.27, -0.33, 0.3), square(0.94, 0.29, -0.35, 0.32),
    ])
    builder.block(from: [-0.18, -0.19, 0], to: [0.18, -0.12, 0.07])
    builder.use(
      Material(random.choice(colors + [[0.8, 0.65, 0.1]]), reflectivity: 0.35), part: "lid")
    builder.loft([
      square(0.945, 0.29, -0.36, 0.33), square(0.99, 0.29, -0.36, 0.33),
      square(1.04, 0.24, -0.28, 0.28),
    ])
    builder.use(Looks.rubber, part: "wheels")
    for x in [Float(-0.25), 0.25] {
      builder.rod(
        from: [x - 0.025, 0.24, 0.1], to: [x + 0.025, 0.24, 0.1], radius: 0.1, segments: 14)
    }
    builder.use(Looks.black, part: "handle")
    builder.rod(from: [-0.22, 0.37, 0.97], to: [0.22, 0.37, 0.97], radius: 0.015, segments: 6)
    return SceneObject(
      .bin, named: "wheeled bin", builder.mesh.scaled(by: [scale, scale, scale]))
  }

  /// A container for glass, or an open skip for rubble.
  static func container(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.lacquer(&random), part: "body")
    func square(_ z: Float, _ x: Float, _ y: Float) -> [SIMD3<Float>] {
      [[-x, -y, z], [x, -y, z], [x, y, z], [-x, y, z]]
    }
    if random.chance(0.5) {
      builder.loft([
        square(0, 0.55, 0.5), square(0.02, 0.6, 0.55), square(1.2, 0.72, 0.66),
        square(1.6, 0.6, 0.5),
        square(1.7, 0.4, 0.3),
      ])
      builder.use(Looks.black, part: "holes")
      for x in [Float(-0.3), 0.3] {
        builder.within(
          RigidTransform(at: [x, -0.64, 1.32], rotation: .about([1, 0, 0], by: .pi / 2 - 0.3))
        ) {
          $0.turned([[0.12, -0.06], [0.12, 0.03]], segments: 14)
        }
      }
      return SceneObject(.container, named: "bottle bank", builder.mesh)
    }
    let inner: [[SIMD3<Float>]] = [
      square(0, 1.0, 0.75), square(1.2, 1.6, 0.85), square(1.2, 1.54, 0.79),
      square(0.75, 1.3, 0.74),
    ]
    builder.loft(inner)
    for x in [Float(-0.7), 0.7] {
      for y in [Float(-0.87), 0.8] {
        builder.block(from: [x - 0.06, y, 0.1], to: [x + 0.06, y + 0.07, 1.15])
      }
    }
    builder.use(Looks.soil, part: "rubble")
    for _ in 0..<30 {
      let size = random.number(in: 0.08...0.22)
      builder.ellipsoid(
        at: [
          random.number(in: -0.95...0.95), random.number(in: -0.42...0.42),
          0.72 + size * random.number(in: 0.2...1),
        ],
        radii: [size, size * 0.8, size * 0.6], rings: 4, segments: 6)
    }
    return SceneObject(.container, named: "skip", builder.mesh)
  }

  static func cone(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let height = random.number(in: 0.45...0.75)
    builder.use(Looks.orange, part: "body")
    builder.block(from: [-0.19, -0.19, 0], to: [0.19, 0.19, 0.035])
    builder.turned([[0.135, 0.035], [0.11, height * 0.3], [0.09, height * 0.45]], segments: 16)
    builder.use(Looks.retroWhite, part: "band")
    builder.turned([[0.091, height * 0.45], [0.07, height * 0.68]], segments: 16)
    builder.use(Looks.orange, part: "body")
    builder.turned([[0.07, height * 0.68], [0.028, height], [0.015, height]], segments: 16)
    return SceneObject(.cone, builder.mesh)
  }

  /// A barrier of a building site along x.
  static func barrier(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = random.number(in: 0.9...1.2)
    var look = Looks.retroRed
    look.accent = [0.93, 0.93, 0.93]
    look.pattern = .stripes(width: 0.25)
    builder.use(look, part: "boards")
    builder.block(from: [-half, -0.015, 0.82], to: [half, 0.015, 1.02])
    if random.chance(0.5) { builder.block(from: [-half, -0.015, 0.25], to: [half, 0.015, 0.35]) }
    builder.use(Looks.zinc, part: "posts")
    for x in [-half + 0.08, half - 0.08] {
      builder.block(from: [x - 0.02, 0.016, 0.1], to: [x + 0.02, 0.05, 1.05])
      builder.use(Looks.rubber, part: "feet")
      builder.block(from: [x - 0.13, -0.35, 0], to: [x + 0.13, 0.35, 0.1])
      builder.use(Looks.zinc, part: "posts")
    }
    if random.chance(0.5) {
      builder.use(Looks.orange, part: "lamp")
      builder.turned(
        [[0.03, 1.02], [0.09, 1.08], [0.09, 1.2], [0.02, 1.24]], at: [-half + 0.2, 0, 0],
        segments: 10)
    }
    return SceneObject(.barrier, builder.mesh)
  }

  /// A planter with a bush.
  static func planter(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(random.chance(0.5) ? Looks.concrete : Looks.timber, part: "pot")
    let half = random.number(in: 0.25...0.4)
    builder.block(from: [-half, -half, 0], to: [half, half, 0.45])
    builder.add(Plants.bush(&random, width: half * 2.2).mesh, at: RigidTransform(at: [0, 0, 0.45]))
    return SceneObject(.plant, named: "planter", builder.mesh)
  }
}
