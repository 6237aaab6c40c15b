import CairnGeometry
import CairnScenes

extension Furniture {
  /// An open shelf with boards; every board is a surface.
  static func bookshelf(
    _ size: SIMD3<Float>, boards: Int, columns: Int = 1, back: Bool = true,
    named name: String? = nil,
    _ style: RoomStyle, _ random: inout SceneRandom
  ) -> SceneObject {
    let (w, d, h) = (size.x, size.y, size.z)
    let wood = style.anyWood(&random)
    let t: Float = 0.02
    let foot: Float = boards > 1 ? random.choice([0, 0.06]) : 0
    var b = MeshBuilder()
    b.use(wood, part: "side")
    let cell = (w - t) / Float(columns)
    for column in 0...columns {
      let x = -w / 2 + cell * Float(column)
      b.block(from: [x, -d / 2, 0], to: [x + t, d / 2, h])
    }
    if back {
      b.use(random.chance(0.7) ? wood : Finish.white(&random), part: "back")
      b.block(from: [-w / 2 + t, d / 2 - 0.008, foot], to: [w / 2 - t, d / 2, h])
    }
    let rise = (h - foot - t) / Float(boards)
    var surfaces: [SupportSurface] = []
    b.use(wood, part: "board")
    for column in 0..<columns {
      let x = -w / 2 + cell * Float(column)
      for board in 0...boards {
        let z = foot + rise * Float(board)
        b.block(from: [x + t, -d / 2 + 0.004, z], to: [x + cell, d / 2 - 0.008, z + t])
        if board < boards {
          surfaces.append(
            SupportSurface(
              from: [x + t + 0.012, -d / 2 + 0.006], to: [x + cell - 0.012, d / 2 - 0.012],
              height: z + t, clearance: rise - t - 0.01))
        }
      }
    }
    surfaces.append(
      SupportSurface(
        from: [-w / 2 + 0.03, -d / 2 + 0.02], to: [w / 2 - 0.03, d / 2 - 0.02], height: h,
        clearance: 0.6))
    // Tops of sides and the upper board are one plane only where they are level.
    return SceneObject(.shelf, named: name, b.mesh, surfaces: surfaces)
  }

