import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// What stands about in living rooms and bathrooms.
  static let household: [Kind] = [
    Kind("clock", [.living, .kitchen, .office], clock),
    Kind("picture frame", [.living, .office], pictureFrame),
    Kind("toothbrush cup", [.bathroom], toothbrushCup),
    Kind("toilet roll", [.bathroom, .warehouse], weight: 1.5, toiletRoll),
    Kind("sponge", [.kitchen, .bathroom], sponge),
    Kind("soap", [.bathroom], soap),
    Kind("brush", [.bathroom, .kitchen, .workshop], brush),
    Kind("globe", [.living, .office], globe),
  ]

  private static func clock(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.035...0.09)
    let body = ObjectFinish.lacquer(ObjectFinish.any(&random))
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0], [radius, 0], [radius, 0.03], [radius * 0.9, 0.034], [radius * 0.88, 0.028],
          [0, 0.028],
        ], by: 0.003), body)
    mesh.join(
      .cylinder(radius: radius * 0.87, height: 0.001, ObjectFinish.paper(), part: "face"),
      at: [0, 0, 0.0282])
    for (length, angle) in [(0.5, random.unit() * 6), (0.75, random.unit() * 6)] as [(Float, Float)]
    {
      mesh.join(
        TriangleMesh.box(
          [0.004, radius * length, 0.001], ObjectFinish.plastic([0.08, 0.08, 0.08]), part: "hands"
        )
        .transformed(by: RigidTransform(at: [0, radius * length * 0.45, 0])),
        at: [0, 0, 0.0295], turned: Turn.z(angle))
    }
    for mark in 0..<12 {
      let turn = sineAndCosine(Float(mark) * .pi / 6)
      mesh.join(
        .box([0.004, 0.004, 0.0006], ObjectFinish.plastic([0.1, 0.1, 0.1]), part: "face"),
        at: [turn.cosine * radius * 0.75, turn.sine * radius * 0.75, 0.029])
    }
    var upright = mesh.transformed(by: RigidTransform(rotation: Turn.lyingAlongY)).grounded()
    if random.chance(0.5) {
      for side in [-1, 1] as [Float] {
        upright.join(
          .superquadric(
            radii: [radius * 0.32, radius * 0.25, radius * 0.25], roundness: [1, 1], segments: 18,
            ObjectFinish.steel(), part: "bell"), at: [side * radius * 0.55, -0.016, radius * 1.72])
        upright.join(
          .capsuleLine(
            from: [side * radius * 0.5, -0.016, radius * 0.3],
            to: [side * radius * 0.8, -0.016, -0.012], radius: 0.005, ObjectFinish.steel(),
            part: "foot"))
      }
    } else {
      upright.join(.box([radius * 1.2, 0.05, 0.008], body, part: "foot"), at: [0, -0.015, -0.006])
    }
    return SceneObject(.clock, upright.centered())
  }

  private static func pictureFrame(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.1...0.26), random.number(in: 0.12...0.3))
    let border = random.number(in: 0.01...0.03)
    let frame =
      random.chance(0.5)
      ? ObjectFinish.wood(&random) : ObjectFinish.lacquer(ObjectFinish.neutral(&random))
    var mesh = TriangleMesh.upright(
      Outline.rectangle(size, at: [0, size.y / 2]),
      holes: [Outline.rectangle(size - 2 * border, at: [0, size.y / 2])], depth: 0.014, frame,
      part: "frame")
    var picture = ObjectFinish.print(&random, edge: size.y * random.number(in: 0.2...0.6))
    picture.gloss = 0.4
    mesh.join(
      .box([size.x - border, 0.004, size.y - border], picture, part: "picture"),
      at: [0, 0.002, border / 2])
    let lean: Float = 0.2
    var stood = TriangleMesh()
    stood.join(mesh, turned: Turn.x(-lean))
    let turn = sineAndCosine(lean)
    let high = size.y * 0.7
    stood.join(
      .capsuleLine(
        from: [0, high * turn.sine + 0.006, high * turn.cosine - 0.006],
        to: [0, high * turn.sine + high * 0.38, 0.004], radius: 0.003, frame, part: "stand"))
    return SceneObject(.picture, named: "picture frame", stood.centered())
  }

  private static func toothbrushCup(_ random: inout SceneRandom) -> SceneObject {
    let (radius, height) = (random.number(in: 0.03...0.042), random.number(in: 0.08...0.12))
    let material =
      random.chance(0.4)
      ? ObjectFinish.glass(&random, tint: [0.85, 0.9, 0.9])
      : ObjectFinish.ceramic(&random, height: height)
    var mesh = TriangleMesh.lathe(
      Outline.vessel([[0, 0], [radius * 0.85, 0], [radius, height]], thickness: 0.003), material,
      part: "cup")
    for _ in 0..<random.index(in: 1..<4) {
      let color = ObjectFinish.plastic(ObjectFinish.vivid(&random))
      var brush = TriangleMesh.tube(
        along: [[0, 0, 0], [0, 0, 0.09], [0, 0, 0.13], [0, 0, 0.185]],
        radii: [0.005, 0.0045, 0.003, 0.0042], segments: 8, color, part: "toothbrush")
      brush.join(
        .box([0.011, 0.013, 0.026], ObjectFinish.plastic([0.92, 0.94, 0.96]), part: "toothbrush"),
        at: [0.008, 0, 0.158])
      let heading = random.unit() * 6.28
      let turn = sineAndCosine(heading)
      mesh.join(
        brush, at: SIMD3(-turn.cosine, -turn.sine, 0) * radius * 0.6 + [0, 0, 0.004],
        turned: Turn.z(heading) * Turn.y(Swift.min(0.35, radius * 1.3 / height)))
    }
    return SceneObject(.cup, named: "toothbrush cup", mesh)
  }

  private static func toiletRoll(_ random: inout SceneRandom) -> SceneObject {
    let (radius, width) = (random.number(in: 0.03...0.062), random.number(in: 0.09...0.105))
    let paper = Material(
      [0.93, 0.93, 0.92], accent: [0.86, 0.86, 0.86], pattern: .speckle(edge: 0.008))
    var roll = TriangleMesh.lathe(
      [[0.022, 0], [radius, 0], [radius, width], [0.022, width], [0.022, 0]], paper, part: "paper")
    roll.join(
      .lathe(
        [[0.0205, 0], [0.0222, 0], [0.0222, width], [0.0205, width], [0.0205, 0]],
        ObjectFinish.cardboard(&random), part: "core"))
    if random.chance(0.5) {
      // The loose end.
      roll.join(
        TriangleMesh.box([0.0006, random.number(in: 0.02...0.06), width], paper, part: "paper"),
        at: [radius - 0.0003, 0.02, 0])
    }
    return SceneObject(
      .object, named: "toilet roll",
      random.chance(0.35)
        ? roll.laid(Turn.z(random.unit() * 6) * Turn.lyingAlongX).centered() : roll)
  }

  private static func sponge(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.08...0.15), random.number(in: 0.055...0.09),
      random.number(in: 0.02...0.045))
    let foam = ObjectFinish.vivid(&random)
    var mesh = TriangleMesh.box(
      size, rounding: 0.006, ObjectFinish.skin(foam, foam * 0.7, edge: 0.003, gloss: 0),
      part: "foam"
    ).jittered(by: 0.0015, wavelength: 0.02, seed: random.next())
    if random.chance(0.6) {
      mesh.join(
        .box(
          [size.x * 0.98, size.y * 0.97, 0.007], rounding: 0.002,
          ObjectFinish.skin([0.15, 0.35, 0.2], [0.1, 0.25, 0.14], edge: 0.003, gloss: 0),
          part: "scourer"),
        at: [0, 0, size.z - 0.002])
    }
    return SceneObject(.sponge, mesh.laid(Turn.z(random.unit() * 6)))
  }

  private static func soap(_ random: inout SceneRandom) -> SceneObject {
    let soap = TriangleMesh.superquadric(
      radii: [0.038, 0.025, 0.012], roundness: [0.6, 0.6], segments: 24,
      ObjectFinish.plastic(ObjectFinish.quiet(&random), gloss: 0.2), part: "soap")
    guard random.chance(0.6) else { return SceneObject(.object, named: "soap", soap) }
    var mesh = TriangleMesh.lathe(
      Outline.vessel([[0, 0], [0.035, 0], [0.055, 0.012], [0.06, 0.02]], thickness: 0.003),
      ObjectFinish.ceramic(&random, height: 0.02, isFlat: true), part: "dish"
    ).scaled(by: [1.1, 0.8, 1])
    mesh.join(soap, at: [0, 0, 0.004])
    return SceneObject(.object, named: "soap", mesh)
  }

  /// A hand brush, a nail brush or a paint brush.
  private static func brush(_ random: inout SceneRandom) -> SceneObject {
    let grip =
      random.chance(0.5)
      ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.vivid(&random))
    let hair = ObjectFinish.skin(
      random.chance(0.5) ? [0.12, 0.1, 0.09] : [0.85, 0.8, 0.68], [0.5, 0.45, 0.38], edge: 0.002,
      gloss: 0)
    if random.chance(0.5) {
      let wide = random.number(in: 0.02...0.08)
      var mesh = TriangleMesh.extrusion(
        Outline.rounded(
          [
            [-0.15, -0.009], [-0.06, -0.008], [0, -wide / 2], [0, wide / 2], [-0.06, 0.008],
            [-0.15, 0.009],
          ], by: 0.02, isClosed: true), height: 0.012, grip, part: "handle")
      mesh.join(
        .box([0.03, wide, 0.014], ObjectFinish.metal(&random), part: "ferrule"),
        at: [0.01, 0, -0.001])
      mesh.join(
        TriangleMesh.box([0.05, wide * 0.95, 0.011], hair, part: "bristles"),
        at: [0.048, 0, 0.0005])
      return SceneObject(
        .tool, named: "paint brush", mesh.centered().laid(Turn.z(random.unit() * 6)))
    }
    let length = random.number(in: 0.08...0.16)
    var mesh = TriangleMesh.box([length, 0.05, 0.022], hair, part: "bristles").tapered(to: [
      0.95, 0.9,
    ])
    mesh.join(
      .box([length * 1.05, 0.052, 0.016], rounding: 0.005, grip, part: "handle"), at: [0, 0, 0.021])
    if random.chance(0.6) {
      mesh.join(
        .capsuleLine(
          from: [length * 0.5, 0, 0.029], to: [length * 0.5 + 0.11, 0, 0.034], radius: 0.008, grip,
          part: "handle"))
    }
    return SceneObject(.tool, named: "hand brush", mesh.centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func globe(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.06...0.14)
    let metal = ObjectFinish.metal(&random)
    var mesh = TriangleMesh.lathe(
      Outline.rounded(
        [
          [0, 0], [radius * 0.65, 0], [radius * 0.6, 0.012], [0.01, 0.024], [0.007, radius * 0.4],
          [0, radius * 0.4],
        ], by: 0.004), ObjectFinish.wood(&random), part: "foot")
    let map = ObjectFinish.skin(
      [0.25, 0.45, 0.65], [0.6, 0.6, 0.35], edge: radius * 0.5, gloss: 0.2)
    let center = SIMD3<Float>(0, 0, radius * 1.42)
    mesh.join(
      .superquadric(
        radii: SIMD3(radius, radius, radius), roundness: [1, 1], segments: 34, map, part: "globe"),
      at: center - [0, 0, radius])
    let arc = TriangleMesh.arc(
      center: center, radius: radius * 1.08, angles: -1.95...1.2, right: [1, 0, 0], up: [0, 0, 1],
      steps: 20)
    mesh.join(.tube(along: arc, radii: [0.005], segments: 6, metal, part: "arc"))
    return SceneObject(.object, named: "globe", mesh)
  }
}
