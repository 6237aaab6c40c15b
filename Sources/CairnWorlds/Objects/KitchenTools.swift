import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// What is held in the hand while cooking, and what stands ready.
  static let kitchenTools: [Kind] = [
    Kind("cutlery", [.kitchen], cutlery),
    Kind("kitchen knife", [.kitchen], kitchenKnife),
    Kind("whisk", [.kitchen], whisk),
    Kind("ladle", [.kitchen], ladle),
    Kind("spatula", [.kitchen], spatula),
    Kind("chopping board", [.kitchen], choppingBoard),
    Kind("rolling pin", [.kitchen], rollingPin),
    Kind("pepper mill", [.kitchen], pepperMill),
    Kind("toaster", [.kitchen], toaster),
    Kind("kitchen scale", [.kitchen], kitchenScale),
  ]

  /// A fork, a spoon or a knife, lying.
  private static func cutlery(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.14...0.22)
    let steel = random.chance(0.85) ? ObjectFinish.steel(gloss: 0.55) : ObjectFinish.wood(&random)
    let wide = length * random.number(in: 0.045...0.06)
    let handle: [SIMD2<Float>] = [
      [0, -wide * 0.5], [length * 0.1, -wide * 0.85], [length * 0.4, -wide * 0.5],
      [length * 0.66, -wide * 0.28],
    ]
    let kind = random.index(in: 0..<3)
    let end = length
    let head: [SIMD2<Float>] =
      switch kind {
      case 0:
        [
          [length * 0.76, -wide * 1.15], [end, -wide * 1.1], [end, -wide * 0.75],
          [length * 0.82, -wide * 0.7], [length * 0.82, -wide * 0.5], [end, -wide * 0.45],
          [end, -wide * 0.1], [length * 0.82, -wide * 0.08],
        ]
      case 1:
        [
          [length * 0.72, -wide * 0.9], [length * 0.82, -wide * 1.75],
          [length * 0.92, -wide * 1.65],
          [end, -wide * 0.5],
        ]
      default:
        [[length * 0.6, -wide * 0.9], [length * 0.9, -wide * 0.9], [end, -wide * 0.2]]
      }
    let half = kind == 0 ? handle + head : Outline.rounded(handle + head, by: wide)
    let mirrored = half.reversed().map { SIMD2($0.x, -$0.y) }
    let outline =
      kind == 2
      ? half + [[length * 0.95, wide * 0.4], [length * 0.55, wide * 0.5], [0, wide * 0.5]]
      : half + mirrored
    let flat = TriangleMesh.extrusion(outline, height: 0.0018, steel, part: "body")
    let mesh = flat.deformed { place in
      let share = place.x / length
      guard kind != 2 else { return place }
      // The bow of the handle and the hollow of the head.
      let bow = 0.007 * sineAndCosine(share * .pi).sine + (share > 0.75 ? (share - 0.75) * 0.03 : 0)
      let hollow = kind == 1 && share > 0.68 ? (place.y / wide) * (place.y / wide) * 0.0022 : 0
      return [place.x, place.y, place.z + bow + hollow]
    }
    return SceneObject(
      .cutlery, named: ["fork", "spoon", "table knife"][kind],
      mesh.centered().laid(Turn.z(random.unit() * 2 * .pi)))
  }

  private static func kitchenKnife(_ random: inout SceneRandom) -> SceneObject {
    let blade = random.number(in: 0.09...0.22)
    let wide = blade * random.number(in: 0.13...0.26)
    let grip = random.number(in: 0.1...0.13)
    var mesh = TriangleMesh.extrusion(
      Outline.rounded(
        [[0, -wide], [blade * 0.65, -wide], [blade, 0], [0, 0]], by: blade * 0.2,
        isClosed: true), height: 0.0022, ObjectFinish.steel(gloss: 0.6), part: "blade")
    let handle = TriangleMesh.extrusion(
      Outline.rounded(
        [
          [-grip, -0.024], [-grip * 0.85, -0.02], [-grip * 0.5, -0.023], [0.004, -0.02],
          [0.004, 0.001], [-grip, 0.001],
        ], by: 0.006, isClosed: true), height: 0.015,
      random.chance(0.5) ? ObjectFinish.plastic([0.09, 0.09, 0.09]) : ObjectFinish.wood(&random),
      part: "handle"
    )
    mesh.join(handle, at: [0, 0, -0.0064])
    return SceneObject(
      .tool, named: "kitchen knife",
      mesh.centered().laid(Turn.z(random.unit() * 2 * .pi)))
  }

  private static func whisk(_ random: inout SceneRandom) -> SceneObject {
    let steel = ObjectFinish.steel(gloss: 0.5)
    let (length, wide) = (random.number(in: 0.09...0.14), random.number(in: 0.022...0.034))
    var mesh = TriangleMesh.capsuleLine(
      from: [0, 0, 0], to: [0, 0, 0.11], radius: 0.0085, segments: 12,
      random.chance(0.5) ? steel : ObjectFinish.plastic(ObjectFinish.vivid(&random)), part: "handle"
    )
    for wire in 0..<5 {
      let line = TriangleMesh.smoothLine(
        through: [
          [0.005, 0, 0.11], [wide * 0.75, 0, 0.11 + length * 0.45],
          [wide, 0, 0.11 + length * 0.78], [0, 0, 0.11 + length], [-wide, 0, 0.11 + length * 0.78],
          [-wide * 0.75, 0, 0.11 + length * 0.45], [-0.005, 0, 0.11],
        ], steps: 4)
      mesh.join(
        .tube(along: line, radii: [0.0009], segments: 5, steel, part: "wires"),
        turned: Turn.z(Float(wire) * .pi / 5))
    }
    // Its belly touches first, then the end of the handle: it lies a little aslant.
    return SceneObject(
      .tool, named: "whisk",
      mesh.transformed(by: RigidTransform(rotation: Turn.y(.pi / 2 - (wide - 0.0085) / 0.2)))
        .centered())
  }

  private static func ladle(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.025...0.045)
    let steel =
      random.chance(0.7)
      ? ObjectFinish.steel(gloss: 0.5) : ObjectFinish.plastic(ObjectFinish.any(&random))
    let bowl = Outline.smooth([
      [0.0005, 0], [radius * 0.75, radius * 0.28], [radius, radius * 0.9],
    ])
    var mesh = TriangleMesh.lathe(
      Outline.vessel([[0, 0]] + bowl, thickness: 0.0018), steel, part: "bowl")
    let line = TriangleMesh.smoothLine(
      through: [
        [radius * 0.95, 0, radius * 0.85], [radius * 1.5, 0, radius * 1.4],
        [radius * 3, 0, radius * 1.35], [radius + 0.24, 0, 0.006],
      ], steps: 5)
    mesh.join(
      .tube(along: line, radii: [0.0042], segments: 8, steel, part: "handle"))
    return SceneObject(.tool, named: "ladle", mesh.centered())
  }

  private static func spatula(_ random: inout SceneRandom) -> SceneObject {
    let material =
      random.chance(0.5)
      ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.any(&random))
    let (length, wide) = (random.number(in: 0.24...0.34), random.number(in: 0.025...0.045))
    let head = length * random.number(in: 0.25...0.35)
    let outline: [SIMD2<Float>] = [
      [-0.008, 0], [-0.01, length - head], [-wide, length - head * 0.75], [-wide, length],
      [wide, length * random.number(in: 0.95...1)], [wide, length - head * 0.75],
      [0.01, length - head], [0.008, 0],
    ]
    var holes: [[SIMD2<Float>]] = []
    if random.chance(0.5) {
      for slot in -1...1 {
        holes.append(
          Outline.rectangle(
            [wide * 0.25, head * 0.45], at: [Float(slot) * wide * 0.55, length - head * 0.38]))
      }
    }
    let mesh = TriangleMesh.extrusion(
      Outline.rounded(outline.reversed(), by: 0.008, isClosed: true), holes: holes, height: 0.005,
      material)
    return SceneObject(
      .tool, named: "spatula", mesh.centered().laid(Turn.z(random.unit() * 2 * .pi)))
  }

  private static func choppingBoard(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.22...0.42), random.number(in: 0.15...0.28))
    let thickness = random.number(in: 0.008...0.025)
    let material =
      random.chance(0.7)
      ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.any(&random))
    let hole =
      random.chance(0.5)
      ? Outline.circle(radius: 0.012, at: [size.x / 2 - 0.03, 0], sides: 16)
      : Outline.rectangle([0.02, 0.07], at: [size.x / 2 - 0.025, 0], rounding: 0.009)
    let mesh = TriangleMesh.extrusion(
      Outline.rectangle(size, rounding: random.number(in: 0.004...0.03)),
      holes: random.chance(0.6) ? [hole] : [], height: thickness, material)
    return SceneObject(
      .object, named: "chopping board", mesh,
      surfaces: top(SIMD2(size.x - 0.12, size.y - 0.04), height: thickness))
  }

  private static func rollingPin(_ random: inout SceneRandom) -> SceneObject {
    let (radius, length) = (random.number(in: 0.02...0.032), random.number(in: 0.2...0.28))
    let profile: [SIMD2<Float>] = [
      [0, 0], [0.009, 0.002], [0.013, 0.03], [0.008, 0.085], [0.008, 0.095],
      [radius * 0.94, 0.095],
      [radius, 0.1], [radius, 0.09 + length], [radius * 0.94, 0.095 + length],
      [0.008, 0.095 + length],
      [0.008, 0.105 + length], [0.013, 0.16 + length], [0.009, 0.188 + length], [0, 0.19 + length],
    ]
    return SceneObject(
      .tool, named: "rolling pin",
      TriangleMesh.lathe(profile, ObjectFinish.wood(&random)).laid(Turn.lyingAlongX).centered())
  }

  private static func pepperMill(_ random: inout SceneRandom) -> SceneObject {
    let (radius, height) = (random.number(in: 0.02...0.03), random.number(in: 0.1...0.24))
    let material =
      random.chance(0.6)
      ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.neutral(&random))
    let profile =
      [[0, 0]]
      + Outline.smooth(
        [
          [radius, 0], [radius, height * 0.08], [radius * 0.62, height * 0.4],
          [radius * 0.9, height * 0.72],
        ], steps: 4)
    var mesh = TriangleMesh.lathe(profile, material)
    mesh.join(
      .lathe(
        [[0, height * 0.72]]
          + Outline.smooth(
            [
              [radius * 0.75, height * 0.725], [radius * 0.85, height * 0.8],
              [radius * 0.7, height * 0.9],
              [radius * 0.25, height * 0.95],
            ], steps: 3), material, part: "head"))
    mesh.join(
      .lathe(
        [[0, 0], [0.004, 0], [0.007, 0.008], [0, 0.014]], ObjectFinish.steel(), part: "knob"),
      at: [0, 0, height * 0.94])
    return SceneObject(.object, named: "pepper mill", mesh)
  }

  private static func toaster(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(random.number(in: 0.26...0.32), random.number(in: 0.15...0.19), 0.18)
    let body =
      random.chance(0.5)
      ? ObjectFinish.steel(gloss: 0.5) : ObjectFinish.plastic(ObjectFinish.any(&random))
    let slots = [-0.034, 0.034].map { offset in
      Outline.rectangle([size.x * 0.68, 0.03], at: [0, offset])
    }
    let outline = Outline.rectangle([size.x, size.y], rounding: 0.035)
    let dark = ObjectFinish.plastic([0.09, 0.09, 0.09])
    var mesh = TriangleMesh.extrusion(outline, height: 0.03, dark, part: "foot")
    mesh.join(
      TriangleMesh.extrusion(outline, holes: slots, height: size.z - 0.03, body)
        .tapered(to: [0.96, 0.93]), at: [0, 0, 0.03])
    mesh.join(
      .box([0.02, 0.04, 0.012], rounding: 0.003, dark, part: "lever"),
      at: [size.x / 2, 0, size.z * random.number(in: 0.35...0.75)])
    if random.chance(0.3) {
      for offset in [-0.034, 0.034] as [Float] {
        mesh.join(
          .box(
            [0.11, 0.014, 0.12], rounding: 0.004,
            ObjectFinish.skin([0.85, 0.68, 0.42], [0.6, 0.4, 0.2], edge: 0.006), part: "toast"),
          at: [0, offset, 0.1])
      }
    }
    return SceneObject(.device, named: "toaster", mesh)
  }

  private static func kitchenScale(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.16...0.22), random.number(in: 0.17...0.24))
    let body = ObjectFinish.plastic(ObjectFinish.any(&random), gloss: 0.3)
    var mesh = TriangleMesh.box([size.x, size.y, 0.016], rounding: 0.004, body)
    mesh.join(
      .cylinder(
        radius: size.x * 0.4, height: 0.006, ObjectFinish.steel(gloss: 0.5), part: "platform"),
      at: [0, size.y * 0.08, 0.0155])
    mesh.join(
      .box(
        [0.06, 0.025, 0.0008], ObjectFinish.plastic([0.2, 0.26, 0.22], gloss: 0.5), part: "display"),
      at: [0, -size.y * 0.41, 0.016])
    let place = SIMD2(size.x, size.x) * 0.26
    return SceneObject(
      .device, named: "kitchen scale", mesh,
      surfaces: [
        SupportSurface(
          from: [-place.x, size.y * 0.08 - place.y], to: [place.x, size.y * 0.08 + place.y],
          height: 0.0215)
      ])
  }
}
