import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Devices with screens, keys and buttons.
  static let electronics: [Kind] = [
    Kind("phone", [.office, .living, .kitchen, .bathroom], weight: 1.5, phone),
    Kind("tablet", [.office, .living], tablet),
    Kind("laptop", [.office, .living], weight: 1.5, laptop),
    Kind("keyboard", [.office], weight: 1.5, keyboard),
    Kind("mouse", [.office], weight: 1.5, mouse),
    Kind("monitor", [.office], monitor),
    Kind("camera", [.living, .office], camera),
    Kind("remote control", [.living], remote),
    Kind("game controller", [.living], gamepad),
    Kind("desk telephone", [.office], telephone),
  ]

  private static func screen(_ random: inout SceneRandom, isUpright: Bool, edge: Float) -> Material
  {
    var material = ObjectFinish.plastic([0.04, 0.045, 0.05], gloss: 0.5)
    material.reflectivity = 0.05
    guard random.chance(0.4) else { return material }
    material.color = ObjectFinish.quiet(&random)
    material.accent = ObjectFinish.vivid(&random)
    let seed = random.next()
    material.pattern = isUpright ? .print(seed: seed, edge: edge) : .cover(seed: seed, edge: edge)
    return material
  }

  private static func slab(
    _ size: SIMD3<Float>, corner: Float, border: Float, _ body: Material, _ screen: Material
  ) -> TriangleMesh {
    var mesh = TriangleMesh.extrusion(
      Outline.rectangle([size.x, size.y], rounding: corner), height: size.z, body)
    mesh.join(
      .extrusion(
        Outline.rectangle([size.x - border, size.y - border], rounding: corner * 0.8),
        height: 0.0004,
        screen, part: "screen"), at: [0, 0, size.z])
    return mesh
  }

  private static func phone(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.064...0.08), random.number(in: 0.135...0.168),
      random.number(in: 0.0072...0.012))
    let body = ObjectFinish.plastic(ObjectFinish.any(&random), gloss: 0.3)
    var mesh = slab(
      size, corner: 0.012, border: 0.006, body, screen(&random, isUpright: false, edge: 0.02))
    if random.chance(0.25) {
      mesh = mesh.laid(Turn.y(.pi)).centered()
      mesh.join(
        .box(
          [0.022, 0.03, 0.002], rounding: 0.0008,
          ObjectFinish.plastic([0.05, 0.05, 0.05], gloss: 0.5),
          part: "camera"),
        at: [size.x * 0.25, size.y * 0.35, size.z - 0.0005 + 0.0004])
    }
    return SceneObject(.telephone, named: "phone", mesh.laid(Turn.z(random.unit() * 6)))
  }

  private static func tablet(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(random.number(in: 0.2...0.28), random.number(in: 0.13...0.21), 0.008)
    let mesh = slab(
      size, corner: 0.012, border: 0.016,
      ObjectFinish.plastic(ObjectFinish.neutral(&random), gloss: 0.25),
      screen(&random, isUpright: false, edge: 0.035))
    return SceneObject(
      .device, named: "tablet", mesh, surfaces: top(SIMD2(size.x, size.y) * 0.9, height: size.z))
  }

  private static func laptop(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.28...0.38), random.number(in: 0.2...0.26), random.number(in: 0.012...0.02)
    )
    let body = ObjectFinish.plastic(ObjectFinish.neutral(&random), gloss: 0.2)
    var mesh = TriangleMesh.extrusion(
      Outline.rectangle([size.x, size.y], rounding: 0.01), height: size.z, body, part: "base")
    if random.chance(0.25) {
      // Closed.
      mesh.join(
        .extrusion(
          Outline.rectangle([size.x, size.y], rounding: 0.01), height: 0.006, body, part: "lid"),
        at: [0, 0, size.z + 0.0008])
      return SceneObject(
        .computer, named: "laptop", mesh,
        surfaces: top(SIMD2(size.x, size.y) * 0.92, height: size.z + 0.0068))
    }
    let key = ObjectFinish.plastic(random.chance(0.7) ? [0.08, 0.08, 0.085] : [0.85, 0.85, 0.85])
    let pitch = SIMD2(size.x * 0.93 / 15, size.y * 0.088)
    mesh.join(
      keys(
        columns: 15, rows: 5, pitch: pitch, height: 0.0012,
        at: [-pitch.x * 7, size.y * 0.02, size.z - 0.0002], key, key))
    mesh.join(
      .box(
        [size.x * 0.3, size.y * 0.26, 0.0006], ObjectFinish.plastic(ObjectFinish.neutral(&random)),
        part: "touchpad"),
      at: [0, -size.y * 0.28, size.z - 0.0003])
    var lid = TriangleMesh.extrusion(
      Outline.rectangle([size.x, size.y], rounding: 0.01), height: 0.005, body, part: "lid")
    lid.join(
      .box(
        [size.x - 0.012, size.y - 0.018, 0.0005], screen(&random, isUpright: true, edge: 0.04),
        part: "screen"), at: [0, 0, 0.005])
    // About the hinge at its back edge.
    let swing = random.number(in: 1.4...2.1)
    var moved = lid.transformed(by: RigidTransform(at: [0, size.y / 2, 0]))
    moved = moved.transformed(by: RigidTransform(rotation: Turn.x(.pi - swing)))
    mesh.join(moved, at: [0, size.y / 2 + 0.002, size.z + 0.002])
    return SceneObject(.computer, named: "laptop", mesh)
  }

  private static func keyboard(_ random: inout SceneRandom) -> SceneObject {
    let isFull = random.chance(0.7)
    let columns = isFull ? 19 : 14
    let pitch: Float = 0.019
    let size = SIMD3<Float>(Float(columns) * pitch + 0.016, 0.125, 0.016)
    let color = ObjectFinish.neutral(&random)
    let key = ObjectFinish.plastic(
      random.chance(0.6) ? color * 0.85 + 0.05 : ObjectFinish.neutral(&random))
    let body = ObjectFinish.plastic(color)
    var mesh = TriangleMesh.box(size, rounding: 0.004, body)
    mesh.join(
      keys(
        columns: columns, rows: 6, pitch: [pitch, pitch], height: 0.007,
        at: [-Float(columns - 1) / 2 * pitch, -0.048, size.z - 0.002], key,
        random.chance(0.3) ? ObjectFinish.plastic(ObjectFinish.vivid(&random)) : key))
    mesh.join(
      .box([pitch * 5.6, pitch * 0.75, 0.0071], key, part: "keys"),
      at: [-Float(columns - 1) / 2 * pitch + pitch * 5, -0.048, size.z - 0.002])
    // Higher at the back.
    let tilted = mesh.deformed { [$0.x, $0.y, $0.z * (1 + 0.5 * ($0.y / size.y + 0.5))] }
    return SceneObject(.keyboard, tilted)
  }

  private static func mouse(_ random: inout SceneRandom) -> SceneObject {
    let body = ObjectFinish.plastic(ObjectFinish.neutral(&random), gloss: 0.15)
    let size = SIMD3(
      random.number(in: 0.026...0.034), random.number(in: 0.046...0.06),
      random.number(in: 0.017...0.022))
    var mesh = TriangleMesh.superquadric(
      radii: [size.x, size.y, size.z * 1.6], roundness: [0.8, 0.75], segments: 30, body)
    let low = size.z * 1.3
    mesh = mesh.deformed { [$0.x, $0.y, Swift.max($0.z - low, 0) * 1.05] }
    mesh.join(
      .lathe(
        [[0, 0], [0.009, 0], [0.01, 0.001], [0.01, 0.006], [0.009, 0.007], [0, 0.007]],
        segments: 16,
        ObjectFinish.rubber(), part: "wheel"), at: [-0.0035, -size.y * 0.5, size.z * 1.35],
      turned: Turn.lyingAlongX)
    if random.chance(0.5) {
      let line = TriangleMesh.smoothLine(
        through: [
          [0, -size.y + 0.003, 0.006], [0.01, -size.y - 0.04, 0.002],
          [random.number(in: -0.08...0.08), -size.y - 0.1, 0.002],
          [random.number(in: -0.12...0.12), -size.y - 0.15, 0.002],
        ], steps: 6)
      mesh.join(
        .tube(along: line, radii: [0.0017], segments: 6, ObjectFinish.rubber(), part: "cable"))
    }
    return SceneObject(
      .device, named: "mouse", mesh.grounded().laid(Turn.z(.pi + random.normal() * 0.3)))
  }

  private static func monitor(_ random: inout SceneRandom) -> SceneObject {
    let width = random.number(in: 0.45...0.8)
    let height = width * random.number(in: 0.5...0.64)
    let body = ObjectFinish.plastic(
      random.chance(0.7) ? [0.07, 0.07, 0.075] : ObjectFinish.neutral(&random))
    let lift = random.number(in: 0.1...0.2)
    var mesh = TriangleMesh.extrusion(
      Outline.rectangle([width * 0.4, 0.2], rounding: 0.03), height: 0.012, body, part: "stand")
    mesh.join(
      .box([0.06, 0.025, lift + height * 0.4], rounding: 0.006, body, part: "stand"),
      at: [0, 0.05, 0.01])
    var panel = TriangleMesh.box([width, 0.022, height], rounding: 0.005, body, part: "frame")
    panel.join(
      .box([width * 0.5, 0.03, height * 0.5], rounding: 0.012, body, part: "frame"),
      at: [0, 0.018, height * 0.2])
    panel.join(
      .box(
        [width - 0.02, 0.0006, height - 0.03], screen(&random, isUpright: true, edge: height * 0.3),
        part: "screen"), at: [0, -0.0112, 0.02])
    mesh.join(panel, at: [0, 0.012, lift], turned: Turn.x(random.number(in: -0.15...0.02)))
    return SceneObject(.monitor, mesh)
  }

  private static func camera(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.1...0.14), random.number(in: 0.035...0.06),
      random.number(in: 0.065...0.09))
    let black = ObjectFinish.rubber()
    let body = random.chance(0.5) ? black : ObjectFinish.plastic([0.6, 0.6, 0.6])
    var mesh = TriangleMesh.box(size, rounding: 0.008, black)
    mesh.join(
      .box([size.x, size.y * 0.95, size.z * 0.25], rounding: 0.006, body, part: "top"),
      at: [0, 0, size.z * 0.8])
    mesh.join(
      .box([0.032, size.y * 0.9, 0.022], rounding: 0.005, body, part: "finder"), at: [0, 0, size.z])
    let radius = size.z * random.number(in: 0.32...0.42)
    let length = random.number(in: 0.02...0.09)
    let lens = TriangleMesh.lathe(
      [
        [0, 0], [radius, 0], [radius, length * 0.4], [radius * 0.93, length * 0.42],
        [radius * 0.93, length * 0.7],
        [radius, length * 0.72], [radius, length], [radius * 0.85, length],
        [radius * 0.75, length - 0.008],
        [0, length - 0.004],
      ], black, part: "lens")
    mesh.join(lens, at: [size.x * 0.06, -size.y / 2, size.z * 0.46], turned: Turn.lyingAlongY)
    mesh.join(
      .cylinder(radius: 0.007, height: 0.008, ObjectFinish.steel(), part: "button"),
      at: [-size.x * 0.36, 0, size.z * 1.04])
    mesh.join(
      .cylinder(radius: 0.011, height: 0.01, black, part: "dial"),
      at: [size.x * 0.32, 0, size.z * 1.04])
    return SceneObject(.device, named: "camera", mesh)
  }

  private static func remote(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.035...0.055), random.number(in: 0.13...0.22),
      random.number(in: 0.014...0.024))
    var mesh = TriangleMesh.box(
      size, rounding: 0.005, ObjectFinish.plastic(ObjectFinish.neutral(&random)))
    let pitch = SIMD2(size.x * 0.27, size.y * 0.085)
    mesh.join(
      keys(
        columns: 3, rows: 9, pitch: pitch, height: 0.002,
        at: [-pitch.x, -size.y * 0.38, size.z - 0.0006],
        ObjectFinish.rubber([0.3, 0.3, 0.32]), ObjectFinish.rubber([0.7, 0.1, 0.1])))
    mesh = mesh.tapered(to: [0.95, 0.98])
    return SceneObject(.device, named: "remote control", mesh.laid(Turn.z(random.unit() * 6)))
  }

  private static func gamepad(_ random: inout SceneRandom) -> SceneObject {
    let color = ObjectFinish.any(&random)
    var solid = Solid.box([0.1, 0.06, 0.032], rounding: 0.014)
    for side in [-1, 1] as [Float] {
      solid = solid.joined(
        with: .capsule(
          from: [side * 0.052, 0.005, 0], to: [side * 0.068, -0.055, -0.008], radius: 0.019),
        blend: 0.02)
    }
    var mesh = TriangleMesh.solid(solid, cell: 0.006, ObjectFinish.plastic(color)).grounded()
    let top = mesh.bounds.max.z
    let dark = ObjectFinish.rubber()
    for (x, y) in [(-0.022, -0.018), (0.022, -0.018)] as [(Float, Float)] {
      mesh.join(
        .lathe(
          [[0, 0], [0.005, 0], [0.005, 0.009], [0.01, 0.011], [0.009, 0.014], [0, 0.013]],
          segments: 14, dark, part: "stick"), at: [x, y, top - 0.004])
    }
    for index in 0..<4 {
      let turn = sineAndCosine(Float(index) * .pi / 2)
      mesh.join(
        .cylinder(
          radius: 0.005, height: 0.005, segments: 12,
          ObjectFinish.plastic(ObjectFinish.vivid(&random)),
          part: "button"),
        at: [0.047 + turn.cosine * 0.012, 0.008 + turn.sine * 0.012, top - 0.0045])
    }
    mesh.join(.box([0.026, 0.008, 0.004], dark, part: "button"), at: [-0.047, 0.008, top - 0.003])
    mesh.join(.box([0.008, 0.026, 0.004], dark, part: "button"), at: [-0.047, 0.008, top - 0.003])
    return SceneObject(
      .device, named: "game controller", mesh.centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func telephone(_ random: inout SceneRandom) -> SceneObject {
    let body = ObjectFinish.plastic(ObjectFinish.neutral(&random))
    let wedge: [SIMD2<Float>] = [
      [-0.1, 0], [0.1, 0], [0.1, 0.07], [0.085, 0.075], [-0.1, 0.02],
    ]
    var mesh = TriangleMesh.upright(wedge, depth: 0.18, body).transformed(
      by: RigidTransform(rotation: Turn.z(.pi / 2)))
    let slope = Turn.x(0.28)
    var face = keys(
      columns: 3, rows: 4, pitch: [0.022, 0.018], height: 0.004, at: [-0.005, -0.06, 0],
      ObjectFinish.plastic(ObjectFinish.neutral(&random)),
      ObjectFinish.plastic(ObjectFinish.vivid(&random)))
    face.join(
      .box(
        [0.085, 0.035, 0.003], ObjectFinish.plastic([0.5, 0.56, 0.5], gloss: 0.4), part: "display"),
      at: [0.02, 0.045, 0])
    mesh.join(face, at: [0.012, -0.01, 0.043], turned: slope)
    var receiver = TriangleMesh.tube(
      along: TriangleMesh.smoothLine(
        through: [[0, -0.085, 0.008], [0, -0.05, 0.022], [0, 0.05, 0.022], [0, 0.085, 0.008]],
        steps: 4), radii: [0.014], segments: 12, body, part: "receiver")
    for side in [-1, 1] as [Float] {
      receiver.join(
        .lathe(
          Outline.rounded([[0, 0], [0.024, 0], [0.018, 0.028], [0, 0.03]], by: 0.004), segments: 18,
          body, part: "receiver"), at: [0, side * 0.078, -0.012])
    }
    mesh.join(receiver, at: [-0.06, -0.01, 0.062], turned: slope)
    return SceneObject(.telephone, named: "desk telephone", mesh.grounded())
  }
}
