import CairnGeometry
import CairnScenes

extension Furniture {
  /// A plant in its pot: broad leaves, long blades or a little tree.
  static func plant(height: Float, _ random: inout SceneRandom) -> SceneObject {
    let pot = height * random.number(in: 0.2...0.35)
    let r = pot * random.number(in: 0.4...0.6)
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? Finish.ceramic(&random) : Material([0.62, 0.34, 0.22]), part: "pot")
    b.turned([[r * 0.7, 0], [r, pot], [r * 0.9, pot], [r * 0.85, pot * 0.85]], segments: 18)
    b.use(Material([0.2, 0.14, 0.1]), part: "soil")
    b.turned([[r * 0.84, pot * 0.8], [r * 0.84, pot * 0.86]], segments: 18)
    var green = Material(
      [
        random.number(in: 0.12...0.3), random.number(in: 0.32...0.5), random.number(in: 0.1...0.22),
      ],
      reflectivity: 0.6)
    green.fuzz = 0.002
    let isBlade = random.chance(0.35)
    let count = Int(8 + height * 14)
    for number in 0..<count {
      let (sine, cosine) = sineAndCosine(Float(number) * 2.399 + random.number(in: -0.3...0.3))
      let lift = random.number(in: 0.25...1)
      let spread = height * random.number(in: 0.12...0.36) * (1.1 - 0.6 * lift)
      let top = pot * 0.85 + (height - pot * 0.85) * lift
      let start = SIMD3<Float>(cosine * r * 0.2, sine * r * 0.2, pot * 0.85)
      let end = SIMD3<Float>(cosine * (spread + r * 0.3), sine * (spread + r * 0.3), top)
      if isBlade {
        b.use(green, part: "leaves")
        b.sheet(columns: 2, rows: 6) { place in
          let t = place.y
          let middle =
            start + (end - start) * t + SIMD3(cosine, sine, -0.9) * (t * t * t * spread * 0.8)
          let half = height * 0.022 * (1 - t * t) * (place.x * 2 - 1)
          return middle + SIMD3(-sine * half, cosine * half, 0)
        }
      } else {
        b.use(green, part: "stems")
        b.rod(from: start, to: end, radius: height * 0.004 + 0.0015, segments: 5)
        b.use(green, part: "leaves")
        let long = height * random.number(in: 0.1...0.2)
        let droop = random.number(in: -0.7...0.3)
        b.sheet(columns: 4, rows: 4) { place in
          let (t, u) = (place.y, place.x * 2 - 1)
          let half = long * 0.42 * (t * (1 - t) * 4).squareRoot() * u
          return end + SIMD3(cosine, sine, droop) * (t * long)
            + SIMD3(-sine * half, cosine * half, abs(half) * 0.3)
        }
      }
    }
    return SceneObject(.plant, b.mesh)
  }

  /// A lamp that stands on the floor.
  static func floorLamp(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let h = random.number(in: 1.4...1.8)
    let r = random.number(in: 0.13...0.24)
    var b = MeshBuilder()
    b.use(style.metal, part: "base")
    b.turned([[0.15, 0], [0.15, 0.015], [0.02, 0.03]], segments: 24)
    let arc: Float = random.chance(0.3) ? 0.35 : 0
    b.use(style.metal, part: "pole")
    b.rod(
      [[0, 0, 0.02], [0, 0, h * 0.7], [0, -arc * 0.3, h * 0.92], [0, -arc, h - 0.1]], radii: [0.012]
    )
    Self.shade(&b, at: [0, -arc, h - 0.28], radius: r, height: 0.26, &random)
    return SceneObject(.lamp, named: "floor lamp", b.mesh)
  }

  /// A lamp for a table.
  static func tableLamp(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let h = random.number(in: 0.3...0.5)
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? Finish.ceramic(&random) : style.metal, part: "base")
    b.turned([
      [0.06, 0], [0.065, h * 0.1], [0.03, h * 0.3], [0.045, h * 0.45], [0.01, h * 0.6],
    ])
    Self.shade(&b, at: [0, 0, h * 0.5], radius: h * 0.32, height: h * 0.5, &random)
    return SceneObject(.lamp, named: "table lamp", b.mesh)
  }

  /// A lamp with joints for a desk.
  static func deskLamp(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    let metal = Finish.metal(&random)
    let lean = random.number(in: 0.05...0.15)
    b.use(metal, part: "base")
    b.turned([[0.085, 0], [0.085, 0.015], [0.015, 0.02]], segments: 20)
    b.use(metal, part: "arm")
    b.rod([[0, 0, 0.015], [0, lean, 0.24], [0, -0.15, 0.42]], radii: [0.008], segments: 6)
    b.use(metal, part: "shade")
    b.within(RigidTransform(at: [0, -0.15, 0.42], rotation: .about([1, 0, 0], by: 2.6))) {
      $0.turned(
        [[0.02, -0.03], [0.03, 0.02], [0.075, 0.11], [0.07, 0.108], [0.02, 0.01]], segments: 16)
    }
    return SceneObject(.lamp, named: "desk lamp", b.mesh)
  }

  /// A lamp that hangs from the ceiling; its origin where it is fixed, itself below.
  static func ceilingLamp(drop: Float, _ style: RoomStyle, _ random: inout SceneRandom)
    -> SceneObject
  {
    var b = MeshBuilder()
    b.use(style.metal, part: "rose")
    b.turned([[0.05, -0.03], [0.05, -0.002]])
    if drop < 0.1 || random.chance(0.2) {
      b.use(Finish.white(&random), part: "shade")
      let r = random.number(in: 0.14...0.26)
      b.turned(
        [[0.03, -0.12], [r * 0.7, -0.11], [r, -0.07], [r, -0.035], [0.05, -0.03]], segments: 24)
    } else {
      b.use(Finish.blackPlastic, part: "cable")
      b.rod(from: [0, 0, -drop], to: [0, 0, -0.02], radius: 0.004, segments: 5)
      if random.chance(0.3) {
        b.use(Finish.white(&random), part: "shade")
        b.ellipsoid(
          at: [0, 0, -drop - 0.14], radii: SIMD3(repeating: random.number(in: 0.13...0.2)),
          rings: 12, segments: 20)
      } else {
        Self.shade(
          &b, at: [0, 0, -drop - 0.22], radius: random.number(in: 0.16...0.28), height: 0.24,
          &random)
      }
    }
    return SceneObject(.lamp, named: "ceiling lamp", b.mesh)
  }

  private static func shade(
    _ b: inout MeshBuilder, at place: SIMD3<Float>, radius: Float, height: Float,
    _ random: inout SceneRandom
  ) {
    b.use(
      random.chance(0.6) ? Material([0.92, 0.88, 0.78]) : Finish.fabric(&random), part: "shade")
    let top = radius * random.number(in: 0.5...0.95)
    b.turned(
      [
        [radius * 0.97, 0.004], [radius, 0], [top, height], [top - 0.006, height],
        [radius * 0.965, 0.01],
      ], at: place, segments: 24)
  }

  /// A picture in its frame; its origin at the lower edge, its back at y = max.
  static func picture(_ size: SIMD2<Float>, _ random: inout SceneRandom) -> SceneObject {
    let (w, h) = (size.x, size.y)
    let rim = random.number(in: 0.01...0.05)
    let depth = random.number(in: 0.015...0.035)
    var b = MeshBuilder()
    b.use(random.chance(0.6) ? Finish.wood(&random) : Finish.paint(&random), part: "frame")
    for (low, high): (SIMD2<Float>, SIMD2<Float>) in [
      ([-w / 2, 0], [w / 2, rim]), ([-w / 2, h - rim], [w / 2, h]),
      ([-w / 2, rim], [-w / 2 + rim, h - rim]), ([w / 2 - rim, rim], [w / 2, h - rim]),
    ] { b.block(from: [low.x, -depth, low.y], to: [high.x, 0, high.y]) }
    var inner = rim
    if random.chance(0.5) {
      b.use(Material([0.93, 0.92, 0.9]), part: "mount")
      b.block(from: [-w / 2 + rim, -depth * 0.4, rim], to: [w / 2 - rim, -0.001, h - rim])
      inner += min(w, h) * 0.14
    }
    let tone = Finish.bright(&random)
    b.use(
      Material(
        tone, accent: Finish.bright(&random),
        pattern: .speckle(edge: w * random.number(in: 0.08...0.4))), part: "picture")
    b.block(from: [-w / 2 + inner, -depth * 0.5, inner], to: [w / 2 - inner, -0.001, h - inner])
    return SceneObject(.picture, b.mesh)
  }

  /// A mirror on the wall.
  static func wallMirror(_ size: SIMD2<Float>, _ style: RoomStyle, _ random: inout SceneRandom)
    -> SceneObject
  {
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? style.wood : style.metal, part: "frame")
    b.block(from: [-size.x / 2, -0.02, 0], to: [size.x / 2, 0, size.y])
    b.use(Finish.mirror(), part: "glass")
    b.block(
      from: [-size.x / 2 + 0.02, -0.024, 0.02], to: [size.x / 2 - 0.02, -0.019, size.y - 0.02])
    return SceneObject(.mirror, b.mesh)
  }

  /// A television on its foot, or flat for the wall.
  static func television(onWall: Bool, _ random: inout SceneRandom) -> SceneObject {
    let w = random.number(in: 0.7...1.45)
    let h = w * 0.57
    let foot: Float = onWall ? 0 : random.number(in: 0.06...0.1)
    var b = MeshBuilder()
    b.use(Finish.blackPlastic, part: "body")
    b.rounded(from: [-w / 2, -0.02, foot], to: [w / 2, 0.025, foot + h], radius: 0.01, steps: 1)
    b.block(from: [-w * 0.3, 0.02, foot + h * 0.15], to: [w * 0.3, 0.05, foot + h * 0.6])
    b.use(Finish.screen, part: "screen")
    b.block(
      from: [-w / 2 + 0.012, -0.0225, foot + 0.018], to: [w / 2 - 0.012, -0.019, foot + h - 0.012])
    if !onWall {
      b.use(Finish.blackPlastic, part: "foot")
      if random.chance(0.5) {
        for x in [-w * 0.36, w * 0.36] {
          b.bar(from: [x, -0.1, 0.008], to: [x, 0, foot + 0.01], width: 0.02, depth: 0.012)
          b.bar(from: [x, 0.1, 0.008], to: [x, 0, foot + 0.01], width: 0.02, depth: 0.012)
        }
      } else {
        b.rounded(from: [-w * 0.2, -0.11, 0], to: [w * 0.2, 0.11, 0.015], radius: 0.006, steps: 1)
        b.block(from: [-0.04, 0, 0.01], to: [0.04, 0.02, foot + 0.02])
      }
    }
    return SceneObject(.television, onWall ? b.mesh : b.mesh.standing())
  }

  /// A heater below a window.
  static func radiator(width: Float, _ random: inout SceneRandom) -> SceneObject {
    let h = random.number(in: 0.45...0.6)
    var b = MeshBuilder()
    b.use(Finish.white(&random), part: "body")
    if random.chance(0.5) {
      let count = max(Int(width / 0.06), 2)
      for rib in 0..<count {
        let x = -width / 2 + 0.06 * Float(rib)
        b.rounded(from: [x + 0.005, -0.05, 0], to: [x + 0.05, 0.05, h], radius: 0.02, steps: 1)
      }
      b.rod(from: [-width / 2, 0, 0.06], to: [width / 2, 0, 0.06], radius: 0.018)
      b.rod(from: [-width / 2, 0, h - 0.06], to: [width / 2, 0, h - 0.06], radius: 0.018)
    } else {
      b.block(from: [-width / 2, -0.05, 0], to: [width / 2, -0.038, h])
      b.block(from: [-width / 2, 0.038, 0], to: [width / 2, 0.05, h])
      let count = max(Int(width / 0.08), 2)
      for rib in 0..<count {
        let x = -width / 2 + 0.02 + 0.08 * Float(rib)
        b.block(from: [x, -0.055, 0.03], to: [x + 0.03, -0.05, h - 0.03])
      }
      b.block(from: [-width / 2, -0.04, h - 0.01], to: [width / 2, 0.04, h])
    }
    b.use(Finish.plastic(&random), part: "valve")
    b.rod(from: [width / 2, 0, h - 0.06], to: [width / 2 + 0.09, 0, h - 0.06], radius: 0.022)
    b.use(Finish.chrome, part: "pipe")
    b.rod(from: [width / 2 - 0.03, 0, -0.1], to: [width / 2 - 0.03, 0, 0.05], radius: 0.01)
    return SceneObject(.radiator, b.mesh)
  }

  /// A bin: round or square, with or without lid.
  static func bin(_ random: inout SceneRandom) -> SceneObject {
    let (r, h) = (random.number(in: 0.1...0.17), random.number(in: 0.25...0.6))
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? Finish.metal(&random) : Finish.plastic(&random), part: "body")
    if random.chance(0.7) {
      b.turned([[r * 0.8, 0], [r, h], [r - 0.005, h], [r * 0.78, 0.006]], segments: 20)
      if h > 0.4 {
        b.use(Finish.blackPlastic, part: "lid")
        b.turned([[r, h], [r, h + 0.02], [r * 0.6, h + 0.06], [0.01, h + 0.07]], segments: 20)
      }
    } else {
      Self.openBox(&b, [r * 2, r * 1.5, h], wall: 0.006)
    }
    return SceneObject(.bin, b.mesh)
  }

  /// A big cardboard box, closed or open.
  static func cardboardBox(_ random: inout SceneRandom) -> SceneObject {
    let s = SIMD3(
      random.number(in: 0.3...0.6), random.number(in: 0.25...0.45), random.number(in: 0.2...0.45))
    var b = MeshBuilder()
    let look = Material([0.68, 0.53, 0.36], pattern: .speckle(edge: 0.05))
    b.use(look, part: "body")
    if random.chance(0.5) {
      b.block(from: [-s.x / 2, -s.y / 2, 0], to: [s.x / 2, s.y / 2, s.z])
      b.use(Material([0.80, 0.70, 0.5]), part: "tape")
      b.block(from: [-s.x / 2, -0.025, s.z - 0.001], to: [s.x / 2, 0.025, s.z + 0.001])
      return SceneObject(
        .box, named: "cardboard box", b.mesh,
        surfaces: [
          SupportSurface(from: [-s.x / 2, -s.y / 2], to: [s.x / 2, s.y / 2], height: s.z + 0.001)
        ])
    }
    Self.openBox(&b, s, wall: 0.004)
    b.use(look, part: "flap")
    for side: Float in [-1, 1] {
      let tilt = random.number(in: 0.2...1.2)
      let (sine, cosine) = sineAndCosine(tilt)
      let reach = s.y * 0.45
      b.bar(
        from: [side * s.x / 2, 0, s.z],
        to: [side * (s.x / 2 + reach * sine), 0, s.z + reach * cosine],
        width: s.y - 0.01, depth: 0.003)
    }
    return SceneObject(.box, named: "cardboard box", b.mesh)
  }

  /// A bag or rucksack, slumped.
  static func bag(_ random: inout SceneRandom) -> SceneObject {
    let s = SIMD3(
      random.number(in: 0.28...0.45), random.number(in: 0.13...0.22), random.number(in: 0.28...0.46)
    )
    var b = MeshBuilder()
    let cloth = Finish.upholstery(&random)
    b.use(cloth, part: "body")
    let sag = random.number(in: 0.6...0.9)
    b.loft(
      (0...8).map { row in
        let t = Float(row) / 8
        let width = (1 - 0.25 * t * t) * (row == 0 ? 0.85 : 1)
        let thick = (1 - (1 - sag) * t) * (t > 0.95 ? 0.25 : 1) * (row == 0 ? 0.8 : 1)
        return MeshBuilder.circle(20).map { direction in
          // Between a circle and a square.
          let flat = direction / max(abs(direction.x), abs(direction.y))
          let place = direction * 0.4 + flat * 0.6
          return [place.x * s.x / 2 * width, place.y * s.y / 2 * thick, t * s.z]
        }
      })
    b.use(cloth, part: "handle")
    b.rod(
      [
        [-s.x * 0.15, 0, s.z - 0.01], [-s.x * 0.13, -0.02, s.z + 0.1],
        [s.x * 0.13, -0.02, s.z + 0.1], [s.x * 0.15, 0, s.z - 0.01],
      ],
      radii: [0.009], segments: 6)
    if random.chance(0.5) {
      b.use(cloth, part: "pocket")
      b.rounded(
        from: [-s.x * 0.3, -s.y * 0.62, s.z * 0.12], to: [s.x * 0.3, -s.y * 0.35, s.z * 0.5],
        radius: 0.03)
    }
    return SceneObject(.bag, b.mesh)
  }

  /// A pair of shoes, one object each.
  static func shoe(_ look: Material, left: Bool) -> SceneObject {
    var b = MeshBuilder()
    b.use(Material([0.85, 0.84, 0.8]), part: "sole")
    b.rounded(from: [-0.045, -0.14, 0], to: [0.045, 0.14, 0.028], radius: 0.012, steps: 1)
    b.use(look, part: "upper")
    b.ellipsoid(at: [left ? 0.005 : -0.005, -0.05, 0.03], radii: [0.042, 0.085, 0.028])
    b.loft(
      [0.026, 0.06, 0.1].map { (z: Float) in
        MeshBuilder.circle(14).map { [$0.x * 0.038, 0.075 + $0.y * (0.075 - z * 0.25), z] }
      })
    return SceneObject(.shoe, b.mesh)
  }
}
