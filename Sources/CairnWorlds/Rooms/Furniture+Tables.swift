import CairnGeometry
import CairnScenes

extension Furniture {
  /// A table of a size: four legs, a pedestal, trestles or side panels.
  static func table(
    _ size: SIMD3<Float>, round: Bool = false, named name: String? = nil, _ style: RoomStyle,
    _ random: inout SceneRandom
  ) -> SceneObject {
    let (w, d, h) = (size.x, size.y, size.z)
    let board = random.number(in: 0.018...0.045)
    let wood = style.anyWood(&random)
    let isGlass = random.chance(0.06)
    var b = MeshBuilder()
    b.use(random.chance(0.65) ? wood : style.metal, part: "leg")
    let thick = random.number(in: 0.035...0.075)
    let kind = round ? 1 : random.index(in: 0..<6)
    switch kind {
    case 1:
      b.turned(
        [
          [min(w, d) * 0.33, 0], [min(w, d) * 0.3, 0.03], [0.05, 0.06], [0.04, h * 0.5],
          [0.06, h - board],
        ],
        segments: 20)
    case 2:
      for x in [-w / 2 + 0.03, w / 2 - 0.07] {
        b.block(from: [x, -d / 2 + 0.03, 0], to: [x + 0.04, d / 2 - 0.03, h - board])
      }
      b.block(from: [-w / 2 + 0.07, -0.015, h * 0.55], to: [w / 2 - 0.07, 0.015, h * 0.75])
    case 3:
      for x in [-w / 2 + 0.12, w / 2 - 0.12] {
        for y in [-d / 2 + 0.08, d / 2 - 0.08] {
          b.bar(from: [x - 0.07, y, 0.005], to: [x, y, h - board], width: 0.04, depth: 0.03)
          b.bar(from: [x + 0.07, y, 0.005], to: [x, y, h - board], width: 0.04, depth: 0.03)
        }
        b.block(
          from: [x - 0.02, -d / 2 + 0.06, h - board - 0.05],
          to: [x + 0.02, d / 2 - 0.06, h - board])
      }
    default:
      b.legs(
        [w - 0.05, d - 0.05], height: h - board, thickness: thick, isRound: random.chance(0.35))
      b.use(b.mesh.materials[0], part: "apron")
      let i = thick + 0.035
      for y in [-d / 2 + 0.035, d / 2 - 0.055] {
        b.block(from: [-w / 2 + i, y, h - board - 0.07], to: [w / 2 - i, y + 0.02, h - board])
      }
      for x in [-w / 2 + 0.035, w / 2 - 0.055] {
        b.block(from: [x, -d / 2 + i, h - board - 0.07], to: [x + 0.02, d / 2 - i, h - board])
      }
    }
    b.use(isGlass ? Material([0.55, 0.66, 0.64], reflectivity: 0.2) : wood, part: "top")
    var inset: Float = 0
    if round {
      b.turned(
        [
          [w / 2 - 0.006, h - board], [w / 2, h - board + 0.006], [w / 2, h - 0.003],
          [w / 2 - 0.003, h],
        ], segments: 36)
      inset = w * 0.147
    } else {
      b.rounded(from: [-w / 2, -d / 2, h - board], to: [w / 2, d / 2, h], radius: 0.006, steps: 1)
    }
    if !round, kind == 4 {
      b.use(wood, part: "lower board")
      b.block(
        from: [-w / 2 + 0.05, -d / 2 + 0.05, h * 0.25],
        to: [w / 2 - 0.05, d / 2 - 0.05, h * 0.25 + 0.018])
    }
    return SceneObject(
      .table, named: name, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + inset, -d / 2 + inset], to: [w / 2 - inset, d / 2 - inset], height: h)
      ])
  }

  /// A desk, straight or L-shaped, with drawers at times.
  static func desk(
    width w: Float, wing: Float = 0, _ style: RoomStyle, _ random: inout SceneRandom
  ) -> SceneObject {
    let (d, h, board) = (random.number(in: 0.6...0.8), random.number(in: 0.71...0.76), Float(0.025))
    let wood = style.anyWood(&random)
    let frame = random.chance(0.5) ? style.metal : wood
    var b = MeshBuilder()
    b.use(frame, part: "leg")
    for x in [-w / 2 + 0.02, w / 2 - 0.06] {
      if random.chance(0.5) {
        b.block(from: [x, -d / 2 + 0.04, 0], to: [x + 0.04, d / 2 - 0.02, 0.03])
        b.block(from: [x, -0.03, 0.03], to: [x + 0.04, 0.03, h - board])
        b.block(
          from: [x, -d / 2 + 0.06, h - board - 0.03], to: [x + 0.04, d / 2 - 0.06, h - board])
      } else {
        b.block(from: [x, -d / 2 + 0.03, 0], to: [x + 0.04, d / 2 - 0.02, h - board])
      }
    }
    if random.chance(0.5) {
      b.use(wood, part: "modesty panel")
      b.block(
        from: [-w / 2 + 0.06, d / 2 - 0.06, h * 0.4], to: [w / 2 - 0.06, d / 2 - 0.04, h - board])
    }
    b.use(wood, part: "top")
    b.rounded(from: [-w / 2, -d / 2, h - board], to: [w / 2, d / 2, h], radius: 0.005, steps: 1)
    var surfaces = [
      SupportSurface(
        from: [-w / 2 + 0.01, -d / 2 + 0.01], to: [w / 2 - 0.01, d / 2 - 0.01], height: h)
    ]
    if wing > 0 {
      let deep = d * 0.85
      b.rounded(
        from: [w / 2 - deep, -d / 2 - wing, h - board], to: [w / 2, -d / 2 + 0.002, h],
        radius: 0.005, steps: 1)
      b.use(frame, part: "leg")
      b.block(
        from: [w / 2 - deep + 0.04, -d / 2 - wing + 0.03, 0],
        to: [w / 2 - 0.03, -d / 2 - wing + 0.07, h - board])
      surfaces.append(
        SupportSurface(
          from: [w / 2 - deep + 0.01, -d / 2 - wing + 0.01], to: [w / 2 - 0.01, -d / 2 - 0.01],
          height: h))
    } else if random.chance(0.45) {
      let x = random.chance(0.5) ? -w / 2 + 0.07 : w / 2 - 0.47
      Self.chest(
        &b, from: [x, -d / 2 + 0.05, 0.03], to: [x + 0.4, d / 2 - 0.08, h - board - 0.005], rows: 3,
        columns: 1, wood, style.metal, doors: false)
    }
    return SceneObject(.desk, named: wing > 0 ? "L-shaped desk" : nil, b.mesh, surfaces: surfaces)
  }

  /// A chest inside another piece: a body with drawers or doors in front.
  static func chest(
    _ b: inout MeshBuilder, from low: SIMD3<Float>, to high: SIMD3<Float>, rows: Int, columns: Int,
    _ wood: Material, _ metal: Material, doors: Bool
  ) {
    b.use(wood, part: "body")
    b.block(from: low + [0, 0.02, 0], to: high)
    let size = high - low
    let (w, h) = (size.x / Float(columns), size.z / Float(rows))
    for row in 0..<rows {
      for column in 0..<columns {
        let corner = SIMD3(low.x + w * Float(column), low.y, low.z + h * Float(row))
        b.use(wood, part: doors ? "door" : "drawer")
        b.block(from: corner + [0.003, 0, 0.003], to: corner + [w - 0.003, 0.019, h - 0.003])
        b.use(metal, part: "handle")
        if doors {
          let x = column % 2 == 0 ? w - 0.04 : 0.03
          b.block(from: corner + [x, -0.02, h * 0.4], to: corner + [x + 0.012, 0, h * 0.4 + 0.12])
        } else {
          b.block(
            from: corner + [w * 0.35, -0.02, h * 0.7], to: corner + [w * 0.65, 0, h * 0.7 + 0.012])
        }
      }
    }
  }

  /// An open box: bottom and four sides.
  static func openBox(
    _ b: inout MeshBuilder, _ size: SIMD3<Float>, wall: Float, at low: SIMD3<Float>? = nil
  ) {
    let low = low ?? [-size.x / 2, -size.y / 2, 0]
    let high = low + size
    b.block(from: low, to: [high.x, high.y, low.z + wall])
    b.block(from: [low.x, low.y, low.z + wall], to: [low.x + wall, high.y, high.z])
    b.block(from: [high.x - wall, low.y, low.z + wall], to: high)
    b.block(from: [low.x + wall, low.y, low.z + wall], to: [high.x - wall, low.y + wall, high.z])
    b.block(
      from: [low.x + wall, high.y - wall, low.z + wall], to: [high.x - wall, high.y, high.z])
  }
}
