import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Cartons, bags, cans and jars, as goods come in.
  static let packages: [Kind] = [
    Kind("carton", [.kitchen, .warehouse, .living, .bathroom], weight: 3, carton),
    Kind("flat packet", [.kitchen, .office, .warehouse, .workshop], flatPacket),
    Kind("bag of food", [.kitchen, .warehouse], weight: 1.5, foodBag),
    Kind("pouch", [.kitchen, .bathroom, .warehouse], pouch),
    Kind("milk carton", [.kitchen, .warehouse], milkCarton),
    Kind("can", [.kitchen, .warehouse], weight: 2, can),
    Kind("drink can", [.kitchen, .office, .warehouse, .living], drinkCan),
    Kind("jar", [.kitchen, .warehouse, .workshop], weight: 1.5, jar),
    Kind("tub", [.kitchen, .warehouse, .workshop], tub),
    Kind("egg box", [.kitchen, .warehouse], eggBox),
    Kind(
      "shipping carton", [.warehouse, .office, .workshop, .living], weight: 1.5, shippingCarton),
    Kind("gift box", [.living], giftBox),
    Kind("roll", [.kitchen, .bathroom, .workshop], foilRoll),
  ]

  private static func carton(_ random: inout SceneRandom) -> SceneObject {
    let sizes: [SIMD3<Float>] = [
      [0.19, 0.06, 0.3], [0.13, 0.05, 0.2], [0.09, 0.06, 0.15], [0.07, 0.07, 0.1],
      [0.05, 0.03, 0.09], [0.16, 0.16, 0.06], [0.22, 0.1, 0.05], [0.06, 0.06, 0.18],
      [0.3, 0.2, 0.12], [0.14, 0.04, 0.08],
    ]
    let scale = SIMD3(
      random.number(in: 0.8...1.25), random.number(in: 0.8...1.25), random.number(in: 0.8...1.25))
    let size = random.choice(sizes) * scale
    let printed = ObjectFinish.print(&random, edge: size.z * random.number(in: 0.2...0.5))
    var cover = ObjectFinish.cover(&random, edge: size.x * 0.5)
    (cover.color, cover.accent) = (printed.color, printed.accent)
    if random.chance(0.5) { cover.pattern = .plain }
    var mesh = TriangleMesh.box(size, rounding: random.chance(0.5) ? 0.0012 : 0, printed)
      .coveringLevels(with: cover)
    if random.chance(0.2) {
      // The flap of an opened top.
      let flap = TriangleMesh.box([size.x * 0.96, 0.0008, size.y * 0.9], printed, part: "flap")
      mesh.join(
        flap, at: [0, size.y / 2, size.z - 0.001], turned: Turn.x(-random.number(in: 0.2...1.9)))
    }
    return SceneObject(
      .packet, named: "carton", mesh, surfaces: top(SIMD2(size.x, size.y) * 0.95, height: size.z))
  }

  private static func flatPacket(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.08...0.24), random.number(in: 0.06...0.16),
      random.number(in: 0.012...0.035))
    let side = ObjectFinish.print(&random, edge: size.z)
    let cover = ObjectFinish.cover(&random, edge: size.y * random.number(in: 0.25...0.6))
    let mesh = TriangleMesh.box(size, rounding: 0.002, side).coveringLevels(with: cover)
    return SceneObject(
      .packet, named: "flat packet", mesh,
      surfaces: SmallObjects.top(SIMD2(size.x, size.y) * 0.9, height: size.z))
  }

  /// A pillow of foil or paper: crisps, rice, coffee.
  private static func foodBag(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.1...0.24), random.number(in: 0.05...0.09), random.number(in: 0.14...0.32))
    var material = ObjectFinish.print(&random, edge: size.z * random.number(in: 0.2...0.5))
    material.gloss = random.number(in: 0.05...0.45)
    let (columns, rows) = (22, 22)
    let seal: Float = 0.06
    func half(_ sign: Float, _ part: SIMD2<Float>) -> Float {
      // Full in the middle, flat at the seals, creased towards them.
      let (u, v) = (abs(part.x) * 2, abs(part.y) * 2)
      let inner = Swift.max(0, 1 - v / (1 - seal))
      let full = (Swift.max(0, 1 - u * u)).squareRoot() * Swift.min(1, (inner * 2.2).squareRoot())
      return sign * (0.0006 + full * size.y / 2)
    }
    let seed = random.next()
    var mesh = TriangleMesh()
    for sign: Float in [1, -1] {
      let sheet = TriangleMesh.sheet(
        columns: columns, rows: rows, size: [1, 1], height: { half(sign, $0) }, material)
      var placed = sheet.deformed { position in
        [position.x * size.x * sign, position.y * size.z, position.z]
      }
      placed = placed.deformed { [$0.x, -$0.z, $0.y] }
      mesh.join(placed)
    }
    mesh = mesh.jittered(by: 0.0035, wavelength: 0.022, seed: seed)
    // Most lie on their back; some lean upright on a filled bottom.
    let lies = random.chance(0.6)
    mesh = lies ? mesh.laid(Turn.lyingAlongY) : mesh.grounded()
    if !lies {
      mesh = mesh.deformed { place in
        let low = Swift.max(0, 1 - place.z / (size.z * 0.25))
        return [place.x, place.y * (1 + low * 0.3), Swift.max(place.z - 0.012, 0)]
      }
    }
    return SceneObject(.packet, named: "bag of food", mesh.centered())
  }

  /// A stand-up pouch, its bottom wide and its top a seam.
  private static func pouch(_ random: inout SceneRandom) -> SceneObject {
    let (width, depth) = (random.number(in: 0.07...0.16), random.number(in: 0.03...0.06))
    let height = random.number(in: 1.1...1.7) * width
    let material = ObjectFinish.print(&random, edge: height * random.number(in: 0.25...0.5))
    var mesh = TriangleMesh.superquadric(
      radii: [width / 2, depth / 2, height / 2], roundness: [0.22, 0.7], segments: 36, material)
    mesh = mesh.deformed { place in
      let share = place.z / height
      let thin = 1 - share * share * 0.97
      return [place.x, place.y * thin, place.z]
    }.jittered(by: 0.0015, wavelength: 0.025, seed: random.next())
    mesh = mesh.grounded().deformed { [$0.x, $0.y, Swift.max($0.z - 0.002, 0)] }
    if random.chance(0.4) {
      let cap = TriangleMesh.cylinder(
        radius: 0.009, height: 0.02, ObjectFinish.plastic(ObjectFinish.vivid(&random)), part: "cap")
      mesh.join(cap, at: [random.chance(0.5) ? 0 : width * 0.25, 0, height - 0.008])
    }
    return SceneObject(.packet, named: "pouch", mesh)
  }

  private static func milkCarton(_ random: inout SceneRandom) -> SceneObject {
    let width = random.number(in: 0.065...0.095)
    let body = width * random.number(in: 1.6...2.3)
    let rise = width * random.number(in: 0.35...0.5)
    let material = ObjectFinish.print(&random, edge: body * random.number(in: 0.25...0.5))
    var mesh = TriangleMesh.box([width, width, body], rounding: 0.0015, material)
    let half = width / 2
    mesh.join(
      .upright(
        [[-half, 0], [half, 0], [0.001, rise], [-0.001, rise]], depth: width, material,
        part: "gable"), at: [0, 0, body], turned: Turn.z(.pi / 2))
    mesh.join(
      .box([width, 0.002, width * 0.2], material, part: "gable"), at: [0, 0, body + rise - 0.001])
    if random.chance(0.6) {
      let cap = TriangleMesh.cylinder(
        radius: 0.014, height: 0.016, ObjectFinish.plastic(ObjectFinish.vivid(&random)), part: "cap"
      )
      let slope = -half * 0.55
      let lean = Turn.x(0.75)
      mesh.join(cap, at: [0, slope, body + rise * 0.45 - 0.003], turned: lean)
    }
    return SceneObject(.carton, named: "milk carton", mesh)
  }

  private static func can(_ random: inout SceneRandom) -> SceneObject {
    let radius =
      random.choice([0.033, 0.037, 0.043, 0.05] as [Float]) * random.number(in: 0.95...1.05)
    let height =
      radius * random.choice([0.75, 1.6, 2.3, 2.9] as [Float]) * random.number(in: 0.95...1.05)
    let steel = ObjectFinish.steel()
    let inset = radius - 0.003
    var mesh = TriangleMesh.lathe(
      [
        [0, 0.004], [inset, 0.004], [inset, 0], [radius + 0.0008, 0], [radius + 0.0008, 0.003],
        [radius, 0.004], [radius, height - 0.004], [radius + 0.0008, height - 0.003],
        [radius + 0.0008, height], [inset, height], [inset, height - 0.004], [0, height - 0.004],
      ], steel)
    if random.chance(0.85) {
      mesh.join(
        .sleeve(
          radius: radius, from: 0.006, to: height - 0.006,
          ObjectFinish.print(&random, edge: height * 0.5)
        ))
    }
    if random.chance(0.4) {
      let ring = TriangleMesh.box([0.022, 0.014, 0.0012], steel, part: "tab")
      mesh.join(ring, at: [radius * 0.4, 0, height - 0.0042])
    }
    return SceneObject(
      .can, mesh, surfaces: radius > 0.036 ? top(SIMD2(radius, radius) * 1.4, height: height) : [])
  }

  private static func drinkCan(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.choice([0.033, 0.0265, 0.029] as [Float])
    let height = random.choice([0.115, 0.145, 0.168] as [Float])
    var paint = ObjectFinish.print(&random, edge: height * random.number(in: 0.3...0.8))
    paint.gloss = 0.35
    var mesh = TriangleMesh.lathe(
      [
        [0, 0.006], [radius * 0.6, 0.004], [radius * 0.74, 0], [radius * 0.8, 0], [radius, 0.009],
        [radius, height - 0.014], [radius * 0.83, height - 0.002], [radius * 0.83, height],
        [radius * 0.78, height], [radius * 0.76, height - 0.005], [0, height - 0.005],
      ], paint)
    mesh = mesh.coveringLevels(with: ObjectFinish.steel())
    let tab = TriangleMesh.extrusion(
      Outline.rectangle([0.024, 0.014], rounding: 0.006), height: 0.001, ObjectFinish.steel(),
      part: "tab"
    )
    mesh.join(tab, at: [0.006, 0, height - 0.0045])
    return SceneObject(.can, named: "drink can", mesh)
  }

  private static func jar(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.025...0.05)
    let height = radius * random.number(in: 1.5...3.4)
    let neck = radius * random.number(in: 0.72...0.97)
    let lid = random.number(in: 0.012...0.02)
    let shoulder = height - lid - (radius - neck) - 0.003
    let outside = Outline.rounded(
      [[0, 0], [radius, 0], [radius, shoulder], [neck, height - lid]], by: 0.008)
    let isGlass = random.chance(0.7)
    let content = ObjectFinish.skin(
      ObjectFinish.color(hue: random.unit(), saturation: 0.7, value: random.number(in: 0.15...0.8)),
      ObjectFinish.vivid(&random) * 0.7, edge: random.number(in: 0.004...0.012))
    var mesh: TriangleMesh
    if isGlass {
      mesh = .lathe(
        Outline.vessel(outside, thickness: 0.0025),
        ObjectFinish.glass(&random, tint: [0.85, 0.9, 0.9]),
        part: "glass")
      let level = shoulder * random.number(in: 0.4...0.97)
      let inner = radius - 0.0035
      mesh.join(
        .lathe(
          Outline.rounded(
            [[0, 0.0045], [inner, 0.0045], [inner, level], [0, level]], by: 0.005),
          content, part: "content"))
    } else {
      mesh = .lathe(outside, ObjectFinish.ceramic(&random, height: height))
    }
    let cover =
      random.chance(0.5) ? ObjectFinish.lacquer(ObjectFinish.vivid(&random)) : ObjectFinish.steel()
    mesh.join(
      .lathe(
        Outline.rounded(
          [[0, 0], [neck + 0.002, 0], [neck + 0.002, lid], [0, lid]], by: 0.0015),
        cover, part: "lid"), at: [0, 0, height - lid])
    if random.chance(0.7), shoulder > 0.03 {
      mesh.join(
        .sleeve(
          radius: radius, from: shoulder * 0.2, to: shoulder * 0.8,
          ObjectFinish.print(&random, edge: shoulder * 0.4)))
    }
    return SceneObject(
      .jar, mesh, surfaces: neck > 0.034 ? top(SIMD2(neck, neck) * 1.3, height: height) : [])
  }

  private static func tub(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.03...0.085)
    let height = radius * random.number(in: 0.8...2.1)
    let low = radius * random.number(in: 0.68...0.95)
    let material = ObjectFinish.print(&random, edge: height * random.number(in: 0.35...0.8))
    var mesh = TriangleMesh.lathe([[low * 0.9, 0.002], [low, 0], [radius, height]], material)
    mesh.join(
      .lathe(
        Outline.rounded(
          [
            [0, 0], [radius + 0.003, 0], [radius + 0.003, 0.006], [radius * 0.9, 0.006],
            [radius * 0.88, 0.004], [0, 0.004],
          ], by: 0.001),
        ObjectFinish.plastic(
          random.chance(0.5) ? [0.92, 0.92, 0.92] : ObjectFinish.vivid(&random)), part: "lid"
      ),
      at: [0, 0, height - 0.003])
    return SceneObject(
      .can, named: "tub", mesh, surfaces: top(SIMD2(radius, radius) * 1.2, height: height + 0.001))
  }

  private static func eggBox(_ random: inout SceneRandom) -> SceneObject {
    let (columns, rows) = random.choice([(5, 2), (3, 2), (6, 2), (6, 5)] as [(Int, Int)])
    let pitch: Float = 0.047
    let size = SIMD2(Float(columns), Float(rows)) * pitch
    let pulp = Material(
      random.choice([[0.6, 0.57, 0.5], [0.5, 0.5, 0.47], [0.72, 0.66, 0.5], [0.45, 0.55, 0.6]]),
      pattern: .speckle(edge: 0.003), reflectivity: 0.6)
    let fineness = rows > 2 ? 5 : 6
    func cups(_ place: SIMD2<Float>) -> Float {
      let phase = (place + size / 2) / pitch * 2 * .pi
      return 0.02 - 0.0085 * (sineAndCosine(phase.x).cosine + sineAndCosine(phase.y).cosine)
    }
    // Cups point down: their round bottoms carry the box.
    var mesh = TriangleMesh.sheet(
      columns: columns * fineness, rows: rows * fineness, size: size,
      height: { 0.04 - cups($0) + 0.003 }, pulp, part: "cups"
    ).grounded()
    let rim = mesh.bounds.max.z
    for side in [-1, 1] as [Float] {
      mesh.join(
        .box([size.x + 0.008, 0.004, 0.012], pulp, part: "cups"),
        at: [0, side * size.y / 2, rim - 0.012])
      mesh.join(
        .box([0.004, size.y + 0.008, 0.012], pulp, part: "cups"),
        at: [side * size.x / 2, 0, rim - 0.012])
    }
    let isOpen = random.chance(0.5)
    let shell: SIMD3<Float> = random.chance(0.5) ? [0.86, 0.68, 0.53] : [0.94, 0.92, 0.87]
    if isOpen {
      for row in 0..<rows {
        for column in 0..<columns where random.chance(0.75) {
          let egg = TriangleMesh.superquadric(
            radii: [0.02, 0.02, 0.026], roundness: [1, 1], segments: rows > 2 ? 12 : 14,
            Material(shell),
            part: "egg"
          ).tapered(to: [0.82, 0.82])
          let place = (SIMD2(Float(column), Float(row)) + 0.5) * pitch - size / 2
          mesh.join(egg, at: [place.x, place.y, 0.006])
        }
      }
    }
    if rows == 2 {
      var lid = TriangleMesh.box(
        [size.x + 0.006, size.y + 0.006, 0.028], rounding: 0.008,
        ObjectFinish.print(&random, edge: 0.03),
        part: "lid"
      ).tapered(to: [0.95, 0.9])
      lid = lid.coveringLevels(with: ObjectFinish.cover(&random, edge: 0.05, on: pulp.color))
      let hinge = SIMD3(0, size.y / 2 + 0.003, rim)
      let swing = isOpen ? random.number(in: 1.7...2.0) : 0
      var placed = lid.transformed(by: RigidTransform(at: [0, -size.y / 2 - 0.003, 0]))
      placed = placed.transformed(by: RigidTransform(rotation: Turn.x(-swing)))
      mesh.join(placed, at: hinge)
    }
    return SceneObject(.carton, named: "egg box", mesh.centered())
  }

  private static func shippingCarton(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.15...0.42), random.number(in: 0.12...0.32), random.number(in: 0.08...0.32)
    )
    let board = ObjectFinish.cardboard(&random)
    var mesh = TriangleMesh.box(size, board)
    let tape = ObjectFinish.plastic(
      random.chance(0.6) ? [0.62, 0.47, 0.3] : [0.85, 0.83, 0.75], gloss: 0.3)
    mesh.join(.box([size.x + 0.0008, 0.05, 0.0006], tape, part: "tape"), at: [0, 0, size.z])
    for side in [-1, 1] as [Float] {
      mesh.join(
        .box([0.0006, 0.05, 0.06], tape, part: "tape"),
        at: [side * (size.x / 2 + 0.0003), 0, size.z - 0.06])
    }
    if random.chance(0.7) {
      var label = ObjectFinish.cover(&random, edge: 0.03, on: [0.93, 0.93, 0.91])
      label.reflectivity = 0.85
      mesh.join(
        .box([size.x * 0.35, size.y * 0.3, 0.0005], label, part: "label"),
        at: [size.x * 0.2, -size.y * 0.28, size.z])
    }
    if random.chance(0.6) {
      var label = ObjectFinish.print(&random, edge: 0.035)
      label.color = [0.92, 0.92, 0.9]
      mesh.join(
        .box([size.x * 0.4, 0.0005, size.z * 0.35], label, part: "label"),
        at: [-size.x * 0.15, -size.y / 2, size.z * 0.4])
    }
    return SceneObject(
      .carton, named: "shipping carton", mesh,
      surfaces: top(SIMD2(size.x, size.y) * 0.96, height: size.z + 0.0006))
  }

  private static func giftBox(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.08...0.3), random.number(in: 0.08...0.22), random.number(in: 0.04...0.2))
    var paper = ObjectFinish.cloth(&random)
    paper.fuzz = 0
    paper.gloss = 0.15
    var mesh = TriangleMesh.box(size, rounding: 0.001, paper)
    let ribbon = ObjectFinish.plastic(ObjectFinish.vivid(&random), gloss: 0.3)
    mesh.join(.box([size.x + 0.002, 0.02, size.z + 0.001], ribbon, part: "ribbon"))
    mesh.join(.box([0.02, size.y + 0.002, size.z + 0.001], ribbon, part: "ribbon"))
    for index in 0..<4 {
      let loop = TriangleMesh.lathe(
        [[0.013, -0.009], [0.0142, -0.009], [0.0142, 0.009], [0.013, 0.009], [0.013, -0.009]],
        segments: 16, ribbon, part: "bow"
      ).scaled(by: [1.7, 1, 1])
      let angle = Float(index) * .pi / 2 + .pi / 4
      let turned = loop.transformed(
        by: RigidTransform(at: [0.02, 0, 0.008], rotation: Turn.x(.pi / 2)))
      mesh.join(turned, at: [0, 0, size.z], turned: Turn.z(angle))
    }
    return SceneObject(.carton, named: "gift box", mesh)
  }

  /// Kitchen paper, foil or film.
  private static func foilRoll(_ random: inout SceneRandom) -> SceneObject {
    let isPaper = random.chance(0.5)
    let radius: Float = isPaper ? random.number(in: 0.045...0.065) : random.number(in: 0.018...0.03)
    let length: Float = isPaper ? random.number(in: 0.2...0.26) : random.number(in: 0.28...0.38)
    let core: Float = isPaper ? 0.021 : 0.014
    let material =
      isPaper
      ? Material([0.93, 0.93, 0.92], accent: [0.85, 0.86, 0.9], pattern: .speckle(edge: 0.01))
      : ObjectFinish.steel([0.75, 0.76, 0.78], gloss: 0.6)
    var mesh = TriangleMesh.lathe(
      [[core, 0], [radius, 0], [radius, length], [core, length], [core, 0]], material, part: "roll")
    mesh.join(
      .lathe(
        [
          [core - 0.001, -0.001], [core, -0.001], [core, length + 0.001],
          [core - 0.001, length + 0.001],
          [core - 0.001, -0.001],
        ], ObjectFinish.cardboard(&random), part: "core"), at: [0, 0, 0.001])
    if !isPaper || random.chance(0.25) { mesh = mesh.laid(Turn.lyingAlongX).centered() }
    return SceneObject(.object, named: isPaper ? "kitchen roll" : "foil roll", mesh.grounded())
  }
}
