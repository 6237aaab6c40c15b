import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// What lies about on desks.
  static let stationery: [Kind] = [
    Kind("folder", [.office], weight: 1.5, folder),
    Kind("pen holder", [.office], penHolder),
    Kind("pen", [.office, .living, .workshop], pen),
    Kind("scissors", [.office, .kitchen, .bathroom, .workshop], scissors),
    Kind("stapler", [.office], stapler),
    Kind("hole punch", [.office], holePunch),
    Kind("tape", [.office, .workshop, .warehouse], weight: 1.5, tape),
    Kind("calculator", [.office], calculator),
    Kind("notes", [.office], notes),
    Kind("envelope", [.office, .living], envelope),
  ]

  /// A lever arch file.
  private static func folder(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3<Float>(random.choice([0.05, 0.08]), 0.285, 0.318)
    let board =
      random.chance(0.6)
      ? ObjectFinish.plastic(ObjectFinish.vivid(&random))
      : ObjectFinish.plastic(ObjectFinish.neutral(&random))
    var mesh = TriangleMesh.box([0.003, size.y, size.z], board, part: "cover")
    mesh = mesh.transformed(by: RigidTransform(at: [-size.x / 2 + 0.0015, 0, 0]))
    mesh.join(
      .box([0.003, size.y, size.z], board, part: "cover"), at: [size.x / 2 - 0.0015, 0, 0])
    mesh.join(
      .box([size.x, 0.003, size.z], board, part: "cover"), at: [0, -size.y / 2 + 0.0015, 0])
    mesh.join(
      .lathe(
        [[0.01, 0], [0.013, 0], [0.013, 0.001], [0.01, 0.001], [0.01, 0]], ObjectFinish.steel(),
        part: "ring"),
      at: [0, -size.y / 2, size.z * 0.22], turned: Turn.x(.pi / 2))
    let full = random.number(in: 0.1...0.9)
    mesh.join(
      .box([(size.x - 0.008) * full, 0.21, 0.297], ObjectFinish.paper(), part: "paper"),
      at: [(size.x - 0.008) * (full - 1) / 2, -0.03, 0.008])
    var label = ObjectFinish.print(&random, edge: 0.03)
    label.color = [0.93, 0.93, 0.9]
    mesh.join(
      .box([size.x * 0.75, 0.0006, 0.14], label, part: "label"),
      at: [0, -size.y / 2 - 0.0003, size.z * 0.4])
    let object = mesh.centered()
    return SceneObject(
      .book, named: "folder", random.chance(0.35) ? object.laid(Turn.y(.pi / 2)).centered() : object
    )
  }

  static func pencil(_ random: inout SceneRandom) -> TriangleMesh {
    let (radius, length) = (random.number(in: 0.0034...0.0055), random.number(in: 0.12...0.18))
    let color = ObjectFinish.any(&random)
    var mesh = TriangleMesh.lathe(
      [[0, 0], [radius * 0.3, 0.001], [radius, 0.016], [radius, length], [0, length]],
      segments: random.chance(0.4) ? 6 : 12, ObjectFinish.plastic(color, gloss: 0.2))
    if random.chance(0.6) {
      mesh.join(
        .lathe(
          [
            [0, 0], [radius * 1.25, 0], [radius * 1.2, 0.05], [radius * 0.7, 0.056], [0, 0.057],
          ],
          segments: 12, ObjectFinish.plastic(ObjectFinish.any(&random)), part: "cap"),
        at: [0, 0, length - 0.045])
      mesh.join(
        .box([0.003, 0.0025, 0.04], ObjectFinish.steel(), part: "cap"),
        at: [radius * 1.5, 0, length - 0.03])
    }
    return mesh
  }

  private static func pen(_ random: inout SceneRandom) -> SceneObject {
    SceneObject(
      .pen, pencil(&random).laid(Turn.z(random.unit() * 6) * Turn.lyingAlongX).centered())
  }

  private static func penHolder(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.032...0.045)
    let height = random.number(in: 0.085...0.11)
    let material =
      random.chance(0.4)
      ? ObjectFinish.ceramic(&random, height: height)
      : ObjectFinish.plastic(ObjectFinish.any(&random))
    var mesh = TriangleMesh.lathe(
      Outline.vessel([[0, 0], [radius, 0], [radius, height]], thickness: 0.003), material,
      part: "holder")
    for _ in 0..<random.index(in: 2..<9) {
      let angle = random.unit() * 2 * .pi
      let turn = sineAndCosine(angle)
      let foot = SIMD3(-turn.cosine, -turn.sine, 0) * radius * random.number(in: 0.1...0.7)
      let lean = Swift.min(0.3, (radius * 0.85 + foot.length) / height)
      mesh.join(
        pencil(&random), at: foot + [0, 0, 0.004],
        turned: Turn.z(angle) * Turn.y(lean * random.number(in: 0.75...0.95)), as: "pen")
    }
    return SceneObject(.object, named: "pen holder", mesh)
  }

  private static func scissors(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.07...0.12)
    let (steel, grip) = (
      ObjectFinish.steel(gloss: 0.6), ObjectFinish.plastic(ObjectFinish.vivid(&random))
    )
    var mesh = TriangleMesh()
    let open = random.chance(0.4) ? random.number(in: 0.1...0.4) : 0.03
    for (index, side) in ([-1, 1] as [Float]).enumerated() {
      var half = TriangleMesh.extrusion(
        [
          [-0.02, -0.004], [0, -0.009], [length, -0.001], [length, 0.001], [0, 0.006],
          [-0.02, 0.004],
        ],
        height: 0.0018, steel, part: "blade")
      let ring = TriangleMesh.extrusion(
        ellipse(0.028, 0.019, at: [-0.052, 0.014]),
        holes: [ellipse(0.021, 0.012, at: [-0.052, 0.014])], height: 0.007, grip, part: "handle")
      half.join(ring, at: [0, 0, -0.0025])
      half.join(.box([0.03, 0.009, 0.006], grip, part: "handle"), at: [-0.018, 0.003, -0.002])
      let turn = RigidTransform(
        at: [0, 0, 0.0026 + Float(index) * 0.0019],
        rotation: side < 0 ? Turn.z(open / 2) : Turn.z(-open / 2) * Turn.x(.pi))
      mesh.append(half, at: turn)
    }
    mesh.join(.cylinder(radius: 0.004, height: 0.0055, steel, part: "screw"), at: [0, 0, 0.001])
    return SceneObject(
      .tool, named: "scissors", mesh.centered().laid(Turn.z(random.unit() * 6)))
  }

  /// A stretched circle.
  static func ellipse(_ a: Float, _ b: Float, at center: SIMD2<Float>, sides: Int = 18) -> [SIMD2<
    Float
  >] {
    Outline.circle(radius: 1, sides: sides).map { $0 * SIMD2(a, b) + center }
  }

  private static func stapler(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.09...0.15)
    let body = ObjectFinish.plastic(ObjectFinish.any(&random), gloss: 0.2)
    var mesh = TriangleMesh.box(
      [length, 0.034, 0.008], rounding: 0.003, ObjectFinish.rubber(), part: "base")
    let arm: [SIMD2<Float>] = [
      [-length / 2, 0], [length / 2, 0], [length / 2, 0.012], [length * 0.2, 0.026],
      [-length * 0.35, 0.022], [-length / 2, 0.01],
    ]
    mesh.join(
      .upright(Outline.rounded(arm, by: 0.008, isClosed: true), depth: 0.028, body, part: "arm"),
      at: [0, 0, 0.017], turned: Turn.y(-0.07))
    mesh.join(
      .box([length * 0.92, 0.015, 0.009], ObjectFinish.steel(), part: "magazine"),
      at: [0, 0, 0.011],
      turned: Turn.y(-0.06))
    mesh.join(
      .box([0.02, 0.03, 0.026], rounding: 0.004, body, part: "arm"), at: [-length * 0.42, 0, 0.005])
    return SceneObject(.tool, named: "stapler", mesh.laid(Turn.z(random.unit() * 6)))
  }

  private static func holePunch(_ random: inout SceneRandom) -> SceneObject {
    let body = ObjectFinish.lacquer(ObjectFinish.any(&random))
    var mesh = TriangleMesh.box(
      [0.11, 0.09, 0.012], rounding: 0.003, ObjectFinish.plastic([0.1, 0.1, 0.1]), part: "base")
    for side in [-1, 1] as [Float] {
      mesh.join(
        .box([0.016, 0.05, 0.04], rounding: 0.003, ObjectFinish.steel(), part: "frame"),
        at: [side * 0.04, 0, 0.01])
    }
    let arm: [SIMD2<Float>] = [
      [-0.05, 0], [0.06, 0.024], [0.055, 0.036], [-0.03, 0.03], [-0.05, 0.012],
    ]
    mesh.join(
      TriangleMesh.upright(
        Outline.rounded(arm, by: 0.006, isClosed: true), depth: 0.1, body, part: "lever"),
      at: [0, 0, 0.035], turned: Turn.z(.pi / 2))
    return SceneObject(.tool, named: "hole punch", mesh.laid(Turn.z(random.unit() * 6)))
  }

  /// A roll of tape, lying or on edge.
  private static func tape(_ random: inout SceneRandom) -> SceneObject {
    let inner = random.choice([0.0125, 0.025, 0.038] as [Float])
    let outer = inner + random.number(in: 0.005...0.028)
    let width = random.number(in: 0.012...0.05)
    let colors: [SIMD3<Float>] = [
      [0.72, 0.56, 0.36], [0.85, 0.84, 0.75], [0.1, 0.1, 0.1], [0.55, 0.56, 0.58],
    ]
    let material = ObjectFinish.plastic(
      random.chance(0.3) ? ObjectFinish.vivid(&random) : random.choice(colors), gloss: 0.25)
    var mesh = TriangleMesh.lathe(
      [[inner, 0], [outer, 0], [outer, width], [inner, width], [inner, 0]],
      segments: TriangleMesh.roundSegments(radius: outer), material, part: "tape")
    mesh.join(
      .lathe(
        [
          [inner - 0.003, 0], [inner + 0.0002, 0], [inner + 0.0002, width], [inner - 0.003, width],
          [inner - 0.003, 0],
        ], segments: TriangleMesh.roundSegments(radius: outer),
        ObjectFinish.cardboard(&random), part: "core"))
    if random.chance(0.25) {
      mesh = mesh.laid(Turn.z(random.unit() * 6) * Turn.lyingAlongX).centered()
    }
    return SceneObject(.object, named: "roll of tape", mesh)
  }

  /// Rows of keys on a plate.
  static func keys(
    columns: Int, rows: Int, pitch: SIMD2<Float>, height: Float, at corner: SIMD3<Float>,
    _ material: Material, _ accent: Material
  ) -> TriangleMesh {
    var mesh = TriangleMesh()
    for row in 0..<rows {
      for column in 0..<columns {
        let isAccent = row == 0 && column == columns - 1
        mesh.join(
          TriangleMesh.box(
            [pitch.x * 0.78, pitch.y * 0.75, height], isAccent ? accent : material, part: "keys"),
          at: corner + [Float(column) * pitch.x, Float(row) * pitch.y, 0])
      }
    }
    return mesh
  }

  private static func calculator(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(random.number(in: 0.065...0.11), random.number(in: 0.11...0.16), 0.011)
    var mesh = TriangleMesh.box(
      size, rounding: 0.004, ObjectFinish.plastic(ObjectFinish.neutral(&random)))
    let pitch = SIMD2(size.x * 0.19, size.y * 0.115)
    mesh.join(
      keys(
        columns: 5, rows: 5, pitch: pitch, height: 0.003,
        at: [-pitch.x * 2, -size.y * 0.42, size.z - 0.0006],
        ObjectFinish.plastic(ObjectFinish.neutral(&random)),
        ObjectFinish.plastic(ObjectFinish.vivid(&random))))
    mesh.join(
      .box(
        [size.x * 0.85, size.y * 0.18, 0.001], ObjectFinish.plastic([0.55, 0.6, 0.52], gloss: 0.4),
        part: "display"), at: [0, size.y * 0.35, size.z - 0.0003])
    return SceneObject(.device, named: "calculator", mesh)
  }

  private static func notes(_ random: inout SceneRandom) -> SceneObject {
    let colors: [SIMD3<Float>] = [
      [0.95, 0.88, 0.4], [0.95, 0.55, 0.65], [0.55, 0.85, 0.6], [0.94, 0.94, 0.92],
    ]
    let size = random.number(in: 0.05...0.1)
    let height = random.number(in: 0.003...0.03)
    let mesh = TriangleMesh.box(
      [size, size * random.number(in: 0.7...1), height], ObjectFinish.paper(random.choice(colors)))
    return SceneObject(.paper, named: "notes", mesh.laid(Turn.z(random.normal() * 0.4)))
  }

  private static func envelope(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2<Float>(random.number(in: 0.15...0.33), random.number(in: 0.1...0.23))
    let thickness = random.number(in: 0.0012...0.012)
    let color: SIMD3<Float> = random.chance(0.5) ? [0.93, 0.93, 0.91] : [0.74, 0.6, 0.42]
    var mesh = TriangleMesh.box(
      [size.x, size.y, thickness], rounding: thickness * 0.45, ObjectFinish.paper(color))
    mesh.join(
      .box(
        [size.x * 0.4, size.y * 0.28, 0.0004],
        ObjectFinish.cover(&random, edge: 0.02, on: [0.95, 0.95, 0.93]),
        part: "label"), at: [size.x * 0.12, -size.y * 0.12, thickness])
    mesh.join(
      .box([0.022, 0.026, 0.0004], ObjectFinish.cover(&random, edge: 0.02), part: "stamp"),
      at: [size.x * 0.42, size.y * 0.35, thickness])
    return SceneObject(.paper, named: "envelope", mesh.laid(Turn.z(random.normal() * 0.3)))
  }
}
