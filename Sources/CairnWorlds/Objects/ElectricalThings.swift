import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// What has a plug or a bulb but no screen.
  static let electrical: [Kind] = [
    Kind("headset", [.office, .living], headset),
    Kind("loudspeaker", [.living, .office], loudspeaker),
    Kind("desk lamp", [.office, .living], deskLamp),
    Kind("router", [.office, .living], router),
    Kind("hair dryer", [.bathroom], hairDryer),
    Kind("cable", [.office, .living, .workshop], weight: 1.5, cable),
    Kind("power adapter", [.office, .living, .workshop], adapter),
    Kind("power strip", [.office, .workshop, .living], powerStrip),
  ]

  private static func headset(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.075...0.09)
    let body = ObjectFinish.plastic(ObjectFinish.any(&random))
    var line = TriangleMesh.arc(
      center: [0, 0, 0.1], radius: radius, angles: 0...Float.pi, right: [1, 0, 0], up: [0, 0, 1],
      steps: 18)
    line = [[radius, 0, 0.05]] + line + [[-radius, 0, 0.05]]
    var mesh = TriangleMesh.tube(along: line, radii: [0.006], segments: 8, body, part: "band")
      .scaled(by: [1, 2.4, 1])
    let cushion = ObjectFinish.rubber()
    // Most lie flat on a side of the band and the rims of both cups.
    let lies = random.chance(0.75)
    for side in [-1, 1] as [Float] {
      let cup = TriangleMesh.lathe(
        Outline.rounded(
          [[0, 0], [0.034, 0], [0.038, 0.012], [0.038, 0.024], [0, 0.024]], by: 0.006),
        segments: 22, body, part: "cup")
      let pad = TriangleMesh.lathe(
        Outline.rounded(
          [[0, 0], [0.039, 0], [0.036, 0.018], [0.018, 0.018], [0.018, 0.006], [0, 0.006]],
          by: 0.004),
        segments: 22, cushion, part: "cushion")
      // Pads face each other.
      let turn = Turn.y(-side * .pi / 2)
      mesh.join(cup, at: [side * (radius + 0.014), 0, 0.045], turned: turn)
      mesh.join(pad, at: [side * (radius - 0.009), 0, 0.045], turned: turn)
    }
    if random.chance(0.4) {
      // Forwards, or upwards where it lies.
      let out: Float = lies ? 1 : -1
      let arm = TriangleMesh.smoothLine(
        through: [
          [radius + 0.01, 0, 0.03], [radius, out * 0.05, 0.025], [radius * 0.5, out * 0.11, 0.022],
        ],
        steps: 5)
      mesh.join(.tube(along: arm, radii: [0.0025], segments: 6, body, part: "microphone"))
      mesh.join(
        .capsuleLine(
          from: arm[arm.count - 1], to: arm[arm.count - 1] + [-0.012, 0, 0], radius: 0.006, cushion,
          part: "microphone"))
    }
    return SceneObject(
      .device, named: "headset",
      (lies ? mesh.laid(Turn.z(random.unit() * 6) * Turn.x(1.45)) : mesh.grounded()).centered())
  }

  private static func loudspeaker(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.09...0.2), random.number(in: 0.09...0.22), random.number(in: 0.15...0.36))
    let body =
      random.chance(0.5)
      ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.neutral(&random))
    if random.chance(0.3) {
      let radius = size.x * 0.4
      var mesh = TriangleMesh.lathe(
        Outline.rounded(
          [[0, 0], [radius, 0], [radius, size.x * 1.3], [0, size.x * 1.3]], by: 0.015),
        ObjectFinish.cloth(&random))
      mesh.join(
        .cylinder(
          radius: radius * 0.8, height: 0.002, ObjectFinish.plastic([0.1, 0.1, 0.1]), part: "top"),
        at: [0, 0, size.x * 1.3])
      return SceneObject(.device, named: "loudspeaker", mesh)
    }
    var mesh = TriangleMesh.box(size, rounding: 0.004, body)
    let cone = ObjectFinish.rubber()
    let ring = ObjectFinish.plastic([0.2, 0.2, 0.2])
    for (share, scale) in [(0.32, 0.42), (0.75, 0.2)] as [(Float, Float)] {
      let radius = size.x * scale
      let driver = TriangleMesh.lathe(
        [
          [0, 0], [radius, 0], [radius, 0.004], [radius * 0.88, 0.006], [radius * 0.8, 0.004],
          [radius * 0.35, -0.004], [radius * 0.25, 0.002], [0, 0.004],
        ], cone, part: "driver")
      mesh.join(driver, at: [0, -size.y / 2, size.z * share], turned: Turn.lyingAlongY)
      mesh.join(
        .lathe(
          [
            [radius, 0], [radius * 1.1, 0], [radius * 1.1, 0.004], [radius, 0.004], [radius, 0],
          ], ring,
          part: "ring"), at: [0, -size.y / 2, size.z * share], turned: Turn.lyingAlongY)
    }
    return SceneObject(
      .device, named: "loudspeaker", mesh,
      surfaces: top(SIMD2(size.x, size.y) * 0.9, height: size.z))
  }

  private static func deskLamp(_ random: inout SceneRandom) -> SceneObject {
    let color = ObjectFinish.lacquer(ObjectFinish.any(&random))
    let steel = random.chance(0.5) ? ObjectFinish.steel() : color
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [[0, 0], [0.085, 0], [0.085, 0.016], [0.012, 0.028], [0, 0.028]], by: 0.005), color,
      part: "base")
    let elbow = SIMD3<Float>(random.number(in: 0.06...0.14), 0, random.number(in: 0.2...0.3))
    let head =
      elbow + SIMD3<Float>(-random.number(in: 0.16...0.28), 0, random.number(in: 0.02...0.16))
    mesh.join(.capsuleLine(from: [0, 0, 0.026], to: elbow, radius: 0.006, steel, part: "arm"))
    mesh.join(.capsuleLine(from: elbow, to: head, radius: 0.006, steel, part: "arm"))
    mesh.join(
      .lathe([[0, -0.012], [0.011, -0.012], [0.011, 0.012], [0, 0.012]], steel, part: "joint"),
      at: elbow,
      turned: Turn.lyingAlongY)
    let shade = TriangleMesh.lathe(
      Outline.vessel(
        [[0, 0], [0.018, 0], [0.024, 0.03], [0.05, 0.06], [0.07, 0.11]], thickness: 0.0015), color,
      part: "shade")
    var lamp = shade
    lamp.join(
      .superquadric(
        radii: [0.024, 0.024, 0.03], roundness: [1, 1], segments: 16,
        ObjectFinish.plastic([0.96, 0.94, 0.85]), part: "bulb"), at: [0, 0, 0.035])
    mesh.join(lamp, at: head + [0, 0, 0.02], turned: Turn.y(.pi + random.number(in: -0.1...0.7)))
    return SceneObject(.lamp, named: "desk lamp", mesh.laid(Turn.z(random.unit() * 6)))
  }

  private static func router(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.15...0.25), random.number(in: 0.1...0.17),
      random.number(in: 0.025...0.045))
    let body = ObjectFinish.plastic(ObjectFinish.neutral(&random))
    var mesh = TriangleMesh.box(size, rounding: 0.008, body)
    for index in 0..<random.index(in: 0..<4) {
      let lean = random.number(in: -0.3...0.3)
      mesh.join(
        .capsuleLine(
          from: .zero, to: [0, 0, 0.13], radius: 0.005, ObjectFinish.plastic([0.1, 0.1, 0.1]),
          part: "antenna"),
        at: [(Float(index) - 1) * size.x * 0.36, size.y / 2 - 0.002, size.z * 0.6],
        turned: Turn.y(lean))
    }
    for light in 0..<5 {
      mesh.join(
        .box([0.004, 0.001, 0.003], ObjectFinish.plastic([0.2, 0.8, 0.3]), part: "light"),
        at: [Float(light - 2) * 0.013, -size.y / 2 - 0.0002, size.z * 0.5])
    }
    return SceneObject(.device, named: "router", mesh)
  }

  private static func hairDryer(_ random: inout SceneRandom) -> SceneObject {
    let body = ObjectFinish.plastic(ObjectFinish.any(&random), gloss: 0.25)
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0], [0.032, 0], [0.044, 0.04], [0.04, 0.1], [0.027, 0.15], [0.025, 0.2], [0, 0.2],
        ], by: 0.012), body
    )
    .laid(Turn.lyingAlongX)
    mesh.join(
      .capsuleLine(
        from: [0.055, 0.01, 0.044], to: [0.09, -0.125, 0.022], radius: 0.018, segments: 14, body,
        part: "handle"))
    mesh.join(
      .upright(
        Outline.rectangle([0.02, 0.07], rounding: 0.009), depth: 0.012,
        ObjectFinish.plastic([0.1, 0.1, 0.1]), part: "nozzle"
      ).transformed(by: RigidTransform(rotation: Turn.z(.pi / 2))), at: [0.204, 0, 0.044])
    let line = TriangleMesh.smoothLine(
      through: [
        [0.09, -0.135, 0.02], [0.1, -0.19, 0.004], [0.0, -0.24, 0.004], [-0.12, -0.15, 0.004],
        [-0.15, 0.02, 0.004],
      ], steps: 6)
    mesh.join(
      .tube(along: line, radii: [0.0035], segments: 6, ObjectFinish.rubber(), part: "cable"))
    return SceneObject(
      .device, named: "hair dryer", mesh.centered().laid(Turn.z(random.unit() * 6)))
  }

  /// A smooth line that lies about, and over itself.
  static func tangle(
    _ random: inout SceneRandom, length: Int, spread: Float, radius: Float
  ) -> [SIMD3<Float>] {
    var points: [SIMD3<Float>] = []
    var (place, heading) = (SIMD2<Float>.zero, random.unit() * 6)
    var turn = random.normal() * 0.5
    for _ in 0..<length {
      // It lies on the ground, or on the piece of itself that it crosses.
      let below = points.dropLast(2).filter {
        abs($0.x - place.x) < radius * 9 && abs($0.y - place.y) < radius * 9
      }
      let height =
        below.isEmpty ? radius : Swift.min(below.map(\.z).max() ?? 0, radius * 5) + radius * 2.2
      points.append([place.x, place.y, height])
      turn = turn * 0.8 + random.normal() * 0.45
      heading += Swift.max(-1, Swift.min(1, turn))
      let direction = sineAndCosine(heading)
      place += SIMD2(direction.cosine, direction.sine) * spread
      // Back towards the middle before it gets too far.
      if (place * place).sum() > spread * spread * 20 { turn += random.chance(0.5) ? 0.9 : -0.9 }
    }
    return TriangleMesh.smoothLine(through: points, steps: 3)
  }

  private static func cable(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.0012...0.0045)
    let material = ObjectFinish.plastic(
      random.chance(0.6) ? ObjectFinish.neutral(&random) : ObjectFinish.vivid(&random))
    var mesh: TriangleMesh
    var line: [SIMD3<Float>]
    if random.chance(0.3) {
      // A coil.
      let loops = random.index(in: 3..<7)
      let wide = random.number(in: 0.04...0.09)
      line = (0...loops * 14).map { step in
        let share = Float(step) / 14
        let turn = sineAndCosine(share * 2 * .pi)
        let out = wide + sineAndCosine(share * 2.1).sine * radius * 3
        return [turn.cosine * out, turn.sine * out, radius + share * radius * 1.7]
      }
    } else {
      line = tangle(
        &random, length: random.index(in: 8..<22), spread: random.number(in: 0.03...0.05),
        radius: radius)
    }
    mesh = .tube(along: line, radii: [radius], segments: 7, material, part: "cable")
    for (end, next) in [(0, 1), (line.count - 1, line.count - 2)] {
      let direction = (line[end] - line[next]).normalized
      let plug = TriangleMesh.capsuleLine(
        from: line[end], to: line[end] + direction * 0.025, radius: radius * 1.9 + 0.0012,
        segments: 8, ObjectFinish.plastic([0.12, 0.12, 0.12]), part: "plug")
      mesh.join(plug)
      let tip = line[end] + direction * 0.028
      mesh.join(
        .tube(
          along: [tip, tip + direction * 0.012], radii: [radius * 1.3], segments: 6,
          ObjectFinish.steel(),
          part: "plug"))
    }
    return SceneObject(.cable, mesh.centered())
  }

  private static func adapter(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.03...0.1), random.number(in: 0.03...0.05), random.number(in: 0.02...0.035)
    )
    let color = ObjectFinish.plastic(random.chance(0.5) ? [0.08, 0.08, 0.08] : [0.92, 0.92, 0.92])
    var mesh = TriangleMesh.box(size, rounding: 0.005, color)
    for (side, length) in [(Float(1), 8), (-1, 6)] {
      let radius: Float = 0.0022
      let start = SIMD3(side * size.x / 2, 0, size.z / 2)
      let loose = tangle(&random, length: length, spread: 0.025, radius: radius)
      let offset = SIMD3(side * (size.x / 2 + 0.03), 0, 0) - SIMD3(loose[0].x, loose[0].y, 0)
      // Turned over where it would run under the box.
      let free = loose.map { place -> SIMD3<Float> in
        let moved = place + offset
        let border = size.x / 2 + 0.012
        return [side * Swift.max(moved.x * side, border), moved.y, moved.z]
      }
      let lead = TriangleMesh.smoothLine(
        through: [start, start + [side * 0.018, 0, -size.z * 0.25], free[0]], steps: 4)
      mesh.join(
        .tube(along: lead + free.dropFirst(), radii: [radius], segments: 6, color, part: "cable"))
    }
    return SceneObject(.device, named: "power adapter", mesh.grounded().centered())
  }

  private static func powerStrip(_ random: inout SceneRandom) -> SceneObject {
    let count = random.index(in: 3..<7)
    let pitch: Float = 0.044
    let size = SIMD3<Float>(Float(count) * pitch + 0.04, 0.055, 0.04)
    let body = ObjectFinish.plastic(random.chance(0.6) ? [0.92, 0.92, 0.9] : [0.1, 0.1, 0.1])
    let holes = (0..<count).map {
      Outline.circle(
        radius: 0.0185, at: [(Float($0) - Float(count - 1) / 2) * pitch - 0.01, 0], sides: 18)
    }
    let outline = Outline.rectangle([size.x, size.y], rounding: 0.012)
    var mesh = TriangleMesh.extrusion(outline, height: size.z - 0.015, body)
    mesh.join(.extrusion(outline, holes: holes, height: 0.015, body), at: [0, 0, size.z - 0.015])
    mesh.join(
      .box([0.014, 0.024, 0.004], ObjectFinish.plastic([0.8, 0.12, 0.1]), part: "switch"),
      at: [size.x / 2 - 0.018, 0, size.z])
    let radius: Float = 0.0038
    var line: [SIMD3<Float>] = [[-size.x / 2, 0, 0.018], [-size.x / 2 - 0.03, 0, 0.008]]
    let bend = random.normal() * 0.06
    line += [[-size.x / 2 - 0.09, bend, radius], [-size.x / 2 - 0.15, bend * 2.4, radius]]
    line = TriangleMesh.smoothLine(through: line, steps: 5)
    mesh.join(.tube(along: line, radii: [radius], segments: 8, body, part: "cable"))
    for index in 0..<count where random.chance(0.35) {
      mesh.join(
        .lathe(
          Outline.rounded(
            [[0, 0], [0.0175, 0], [0.016, 0.03], [0.006, 0.04], [0, 0.04]], by: 0.004),
          segments: 16, ObjectFinish.plastic(ObjectFinish.neutral(&random)), part: "plug"),
        at: [(Float(index) - Float(count - 1) / 2) * pitch - 0.01, 0, size.z - 0.012])
    }
    return SceneObject(.device, named: "power strip", mesh.grounded().centered())
  }
}
