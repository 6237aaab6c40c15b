import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// What children leave lying about.
  static let toys: [Kind] = [
    Kind("toy car", [.living], weight: 1.5, toyCar),
    Kind("toy blocks", [.living], weight: 1.5, toyBlocks),
    Kind("ball", [.living], weight: 1.5, ball),
    Kind("dice", [.living], dice),
    Kind("stacking rings", [.living], stackingRings),
    Kind("toy train", [.living], toyTrain),
    Kind("spinning top", [.living], spinningTop),
    Kind("puzzle cube", [.living, .office], puzzleCube),
  ]

  private static func wheel(
    radius: Float, width: Float, _ random: inout SceneRandom
  ) -> TriangleMesh {
    var mesh = TriangleMesh.lathe(
      Outline.rounded([[0, 0], [radius, 0], [radius, width], [0, width]], by: width * 0.2),
      segments: 18, ObjectFinish.rubber(), part: "wheel")
    mesh.join(
      .cylinder(radius: radius * 0.6, height: width + 0.001, segments: 14, ObjectFinish.steel()),
      at: [0, 0, -0.0005], as: "wheel")
    return mesh.transformed(
      by: RigidTransform(at: [0, width / 2, 0], rotation: Turn.lyingAlongY))
  }

  private static func toyCar(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.06...0.3)
    let (wide, high) = (
      length * random.number(in: 0.4...0.5), length * random.number(in: 0.14...0.2)
    )
    let paint = ObjectFinish.lacquer(ObjectFinish.vivid(&random))
    let glass = ObjectFinish.plastic([0.1, 0.13, 0.16], gloss: 0.5)
    let radius = length * random.number(in: 0.085...0.12)
    let lift = radius * 0.55
    let half = length / 2
    let hood = random.number(in: 0.15...0.32)
    let isTruck = random.chance(0.35)
    let side: [SIMD2<Float>] = [
      [-half, 0], [half, 0], [half, high * 0.8], [half - length * hood, high], [-half, high],
    ]
    var mesh = TriangleMesh.upright(
      Outline.rounded(side, by: high * 0.35, isClosed: true), depth: wide, paint)
    let top = random.number(in: 0.75...1.1) * high
    let rear = isTruck ? length * 0.08 : -half * random.number(in: 0.5...0.95)
    let cabin: [SIMD2<Float>] = [
      [rear, 0], [half - length * hood * 0.9, 0], [half - length * hood - length * 0.1, top],
      [rear + length * (isTruck ? 0.01 : 0.1), top],
    ]
    mesh.join(
      .upright(cabin, depth: wide * 0.86, glass, part: "cabin"), at: [0, 0, high * 0.97])
    let (low, front) = (cabin[3].x, cabin[2].x)
    mesh.join(
      .box([front - low, wide * 0.88, high * 0.12], rounding: high * 0.03, paint, part: "roof"),
      at: [(front + low) / 2, 0, high * 0.97 + top - high * 0.06])
    if isTruck {
      let bed = half + rear - length * 0.02
      mesh.join(
        openBox(
          [bed, wide, high * 0.9], wall: 0.003, ObjectFinish.lacquer(ObjectFinish.vivid(&random))
        )
        .renamed("bed"), at: [-half + bed / 2, 0, high * 0.98])
    }
    for x in [-0.31, 0.3] as [Float] {
      for y in [-1, 1] as [Float] {
        mesh.join(
          wheel(radius: radius, width: wide * 0.16, &random),
          at: [x * length, y * wide * 0.46, radius - lift])
      }
    }
    return SceneObject(.toy, named: "toy car", mesh.grounded().laid(Turn.z(random.unit() * 6)))
  }

  /// Blocks built on one another.
  private static func toyBlocks(_ random: inout SceneRandom) -> SceneObject {
    let edge = random.number(in: 0.025...0.045)
    var mesh = TriangleMesh()
    var level: Float = 0
    let isStudded = random.chance(0.5)
    for index in 0..<random.index(in: 1..<6) {
      let material =
        random.chance(0.3)
        ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.vivid(&random), gloss: 0.2)
      let turn: Float = isStudded ? 0 : random.normal() * 0.2
      let part = "block \(index + 1)"
      if isStudded {
        let (columns, rows) = (random.index(in: 2..<5), 2)
        let pitch = edge * 0.5
        var brick = TriangleMesh.box(
          [Float(columns) * pitch, Float(rows) * pitch, edge * 0.6], material, part: part)
        for column in 0..<columns {
          for row in 0..<rows {
            brick.join(
              .cylinder(
                radius: pitch * 0.3, height: pitch * 0.22, segments: 12, material, part: part),
              at: [
                (Float(column) - Float(columns - 1) / 2) * pitch, (Float(row) - 0.5) * pitch,
                edge * 0.6,
              ])
          }
        }
        mesh.join(brick, at: [Float(random.index(in: -1..<2)) * pitch, 0, level])
        level += edge * 0.6
        continue
      }
      switch random.index(in: 0..<4) {
      case 0:
        mesh.join(
          .cylinder(radius: edge / 2, height: edge, material, part: part), at: [0, 0, level])
        level += edge
      case 1:
        mesh.join(
          .box([edge * 2, edge, edge], rounding: 0.0015, material, part: part), at: [0, 0, level],
          turned: Turn.z(turn))
        level += edge
      case 2:
        let arch = Outline.rectangle([edge * 2, edge], at: [0, edge / 2])
        let hole = (0...10).map { step -> SIMD2<Float> in
          let turn = sineAndCosine(Float.pi * Float(step) / 10)
          return [turn.cosine * edge * 0.45, turn.sine * edge * 0.45]
        }
        let outline = [arch[0]] + hole.reversed() + [arch[1], arch[2], arch[3]]
        mesh.join(
          .upright(outline, depth: edge, material, part: part), at: [0, 0, level],
          turned: Turn.z(turn))
        level += edge
      default:
        mesh.join(
          .box([edge, edge, edge], rounding: 0.0015, material, part: part), at: [0, 0, level],
          turned: Turn.z(turn))
        level += edge
      }
    }
    return SceneObject(.toy, named: "toy blocks", mesh.centered())
  }

  private static func ball(_ random: inout SceneRandom) -> SceneObject {
    let radius =
      random.choice([0.0335, 0.02, 0.11, 0.12, 0.065, 0.045] as [Float])
      * random.number(in: 0.92...1.05)
    let color = ObjectFinish.vivid(&random)
    let patterns: [Material.Pattern] = [
      .plain, .checker(edge: radius * 0.7), .speckle(edge: radius * 0.3),
      .stripes(width: radius * 0.4),
      .print(seed: random.next(), edge: radius),
    ]
    var material = Material(
      color, accent: random.chance(0.5) ? [0.93, 0.93, 0.9] : ObjectFinish.vivid(&random),
      pattern: random.choice(patterns), reflectivity: 0.6)
    material.gloss = random.number(in: 0...0.25)
    return SceneObject(
      .ball,
      .superquadric(
        radii: SIMD3(radius, radius, radius), roundness: [1, 1], segments: radius > 0.06 ? 40 : 28,
        material))
  }

  private static func dice(_ random: inout SceneRandom) -> SceneObject {
    let edge = random.number(in: 0.014...0.05)
    var mesh = TriangleMesh()
    let count = random.index(in: 1..<5)
    for index in 0..<count {
      let body = ObjectFinish.plastic(
        random.chance(0.5) ? [0.93, 0.92, 0.88] : ObjectFinish.vivid(&random), gloss: 0.2)
      var die = TriangleMesh.box(
        [edge, edge, edge], rounding: edge * 0.12, body, part: "die \(index + 1)")
      let pip = ObjectFinish.plastic(body.color.x > 0.9 ? [0.08, 0.08, 0.08] : [0.95, 0.95, 0.95])
      let spots: [SIMD2<Float>] = [
        [0, 0], [-0.26, -0.26], [0.26, 0.26], [-0.26, 0.26], [0.26, -0.26],
      ]
      for (face, turn) in [Rotation.identity, Turn.x(.pi / 2), Turn.y(.pi / 2), Turn.y(-.pi / 2)]
        .enumerated()
      {
        for spot in spots.prefix(face == 0 ? 5 : face == 1 ? 1 : 3) {
          let dot = TriangleMesh.cylinder(
            radius: edge * 0.08, height: edge * 0.01, segments: 10, pip, part: "die \(index + 1)")
          let place = turn.applied(to: [spot.x * edge, spot.y * edge, edge / 2])
          die.join(dot, at: place + [0, 0, edge / 2], turned: turn)
        }
      }
      let angle = Float(index) * 1.6 + random.unit()
      let turn = sineAndCosine(angle)
      mesh.join(
        die, at: index == 0 ? .zero : [turn.cosine * edge * 2.2, turn.sine * edge * 2.2, 0],
        turned: Turn.z(random.unit() * 6))
    }
    return SceneObject(.toy, named: "dice", mesh.centered())
  }

  private static func stackingRings(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.045...0.07)
    let count = random.index(in: 3..<7)
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0], [radius, 0], [radius, 0.012], [0.009, 0.014],
          [0.008, 0.022 * Float(count) + 0.02], [0, 0.022 * Float(count) + 0.02],
        ], by: 0.003),
      ObjectFinish.wood(&random), part: "peg")
    for ring in 0..<count {
      let out = radius * (0.95 - 0.55 * Float(ring) / Float(count))
      mesh.join(
        .lathe(
          Outline.rounded([[0.01, 0], [out, 0], [out, 0.021], [0.01, 0.021]], by: 0.009) + [
            [0.01, 0]
          ],
          segments: 28, ObjectFinish.plastic(ObjectFinish.vivid(&random), gloss: 0.2),
          part: "ring \(ring + 1)"),
        at: [0, 0, 0.0125 + Float(ring) * 0.0215])
    }
    return SceneObject(.toy, named: "stacking rings", mesh)
  }

  private static func toyTrain(_ random: inout SceneRandom) -> SceneObject {
    var mesh = TriangleMesh()
    let scale = random.number(in: 0.7...1.4)
    let count = random.index(in: 1..<4)
    for wagon in 0..<count {
      let paint =
        random.chance(0.4)
        ? ObjectFinish.wood(&random) : ObjectFinish.lacquer(ObjectFinish.vivid(&random))
      let part = wagon == 0 ? "engine" : "wagon \(wagon)"
      var car = TriangleMesh.box(
        [0.08, 0.036, 0.012], rounding: 0.002, ObjectFinish.wood(&random), part: part)
      if wagon == 0 {
        car.join(
          .capsuleLine(
            from: [-0.01, 0, 0.026], to: [0.032, 0, 0.026], radius: 0.014, segments: 16, paint,
            part: part))
        car.join(
          .box([0.03, 0.034, 0.038], rounding: 0.002, paint, part: part), at: [-0.024, 0, 0.011])
        car.join(
          .box(
            [0.036, 0.04, 0.004], ObjectFinish.lacquer(ObjectFinish.vivid(&random)), part: part),
          at: [-0.024, 0, 0.049])
        car.join(
          .lathe(
            [[0, 0], [0.005, 0], [0.008, 0.018], [0, 0.018]], segments: 14, ObjectFinish.rubber(),
            part: part), at: [0.026, 0, 0.036])
      } else {
        car.join(
          .box(
            [0.07, 0.034, random.number(in: 0.012...0.032)], rounding: 0.002, paint, part: part),
          at: [0, 0, 0.011])
      }
      for x in [-0.026, 0.026] as [Float] {
        for y in [-1, 1] as [Float] {
          car.join(wheel(radius: 0.011, width: 0.006, &random), at: [x, y * 0.0195, 0.001])
        }
      }
      mesh.join(car, at: [-Float(wagon) * 0.088, 0, 0.011])
      if wagon > 0 {
        mesh.join(
          .capsuleLine(
            from: [-Float(wagon) * 0.088 + 0.039, 0, 0.016],
            to: [-Float(wagon) * 0.088 + 0.05, 0, 0.016], radius: 0.002, ObjectFinish.steel(),
            part: part)
        )
      }
    }
    return SceneObject(
      .toy, named: "toy train",
      mesh.scaled(by: SIMD3(scale, scale, scale)).centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func spinningTop(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.015...0.04)
    let material = ObjectFinish.wood(&random)
    let profile: [SIMD2<Float>] = [
      [0, 0], [radius * 0.12, radius * 0.15], [radius * 0.8, radius * 0.7], [radius, radius * 0.9],
      [radius * 0.8, radius * 1.1], [radius * 0.15, radius * 1.2], [radius * 0.12, radius * 2],
      [0, radius * 2.05],
    ]
    // It has come to rest on its tip and its rim.
    let lean: Float = .pi / 2 - 0.727
    return SceneObject(
      .toy, named: "spinning top",
      TriangleMesh.lathe(profile, segments: 26, material).laid(
        Turn.z(random.unit() * 6) * Turn.x(lean)
      ).centered())
  }

  private static func puzzleCube(_ random: inout SceneRandom) -> SceneObject {
    let edge: Float = 0.019
    let colors: [SIMD3<Float>] = [
      [0.9, 0.9, 0.88], [0.85, 0.75, 0.1], [0.7, 0.1, 0.1], [0.85, 0.4, 0.1], [0.1, 0.25, 0.65],
      [0.1, 0.5, 0.2],
    ]
    var mesh = TriangleMesh.box(
      [edge * 3, edge * 3, edge * 3], rounding: 0.002, ObjectFinish.plastic([0.08, 0.08, 0.08]))
    let faces = [
      Rotation.identity, Turn.x(.pi / 2), Turn.x(-.pi / 2), Turn.y(.pi / 2), Turn.y(-.pi / 2),
    ]
    for turn in faces {
      for cell in 0..<9 {
        let place = SIMD3(Float(cell % 3 - 1) * edge, Float(cell / 3 - 1) * edge, edge * 1.5)
        mesh.join(
          .box(
            [edge * 0.86, edge * 0.86, 0.0008],
            ObjectFinish.plastic(random.choice(colors), gloss: 0.2),
            part: "stickers"),
          at: turn.applied(to: place) + [0, 0, edge * 1.5], turned: turn)
      }
    }
    return SceneObject(.toy, named: "puzzle cube", mesh.laid(Turn.z(random.unit() * 6)))
  }
}
