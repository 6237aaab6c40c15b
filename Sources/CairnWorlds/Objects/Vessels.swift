import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Hollow things without a lid, which hold others: boxes, trays, baskets, crates, buckets.
  static let vessels: [Kind] = [
    Kind("open carton", [.warehouse, .office, .workshop, .living], openCarton),
    Kind("lidded box", [.living, .office, .workshop, .kitchen], liddedBox),
    Kind("tray", [.kitchen, .living, .office], tray),
    Kind("paper tray", [.office], paperTray),
    Kind("basket", [.kitchen, .living, .bathroom], basket),
    Kind("crate", [.warehouse, .workshop, .kitchen], crate),
    Kind("bucket", [.workshop, .bathroom], bucket),
    Kind("paint can", [.workshop, .warehouse], paintCan),
    Kind("watering can", [.workshop, .living], wateringCan),
  ]

  /// Four walls and a floor; walls may lean outwards.
  static func openBox(
    _ size: SIMD3<Float>, wall: Float, flare: Float = 1, _ material: Material
  ) -> TriangleMesh {
    let outer = Outline.rectangle([size.x, size.y])
    let inner = Outline.rectangle([size.x - 2 * wall, size.y - 2 * wall])
    var mesh = TriangleMesh.extrusion(
      outer, holes: [inner], height: size.z, material, part: "wall")
    mesh = mesh.tapered(to: [flare, flare])
    // The floor reaches halfway into the walls: no gap, no doubled face.
    mesh.join(.box([size.x - wall, size.y - wall, wall], material, part: "floor"))
    return mesh
  }

  private static func openCarton(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.18...0.45), random.number(in: 0.15...0.35), random.number(in: 0.1...0.32))
    let board = ObjectFinish.cardboard(&random)
    let wall: Float = 0.004
    var mesh = openBox(size, wall: wall, board)
    for side in 0..<4 where random.chance(0.85) {
      let alongX = side % 2 == 0
      let (width, reach) = alongX ? (size.x, size.y / 2) : (size.y, size.y / 2)
      let flap = TriangleMesh.box([width - 0.006, 0.003, reach * 0.97], board, part: "flap")
        .tapered(to: [0.97, 1])
      // Turned outwards about its crease, between nearly upright and hanging down.
      let swing = random.number(in: 0.2...2.6)
      let angle = Float(side) * .pi / 2
      let half = (alongX ? size.y : size.x) / 2 - wall / 2
      let hinge = RigidTransform(at: [0, -half, size.z - 0.001], rotation: Turn.x(swing))
      mesh.append(flap.transformed(by: hinge), at: RigidTransform(rotation: Turn.z(angle)))
    }
    let low = mesh.bounds.min.z
    if low < 0 { mesh = mesh.grounded() }
    return SceneObject(
      .carton, named: "open carton", mesh,
      surfaces: top(SIMD2(size.x, size.y) - 0.02, height: wall - Swift.min(low, 0)))
  }

  private static func liddedBox(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.1...0.34), random.number(in: 0.08...0.26), random.number(in: 0.05...0.2))
    let rounding = random.choice([0, 0.004, 0.02] as [Float])
    let material =
      random.chance(0.3)
      ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.any(&random))
    let outline = Outline.rectangle([size.x, size.y], rounding: rounding)
    let rim = size.z * random.number(in: 0.15...0.4)
    var mesh = TriangleMesh.extrusion(outline, height: size.z - rim, material)
      .tapered(to: [1.02, 1.02])
    let cover = random.chance(0.5) ? material : ObjectFinish.plastic(ObjectFinish.any(&random))
    let lid = TriangleMesh.extrusion(
      Outline.rectangle([size.x * 1.04, size.y * 1.04], rounding: rounding), height: rim, cover,
      part: "lid")
    mesh.join(lid, at: [0, 0, size.z - rim])
    if random.chance(0.4) {
      mesh.join(
        .lathe(
          [[0, 0], [0.006, 0], [0.012, 0.012], [0.008, 0.02], [0, 0.021]],
          ObjectFinish.metal(&random),
          part: "knob"), at: [0, 0, size.z])
      return SceneObject(.box, named: "lidded box", mesh)
    }
    return SceneObject(
      .box, named: "lidded box", mesh, surfaces: top(SIMD2(size.x, size.y) * 0.9, height: size.z))
  }

  private static func tray(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.25...0.5), random.number(in: 0.18...0.36), random.number(in: 0.018...0.06)
    )
    let material =
      random.chance(0.5)
      ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.any(&random))
    let rounding: Float = random.chance(0.5) ? 0.03 : 0.004
    let wall: Float = 0.005
    var mesh = TriangleMesh.extrusion(
      Outline.rectangle([size.x, size.y], rounding: rounding),
      holes: [Outline.rectangle([size.x - 2 * wall, size.y - 2 * wall], rounding: rounding)],
      height: size.z, material, part: "rim"
    ).tapered(to: [1.05, 1.05])
    mesh.join(
      .extrusion(
        Outline.rectangle([size.x - wall, size.y - wall], rounding: rounding), height: wall,
        material,
        part: "floor"))
    if random.chance(0.5) {
      for side in [-1, 1] as [Float] {
        let handle = TriangleMesh.handle(
          from: [0, -0.05], to: [0, 0.05], reach: 0.03, thickness: 0.008, width: 0.008,
          ObjectFinish.metal(&random)
        ).transformed(by: RigidTransform(rotation: Turn.x(.pi / 2)))
        mesh.join(
          handle, at: [side * size.x * 0.515, 0, size.z * 0.85],
          turned: Turn.z(side < 0 ? .pi : 0))
      }
    }
    return SceneObject(
      .tray, mesh,
      surfaces: top(SIMD2(size.x, size.y) - 2 * Swift.max(rounding, 0.015), height: wall))
  }

  private static func paperTray(_ random: inout SceneRandom) -> SceneObject {
    let material = ObjectFinish.plastic(ObjectFinish.neutral(&random))
    let levels = random.index(in: 1..<4)
    var mesh = TriangleMesh()
    var surfaces: [SupportSurface] = []
    for level in 0..<levels {
      let height = Float(level) * 0.065
      mesh.join(.box([0.26, 0.34, 0.003], material, part: "shelf"), at: [0, 0, height + 0.004])
      for side in [-1, 1] as [Float] {
        mesh.join(.box([0.004, 0.34, 0.05], material, part: "wall"), at: [side * 0.13, 0, height])
        if level > 0 {
          for depth in [-0.15, 0.15] as [Float] {
            mesh.join(
              .box([0.01, 0.012, 0.07], material, part: "post"),
              at: [side * 0.13, depth, height - 0.06])
          }
        }
      }
      mesh.join(.box([0.26, 0.004, 0.05], material, part: "wall"), at: [0, 0.168, height])
      if random.chance(0.7) {
        let stack = random.number(in: 0.002...0.03)
        mesh.join(
          .box([0.21, 0.297, stack], ObjectFinish.paper(), part: "paper"),
          at: [0, -0.01, height + 0.007],
          turned: Turn.z(random.normal() * 0.02))
      } else {
        surfaces += top([0.24, 0.32], height: height + 0.007, clearance: 0.055)
      }
    }
    return SceneObject(.tray, named: "paper tray", mesh, surfaces: surfaces)
  }

  /// A basket of wicker or wire, round or square.
  private static func basket(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.1...0.2)
    let height = random.number(in: 0.08...0.26)
    let low = radius * random.number(in: 0.7...0.95)
    let round = random.chance(0.6)
    let stretch: Float = random.number(in: 0.6...1)
    let material =
      random.chance(0.6)
      ? ObjectFinish.skin([0.66, 0.5, 0.3], [0.42, 0.3, 0.17], edge: 0.006, gloss: 0)
      : ObjectFinish.plastic(ObjectFinish.any(&random))
    let profile = Outline.vessel(
      [[0, 0], [low, 0], [(low + radius) / 2 * 1.03, height / 2], [radius, height]],
      thickness: 0.005)
    var mesh = TriangleMesh.lathe(profile, segments: round ? 36 : 32, material, part: "wall")
    // The wales of the weave.
    let wales = 7
    for wale in 1...wales {
      let share = Float(wale) / Float(wales)
      let out = low + (radius - low) * share + 0.001 * (1 - share)
      var line = TriangleMesh.arc(
        center: [0, 0, height * share], radius: out, angles: 0...(2 * .pi), right: [1, 0, 0],
        up: [0, 1, 0], steps: 32)
      line[32] = line[0]
      let thickness: Float = wale == wales ? 0.006 : 0.0035
      mesh.join(
        .tube(along: line, radii: [thickness], segments: 6, material, part: "wall"))
    }
    if !round {
      mesh = mesh.deformed { place in
        // A circle pushed towards a square.
        let (x, y) = (abs(place.x), abs(place.y))
        let longest = Swift.max(x, y)
        let size = (x * x + y * y).squareRoot()
        let factor = longest > 0 ? 1 + (size / longest - 1) * 0.75 : 1
        return [place.x * factor, place.y * factor, place.z]
      }
    }
    mesh = mesh.scaled(by: [1, stretch, 1])
    if random.chance(0.4) {
      let arch = TriangleMesh.arc(
        center: [0, 0, height], radius: radius, angles: 0...Float.pi, right: [1, 0, 0],
        up: [0, 0, 1],
        steps: 16)
      mesh.join(.tube(along: arch, radii: [0.006], segments: 8, material, part: "handle"))
    }
    return SceneObject(
      .basket, mesh.grounded(), surfaces: top(SIMD2(low, low * stretch) * 1.3, height: 0.0085))
  }

  private static func crate(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.28...0.6), random.number(in: 0.2...0.4), random.number(in: 0.1...0.28))
    let isWood = random.chance(0.45)
    let material =
      isWood ? ObjectFinish.wood(&random) : ObjectFinish.plastic(ObjectFinish.vivid(&random))
    guard isWood else {
      var mesh = openBox(size, wall: 0.005, flare: 1.04, material)
      let rim = TriangleMesh.extrusion(
        Outline.rectangle([size.x + 0.03, size.y + 0.03], rounding: 0.01),
        holes: [Outline.rectangle([size.x - 0.004, size.y - 0.004])], height: 0.014, material,
        part: "rim")
      mesh.join(rim, at: [0, 0, size.z - 0.014])
      for side in [-1, 1] as [Float] {
        for rib in -3...3 {
          mesh.join(
            .box([0.004, 0.012, size.z * 0.95], material, part: "wall"),
            at: [Float(rib) * size.x * 0.14, side * (size.y / 2 + 0.004), 0])
        }
      }
      return SceneObject(
        .crate, mesh, surfaces: top(SIMD2(size.x, size.y) - 0.03, height: 0.005))
    }
    var mesh = TriangleMesh()
    let (board, gap): (Float, Float) = (0.009, 0.016)
    let boards = Swift.max(Int((size.z / 0.08).rounded()), 2)
    let width = (size.z - Float(boards) * gap) / Float(boards)
    for level in 0..<boards {
      let height = Float(level) * (width + gap) + gap
      for side in [-1, 1] as [Float] {
        mesh.join(
          .box([size.x, board, width], material, part: "wall"), at: [0, side * size.y / 2, height])
        mesh.join(
          .box([board, size.y, width], material, part: "wall"), at: [side * size.x / 2, 0, height])
        for end in [-1, 1] as [Float] where level == 0 {
          mesh.join(
            .box([0.02, 0.02, size.z], material, part: "post"),
            at: [side * (size.x / 2 - 0.014), end * (size.y / 2 - 0.014), 0])
        }
      }
    }
    let slats = Swift.max(Int(size.y / 0.07), 2)
    for slat in 0..<slats {
      let offset = (Float(slat) + 0.5) / Float(slats) * size.y - size.y / 2
      mesh.join(
        .box([size.x, size.y / Float(slats) - 0.008, board], material, part: "floor"),
        at: [0, offset, 0.004])
    }
    return SceneObject(
      .crate, mesh, surfaces: top(SIMD2(size.x, size.y) - 0.06, height: 0.004 + board))
  }

  /// A wire loop over an opening, hanging to one side or upright.
  private static func bail(
    radius: Float, height: Float, swing: Float, _ material: Material
  ) -> TriangleMesh {
    let arch = TriangleMesh.arc(
      center: .zero, radius: radius, angles: 0...Float.pi, right: [1, 0, 0], up: [0, 0, 1],
      steps: 20)
    var mesh = TriangleMesh.tube(along: arch, radii: [0.002], segments: 6, material, part: "handle")
    mesh.join(
      .tube(
        along: [[-0.045, 0, radius], [0.045, 0, radius]], radii: [0.007], segments: 10,
        ObjectFinish.plastic([0.12, 0.12, 0.12]), part: "handle"))
    return mesh.transformed(
      by: RigidTransform(at: [0, 0, height], rotation: Turn.x(swing)))
  }

  private static func bucket(_ random: inout SceneRandom) -> SceneObject {
    let (radius, height) = (random.number(in: 0.11...0.16), random.number(in: 0.2...0.3))
    let low = radius * random.number(in: 0.7...0.82)
    let material =
      random.chance(0.7) ? ObjectFinish.plastic(ObjectFinish.vivid(&random)) : ObjectFinish.steel()
    let outside: [SIMD2<Float>] = [
      [0, 0.006], [low * 0.9, 0.006], [low * 0.93, 0], [low, 0], [radius - 0.004, height - 0.02],
      [radius, height - 0.018], [radius, height],
    ]
    let inside: [SIMD2<Float>] = [[radius - 0.006, height], [low - 0.003, 0.012], [0, 0.012]]
    var mesh = TriangleMesh.lathe(outside + inside, material)
    mesh.join(
      bail(
        radius: radius, height: height - 0.015,
        swing: random.chance(0.6) ? 1.72 : random.number(in: -0.3...0.3), ObjectFinish.steel()))
    return SceneObject(
      .bin, named: "bucket", mesh, surfaces: top(SIMD2(low, low) * 1.2, height: 0.012))
  }

  private static func paintCan(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.045...0.09)
    let height = radius * random.number(in: 1.9...2.4)
    let steel = ObjectFinish.steel()
    var mesh = TriangleMesh.lathe(
      [
        [0, 0.004], [radius - 0.004, 0.004], [radius - 0.002, 0], [radius, 0], [radius, height],
        [radius - 0.006, height], [radius - 0.008, height - 0.005],
        [radius * 0.75, height - 0.005],
        [radius * 0.74, height - 0.002], [0, height - 0.002],
      ], steel)
    mesh.join(
      .sleeve(
        radius: radius, from: 0.008, to: height - 0.008,
        ObjectFinish.print(&random, edge: height * 0.4)))
    if random.chance(0.5) {
      let drip = ObjectFinish.lacquer(ObjectFinish.vivid(&random))
      for _ in 0..<3 {
        let angle = random.unit() * 2 * .pi
        let length = random.number(in: 0.02...0.06)
        let turn = sineAndCosine(angle)
        let out = radius + 0.0008
        mesh.join(
          .capsuleLine(
            from: [out * turn.cosine, out * turn.sine, height - 0.002],
            to: [out * turn.cosine, out * turn.sine, height - length], radius: 0.003, drip,
            part: "drip"))
      }
    }
    mesh.join(
      bail(radius: radius + 0.002, height: height * 0.86, swing: 1.75, steel))
    return SceneObject(
      .can, named: "paint can", mesh, surfaces: top(SIMD2(radius, radius), height: height - 0.002))
  }

  private static func wateringCan(_ random: inout SceneRandom) -> SceneObject {
    let (radius, height) = (random.number(in: 0.06...0.11), random.number(in: 0.12...0.24))
    let material =
      random.chance(0.5)
      ? ObjectFinish.plastic(ObjectFinish.vivid(&random)) : ObjectFinish.metal(&random)
    var mesh = TriangleMesh.lathe(
      Outline.vessel(
        Outline.rounded(
          [[0, 0], [radius, 0], [radius * 0.94, height * 0.85], [radius * 0.7, height]], by: 0.02),
        thickness: 0.002), material)
    let reach = radius + height * random.number(in: 0.7...1.1)
    let spout = TriangleMesh.smoothLine(
      through: [
        [-radius * 0.9, 0, height * 0.2], [-radius * 1.35, 0, height * 0.42],
        [-reach, 0, height * 1.12],
      ], steps: 5)
    mesh.join(
      .tube(
        along: spout, radii: spout.indices.map { 0.014 - 0.005 * Float($0) / Float(spout.count) },
        segments: 12, material, part: "spout"))
    if random.chance(0.6) {
      let rose = TriangleMesh.lathe(
        [[0.008, 0], [0.028, 0.03], [0.026, 0.036], [0, 0.04]], material,
        part: "rose")
      mesh.join(rose, at: spout[spout.count - 1], turned: Turn.y(-0.75))
    }
    mesh.join(
      .handle(
        from: [radius * 0.95, height * 0.25], to: [radius * 0.5, height * 0.99],
        reach: height * 0.3,
        thickness: 0.012, width: 0.02, material))
    return SceneObject(.object, named: "watering can", mesh.grounded())
  }
}
