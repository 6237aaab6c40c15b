import CairnGeometry

/// Furniture: objects of parts, standing on z = 0, their front towards -y.
enum RoomModels {
  /// A board or block: centre of its base, and size.
  private static func block(
    _ material: Material, _ center: SIMD3<Float>, _ size: SIMD3<Float>
  ) -> Part {
    Part(ConvexShape.box(size), material, at: center)
  }

  static let wood = Material([0.62, 0.44, 0.28], accent: [0.50, 0.34, 0.21], pattern: .grain)
  static let paleWood = Material([0.82, 0.70, 0.52], accent: [0.72, 0.59, 0.42], pattern: .grain)
  static let metal = Material([0.32, 0.33, 0.35], reflectivity: 0.5)

  /// A table on four legs.
  static func table(_ size: SIMD3<Float>, _ material: Material) -> SceneObject {
    var parts = [block(material, [0, 0, size.z - 0.03], [size.x, size.y, 0.03])]
    for corner in 0..<4 {
      let side = SIMD2<Float>(corner & 1 == 0 ? -1 : 1, corner & 2 == 0 ? -1 : 1)
      let place = side * (SIMD2(size.x, size.y) / 2 - 0.05)
      parts.append(block(material, [place.x, place.y, 0], [0.055, 0.055, size.z - 0.03]))
    }
    return SceneObject("table", parts)
  }

  /// A chair with a back.
  static func chair(_ seat: Material) -> SceneObject {
    var parts = [
      block(seat, [0, 0, 0.43], [0.42, 0.42, 0.045]),
      Part(
        ConvexShape.box([0.40, 0.035, 0.36]), seat, at: [0, 0.195, 0.52],
        rotation: .about([1, 0, 0], by: -0.13)),
    ]
    for corner in 0..<4 {
      let side = SIMD2<Float>(corner & 1 == 0 ? -1 : 1, corner & 2 == 0 ? -1 : 1)
      let height: Float = side.y > 0 ? 0.56 : 0.43
      parts.append(
        block(wood, [side.x * 0.185, side.y * 0.185, 0], [0.036, 0.036, height]))
    }
    return SceneObject("chair", parts)
  }

  /// A sofa: base, seat cushions, back, arms.
  static func sofa(_ fabric: SIMD3<Float>) -> SceneObject {
    let body = Material(fabric, accent: fabric * 0.88, pattern: .speckle(edge: 0.02))
    let cushion = Material(fabric * 1.1, accent: fabric, pattern: .speckle(edge: 0.02))
    var parts = [
      block(body, [0, 0, 0.06], [1.9, 0.85, 0.24]),
      block(body, [0, 0.35, 0.06], [1.9, 0.18, 0.74]),
      block(body, [-0.87, 0, 0.06], [0.17, 0.85, 0.52]),
      block(body, [0.87, 0, 0.06], [0.17, 0.85, 0.52]),
    ]
    for side in [Float(-1), 1] {
      parts.append(block(cushion, [side * 0.392, -0.07, 0.3], [0.77, 0.68, 0.14]))
      parts.append(
        Part(
          ConvexShape.box([0.75, 0.14, 0.4]), cushion, at: [side * 0.392, 0.19, 0.44],
          rotation: .about([1, 0, 0], by: -0.16)))
    }
    for corner in 0..<4 {
      parts.append(
        block(
          wood, [corner & 1 == 0 ? -0.88 : 0.88, corner & 2 == 0 ? -0.36 : 0.36, 0],
          [0.06, 0.06, 0.06]))
    }
    return SceneObject("sofa", parts)
  }

  /// The heights of a shelf's boards.
  static let boards: [Float] = [0.06, 0.43, 0.80, 1.17]
  /// Width, depth and height of a shelf.
  static let shelfSize = SIMD3<Float>(0.95, 0.30, 1.56)

