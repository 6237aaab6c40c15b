import CairnGeometry
import CairnScenes

/// Makes machines of farms.
enum FarmMachines {
  /// A tractor with a cab.
  static func tractor(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let paint = Looks.shiny(
      random.choice([
        [0.12, 0.38, 0.14], [0.65, 0.1, 0.08], [0.1, 0.25, 0.55], [0.85, 0.4, 0.08],
      ]),
      gloss: 0.2)
    func square(_ y: Float, _ x: Float, _ low: Float, _ high: Float) -> [SIMD3<Float>] {
      [
        [-x, y, low], [x, y, low], [x, y, high * 0.94], [x * 0.8, y, high], [-x * 0.8, y, high],
        [-x, y, high * 0.94],
      ]
    }
    builder.use(paint, part: "hood")
    builder.loft([
      square(-1.75, 0.3, 0.75, 1.25), square(-1.65, 0.36, 0.7, 1.38), square(-0.2, 0.4, 0.7, 1.55),
    ])
    builder.use(Looks.black, part: "chassis")
    builder.block(from: [-0.25, -1.6, 0.45], to: [0.25, 1.2, 0.8])
    builder.block(from: [-0.62, -1.25, 0.4], to: [0.62, -1.1, 0.52])
    builder.block(from: [-0.7, 0.85, 0.65], to: [0.7, 1.05, 0.85])
    builder.block(from: [-0.28, -1.77, 0.8], to: [0.28, -1.74, 1.15])
    builder.use(paint, part: "cab")
    builder.block(from: [-0.6, -0.2, 0.8], to: [0.6, 1.0, 1.25])
    builder.block(from: [-0.68, -0.25, 2.5], to: [0.68, 1.1, 2.64])
    for x in [Float(-0.6), 0.54] {
      builder.block(from: [x, -0.2, 1.25], to: [x + 0.06, -0.14, 2.5])
      builder.block(from: [x, 0.94, 1.25], to: [x + 0.06, 1.0, 2.5])
    }
    builder.use(Looks.glass, part: "windows")
    builder.block(from: [-0.59, -0.14, 1.25], to: [-0.58, 0.94, 2.5])
    builder.block(from: [0.58, -0.14, 1.25], to: [0.59, 0.94, 2.5])
    builder.block(from: [-0.54, -0.18, 1.25], to: [0.54, -0.17, 2.5])
    builder.block(from: [-0.54, 0.97, 1.25], to: [0.54, 0.98, 2.5])
    builder.use(Looks.darkInside, part: "seat")
    builder.block(from: [-0.25, 0.35, 1.25], to: [0.25, 0.75, 1.42])
    builder.bar(from: [0, 0.74, 1.4], to: [0, 0.82, 2.0], width: 0.46, depth: 0.1)
    builder.within(RigidTransform(at: [0, 0.1, 1.6], rotation: .about([0, 1, 0], by: .pi / 2))) {
      $0.torus(at: .zero, radius: 0.18, thickness: 0.016, segments: 16, sides: 5)
    }
    builder.use(paint, part: "mudguards")
    for side in [Float(-1), 1] {
      let circle = MeshBuilder.circle(24)
      for index in 1..<11 {
        let (a, b) = (circle[index] * 0.92, circle[index + 1] * 0.92)
        let (x, y) = (side * 0.62, side * 1.12)
        builder.face([
          [x, 0.95 + a.x, 0.82 + a.y], [y, 0.95 + a.x, 0.82 + a.y], [y, 0.95 + b.x, 0.82 + b.y],
          [x, 0.95 + b.x, 0.82 + b.y],
        ])
      }
    }
    builder.use(Looks.black, part: "exhaust")
    builder.rod(
      [[0.42, -0.4, 1.4], [0.46, -0.4, 1.5], [0.46, -0.4, 2.5]], radii: [0.05, 0.05, 0.04],
      segments: 9)
    builder.use(Looks.headlight, part: "headlights")
    for x in [Float(-0.26), 0.14] {
      builder.block(from: [x, -1.78, 1.14], to: [x + 0.12, -1.75, 1.22])
    }
    for (y, radius, width, x, row) in [
      (Float(0.95), Float(0.82), Float(0.46), Float(0.87), "rear"),
      (-1.17, 0.55, 0.34, 0.75, "front"),
    ] {
      for side in [Float(-1), 1] {
        builder.within(
          RigidTransform(
            at: [side * x, y, radius], rotation: .about([0, 1, 0], by: side * .pi / 2))
        ) {
          $0.wheel(
            radius: radius - 0.02, width: width, spokes: 6,
            part: "\(row) \(side > 0 ? "left" : "right") wheel")
          $0.use(Looks.rubber, part: "\(row) \(side > 0 ? "left" : "right") wheel")
          for (index, turn) in MeshBuilder.circle(22).enumerated() {
            let out = SIMD3(turn.x, turn.y, 0)
            let end: Float = index % 2 == 0 ? 1 : -1
            $0.bar(
              from: out * (radius - 0.016) + [0, 0, end * width * 0.05],
              to: out * (radius - 0.016) + [0, 0, end * width * 0.46], width: 0.06, depth: 0.032)
          }
        }
      }
    }
    return SceneObject(.machine, named: "tractor", builder.mesh)
  }

