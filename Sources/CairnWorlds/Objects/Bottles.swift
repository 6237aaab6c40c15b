import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Bottles, sprays, tubes and dispensers.
  static let bottles: [Kind] = [
    Kind("bottle", [.kitchen, .warehouse, .living, .office], weight: 2, bottle),
    Kind("wine bottle", [.kitchen, .living, .warehouse], wineBottle),
    Kind("detergent bottle", [.bathroom, .kitchen, .warehouse], weight: 1.5, detergentBottle),
    Kind("canister", [.warehouse, .workshop], canister),
    Kind("spray bottle", [.bathroom, .kitchen, .workshop], sprayBottle),
    Kind("spray can", [.workshop, .bathroom, .warehouse], weight: 1.5, sprayCan),
    Kind("soap dispenser", [.bathroom, .kitchen], soapDispenser),
    Kind("toothpaste", [.bathroom], squeezeTube),
    Kind("cartridge", [.workshop, .warehouse], cartridge),
    Kind("gas cartridge", [.workshop, .warehouse], gasCartridge),
  ]

  /// A bottle for drinks: clear or not, of many profiles.
  private static func bottle(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.026...0.048)
    let height = radius * random.number(in: 4.4...7.2)
    let neck = random.number(in: 0.011...0.016)
    let waist = radius * random.number(in: 0.82...1)
    let shoulder = height * random.number(in: 0.55...0.74)
    var outside: [SIMD2<Float>] = [
      [radius * 0.86, 0.001], [radius, height * 0.04], [radius, height * 0.25],
      [waist, height * 0.4], [radius, shoulder],
    ]
    if random.chance(0.4) { outside[3].x = radius }
    outside += [[radius * 0.62, shoulder + (height - shoulder) * 0.55], [neck, height * 0.93]]
    let profile = Outline.smooth(outside, steps: 3) + [[neck, height]]
    let isClear = random.chance(0.55)
    let body =
      isClear
      ? ObjectFinish.glass(&random) : ObjectFinish.plastic(ObjectFinish.any(&random), gloss: 0.25)
    var mesh = TriangleMesh.lathe([[0, 0.003]] + profile, body)
    if isClear, random.chance(0.6) {
      // What is in it, up to some level.
      let level = random.number(in: 0.3...0.9) * shoulder
      let inner = radius * 0.84
      mesh.join(
        .lathe(
          Outline.rounded(
            [[0, 0.006], [inner, 0.006], [Swift.min(inner, waist * 0.9), level], [0, level]],
            by: 0.006), ObjectFinish.plastic(ObjectFinish.vivid(&random) * 0.6), part: "content"))
    }
    let cap = random.number(in: 0.012...0.026)
    mesh.join(
      .lathe(
        Outline.rounded([[0, 0], [neck + 0.003, 0], [neck + 0.002, cap], [0, cap]], by: 0.002),
        ObjectFinish.plastic(ObjectFinish.any(&random)), part: "cap"),
      at: [0, 0, height - cap * 0.6])
    if random.chance(0.8) {
      let (low, high) = (height * 0.27, shoulder * random.number(in: 0.75...0.95))
      let isWaisted = outside[3].x < radius * 0.97
      let range = isWaisted ? (height * 0.06, height * 0.22) : (low, high)
      mesh.join(
        .sleeve(
          radius: radius, from: range.0, to: range.1,
          ObjectFinish.print(&random, edge: (range.1 - range.0) * 0.6)))
    }
    return SceneObject(.bottle, mesh)
  }

  private static func wineBottle(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.034...0.043)
    let height = random.number(in: 0.27...0.33)
    let shoulder = height * random.number(in: 0.55...0.66)
    let neck: Float = 0.0145
    let slope = random.number(in: 0.03...0.09)
    let outside =
      [[0, 0.012], [radius * 0.6, 0.002]]
      + Outline.smooth(
        [
          [radius * 0.9, 0], [radius, 0.008], [radius, shoulder],
          [radius * 0.75, shoulder + slope * 0.6],
          [neck + 0.001, shoulder + slope * 1.2], [neck, height * 0.94],
        ], steps: 3)
      + [[neck + 0.0015, height * 0.95], [neck + 0.0015, height]]
    var mesh = TriangleMesh.lathe(outside, ObjectFinish.glass(&random))
    mesh.join(
      .sleeve(
        radius: radius, from: shoulder * 0.2, to: shoulder * 0.75,
        ObjectFinish.print(&random, edge: shoulder * 0.3)))
    if random.chance(0.7) {
      mesh.join(
        .lathe(
          [
            [0, height + 0.002], [neck + 0.0025, height + 0.002], [neck + 0.0015, height * 0.84],
            [0, height * 0.84],
          ].reversed(), ObjectFinish.lacquer(ObjectFinish.vivid(&random) * 0.7), part: "capsule"))
    } else {
      mesh.join(
        .cylinder(
          radius: 0.01, height: 0.02,
          ObjectFinish.skin([0.75, 0.6, 0.42], [0.5, 0.36, 0.22], edge: 0.003),
          part: "cork"), at: [0, 0, height - 0.008])
    }
    return SceneObject(.bottle, named: "wine bottle", mesh)
  }

  /// Shampoo, detergent, cleaner: oval, sometimes with a grip.
  private static func detergentBottle(_ random: inout SceneRandom) -> SceneObject {
    let height = random.number(in: 0.14...0.28)
    let width = height * random.number(in: 0.18...0.28)
    let depth = width * random.number(in: 0.45...0.95)
    let square = random.number(in: 0.4...1)
    let color = ObjectFinish.any(&random)
    let body = ObjectFinish.plastic(color, gloss: 0.2)
    var mesh: TriangleMesh
    let hasGrip = height > 0.2 && random.chance(0.5)
    if hasGrip {
      let solid = Solid.box([width * 2, depth * 2, height * 0.85], rounding: depth * 0.6)
        .without(
          Solid.box([width * 0.5, depth * 4, height * 0.36], rounding: width * 0.24)
            .moved(by: [width * 0.45, 0, height * 0.13]))
      mesh = .solid(solid, cell: height / 26, body)
      mesh = mesh.grounded().tapered(to: [0.75, 0.7])
    } else {
      mesh = .superquadric(
        radii: [width, depth, height * 0.43], roundness: [0.2, square], segments: 36, body)
      // A label as a slice of the body, a bit larger, so that it narrows as the body does.
      let label = TriangleMesh.superquadric(
        radii: [width * 1.006, depth * 1.012, height * 0.2], roundness: [0.06, square],
        segments: 36, ObjectFinish.print(&random, edge: height * 0.15), part: "label")
      mesh.join(label, at: [0, 0, height * 0.16])
      mesh = mesh.tapered(to: [random.number(in: 0.6...1), random.number(in: 0.6...1)])
    }
    let top = mesh.bounds.max.z
    let neck = random.number(in: 0.012...0.02)
    mesh.join(.cylinder(radius: neck * 0.85, height: 0.02, body), at: [0, 0, top - 0.008])
    mesh.join(
      .lathe(
        Outline.rounded(
          [
            [0, 0], [neck, 0], [neck * random.number(in: 0.7...1), height * 0.12],
            [0, height * 0.12],
          ],
          by: 0.003), ObjectFinish.plastic(ObjectFinish.vivid(&random)), part: "cap"),
      at: [0, 0, top + 0.003])
    return SceneObject(.bottle, named: "detergent bottle", mesh.grounded())
  }

  private static func canister(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.12...0.26), random.number(in: 0.09...0.17), random.number(in: 0.2...0.36))
    let body = ObjectFinish.plastic(ObjectFinish.any(&random))
    let solid = Solid.box(size, rounding: 0.02)
      .without(
        Solid.box([size.x * 0.5, size.y * 2, size.z * 0.13], rounding: 0.015)
          .moved(by: [size.x * 0.1, 0, size.z * 0.36])
      )
      .without(
        Solid.box([size.x * 0.4, size.y * 2, size.z * 0.3], rounding: 0.015)
          .moved(
            RigidTransform(
              at: [-size.x * 0.52, 0, size.z * 0.53], rotation: Turn.y(-0.5))))
    var mesh = TriangleMesh.solid(solid, cell: size.max() / 24, body).grounded()
    mesh.join(
      .cylinder(
        radius: 0.024, height: 0.03, ObjectFinish.plastic(ObjectFinish.vivid(&random)), part: "cap"),
      at: [-size.x * 0.3, 0, size.z * 0.86], turned: Turn.y(-0.5))
    let label = ObjectFinish.print(&random, edge: size.z * 0.15)
    mesh.join(
      .box([size.x * 0.7, 0.0006, size.z * 0.5], label, part: "label"),
      at: [0, -size.y / 2, size.z * 0.12])
    return SceneObject(.can, named: "canister", mesh)
  }

  private static func sprayBottle(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.032...0.045)
    let height = random.number(in: 0.15...0.2)
    let body =
      random.chance(0.4)
      ? ObjectFinish.glass(&random) : ObjectFinish.plastic(ObjectFinish.vivid(&random), gloss: 0.2)
    let profile =
      [[0, 0.002]]
      + Outline.smooth(
        [
          [radius * 0.94, 0.0005], [radius, 0.008], [radius, height * 0.5],
          [radius * 0.72, height * 0.72],
          [radius * 0.6, height * 0.85], [0.013, height],
        ], steps: 3)
    let flat: SIMD3<Float> = [1, random.number(in: 0.6...1), 1]
    var mesh = TriangleMesh.lathe(profile, body).scaled(by: flat)
    mesh.join(
      TriangleMesh.sleeve(
        radius: radius, from: height * 0.1, to: height * 0.46,
        ObjectFinish.print(&random, edge: height * 0.2)
      ).scaled(by: flat))
    let head = ObjectFinish.plastic(ObjectFinish.any(&random))
    mesh.join(
      .cylinder(radius: 0.0155, height: 0.022, head, part: "head"), at: [0, 0, height - 0.004])
    let outline: [SIMD2<Float>] = [
      [-0.014, 0], [0.014, 0], [0.017, 0.02], [0.04, 0.026], [0.04, 0.046], [-0.02, 0.05],
      [-0.042, 0.04], [-0.042, 0.026], [-0.018, 0.022],
    ]
    mesh.join(
      .upright(
        Outline.rounded(outline, by: 0.006, isClosed: true), depth: 0.02, head, part: "head"),
      at: [0, 0, height + 0.014])
    let lever: [SIMD2<Float>] = [
      [0.012, 0.024], [0.02, 0.026], [0.03, 0], [0.038, -0.022], [0.033, -0.024], [0.022, -0.002],
    ]
    mesh.join(
      .upright(
        lever, depth: 0.014, ObjectFinish.plastic(ObjectFinish.any(&random)), part: "trigger"),
      at: [0, 0, height + 0.016])
    mesh.join(
      .cylinder(
        radius: 0.007, height: 0.012, ObjectFinish.plastic(ObjectFinish.vivid(&random)),
        part: "nozzle"),
      at: [0.038, 0, height + 0.05], turned: Turn.lyingAlongX)
    return SceneObject(.bottle, named: "spray bottle", mesh)
  }

  private static func sprayCan(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.choice([0.0225, 0.0265, 0.0325] as [Float])
    let height = radius * random.number(in: 4.2...7)
    var paint = ObjectFinish.print(&random, edge: height * random.number(in: 0.25...0.5))
    paint.gloss = 0.3
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0.003], [radius * 0.7, 0.003], [radius, 0], [radius, height],
          [radius * 0.62, height + 0.014],
          [radius * 0.5, height + 0.016],
        ], by: 0.003), paint)
    if random.chance(0.55) {
      let cap = radius * random.number(in: 0.85...1)
      mesh.join(
        .lathe(
          Outline.rounded([[0, 0], [cap, 0], [cap * 0.94, 0.035], [0, 0.036]], by: 0.004),
          ObjectFinish.plastic(ObjectFinish.any(&random), gloss: 0.2), part: "cap"),
        at: [0, 0, height])
    } else {
      mesh.join(
        .lathe(
          Outline.rounded([[0, 0], [0.007, 0], [0.007, 0.014], [0, 0.014]], by: 0.002),
          ObjectFinish.plastic([0.92, 0.92, 0.92]), part: "nozzle"), at: [0, 0, height + 0.014])
    }
    return SceneObject(.can, named: "spray can", mesh)
  }

  private static func soapDispenser(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.028...0.042)
    let height = random.number(in: 0.1...0.15)
    let material =
      random.chance(0.4)
      ? ObjectFinish.glass(&random)
      : random.chance(0.5)
        ? ObjectFinish.ceramic(&random, height: height)
        : ObjectFinish.plastic(ObjectFinish.any(&random))
    var mesh: TriangleMesh
    if random.chance(0.6) {
      mesh = .lathe(
        Outline.rounded(
          [
            [0, 0], [radius, 0], [radius * random.number(in: 0.75...1), height * 0.88],
            [0.012, height],
          ], by: 0.012), material)
    } else {
      mesh = .box([radius * 2, radius * 1.7, height], rounding: 0.006, material)
    }
    let metal =
      random.chance(0.6)
      ? ObjectFinish.steel() : ObjectFinish.plastic(ObjectFinish.neutral(&random))
    mesh.join(
      .lathe(
        [[0, 0], [0.014, 0], [0.014, 0.014], [0.005, 0.016], [0.005, 0.04], [0, 0.04]], metal,
        part: "pump"), at: [0, 0, height - 0.002])
    let spout = TriangleMesh.smoothLine(
      through: [
        [0, 0, height + 0.042], [0.012, 0, height + 0.046], [0.04, 0, height + 0.044],
        [0.048, 0, height + 0.032],
      ], steps: 4)
    mesh.join(.tube(along: spout, radii: [0.0045], segments: 10, metal, part: "pump"))
    mesh.join(
      .cylinder(radius: 0.009, height: 0.012, metal, part: "pump"), at: [0, 0, height + 0.036])
    return SceneObject(.dispenser, named: "soap dispenser", mesh)
  }

  /// A tube of paste, lying or standing on its cap.
  private static func squeezeTube(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.014...0.026)
    let length = radius * random.number(in: 4.5...7)
    let material = ObjectFinish.print(&random, edge: length * random.number(in: 0.2...0.4))
    let used = random.number(in: 0...0.6)
    var line = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0], [radius * 0.3, 0], [radius, length * 0.07], [radius, length * 0.25],
          [radius, length * 0.4], [radius, length * 0.55], [radius, length * 0.7],
          [radius, length * 0.85], [radius, length],
        ], by: 0.003), segments: 24, material)
    line = line.deformed { place in
      let share = Swift.min(Swift.max(place.z / length, 0), 1)
      let flat = Swift.max(1 - share * (1 + used * 0.3), 0.02)
      let wide = 1 + 0.5 * (1 - flat)
      return [place.x * wide, place.y * flat, place.z]
    }
    let cap = radius * random.number(in: 0.6...1)
    var mesh = TriangleMesh.lathe(
      [[0, 0], [cap, 0], [cap * 0.95, 0.022], [0, 0.022]],
      ObjectFinish.plastic(random.chance(0.5) ? [0.93, 0.93, 0.93] : ObjectFinish.vivid(&random)),
      part: "cap")
    mesh.join(line, at: [0, 0, 0.021])
    if random.chance(0.7) {
      mesh = mesh.laid(Turn.z(random.unit() * 0.2) * Turn.x(.pi / 2)).centered()
    }
    return SceneObject(.tube, named: "toothpaste", mesh)
  }

  /// Silicone for a caulking gun.
  private static func cartridge(_ random: inout SceneRandom) -> SceneObject {
    let (radius, length): (Float, Float) = (0.0245, random.number(in: 0.18...0.23))
    var mesh = TriangleMesh.cylinder(
      radius: radius, height: length, ObjectFinish.plastic(ObjectFinish.neutral(&random)))
    mesh.join(
      .sleeve(
        radius: radius, from: 0.012, to: length - 0.006,
        ObjectFinish.print(&random, edge: length * 0.3)))
    mesh.join(
      .lathe(
        [[0, 0], [0.013, 0], [0.011, 0.02], [0.0075, 0.022], [0.003, 0.1], [0, 0.1]],
        ObjectFinish.plastic([0.9, 0.9, 0.88]), part: "nozzle"), at: [0, 0, length])
    if random.chance(0.6) { mesh = mesh.laid(Turn.lyingAlongX).centered() }
    return SceneObject(.tube, named: "cartridge", mesh)
  }

  private static func gasCartridge(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.035...0.06)
    let height = radius * random.number(in: 1.3...2.6)
    var paint = ObjectFinish.print(&random, edge: height * 0.5)
    paint.gloss = 0.3
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0.005], [radius * 0.75, 0.003], [radius * 0.92, 0], [radius, 0.01],
          [radius, height * 0.72],
          [radius * 0.8, height * 0.9], [radius * 0.4, height],
        ], by: radius * 0.25), paint)
    mesh.join(
      .lathe(
        [[0, 0], [0.0155, 0], [0.0155, 0.008], [0.0055, 0.008], [0.0055, 0.017], [0, 0.017]],
        ObjectFinish.metal(&random), part: "valve"), at: [0, 0, height - 0.004])
    return SceneObject(.can, named: "gas cartridge", mesh)
  }
}
