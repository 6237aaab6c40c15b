import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// What is there to be looked at.
  static let decoration: [Kind] = [
    Kind("vase", [.living, .office], weight: 1.5, vase),
    Kind("plant", [.living, .office, .bathroom, .kitchen], weight: 2, plant),
    Kind("candle", [.living, .bathroom], candle),
    Kind("figurine", [.living, .office], weight: 1.5, figurine),
    Kind("lantern", [.living], lantern),
  ]

  private static func vaseProfile(_ random: inout SceneRandom, _ radius: Float, _ height: Float)
    -> [SIMD2<Float>]
  {
    let points: [SIMD2<Float>] = [
      [radius * random.number(in: 0.45...0.9), 0],
      [radius * random.number(in: 0.8...1), height * random.number(in: 0.2...0.5)],
      [radius * random.number(in: 0.3...0.8), height * random.number(in: 0.65...0.85)],
      [radius * random.number(in: 0.4...0.85), height],
    ]
    return [[0, 0]] + Outline.smooth(points, steps: 5)
  }

  private static func vase(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.04...0.1)
    let height = radius * random.number(in: 1.8...4)
    let material =
      random.chance(0.25)
      ? ObjectFinish.glass(&random) : ObjectFinish.ceramic(&random, height: height)
    let profile = vaseProfile(&random, radius, height)
    var mesh = TriangleMesh.lathe(Outline.vessel(profile, thickness: 0.003), material)
    let rim = profile[profile.count - 1].x
    if random.chance(0.45), rim > 0.018 {
      let petal = ObjectFinish.vivid(&random)
      for _ in 0..<random.index(in: 2..<7) {
        let heading = random.unit() * 6.28
        let turn = sineAndCosine(heading)
        let out = SIMD3(turn.cosine, turn.sine, 0)
        let tip =
          out * (rim * 0.7 + random.number(in: 0.02...0.1)) + [
            0, 0, height + random.number(in: 0.06...0.2),
          ]
        let line = TriangleMesh.smoothLine(
          through: [
            out * rim * -0.3 + [0, 0, height * 0.3], out * rim * 0.7 + [0, 0, height], tip,
          ], steps: 4)
        mesh.join(
          .tube(
            along: line, radii: [0.0022], segments: 5,
            ObjectFinish.skin([0.25, 0.45, 0.18], [0.18, 0.35, 0.12], edge: 0.01), part: "stem"))
        let size = random.number(in: 0.012...0.03)
        mesh.join(
          TriangleMesh.superquadric(
            radii: [size, size, size * 0.7], roundness: [1, 1], segments: 14,
            ObjectFinish.skin(petal, petal * 0.7, edge: size * 0.5, gloss: 0), part: "flower"
          )
          .jittered(by: size * 0.35, wavelength: size * 0.6, seed: random.next()),
          at: tip - [0, 0, size * 0.5])
      }
    }
    return SceneObject(.vase, mesh)
  }

  /// A pot with leaves: blades, fronds, a bush or a cactus.
  private static func plant(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.04...0.1)
    let height = radius * random.number(in: 1.3...2)
    let pot =
      random.chance(0.5)
      ? ObjectFinish.skin([0.68, 0.38, 0.26], [0.6, 0.33, 0.22], edge: 0.01, gloss: 0)
      : ObjectFinish.ceramic(&random, height: height)
    let outside: [SIMD2<Float>] = [
      [0, 0], [radius * 0.7, 0], [radius * 0.92, height * 0.85], [radius, height * 0.86],
      [radius, height],
    ]
    var mesh = TriangleMesh.lathe(Outline.vessel(outside, thickness: 0.004), pot, part: "pot")
    let soil = height * 0.86
    mesh.join(
      .cylinder(
        radius: radius * 0.9, height: 0.01,
        ObjectFinish.skin([0.22, 0.16, 0.11], [0.3, 0.22, 0.15], edge: 0.004, gloss: 0),
        part: "soil"),
      at: [0, 0, soil - 0.01])
    let shade = random.number(in: 0.6...1.1)
    var green = ObjectFinish.skin(
      SIMD3(0.2, 0.42, 0.14) * shade, SIMD3(0.32, 0.52, 0.2) * shade, edge: 0.015, gloss: 0.1)
    green.fuzz = 0.001
    let size = radius * random.number(in: 1.6...4)
    switch random.index(in: 0..<4) {
    case 0:
      let body = TriangleMesh.superquadric(
        radii: [radius * 0.55, radius * 0.55, size * 0.4], roundness: [0.7, 1], segments: 24, green,
        part: "cactus")
      mesh.join(
        body.jittered(by: 0.004, wavelength: 0.014, seed: random.next()), at: [0, 0, soil - 0.01])
      if random.chance(0.5) {
        mesh.join(
          .capsuleLine(
            from: [radius * 0.4, 0, soil + size * 0.3], to: [radius * 0.75, 0, soil + size * 0.55],
            radius: radius * 0.2, green, part: "cactus"))
      }
    case 1:
      for _ in 0..<random.index(in: 8..<22) {
        leaf(
          from: [0, 0, soil], length: size * random.number(in: 0.6...1.1), width: radius * 0.16,
          rise: random.number(in: 0.5...1.3), &random, green, into: &mesh)
      }
    case 2:
      for _ in 0..<random.index(in: 10..<22) {
        leaf(
          from: [0, 0, soil], length: size * random.number(in: 0.5...0.9),
          width: radius * random.number(in: 0.3...0.5), rise: random.number(in: 0.2...1.2), &random,
          green, into: &mesh)
      }
    default:
      mesh.join(
        .capsuleLine(
          from: [0, 0, soil - 0.01], to: [0, 0, soil + size * 0.6], radius: 0.005,
          ObjectFinish.skin([0.4, 0.3, 0.2], [0.3, 0.22, 0.15], edge: 0.01), part: "trunk"))
      for _ in 0..<random.index(in: 14..<34) {
        leaf(
          from: [0, 0, soil + size * random.number(in: 0.2...0.6)],
          length: size * random.number(in: 0.2...0.45), width: radius * 0.28,
          rise: random.number(in: -0.3...1.1), &random, green, into: &mesh)
      }
    }
    return SceneObject(.plant, mesh)
  }

  private static func leaf(
    from root: SIMD3<Float>, length: Float, width: Float, rise: Float, _ random: inout SceneRandom,
    _ material: Material, into mesh: inout TriangleMesh
  ) {
    let sag = random.number(in: 0.1...0.8)
    let blade = TriangleMesh.sheet(
      columns: 7, rows: 2, size: [1, 1], height: { _ in 0 }, material, part: "leaves")
    let (up, out) = sineAndCosine(rise)
    let shaped = blade.deformed { place in
      let share = place.x + 0.5
      let wide = width * 2 * (share + 0.12) * (1.0 - share * share) + 0.001
      let along = share * length
      return [
        along * out, place.y * wide,
        along * up - sag * share * share * length * 0.5 + abs(place.y) * width * 0.5,
      ]
    }
    mesh.join(
      shaped.deformed { [$0.x, $0.y, Swift.max($0.z, 0.002 - root.z)] }, at: root,
      turned: Turn.z(random.unit() * 6.28))
  }

  private static func candle(_ random: inout SceneRandom) -> SceneObject {
    let (radius, height) = (random.number(in: 0.011...0.04), random.number(in: 0.04...0.2))
    let wax = ObjectFinish.skin(
      random.chance(0.5) ? [0.93, 0.9, 0.82] : ObjectFinish.quiet(&random), [0.9, 0.88, 0.8],
      edge: 0.02,
      gloss: 0.1)
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0], [radius, 0], [radius, height], [radius * 0.75, height - 0.003],
          [0, height - 0.006],
        ], by: 0.003), wax)
    mesh.join(
      .tube(
        along: [[0, 0, height - 0.007], [0.001, 0, height], [0.003, 0, height + 0.007]],
        radii: [0.001], segments: 5, ObjectFinish.rubber(), part: "wick"))
    guard radius < 0.02 || random.chance(0.3) else { return SceneObject(.candle, mesh) }
    let foot = radius * random.number(in: 2...3) + 0.015
    let stem = random.number(in: 0.02...0.12)
    var holder = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0], [foot, 0], [foot * 0.9, 0.008], [0.009, 0.016], [0.007, stem],
          [radius + 0.004, stem + 0.01], [radius + 0.004, stem + 0.028], [0, stem + 0.028],
        ], by: 0.006), ObjectFinish.metal(&random), part: "holder")
    holder.join(mesh, at: [0, 0, stem + 0.022])
    return SceneObject(.candle, holder)
  }

  /// A little statue: an animal or a person of soft forms, or a bust.
  private static func figurine(_ random: inout SceneRandom) -> SceneObject {
    let size = random.number(in: 0.05...0.16)
    let material =
      random.chance(0.5)
      ? ObjectFinish.ceramic(&random, height: size, isFlat: true)
      : random.chance(0.5)
        ? ObjectFinish.metal(&random) : ObjectFinish.plastic(ObjectFinish.any(&random))
    var solid: Solid
    switch random.index(in: 0..<4) {
    case 0:
      // Four legs.
      solid = .capsule(from: [-0.3, 0, 0.5], to: [0.25, 0, 0.52], radius: 0.17)
      for (x, y) in [(-0.33, -0.1), (-0.33, 0.1), (0.28, -0.1), (0.28, 0.1)] as [(Float, Float)] {
        solid = solid.joined(
          with: .capsule(from: [x, y, 0.06], to: [x, y, 0.45], radius: 0.065), blend: 0.1)
      }
      let head = SIMD3<Float>(0.5, random.number(in: -0.1...0.1), random.number(in: 0.7...0.95))
      solid = solid.joined(
        with: .capsule(from: [0.28, 0, 0.58], to: head, radius: 0.09), blend: 0.12)
      solid = solid.joined(
        with: .capsule(from: head, to: head + [0.13, 0, -0.04], radius: 0.1), blend: 0.06)
      for side in [-1, 1] as [Float] {
        solid = solid.joined(
          with: .capsule(
            from: head, to: head + [-0.03, side * 0.09, random.number(in: 0.12...0.3)], radius: 0.03
          ), blend: 0.03)
      }
      solid = solid.joined(
        with: .capsule(
          from: [-0.42, 0, 0.52], to: [-0.65, 0, random.number(in: 0.4...0.9)], radius: 0.045),
        blend: 0.06)
    case 1:
      // A sitting bird.
      solid = Solid.capsule(from: [-0.12, 0, 0.32], to: [0.1, 0, 0.4], radius: 0.27)
      solid = solid.joined(with: Solid.sphere(radius: 0.18).moved(by: [0.24, 0, 0.78]), blend: 0.2)
      solid = solid.joined(
        with: .capsule(from: [0.36, 0, 0.77], to: [0.5, 0, 0.74], radius: 0.04), blend: 0.05)
      solid = solid.joined(
        with: .capsule(from: [-0.3, 0, 0.35], to: [-0.62, 0, 0.45], radius: 0.07), blend: 0.15)
      solid = solid.joined(
        with: Solid.cone(bottom: 0.25, top: 0.2, height: 0.12).moved(by: [0, 0, 0.06]), blend: 0.1)
    default:
      // Somebody standing.
      let hips = random.number(in: 0.1...0.16)
      solid = Solid.cone(bottom: 0.26, top: hips, height: 0.5).moved(by: [0, 0, 0.26])
      solid = solid.joined(
        with: .capsule(from: [0, 0, 0.5], to: [0, 0, 0.72], radius: hips), blend: 0.1)
      solid = solid.joined(
        with: Solid.sphere(radius: random.number(in: 0.1...0.17)).moved(by: [0, 0, 0.98]),
        blend: 0.06)
      for side in [-1, 1] as [Float] {
        let hand = SIMD3(
          side * random.number(in: 0.15...0.35), -random.number(in: 0...0.2),
          random.number(in: 0.4...0.95))
        let elbow = SIMD3(side * 0.27, 0.02, 0.6)
        solid = solid.joined(
          with: .capsule(from: [side * 0.13, 0, 0.76], to: elbow, radius: 0.055), blend: 0.06)
        solid = solid.joined(with: .capsule(from: elbow, to: hand, radius: 0.045), blend: 0.05)
      }
    }
    solid = solid.intersected(with: .halfSpace(normal: [0, 0, -1], offset: 0))
    let mesh = TriangleMesh.solid(solid, cell: 0.045, material).scaled(by: SIMD3(size, size, size))
      .grounded()
    guard random.chance(0.5) else {
      return SceneObject(.statue, named: "figurine", mesh.centered())
    }
    let bounds = mesh.bounds
    var whole = TriangleMesh.box(
      [bounds.size.x + 0.012, bounds.size.y + 0.012, size * 0.12], rounding: 0.002,
      ObjectFinish.wood(&random), part: "base")
    whole.join(mesh.centered(), at: [0, 0, size * 0.115])
    return SceneObject(.statue, named: "figurine", whole)
  }

  private static func lantern(_ random: inout SceneRandom) -> SceneObject {
    let (wide, height) = (random.number(in: 0.08...0.14), random.number(in: 0.14...0.26))
    let frame = ObjectFinish.lacquer(ObjectFinish.neutral(&random))
    var mesh = TriangleMesh.box([wide, wide, 0.012], frame, part: "frame")
    mesh.join(.box([wide, wide, 0.01], frame, part: "frame"), at: [0, 0, height])
    mesh.join(
      TriangleMesh.box([wide * 0.9, wide * 0.9, wide * 0.3], frame, part: "roof").tapered(to: [
        0.2, 0.2,
      ]), at: [0, 0, height + 0.01])
    for x in [-1, 1] as [Float] {
      for y in [-1, 1] as [Float] {
        mesh.join(
          .box([0.008, 0.008, height - 0.01], frame, part: "frame"),
          at: [x * (wide / 2 - 0.005), y * (wide / 2 - 0.005), 0.011])
      }
    }
    mesh.join(
      .cylinder(
        radius: wide * 0.22, height: height * random.number(in: 0.3...0.6),
        ObjectFinish.plastic([0.93, 0.9, 0.82]), part: "candle"), at: [0, 0, 0.0115])
    let ring = TriangleMesh.arc(
      center: [0, 0, height + 0.01 + wide * 0.3], radius: 0.022, angles: 0...Float.pi,
      right: [1, 0, 0], up: [0, 0, 1], steps: 10)
    mesh.join(.tube(along: ring, radii: [0.002], segments: 6, frame, part: "ring"))
    return SceneObject(.candle, named: "lantern", mesh)
  }
}