  /// A trailer with sides of boards, its drawbar towards -y on a stand.
  static func trailer(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = SIMD2(random.number(in: 0.85...1.1), random.number(in: 1.4...2.1))
    let deck: Float = 0.78
    builder.use(Looks.timber, part: "bed")
    builder.block(from: [-half.x, -half.y, deck - 0.06], to: [half.x, half.y, deck])
    builder.use(random.chance(0.5) ? Looks.timber : Looks.lacquer(&random), part: "sides")
    let top = deck + random.number(in: 0.3...0.7)
    for x in [-half.x, half.x - 0.03] {
      builder.block(from: [x, -half.y, deck], to: [x + 0.03, half.y, top])
    }
    for y in [-half.y, half.y - 0.03] {
      builder.block(from: [-half.x + 0.03, y, deck], to: [half.x - 0.03, y + 0.03, top])
    }
    builder.use(Looks.black, part: "chassis")
    for x in [Float(-0.35), 0.29] {
      builder.block(from: [x, -half.y, deck - 0.16], to: [x + 0.06, half.y, deck - 0.06])
    }
    builder.rod(from: [-half.x + 0.1, 0.1, 0.36], to: [half.x - 0.1, 0.1, 0.36], radius: 0.04)
    builder.block(from: [-0.3, 0.05, 0.36], to: [0.3, 0.15, deck - 0.16])
    for x in [Float(-0.32), 0.32] {
      builder.bar(
        from: [x, -half.y, deck - 0.11], to: [0, -half.y - 1.1, 0.5], width: 0.07, depth: 0.07)
    }
    builder.rod(from: [0, -half.y - 0.95, 0.52], to: [0, -half.y - 0.95, 0.04], radius: 0.03)
    builder.block(from: [-0.09, -half.y - 1.04, 0], to: [0.09, -half.y - 0.86, 0.04])
    for side in [Float(-1), 1] {
      builder.within(
        RigidTransform(
          at: [side * (half.x + 0.02), 0.1, 0.36], rotation: .about([0, 1, 0], by: side * .pi / 2))
      ) {
        $0.wheel(radius: 0.36, width: 0.2, spokes: 5, part: side > 0 ? "left wheel" : "right wheel")
      }
    }
    if random.chance(0.6) {
      builder.use(random.chance(0.5) ? Looks.soil : Looks.cardboard, part: "load")
      for _ in 0..<26 {
        let size = random.number(in: 0.1...0.28)
        builder.ellipsoid(
          at: [
            random.number(in: -1...1) * (half.x - 0.35),
            random.number(in: -1...1) * (half.y - 0.35),
            deck + size * random.number(in: 0.4...1.4),
          ], radii: [size, size * 0.9, size * 0.7], rings: 5, segments: 8)
      }
    }
    return SceneObject(.machine, named: "trailer", builder.mesh)
  }

  /// A pole with insulators.
  static func powerPole(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.timber, part: "pole")
    let height = random.number(in: 6...8)
    builder.rod([[0, 0, -0.1], [0, 0, height]], radii: [0.14, 0.1], segments: 10)
    builder.use(Looks.timber, part: "crossbar")
    builder.block(from: [-0.8, 0.09, height - 0.5], to: [0.8, 0.19, height - 0.38])
    builder.use(Looks.white, part: "insulators")
    for x in [Float(-0.7), 0, 0.7] {
      builder.turned(
        [[0.03, height - 0.38], [0.05, height - 0.3], [0.02, height - 0.22]], at: [x, 0.14, 0],
        segments: 8)
    }
    return SceneObject(.pole, named: "power pole", builder.mesh)
  }
}
