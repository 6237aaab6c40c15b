import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Hand tools and what belongs to a workbench.
  static let tools: [Kind] = [
    Kind("hammer", [.workshop], weight: 1.5, hammer),
    Kind("screwdriver", [.workshop], weight: 1.5, screwdriver),
    Kind("pliers", [.workshop], pliers),
    Kind("wrench", [.workshop], weight: 1.5, wrench),
    Kind("drill", [.workshop], drill),
    Kind("saw", [.workshop], saw),
    Kind("tape measure", [.workshop, .office], tapeMeasure),
    Kind("spirit level", [.workshop], spiritLevel),
    Kind("clamp", [.workshop], clamp),
    Kind("tool box", [.workshop, .warehouse], toolBox),
    Kind("helmet", [.workshop, .warehouse], helmet),
    Kind("torch", [.workshop, .living, .warehouse], torch),
    Kind("hand scanner", [.warehouse], handScanner),
  ]

  private static func lying(_ mesh: TriangleMesh, _ random: inout SceneRandom) -> TriangleMesh {
    mesh.centered().laid(Turn.z(random.unit() * 6))
  }

  private static func grip(_ random: inout SceneRandom) -> Material {
    random.chance(0.4)
      ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.vivid(&random))
  }

  private static func hammer(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.22...0.34)
    let size = length * random.number(in: 0.07...0.1)
    let steel = ObjectFinish.steel([0.42, 0.43, 0.45])
    let line = (0...6).map { SIMD3(Float($0) / 6 * length, 0, size / 2) }
    var mesh = TriangleMesh.tube(
      along: line, radii: [0.012, 0.0145, 0.013, 0.011, 0.0095, 0.0095, 0.0105], segments: 12,
      grip(&random), part: "handle"
    ).scaled(by: [1, 1.25, 1])
    let head: [SIMD2<Float>] = [
      [-0.5, -0.45], [-0.2, -0.45], [-0.12, -0.3], [0.15, -0.3], [0.3, -0.45], [0.55, -0.06],
      [0.55, 0.06], [0.3, 0.45],
      [0.15, 0.3], [-0.12, 0.3], [-0.2, 0.45], [-0.5, 0.45],
    ].map { $0 * SIMD2(size * 4, size) }
    let block = TriangleMesh.extrusion(head, height: size, steel, part: "head").transformed(
      by: RigidTransform(rotation: Turn.z(.pi / 2)))
    mesh.join(block, at: [length - size * 0.5, 0, 0])
    return SceneObject(.tool, named: "hammer", lying(mesh, &random))
  }

  private static func screwdriver(_ random: inout SceneRandom) -> SceneObject {
    let (blade, radius) = (random.number(in: 0.06...0.17), random.number(in: 0.009...0.017))
    let hilt = radius * random.number(in: 5...7)
    let handle = Outline.smooth(
      [
        [radius * 0.5, 0], [radius, hilt * 0.15], [radius * 0.92, hilt * 0.6],
        [radius * 0.62, hilt * 0.82], [radius * 0.75, hilt],
      ], steps: 3)
    var mesh = TriangleMesh.lathe(
      [[0, 0]] + handle, segments: random.chance(0.5) ? 8 : 16,
      ObjectFinish.plastic(ObjectFinish.vivid(&random), gloss: 0.2), part: "handle")
    let thin = radius * 0.28
    mesh.join(
      .lathe(
        [[0, 0], [thin, 0], [thin, blade * 0.9], [thin * 0.7, blade], [0, blade]], segments: 10,
        ObjectFinish.steel(), part: "blade"),
      at: [0, 0, hilt - 0.002])
    // It rests on the widest ring of its handle and on its tip.
    let lean = .pi / 2 + (radius - thin) / (blade + hilt * 0.7)
    return SceneObject(
      .tool, named: "screwdriver",
      mesh.laid(Turn.y(lean)).centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func pliers(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.13...0.2)
    let steel = ObjectFinish.steel([0.5, 0.51, 0.53])
    let rubber = ObjectFinish.plastic(ObjectFinish.vivid(&random))
    var mesh = TriangleMesh()
    let open = random.number(in: 0.02...0.35)
    let jaw = length * random.number(in: 0.25...0.4)
    for side in [-1, 1] as [Float] {
      let outline: [SIMD2<Float>] = [
        [-0.012, -0.012], [0.01, -0.011], [jaw, -0.004], [jaw, 0.001], [0.012, 0.001],
        [-0.012, 0.011],
      ]
      var half = TriangleMesh.extrusion(
        Outline.rounded(outline, by: 0.005, isClosed: true), height: 0.01, steel, part: "jaw")
      let line = TriangleMesh.smoothLine(
        through: [
          [-0.008, 0.003, 0.005], [-length * 0.2, 0.02, 0.005], [-length * 0.45, 0.024, 0.005],
          [-length * 0.65, 0.016, 0.005],
        ], steps: 5)
      half.join(
        .tube(
          along: line, radii: line.indices.map { $0 < 5 ? 0.0045 : 0.0068 }, segments: 10, rubber,
          part: "handle"))
      let turn = side > 0 ? Turn.z(open / 2) * Turn.x(.pi) : Turn.z(-open / 2)
      mesh.join(half, at: [0, 0, side > 0 ? 0.0125 : 0.0025], turned: turn)
    }
    mesh.join(.cylinder(radius: 0.008, height: 0.014, steel, part: "pivot"), at: [0, 0, 0.0005])
    return SceneObject(.tool, named: "pliers", lying(mesh, &random))
  }

  private static func wrench(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.1...0.3)
    let (head, thick) = (length * random.number(in: 0.075...0.1), length * 0.03 + 0.003)
    let steel = ObjectFinish.steel(gloss: random.number(in: 0.3...0.6))
    // The open jaw.
    let jaw = Solid.cylinder(radius: head, height: thick).without(
      Solid.box([head * 1.5, head, thick * 2]).moved(
        RigidTransform(at: [head * 0.75, head * 0.12, 0], rotation: Turn.z(0.26))))
    var solid = jaw.joined(
      with: Solid.box([length, head * 0.75, thick * 0.7]).moved(by: [
        -length / 2 - head * 0.5, 0, 0,
      ]))
    let ring = Solid.cylinder(radius: head * 0.9, height: thick * 1.2)
    if random.chance(0.6) {
      solid = solid.joined(with: ring.moved(by: [-length - head * 0.6, 0, 0]))
    }
    solid = solid.without(
      Solid.cylinder(radius: head * 0.55, height: thick * 3).moved(by: [-length - head * 0.6, 0, 0])
    )
    let mesh = TriangleMesh.solid(solid, cell: Swift.max(head * 0.3, thick * 0.36), steel)
    return SceneObject(.tool, named: "wrench", lying(mesh, &random))
  }

  private static func drill(_ random: inout SceneRandom) -> SceneObject {
    let color = ObjectFinish.vivid(&random)
    let body = ObjectFinish.plastic(color)
    let black = ObjectFinish.rubber()
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [[0, 0], [0.028, 0], [0.032, 0.03], [0.031, 0.11], [0.022, 0.135], [0, 0.135]], by: 0.008),
      segments: 24, body, part: "body"
    ).transformed(by: RigidTransform(at: [-0.06, 0, 0.2], rotation: Turn.lyingAlongX))
    mesh.join(
      .lathe(
        [[0, 0], [0.019, 0], [0.02, 0.022], [0.012, 0.042], [0, 0.042]], segments: 18, black,
        part: "chuck"), at: [0.074, 0, 0.2], turned: Turn.lyingAlongX)
    if random.chance(0.6) {
      mesh.join(
        .cylinder(radius: 0.003, height: 0.07, segments: 8, ObjectFinish.steel(), part: "bit"),
        at: [0.11, 0, 0.2], turned: Turn.lyingAlongX)
    }
    let outline: [SIMD2<Float>] = [[-0.052, 0], [-0.002, 0], [0.01, 0.13], [-0.034, 0.13]]
    mesh.join(
      .upright(
        Outline.rounded(outline, by: 0.01, isClosed: true), depth: 0.036, black, part: "handle"),
      at: [0, 0, 0.05])
    mesh.join(
      .upright(
        Outline.rectangle([0.012, 0.026], rounding: 0.004), depth: 0.018,
        ObjectFinish.plastic([0.6, 0.1, 0.1]), part: "trigger"), at: [0.01, 0, 0.15])
    mesh.join(
      .box([0.11, 0.07, 0.055], rounding: 0.006, black, part: "battery"), at: [-0.02, 0, 0])
    let lies = random.chance(0.5)
    return SceneObject(
      .tool, named: "drill",
      lies ? lying(mesh.laid(Turn.x(.pi / 2 + 0.02)), &random) : lying(mesh, &random))
  }

  private static func saw(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.28...0.48)
    var teeth: [SIMD2<Float>] = []
    let count = 44
    for tooth in 0..<count {
      let x = Float(tooth) / Float(count) * length
      teeth += [[x, 0.0], [x + length / Float(count) * 0.5, -0.004]]
    }
    let outline = teeth + [[length, 0], [length, 0.03], [0, 0.085]]
    var mesh = TriangleMesh.extrusion(
      outline, height: 0.0012, ObjectFinish.steel(gloss: 0.5), part: "blade")
    let hand: [SIMD2<Float>] = [
      [0.03, 0], [0.035, 0.09], [-0.02, 0.115], [-0.1, 0.1], [-0.11, 0.06], [-0.085, 0.0],
      [-0.04, -0.012],
    ]
    let hole: [SIMD2<Float>] = [
      [-0.02, 0.025], [-0.025, 0.085], [-0.065, 0.082], [-0.07, 0.03],
    ]
    mesh.join(
      .extrusion(
        Outline.rounded(hand, by: 0.03, isClosed: true),
        holes: [Outline.rounded(hole, by: 0.02, isClosed: true)], height: 0.022, grip(&random),
        part: "handle"),
      at: [0, 0, -0.0104])
    return SceneObject(.tool, named: "saw", lying(mesh, &random))
  }

  private static func tapeMeasure(_ random: inout SceneRandom) -> SceneObject {
    let size = random.number(in: 0.05...0.08)
    let outline: [SIMD2<Float>] = [
      [-0.5, 0], [0.5, 0], [0.5, 0.35], [0.2, 0.9], [-0.25, 0.95], [-0.5, 0.6],
    ].map { $0 * size }
    var mesh = TriangleMesh.upright(
      Outline.rounded(outline, by: size * 0.25, isClosed: true), depth: size * 0.45,
      ObjectFinish.plastic(ObjectFinish.vivid(&random)))
    for side in [-1, 1] as [Float] {
      mesh.join(
        .cylinder(radius: size * 0.28, height: 0.002, ObjectFinish.rubber(), part: "badge"),
        at: [-0.04 * size, side * (size * 0.225 + 0.0008) + 0.001, size * 0.45],
        turned: Turn.lyingAlongY)
    }
    let out = random.chance(0.4) ? random.number(in: 0.03...0.25) : 0.008
    mesh.join(
      .box([out, 0.016, 0.0006], ObjectFinish.plastic([0.85, 0.75, 0.15]), part: "tape"),
      at: [size / 2 + out / 2, 0, 0.003])
    mesh.join(
      .box([0.0015, 0.017, 0.012], ObjectFinish.steel(), part: "tape"),
      at: [size / 2 + out, 0, -0.001])
    return SceneObject(
      .tool, named: "tape measure",
      lying(random.chance(0.4) ? mesh.laid(Turn.x(.pi / 2)) : mesh, &random))
  }

  private static func spiritLevel(_ random: inout SceneRandom) -> SceneObject {
    let (length, height): (Float, Float) = (
      random.number(in: 0.2...0.8), random.number(in: 0.04...0.06)
    )
    let paint = ObjectFinish.lacquer(ObjectFinish.vivid(&random))
    let window = Outline.rectangle([0.045, height * 0.4], at: [0, height * 0.68], rounding: 0.006)
    let end = Outline.rectangle(
      [0.03, height * 0.55], at: [length * 0.4, height * 0.5], rounding: 0.008)
    var mesh = TriangleMesh.upright(
      Outline.rectangle([length, height], at: [0, height / 2]), holes: [window, end], depth: 0.022,
      paint)
    let vial = ObjectFinish.plastic([0.6, 0.85, 0.2], gloss: 0.5)
    mesh.join(
      .capsuleLine(
        from: [-0.018, 0, height * 0.68], to: [0.018, 0, height * 0.68], radius: 0.006, vial,
        part: "vial"))
    mesh.join(
      .capsuleLine(
        from: [length * 0.4, 0, height * 0.35], to: [length * 0.4, 0, height * 0.65], radius: 0.006,
        vial, part: "vial"))
    for side in [-1, 1] as [Float] {
      mesh.join(
        .box([0.006, 0.024, height + 0.001], ObjectFinish.rubber(), part: "cap"),
        at: [side * length / 2, 0, 0])
    }
    return SceneObject(
      .tool, named: "spirit level",
      lying(random.chance(0.5) ? mesh.laid(Turn.x(.pi / 2)) : mesh, &random))
  }

  private static func clamp(_ random: inout SceneRandom) -> SceneObject {
    let (wide, deep) = (random.number(in: 0.06...0.14), random.number(in: 0.05...0.09))
    let iron = ObjectFinish.lacquer(ObjectFinish.any(&random))
    let outline: [SIMD2<Float>] = [
      [0, 0], [wide, 0], [wide, deep], [wide - 0.02, deep], [wide - 0.016, 0.018], [0.016, 0.018],
      [0.02, deep], [0, deep],
    ]
    var mesh = TriangleMesh.extrusion(
      Outline.rounded(outline, by: 0.008, isClosed: true), height: 0.015, iron, part: "frame")
    let y = deep - 0.012
    let reach = wide * random.number(in: 0.2...0.7)
    mesh.join(
      .cylinder(
        radius: 0.0055, height: wide * 0.9 + 0.04, segments: 12, ObjectFinish.steel(), part: "screw"
      ),
      at: [wide - 0.02 - reach, y, 0.0075], turned: Turn.lyingAlongX)
    mesh.join(
      .cylinder(radius: 0.01, height: 0.006, segments: 14, ObjectFinish.steel(), part: "screw"),
      at: [wide - 0.024 - reach, y, 0.0075], turned: Turn.lyingAlongX)
    let knob = wide * 1.9 + 0.016 - reach
    mesh.join(
      .capsuleLine(
        from: [knob, y - 0.03, 0.0075], to: [knob, y + 0.03, 0.0075], radius: 0.003,
        ObjectFinish.steel(),
        part: "screw"))
    return SceneObject(.tool, named: "clamp", lying(mesh, &random))
  }

  private static func toolBox(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.3...0.5), random.number(in: 0.16...0.24), random.number(in: 0.12...0.2))
    let paint = ObjectFinish.plastic(ObjectFinish.vivid(&random))
    let dark = ObjectFinish.plastic([0.1, 0.1, 0.1])
    var mesh = TriangleMesh.box(size, rounding: 0.006, dark)
    mesh.join(
      TriangleMesh.box(
        [size.x * 1.01, size.y * 1.02, size.z * 0.35], rounding: 0.01, paint, part: "lid"
      ).tapered(to: [0.96, 0.9]), at: [0, 0, size.z * 0.98])
    let top = size.z * 1.33
    let line = TriangleMesh.smoothLine(
      through: [
        [-size.x * 0.22, 0, top - 0.005], [-size.x * 0.2, 0, top + 0.035],
        [size.x * 0.2, 0, top + 0.035], [size.x * 0.22, 0, top - 0.005],
      ], steps: 5)
    mesh.join(.tube(along: line, radii: [0.009], segments: 10, dark, part: "handle"))
    for side in [-1, 1] as [Float] {
      mesh.join(
        .box([0.035, 0.008, 0.05], rounding: 0.002, paint, part: "latch"),
        at: [side * size.x * 0.3, -size.y / 2 - 0.002, size.z * 0.85])
    }
    return SceneObject(.box, named: "tool box", mesh)
  }

  private static func helmet(_ random: inout SceneRandom) -> SceneObject {
    let shell = ObjectFinish.plastic(ObjectFinish.vivid(&random), gloss: 0.25)
    let outside = Outline.smooth(
      [[0.135, 0], [0.125, 0.014], [0.118, 0.06], [0.085, 0.12], [0, 0.15]], steps: 4)
    let inside = outside.reversed().map {
      SIMD2(Swift.max($0.x - 0.003, 0), Swift.max($0.y - 0.0035, 0))
    }
    var mesh = TriangleMesh.lathe(outside + inside + [outside[0]], segments: 36, shell).scaled(by: [
      1.08, 0.95, 1,
    ])
    mesh = mesh.deformed { place in
      let peak = Swift.max(0, place.x - 0.1) * Swift.max(0, 1 - place.z / 0.03)
      return [place.x + peak * 1.2, place.y, place.z]
    }
    for rib in -1...1 {
      let arc = (0...12).map { step -> SIMD3<Float> in
        let turn = sineAndCosine((Float(step) / 12 - 0.5) * 1.7)
        return [turn.sine * 0.118, Float(rib) * 0.026, turn.cosine * 0.128 + 0.019]
      }
      mesh.join(.tube(along: arc, radii: [0.006], segments: 8, shell))
    }
    return SceneObject(.clothes, named: "helmet", mesh.grounded().laid(Turn.z(random.unit() * 6)))
  }

  private static func torch(_ random: inout SceneRandom) -> SceneObject {
    let (radius, length) = (random.number(in: 0.011...0.022), random.number(in: 0.1...0.24))
    let head = radius * random.number(in: 1.2...1.8)
    let mesh = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0], [radius, 0], [radius, length * 0.72], [head, length * 0.85], [head, length],
          [head * 0.85, length], [head * 0.75, length - 0.006], [0, length - 0.004],
        ], by: 0.003),
      random.chance(0.6) ? ObjectFinish.rubber() : ObjectFinish.lacquer(ObjectFinish.vivid(&random))
    )
    let lean = .pi / 2 + (head - radius) / (length * 0.92)
    return SceneObject(
      .device, named: "torch",
      random.chance(0.25)
        ? mesh : mesh.laid(Turn.z(random.unit() * 6) * Turn.y(2 * .pi - lean + .pi)).centered())
  }

  private static func handScanner(_ random: inout SceneRandom) -> SceneObject {
    let body = ObjectFinish.plastic(ObjectFinish.neutral(&random))
    var solid = Solid.box([0.1, 0.068, 0.05], rounding: 0.018).moved(by: [0.02, 0, 0.15])
    solid = solid.joined(
      with: .capsule(from: [-0.012, 0, 0.13], to: [-0.045, 0, 0.03], radius: 0.019), blend: 0.03)
    var mesh = TriangleMesh.solid(solid, cell: 0.0075, body)
    mesh.join(
      .box(
        [0.004, 0.045, 0.026], ObjectFinish.plastic([0.35, 0.05, 0.06], gloss: 0.5), part: "window"),
      at: [0.0695, 0, 0.137])
    mesh.join(
      .upright(
        Outline.rectangle([0.01, 0.026], rounding: 0.003), depth: 0.014,
        ObjectFinish.plastic(ObjectFinish.vivid(&random)), part: "trigger"), at: [0.008, 0, 0.1])
    return SceneObject(.device, named: "hand scanner", lying(mesh.laid(Turn.x(.pi / 2)), &random))
  }
}
