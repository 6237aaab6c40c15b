import CairnGeometry
import CairnScenes

extension Furniture {
  /// A bed with its mattress, head at +y.
  static func bed(width w: Float, _ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let l = random.number(in: 1.96...2.06)
    let (rail, top) = (random.number(in: 0.24...0.34), random.number(in: 0.42...0.6))
    let wood = random.chance(0.65) ? style.anyWood(&random) : style.upholstery
    var b = MeshBuilder()
    b.use(wood, part: "leg")
    b.legs([w, l], height: rail, thickness: 0.07, isRound: false)
    b.use(wood, part: "frame")
    for x in [-w / 2 - 0.03, w / 2 - 0.01] {
      b.block(from: [x, -l / 2, rail - 0.14], to: [x + 0.04, l / 2, rail])
    }
    b.block(
      from: [-w / 2 + 0.01, -l / 2 - 0.03, rail - 0.14], to: [w / 2 - 0.01, -l / 2 + 0.01, rail])
    b.block(
      from: [-w / 2 + 0.01, -l / 2 + 0.01, rail - 0.06], to: [w / 2 - 0.01, l / 2, rail - 0.03])
    b.use(wood, part: "headboard")
    let head = top + random.number(in: 0.15...0.65)
    b.rounded(
      from: [-w / 2 - 0.03, l / 2, rail - 0.2], to: [w / 2 + 0.03, l / 2 + 0.06, head],
      radius: 0.012, steps: 1)
    if random.chance(0.3) {
      b.use(wood, part: "footboard")
      b.rounded(
        from: [-w / 2 - 0.03, -l / 2 - 0.07, 0.05], to: [w / 2 + 0.03, -l / 2 - 0.03, top + 0.05],
        radius: 0.01, steps: 1)
    }
    b.use(random.chance(0.7) ? Finish.white(&random) : Finish.fabric(&random), part: "mattress")
    b.rounded(
      from: [-w / 2 + 0.015, -l / 2 + 0.015, rail - 0.03], to: [w / 2 - 0.015, l / 2 - 0.01, top],
      radius: 0.05)
    return SceneObject(
      .bed, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.03, -l / 2 + 0.03], to: [w / 2 - 0.03, l / 2 - 0.02], height: top)
      ])
  }

  /// A blanket over a bed, hanging down at its sides; in the bed's frame, z = 0 on the mattress.
  ///
  /// - Parameters:
  ///   - bed: The mattress's surface.
  ///   - random: How far it is drawn up, how it is creased.
  /// - Returns: The blanket; it reaches from the foot up to some place below the pillows.
  static func bedBlanket(over bed: SupportSurface, _ random: inout SceneRandom) -> SceneObject {
    let (low, high) = (bed.min - 0.015, bed.max)
    // Beyond the frame, which is wider than the mattress: it may hang down in front of that.
    let half = bed.size.x / 2 + 0.064
    let middle = (bed.min.x + bed.max.x) / 2
    let end = low.y + bed.size.y * random.number(in: 0.5...0.76)
    let drop = random.number(in: 0.1...0.24)
    let (a, c) = (random.number(in: 0...6), random.number(in: 0...6))
    let slant = random.number(in: -0.25...0.25)
    let crease = random.number(in: 0.006...0.02)
    let thickness = random.number(in: 0.02...0.045)
    let total = 2 * (half + drop)
    var b = MeshBuilder()
    b.use(Finish.fabric(&random), part: "cloth")
    for side: Float in [0, 1] {
      b.sheet(columns: 46, rows: 40, flipped: side == 0) { place in
        let across = (place.x - 0.5) * total
        let top = min(max(across, -half), half)
        let over = abs(across) - abs(top)
        let reach = min(end + slant * (place.x - 0.5), high.y - 0.3)
        let y = low.y + (reach - low.y) * place.y
        // Long waves from pulling, short ones from lying.
        let wave =
          sineAndCosine(a + place.x * 9 + place.y * 4).sine
          + sineAndCosine(c + place.x * 5 - place.y * 11).sine * 0.7
          + sineAndCosine(a * 2 + place.x * 23 + place.y * 17).sine * 0.4
        let bump = crease * (2.1 + wave)
        let fold: Float = place.y > 0.9 ? 0.02 * (place.y - 0.9) * 10 : 0
        if over > 0 {
          let swing = 0.012 * (1 + sineAndCosine(c + y * 14).sine) + bump * 0.3
          let out = half + 0.004 + swing + side * thickness * 0.6
          return [middle + (across < 0 ? -out : out), y, thickness - over - 0.01]
        }
        return [middle + top, y, 0.002 + side * (thickness + bump + fold)]
      }
    }
    return SceneObject(.blanket, b.mesh)
  }

  /// A cradle of bars for a small child.
  static func crib(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let (w, d, h) = (Float(1.24), Float(0.66), random.number(in: 0.8...0.95))
    var b = MeshBuilder()
    b.use(style.wood, part: "post")
    b.legs([w, d], height: h, thickness: 0.045, isRound: false)
    b.use(style.wood, part: "rail")
    for y in [-d / 2 + 0.01, d / 2 - 0.035] {
      for z in [Float(0.25), h - 0.05] {
        b.block(from: [-w / 2 + 0.045, y, z], to: [w / 2 - 0.045, y + 0.025, z + 0.04])
      }
      b.use(style.wood, part: "bar")
      for bar in 1..<14 {
        let x = -w / 2 + w * Float(bar) / 14
        b.rod(
          from: [x, y + 0.0125, 0.28], to: [x, y + 0.0125, h - 0.04], radius: 0.008, segments: 6)
      }
    }
    b.use(style.wood, part: "end")
    for x in [-w / 2 + 0.01, w / 2 - 0.03] {
      b.block(from: [x, -d / 2 + 0.045, 0.2], to: [x + 0.02, d / 2 - 0.045, h - 0.02])
    }
    b.use(Finish.fabric(&random), part: "mattress")
    b.rounded(
      from: [-w / 2 + 0.035, -d / 2 + 0.04, 0.3], to: [w / 2 - 0.035, d / 2 - 0.04, 0.4],
      radius: 0.03)
    return SceneObject(
      .bed, named: "crib", b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.06, -d / 2 + 0.06], to: [w / 2 - 0.06, d / 2 - 0.06], height: 0.4)
      ])
  }

  /// An upright piano with its keys.
  static func piano(_ random: inout SceneRandom) -> SceneObject {
    let look = random.chance(0.5) ? Finish.screen : Finish.wood(&random)
    let (w, h) = (Float(1.46), random.number(in: 1.08...1.28))
    var b = MeshBuilder()
    b.use(look, part: "body")
    b.block(from: [-w / 2, 0, 0], to: [w / 2, 0.3, h - 0.03])
    for x in [-w / 2, w / 2 - 0.06] {
      b.block(from: [x, -0.28, 0.58], to: [x + 0.06, 0, 0.76])
      b.block(from: [x, -0.26, 0], to: [x + 0.06, -0.2, 0.58])
      b.block(from: [x, -0.28, 0], to: [x + 0.06, 0, 0.06])
    }
    b.block(from: [-w / 2 + 0.06, -0.27, 0.58], to: [w / 2 - 0.06, 0, 0.63])
    b.use(look, part: "lid")
    b.block(from: [-w / 2 - 0.01, -0.03, h - 0.03], to: [w / 2 + 0.01, 0.3, h])
    b.use(Material([0.92, 0.91, 0.87]), part: "white keys")
    b.block(from: [-0.61, -0.25, 0.63], to: [0.61, -0.1, 0.655])
    b.use(Finish.screen, part: "black keys")
    for key in 0..<52 where ![2, 6].contains(key % 7) {
      let x = -0.61 + (Float(key) + 1) * 1.22 / 52
      b.block(from: [x - 0.006, -0.2, 0.655], to: [x + 0.006, -0.1, 0.667])
    }
    b.use(look, part: "music stand")
    b.bar(from: [0, -0.03, 0.8], to: [0, -0.008, 1.02], width: 0.7, depth: 0.01)
    b.use(Finish.metal(&random), part: "pedal")
    for x: Float in [-0.08, 0, 0.08] {
      b.block(from: [x - 0.012, -0.1, 0.04], to: [x + 0.012, 0, 0.05])
    }
    return SceneObject(
      .piano, b.mesh,
      surfaces: [
        SupportSurface(from: [-w / 2, -0.02], to: [w / 2, 0.29], height: h, clearance: 0.6)
      ])
  }

  /// A fireplace with a mantel.
  static func fireplace(_ random: inout SceneRandom) -> SceneObject {
    let look = random.chance(0.5) ? Finish.stone(&random) : Finish.paint(&random)
    let (w, h) = (random.number(in: 1.1...1.6), random.number(in: 0.95...1.2))
    var b = MeshBuilder()
    b.use(look, part: "surround")
    b.block(from: [-w / 2, -0.2, 0], to: [-w / 2 + 0.25, 0.2, h - 0.06])
    b.block(from: [w / 2 - 0.25, -0.2, 0], to: [w / 2, 0.2, h - 0.06])
    b.block(from: [-w / 2 + 0.25, -0.2, h - 0.3], to: [w / 2 - 0.25, 0.2, h - 0.06])
    b.use(Finish.blackPlastic, part: "hearth")
    b.block(from: [-w / 2 + 0.25, 0.16, 0], to: [w / 2 - 0.25, 0.2, h - 0.3])
    b.block(from: [-w / 2 + 0.25, -0.2, 0], to: [w / 2 - 0.25, 0.16, 0.05])
    b.use(Finish.wood(&random), part: "logs")
    for log in 0..<3 {
      let y = -0.06 + 0.07 * Float(log % 2)
      b.rod(
        from: [-0.22, y, 0.09 + 0.05 * Float(log)], to: [0.2, y + 0.03, 0.09 + 0.05 * Float(log)],
        radius: 0.04, segments: 9)
    }
    b.use(look, part: "mantel")
    b.block(from: [-w / 2 - 0.05, -0.26, h - 0.06], to: [w / 2 + 0.05, 0.2, h])
    return SceneObject(
      .fireplace, b.mesh,
      surfaces: [
        SupportSurface(from: [-w / 2, -0.24], to: [w / 2, 0.18], height: h, clearance: 0.7)
      ])
  }
}
