import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// What is cooked in and eaten from.
  static let kitchenware: [Kind] = [
    Kind("mug", [.kitchen, .office, .living], weight: 2.5, mug),
    Kind("cup and saucer", [.kitchen, .living], cupAndSaucer),
    Kind("glass", [.kitchen, .living, .bathroom], weight: 1.5, glass),
    Kind("bowl", [.kitchen, .living], weight: 2, bowl),
    Kind("plates", [.kitchen], weight: 2, plates),
    Kind("pan", [.kitchen], weight: 1.5, pan),
    Kind("pot", [.kitchen], weight: 1.5, pot),
    Kind("kettle", [.kitchen, .office], kettle),
    Kind("teapot", [.kitchen, .living], teapot),
    Kind("jug", [.kitchen], jug),
  ]

  private static func mug(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.033...0.048)
    let height = radius * random.number(in: 1.7...2.8)
    let low = radius * random.number(in: 0.7...1.02)
    let bulge = random.number(in: -0.004...0.006)
    let material = ObjectFinish.ceramic(&random, height: height)
    let outside = Outline.rounded(
      [[0, 0], [low, 0], [(low + radius) / 2 + bulge, height * 0.5], [radius, height]],
      by: random.number(in: 0.003...0.015))
    var mesh = TriangleMesh.lathe(Outline.vessel(outside, thickness: 0.0035), material)
    let middle = (low + radius) / 2 + bulge
    let (bottom, top) = (
      height * random.number(in: 0.15...0.3), height * random.number(in: 0.75...0.9)
    )
    mesh.join(
      .handle(
        from: [middle - 0.003, bottom], to: [middle - 0.003, top],
        reach: random.number(in: 0.018...0.032), thickness: random.number(in: 0.006...0.01),
        width: random.number(in: 0.009...0.015), material))
    if random.chance(0.3) {
      mesh.join(
        .cylinder(
          radius: Swift.min(low, radius) * 0.9, height: 0.002,
          ObjectFinish.plastic([0.16, 0.09, 0.05], gloss: 0.4), part: "content"),
        at: [0, 0, height * 0.75])
    }
    return SceneObject(.cup, named: "mug", mesh)
  }

  private static func cupAndSaucer(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.03...0.05)
    let height = radius * random.number(in: 1...1.5)
    let material = ObjectFinish.ceramic(&random, height: height, isFlat: true)
    let wide = radius * random.number(in: 1.6...1.9)
    let saucer = Outline.vessel(
      [
        [0, 0.001], [radius * 0.55, 0], [radius * 0.6, 0.002], [wide * 0.75, 0.007], [wide, 0.016],
      ],
      thickness: 0.003)
    var mesh = TriangleMesh.lathe(saucer, material, part: "saucer")
    let outside =
      [[0, 0]]
      + Outline.smooth(
        [
          [radius * 0.5, 0], [radius * 0.62, height * 0.1], [radius * 0.93, height * 0.55],
          [radius, height],
        ], steps: 3)
    let base: Float = 0.0045
    mesh.join(
      .lathe(Outline.vessel(outside, thickness: 0.0025), material, part: "cup"), at: [0, 0, base])
    let handle = TriangleMesh.handle(
      from: [radius * 0.72, height * 0.3], to: [radius * 0.93, height * 0.85], reach: 0.016,
      thickness: 0.005, width: 0.007, material)
    mesh.join(handle, at: [0, 0, base], turned: Turn.z(random.unit() * 6))
    return SceneObject(.cup, named: "cup and saucer", mesh)
  }

  /// Tumblers and stemmed glasses.
  private static func glass(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.026...0.042)
    let material = ObjectFinish.glass(&random, tint: random.chance(0.8) ? [0.85, 0.9, 0.9] : nil)
    if random.chance(0.6) {
      let height = radius * random.number(in: 2...4)
      let outside: [SIMD2<Float>] = [
        [0, 0], [radius * random.number(in: 0.65...1), 0], [radius, height],
      ]
      return SceneObject(
        .cup, named: "tumbler", .lathe(Outline.vessel(outside, thickness: 0.0022), material))
    }
    let (stem, bowl) = (random.number(in: 0.05...0.09), random.number(in: 0.07...0.12))
    let open = radius * random.number(in: 0.75...1.1)
    let cup = Outline.smooth(
      [
        [0.0035, stem], [radius * 0.75, stem + bowl * 0.18], [radius * 1.1, stem + bowl * 0.45],
        [open, stem + bowl],
      ], steps: 4)
    let inside = cup.dropFirst(2).reversed().map { SIMD2($0.x - 0.0018, $0.y) }
    let profile: [SIMD2<Float>] =
      [[0, 0], [radius * 0.95, 0], [radius * 0.9, 0.002], [0.008, 0.005], [0.0035, 0.014]] + cup
      + inside + [[0, stem + 0.006]]
    return SceneObject(.cup, named: "wine glass", .lathe(profile, material))
  }

  private static func bowl(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.055...0.15)
    let height = radius * random.number(in: 0.4...0.85)
    let foot = radius * random.number(in: 0.35...0.6)
    let material =
      random.chance(0.75)
      ? ObjectFinish.ceramic(&random, height: height)
      : random.chance(0.5) ? ObjectFinish.steel() : ObjectFinish.wood(&random)
    let outside =
      [[0, 0.002], [foot * 0.9, 0]]
      + Outline.smooth(
        [
          [foot, 0.001], [foot * 1.05, 0.006], [radius * 0.82, height * 0.45], [radius, height],
        ],
        steps: 3)
    return SceneObject(
      .bowl, .lathe(Outline.vessel(outside, thickness: radius * 0.035 + 0.0015), material))
  }

  private static func plates(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.075...0.15)
    let height = radius * random.number(in: 0.1...0.26)
    let material = ObjectFinish.ceramic(&random, height: height, isFlat: true)
    let count = random.chance(0.55) ? 1 : random.index(in: 2..<9)
    let well = radius * random.number(in: 0.6...0.75)
    let outside: [SIMD2<Float>] = [
      [0, 0.002], [well * 0.75, 0.002], [well * 0.78, 0], [well * 0.85, 0.001],
      [well * 1.02, height * 0.6], [radius * 0.96, height * 0.95], [radius, height],
    ]
    let plate = TriangleMesh.lathe(
      Outline.vessel(outside, thickness: 0.003), segments: count > 3 ? 28 : 36, material,
      part: "plate")
    var mesh = TriangleMesh()
    for level in 0..<count {
      let offset = SIMD3(random.normal(), random.normal(), 0) * (level == 0 ? 0 : 0.0012)
      mesh.join(plate, at: offset + [0, 0, Float(level) * 0.0062])
    }
    return SceneObject(
      .plate, named: count == 1 ? "plate" : "stack of plates", mesh,
      surfaces: top(SIMD2(well, well) * 1.1, height: Float(count - 1) * 0.0062 + 0.005))
  }

  private static func barHandle(
    from start: Float, length: Float, height: Float, rise: Float, _ material: Material
  ) -> TriangleMesh {
    let line = TriangleMesh.smoothLine(
      through: [
        [start, 0, height], [start + length * 0.3, 0, height + rise * 0.5],
        [start + length, 0, height + rise],
      ], steps: 4)
    return TriangleMesh.tube(
      along: line, radii: line.indices.map { 0.007 + 0.003 * Float($0) / Float(line.count) },
      segments: 10, material, part: "handle"
    ).scaled(by: [1, 1.35, 1])
  }

  private static func pan(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.09...0.16)
    let height = random.number(in: 0.03...0.065)
    let dark = ObjectFinish.plastic([0.08, 0.08, 0.085], gloss: 0.15)
    let body = random.chance(0.6) ? dark : ObjectFinish.metal(&random)
    let outside = Outline.rounded(
      [[0, 0], [radius * 0.8, 0], [radius, height]], by: 0.02, steps: 4)
    var mesh = TriangleMesh.lathe(Outline.vessel(outside, thickness: 0.003), body)
    let grip = random.chance(0.6) ? dark : ObjectFinish.wood(&random)
    mesh.join(
      barHandle(
        from: radius * 0.95, length: random.number(in: 0.14...0.2), height: height * 0.75,
        rise: random.number(in: 0.01...0.04), grip))
    if random.chance(0.2) {
      mesh.join(
        .lathe(
          [[0, 0], [radius, 0], [radius * 0.6, 0.016], [0, 0.024]],
          ObjectFinish.glass(&random, tint: [0.8, 0.86, 0.86]), part: "lid"), at: [0, 0, height])
      mesh.join(
        .lathe(
          [[0, 0], [0.008, 0], [0.018, 0.016], [0.015, 0.024], [0, 0.026]], dark,
          part: "knob"), at: [0, 0, height + 0.022])
    }
    return SceneObject(
      .pan, mesh.laid(Turn.z(random.unit() * 2 * .pi)),
      surfaces: top(SIMD2(radius, radius), height: 0.003))
  }

  private static func pot(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.07...0.15)
    let height = radius * random.number(in: 0.75...1.5)
    let body =
      random.chance(0.6)
      ? ObjectFinish.steel(gloss: 0.5) : ObjectFinish.lacquer(ObjectFinish.vivid(&random))
    let dark = ObjectFinish.plastic([0.1, 0.1, 0.1])
    let outside =
      Outline.rounded([[0, 0], [radius, 0], [radius, height]], by: 0.012)
      + [[radius + 0.004, height + 0.003]]
    var mesh = TriangleMesh.lathe(Outline.vessel(outside, thickness: 0.003), body)
    if random.chance(0.3) {
      mesh.join(
        barHandle(from: radius - 0.002, length: 0.16, height: height * 0.8, rise: 0.02, dark))
    } else {
      for side in [0, Float.pi] {
        let line = TriangleMesh.smoothLine(
          through: [
            [radius - 0.003, -0.035, 0], [radius + 0.022, -0.03, 0.006],
            [radius + 0.03, 0, 0.008], [radius + 0.022, 0.03, 0.006], [radius - 0.003, 0.035, 0],
          ],
          steps: 4)
        mesh.join(
          .tube(
            along: line, radii: [0.0055], segments: 8, random.chance(0.5) ? dark : body,
            part: "handle"), at: [0, 0, height * 0.8], turned: Turn.z(side))
      }
    }
    if random.chance(0.6) {
      let rim = height + 0.003
      let cover = random.chance(0.4) ? ObjectFinish.glass(&random, tint: [0.8, 0.86, 0.86]) : body
      mesh.join(
        .lathe(
          [
            [0, 0], [radius + 0.005, 0], [radius + 0.004, 0.003], [radius * 0.6, 0.014], [0, 0.02],
          ],
          cover, part: "lid"), at: [0, 0, rim])
      mesh.join(
        .lathe(
          [[0, 0], [0.007, 0], [0.007, 0.008], [0.018, 0.016], [0.016, 0.024], [0, 0.025]], dark,
          part: "knob"), at: [0, 0, rim + 0.019])
      return SceneObject(.pot, mesh)
    }
    return SceneObject(.pot, mesh, surfaces: top(SIMD2(radius, radius) * 1.2, height: 0.003))
  }

  private static func kettle(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.065...0.085)
    let height = random.number(in: 0.16...0.22)
    let body =
      random.chance(0.5)
      ? ObjectFinish.steel(gloss: 0.5) : ObjectFinish.plastic(ObjectFinish.any(&random))
    let dark = ObjectFinish.plastic(ObjectFinish.neutral(&random))
    var mesh = TriangleMesh.cylinder(radius: radius * 0.98, height: 0.018, dark, part: "base")
    mesh.join(
      .lathe(
        Outline.rounded(
          [
            [0, 0.02], [radius, 0.02], [radius * random.number(in: 0.8...1), height * 0.5],
            [radius * 0.68, height], [0, height + 0.006],
          ], by: 0.02), body))
    mesh.join(
      .lathe(
        [[0, 0], [0.008, 0], [0.016, 0.014], [0.013, 0.02], [0, 0.022]], dark,
        part: "lid"), at: [0, 0, height + 0.002])
    let spout: [SIMD2<Float>] = [
      [0, 0], [0.03, 0.012], [0.045, 0.045], [0.03, 0.052], [0, 0.05],
    ]
    mesh.join(
      .upright(spout, depth: 0.03, body, part: "spout").tapered(to: [1, 0.75]),
      at: [radius * 0.62, 0, height * 0.68])
    let handle = TriangleMesh.handle(
      from: [radius * 0.9, height * 0.25], to: [radius * 0.62, height * 0.97], reach: 0.042,
      thickness: 0.018, width: 0.024, dark)
    mesh.join(handle, turned: Turn.z(.pi))
    return SceneObject(.pot, named: "kettle", mesh.laid(Turn.z(random.unit() * 2 * .pi)))
  }

  private static func teapot(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.06...0.085)
    let height = radius * random.number(in: 1.2...1.7)
    let material =
      random.chance(0.75)
      ? ObjectFinish.ceramic(&random, height: height)
      : ObjectFinish.skin([0.16, 0.16, 0.17], [0.1, 0.1, 0.1], edge: 0.004)
    let profile =
      [[0, 0]]
      + Outline.smooth(
        [
          [radius * 0.62, 0], [radius * 0.92, height * 0.25], [radius, height * 0.5],
          [radius * 0.8, height * 0.82], [radius * 0.45, height],
        ], steps: 4)
    var mesh = TriangleMesh.lathe(profile, material)
    mesh.join(
      .lathe(
        Outline.rounded(
          [
            [0, 0], [radius * 0.47, 0], [radius * 0.3, 0.012], [0.006, 0.017], [0.011, 0.028],
            [0, 0.033],
          ],
          by: 0.004), material, part: "lid"), at: [0, 0, height - 0.001])
    let spout = TriangleMesh.smoothLine(
      through: [
        [radius * 0.8, 0, height * 0.25], [radius * 1.3, 0, height * 0.45],
        [radius * 1.5, 0, height * 0.85], [radius * 1.72, 0, height * 0.97],
      ], steps: 4)
    mesh.join(
      .tube(
        along: spout, radii: spout.indices.map { 0.017 - 0.0105 * Float($0) / Float(spout.count) },
        segments: 12, material, part: "spout"))
    let handle = TriangleMesh.handle(
      from: [radius * 0.9, height * 0.25], to: [radius * 0.82, height * 0.8], reach: 0.035,
      thickness: 0.009, width: 0.012, material)
    mesh.join(handle, turned: Turn.z(.pi))
    return SceneObject(.pot, named: "teapot", mesh.laid(Turn.z(random.unit() * 2 * .pi)))
  }

  private static func jug(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.045...0.075)
    let height = radius * random.number(in: 2...3.2)
    let material =
      random.chance(0.4)
      ? ObjectFinish.glass(&random, tint: [0.85, 0.9, 0.9])
      : ObjectFinish.ceramic(&random, height: height)
    let outside =
      [[0, 0]]
      + Outline.smooth(
        [
          [radius * 0.85, 0], [radius, height * 0.3], [radius * 0.7, height * 0.75],
          [radius * 0.8, height],
        ], steps: 4)
    var mesh = TriangleMesh.lathe(Outline.vessel(outside, thickness: 0.003), material)
    mesh = mesh.deformed { place in
      // The lip.
      let up = Swift.max(0, place.z / height - 0.75) * 4
      let front = Swift.max(0, -place.x / radius - 0.5)
      return [place.x - up * front * 0.035, place.y * (1 - up * front * 0.35), place.z]
    }
    mesh.join(
      .handle(
        from: [radius * 0.97, height * 0.25], to: [radius * 0.74, height * 0.92], reach: 0.04,
        thickness: 0.01, width: 0.016, material))
    return SceneObject(.object, named: "jug", mesh.laid(Turn.z(random.unit() * 2 * .pi)))
  }
}