  /// A shelf with four boards and a back.
  static func shelf() -> SceneObject {
    let size = shelfSize
    var parts = [
      block(paleWood, [-size.x / 2 + 0.01, 0, 0], [0.02, size.y, size.z]),
      block(paleWood, [size.x / 2 - 0.01, 0, 0], [0.02, size.y, size.z]),
      block(paleWood, [0, size.y / 2 - 0.005, 0], [size.x, 0.01, size.z]),
      block(paleWood, [0, 0, size.z - 0.02], [size.x, size.y, 0.02]),
    ]
    for board in boards {
      parts.append(block(paleWood, [0, 0, board - 0.02], [size.x - 0.04, size.y, 0.02]))
    }
    return SceneObject("shelf", parts)
  }

  /// Books side by side, one object: spines towards -y.
  static func bookRow(_ random: inout SceneRandom, width: Float) -> SceneObject {
    var parts: [Part] = []
    var left = -width / 2
    while true {
      let size = SIMD3(
        random.number(in: 0.022...0.05), random.number(in: 0.15...0.20),
        random.number(in: 0.20...0.28))
      guard left + size.x <= width / 2 else { break }
      let material = Material(TabletopModels.color(&random) * random.number(in: 0.7...1))
      parts.append(
        block(material, [left + size.x / 2, (0.20 - size.y) / -2 + 0.02, 0], size))
      left += size.x
    }
    return SceneObject("books", parts)
  }

  /// A standing lamp.
  static func lamp() -> SceneObject {
    SceneObject(
      "lamp",
      [
        Part(Lathe([[0, 0], [0.15, 0], [0.15, 0.02], [0.012, 0.035], [0.012, 1.35]]), metal),
        Part(
          Lathe([[0.19, 0], [0.13, 0.28]]), Material([0.95, 0.88, 0.70]), at: [0, 0, 1.28]),
      ])
  }

  /// A plant in a pot.
  static func plant(_ random: inout SceneRandom) -> SceneObject {
    var leaf = Material(
      [0.20, 0.45, 0.18], accent: [0.36, 0.60, 0.26], pattern: .speckle(edge: 0.03))
    leaf.fuzz = 0.02
    var parts = [
      Part(
        Lathe([[0, 0], [0.12, 0], [0.17, 0.28], [0.15, 0.28], [0.14, 0.25], [0, 0.25]]),
        Material([0.76, 0.40, 0.26]))
    ]
    for leafIndex in 0..<11 {
      let (sine, cosine) = sineAndCosine(Float(leafIndex) * 2.4)
      let outward = random.number(in: 0.12...0.3)
      let tip = SIMD3(
        cosine * outward, sine * outward, random.number(in: 0.55...1.0))
      parts.append(Part(Capsule(from: [0, 0, 0.24], to: tip, radius: 0.008), leaf))
      parts.append(
        Part(
          Ellipsoid(radii: [0.11, 0.055, 0.018]), leaf, at: tip,
          rotation: .about([0, 0, 1], by: Float(leafIndex) * 2.4)
            * .about([0, 1, 0], by: random.number(in: 0.2...0.9))))
    }
    return SceneObject("plant", parts)
  }

  /// A flat screen on a foot.
  static func monitor() -> SceneObject {
    let black = Material([0.10, 0.10, 0.12], reflectivity: 0.1)
    return SceneObject(
      "monitor",
      [
        block(black, [0, 0.05, 0], [0.24, 0.17, 0.012]),
        block(black, [0, 0.08, 0], [0.05, 0.02, 0.2]),
        block(black, [0, 0.05, 0.12], [0.56, 0.035, 0.33]),
        block(Material([0.20, 0.38, 0.55]), [0, 0.031, 0.132], [0.54, 0.004, 0.306]),
      ])
  }

  /// A picture in a frame, to hang on a wall behind it.
  static func picture(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.6...0.9), random.number(in: 0.45...0.6))
    let canvas = Material(
      [0.80, 0.82, 0.78], accent: TabletopModels.color(&random), pattern: .speckle(edge: 0.16))
    return SceneObject(
      "picture",
      [
        block(Material([0.18, 0.14, 0.11]), [0, 0, 0], [size.x, 0.025, size.y]),
        block(canvas, [0, -0.012, 0.03], [size.x - 0.06, 0.008, size.y - 0.06]),
      ])
  }
}