  /// A chest of drawers, a cabinet with doors, or both.
  static func cabinet(
    _ size: SIMD3<Float>, rows: Int, columns: Int, doors: Bool, as kind: SemanticClass = .cabinet,
    named name: String? = nil, _ style: RoomStyle, _ random: inout SceneRandom
  ) -> SceneObject {
    let (w, d, h) = (size.x, size.y, size.z)
    let wood = style.anyWood(&random)
    let foot = random.choice([Float(0.04), 0.08, 0.14])
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? wood : style.metal, part: "foot")
    if foot > 0.1 {
      b.legs([w - 0.04, d - 0.04], height: foot, thickness: 0.04, isRound: random.chance(0.5))
    } else {
      b.block(from: [-w / 2 + 0.01, -d / 2 + 0.05, 0], to: [w / 2 - 0.01, d / 2 - 0.01, foot])
    }
    let metal = style.metal
    Self.chest(
      &b, from: [-w / 2, -d / 2, foot], to: [w / 2, d / 2, h - 0.02], rows: rows, columns: columns,
      wood, metal, doors: doors)
    b.use(wood, part: "top")
    b.block(from: [-w / 2 - 0.008, -d / 2 - 0.008, h - 0.02], to: [w / 2 + 0.008, d / 2, h])
    return SceneObject(
      kind, named: name, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.01, -d / 2 + 0.01], to: [w / 2 - 0.01, d / 2 - 0.01], height: h)
      ])
  }

  /// A wardrobe: tall doors, hinged or sliding, at times one with a mirror or ajar.
  static func wardrobe(
    _ style: RoomStyle, width w: Float, height h: Float, _ random: inout SceneRandom
  ) -> SceneObject {
    let d = random.number(in: 0.56...0.64)
    let wood = style.anyWood(&random)
    let count = max(Int((w / 0.5).rounded()), 1)
    let leaf = w / Float(count)
    let mirrored = random.chance(0.25) ? random.index(in: 0..<count) : -1
    let ajar = random.chance(0.3) ? random.index(in: 0..<count) : -1
    let t: Float = 0.02
    let metal = style.metal
    var b = MeshBuilder()
    b.use(wood, part: "body")
    b.block(from: [-w / 2, -d / 2 + 0.022, 0], to: [-w / 2 + t, d / 2, h])
    b.block(from: [w / 2 - t, -d / 2 + 0.022, 0], to: [w / 2, d / 2, h])
    b.block(from: [-w / 2 + t, d / 2 - 0.01, 0], to: [w / 2 - t, d / 2, h])
    b.block(from: [-w / 2 + t, -d / 2 + 0.03, 0], to: [w / 2 - t, d / 2 - 0.01, 0.07])
    b.block(from: [-w / 2 + t, -d / 2 + 0.022, h - t], to: [w / 2 - t, d / 2 - 0.01, h])
    b.block(
      from: [-w / 2 + t, -d / 2 + 0.06, h * 0.72], to: [w / 2 - t, d / 2 - 0.01, h * 0.72 + t])
    for number in 0..<count {
      let left = number % 2 == 0
      let hinge = -w / 2 + leaf * Float(number + (left ? 0 : 1))
      let angle = number == ajar ? random.number(in: 0.3...1.3) : 0
      let sign: Float = left ? 1 : -1
      b.within(.turned(-sign * angle, at: [hinge, -d / 2 + 0.02, 0])) { b in
        b.use(wood, part: "door")
        let (x0, x1) = (sign * 0.002, sign * (leaf - 0.002))
        b.block(from: [min(x0, x1), -0.02, 0.06], to: [max(x0, x1), 0, h - 0.004])
        if number == mirrored {
          b.use(Finish.mirror(), part: "mirror")
          let (m0, m1) = (sign * 0.05, sign * (leaf - 0.05))
          b.block(from: [min(m0, m1), -0.023, 0.2], to: [max(m0, m1), -0.02, h - 0.15])
        }
        b.use(metal, part: "handle")
        let x = sign * (leaf - 0.05)
        b.block(from: [x - 0.007, -0.045, h * 0.42], to: [x + 0.007, -0.03, h * 0.42 + 0.22])
        b.block(from: [x - 0.006, -0.032, h * 0.42], to: [x + 0.006, -0.02, h * 0.42 + 0.012])
        b.block(
          from: [x - 0.006, -0.032, h * 0.42 + 0.208], to: [x + 0.006, -0.02, h * 0.42 + 0.22])
      }
    }
    return SceneObject(
      .wardrobe, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.03, -d / 2 + 0.04], to: [w / 2 - 0.03, d / 2 - 0.02], height: h,
          clearance: 0.5)
      ])
  }

  /// A board on the wall, with brackets or hidden ones; its origin at its underside.
  static func wallShelf(width w: Float, _ style: RoomStyle, _ random: inout SceneRandom)
    -> SceneObject
  {
    let (d, t) = (random.number(in: 0.16...0.28), random.number(in: 0.018...0.04))
    var b = MeshBuilder()
    if random.chance(0.5) {
      b.use(style.metal, part: "bracket")
      for x in [-w * 0.35, w * 0.35] {
        b.block(from: [x - 0.01, d / 2 - 0.008, -0.12], to: [x + 0.01, d / 2, 0])
        b.block(from: [x - 0.01, -d * 0.3, -0.008], to: [x + 0.01, d / 2 - 0.008, 0])
        b.bar(from: [x, d / 2 - 0.01, -0.1], to: [x, -d * 0.2, -0.01], width: 0.012, depth: 0.006)
      }
    }
    b.use(style.anyWood(&random), part: "board")
    b.block(from: [-w / 2, -d / 2, 0], to: [w / 2, d / 2, t])
    return SceneObject(
      .shelf, named: "wall shelf", b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2, -d / 2], to: [w / 2, d / 2 - 0.008], height: t, clearance: 0.4)
      ])
  }
}
