import CairnGeometry
import CairnScenes

/// Procedural furniture: every call another piece, standing on z = 0, front towards -y.
enum Furniture {
  /// A chair: four legs, a cantilever, a shell or a stool.
  static func chair(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let (w, d) = (random.number(in: 0.40...0.50), random.number(in: 0.40...0.48))
    let seat = random.number(in: 0.43...0.48)
    let back = random.number(in: 0.34...0.52)
    let frame = random.chance(0.6) ? style.wood : style.metal
    let isShell = random.chance(0.25)
    let lean = random.number(in: 0.05...0.22)
    var b = MeshBuilder()
    b.use(frame, part: "leg")
    let isRound = random.chance(0.5)
    let thick = isRound ? random.number(in: 0.022...0.036) : random.number(in: 0.03...0.045)
    if random.chance(0.18) {
      // A cantilever of one bent tube.
      for x in [-w / 2 + 0.02, w / 2 - 0.02] {
        b.rod(
          [
            [x, d / 2, 0.013], [x, -d / 2 + 0.05, 0.013], [x, -d / 2 + 0.01, 0.05],
            [x, -d / 2 + 0.01, seat - 0.06], [x, -d / 2 + 0.05, seat - 0.02],
            [x, d / 2, seat - 0.02],
          ],
          radii: [0.012])
      }
      b.rod(from: [-w / 2 + 0.02, d / 2, 0.013], to: [w / 2 - 0.02, d / 2, 0.013], radius: 0.012)
    } else {
      b.legs(
        [w - 0.02, d - 0.02], height: seat - 0.02, thickness: thick, isRound: isRound,
        splay: isShell ? 0.05 : random.choice([0, 0, 0.03]))
    }
    let cover =
      random.chance(0.5) ? style.upholstery : (random.chance(0.6) ? frame : Finish.plastic(&random))
    b.use(cover, part: "seat")
    b.rounded(
      from: [-w / 2, -d / 2, seat - 0.035], to: [w / 2, d / 2, seat], radius: 0.016)
    let turn = RigidTransform(
      at: [0, d / 2 - 0.03, seat - 0.01], rotation: .about([1, 0, 0], by: -lean))
    b.within(turn) { b in
      if isShell {
        b.use(cover, part: "back")
        b.rounded(from: [-w / 2 + 0.01, 0, 0], to: [w / 2 - 0.01, 0.025, back], radius: 0.012)
        return
      }
      b.use(frame, part: "back")
      for x in [-w / 2 + 0.015, w / 2 - 0.045] {
        b.block(from: [x, 0, 0], to: [x + 0.03, 0.03, back])
      }
      switch random.index(in: 0..<3) {
      case 0:
        b.rounded(
          from: [-w / 2 + 0.02, 0.002, back * 0.35], to: [w / 2 - 0.02, 0.028, back], radius: 0.012)
      case 1:
        for rail in 0..<3 {
          let z = back * (0.3 + 0.28 * Float(rail))
          b.block(from: [-w / 2 + 0.03, 0.006, z], to: [w / 2 - 0.03, 0.022, z + 0.05])
        }
      default:
        b.block(from: [-w / 2 + 0.03, 0.004, back - 0.06], to: [w / 2 - 0.03, 0.026, back])
        for bar in 1..<6 {
          let x = -w / 2 + 0.03 + (w - 0.06) * Float(bar) / 6
          b.rod(from: [x, 0.015, 0], to: [x, 0.015, back - 0.05], radius: 0.008, segments: 6)
        }
      }
    }
    if random.chance(0.15) {
      b.use(frame, part: "arm")
      for x in [-w / 2 - 0.02, w / 2 - 0.02] {
        b.rounded(
          from: [x, -d / 2 + 0.06, seat + 0.19], to: [x + 0.04, d / 2 - 0.02, seat + 0.215],
          radius: 0.01)
        b.rod(
          from: [x + 0.02, -d / 2 + 0.1, seat - 0.02], to: [x + 0.02, -d / 2 + 0.1, seat + 0.19],
          radius: 0.012)
      }
    }
    return SceneObject(
      .chair, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.02, -d / 2 + 0.02], to: [w / 2 - 0.02, d / 2 - 0.1], height: seat)
      ])
  }

  /// An office chair on a star of five castors.
  static func officeChair(_ random: inout SceneRandom) -> SceneObject {
    let seat = random.number(in: 0.43...0.54)
    let (w, d) = (random.number(in: 0.46...0.52), random.number(in: 0.44...0.5))
    let base = random.chance(0.6) ? Finish.blackPlastic : Finish.chrome
    let cover =
      random.chance(0.6)
      ? Material([0.1, 0.1, 0.11], pattern: .speckle(edge: 0.01)) : Finish.upholstery(&random)
    let turn = random.number(in: 0...1.2)
    var b = MeshBuilder()
    for arm in 0..<5 {
      b.within(.turned(turn + 2 * .pi * Float(arm) / 5)) { b in
        b.use(base, part: "base")
        b.rod([[0, 0, 0.1], [0.29, 0, 0.075]], radii: [0.026, 0.016])
        b.use(Finish.blackPlastic, part: "castor")
        for side: Float in [-0.016, 0.016] {
          b.within(
            RigidTransform(
              at: [0.29, side - 0.008, 0.028], rotation: .about([1, 0, 0], by: -.pi / 2))
          ) {
            $0.turned([[0.028, 0], [0.028, 0.016]], segments: 10)
          }
        }
        b.rod(from: [0.29, 0, 0.03], to: [0.29, 0, 0.08], radius: 0.008, segments: 6)
      }
    }
    b.use(base, part: "column")
    b.turned([[0.035, 0.08], [0.035, 0.2], [0.022, 0.2], [0.022, seat - 0.09]], segments: 12)
    b.use(Finish.blackPlastic, part: "mechanism")
    b.block(from: [-0.1, -0.12, seat - 0.11], to: [0.1, 0.15, seat - 0.075])
    b.use(cover, part: "seat")
    b.rounded(from: [-w / 2, -d / 2, seat - 0.08], to: [w / 2, d / 2, seat], radius: 0.035)
    let high = random.number(in: 0.45...0.68)
    b.use(Finish.blackPlastic, part: "back support")
    b.bar(
      from: [0, 0.12, seat - 0.09], to: [0, d / 2 + 0.05, seat - 0.02], width: 0.08, depth: 0.02)
    b.bar(
      from: [0, d / 2 + 0.045, seat - 0.03], to: [0, d / 2 + 0.06, seat + 0.25], width: 0.06,
      depth: 0.02)
    b.use(cover, part: "back")
    b.within(RigidTransform(at: [0, d / 2, seat + 0.1], rotation: .about([1, 0, 0], by: -0.12))) {
      b in
      b.sheet(columns: 8, rows: 8) { p in Self.shell(p, w * 0.94, high, 0) }
      b.sheet(columns: 8, rows: 8, flipped: true) { p in Self.shell(p, w * 0.94, high, 0.04) }
      if high > 0.6, random.chance(0.4) {
        b.use(cover, part: "head rest")
        b.rounded(from: [-0.13, -0.02, high + 0.03], to: [0.13, 0.03, high + 0.16], radius: 0.024)
        b.bar(from: [0, 0.02, high - 0.03], to: [0, 0.01, high + 0.05], width: 0.05, depth: 0.01)
      }
    }
    if random.chance(0.75) {
      b.use(Finish.blackPlastic, part: "arm")
      for side: Float in [-1, 1] {
        let x = side * (w / 2 + 0.045)
        b.rounded(
          from: [x - 0.04, -0.13, seat + 0.19], to: [x + 0.04, 0.12, seat + 0.22], radius: 0.013)
        b.bar(from: [x, 0, seat - 0.07], to: [x, 0, seat + 0.19], width: 0.05, depth: 0.03)
        b.bar(
          from: [side * 0.08, 0, seat - 0.09], to: [x + side * 0.02, 0, seat - 0.08], width: 0.05,
          depth: 0.02)
      }
    }
    return SceneObject(
      .chair, named: "office chair", b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.05, -d / 2 + 0.05], to: [w / 2 - 0.05, d / 2 - 0.12], height: seat)
      ])
  }

  /// A back that is bent around who leans on it.
  private static func shell(
    _ place: SIMD2<Float>, _ width: Float, _ height: Float, _ thickness: Float
  ) -> SIMD3<Float> {
    let (u, v) = (place.x * 2 - 1, place.y)
    let narrow = 1 - 0.22 * (2 * v - 1) * (2 * v - 1)
    return [
      u * width / 2 * narrow,
      thickness * (1 - u * u) - 0.07 * u * u + 0.03 * (v - 0.5) * (v - 0.5) * 4,
      v * height,
    ]
  }

  /// A stool, round or square, low or for a bar.
  static func stool(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let (w, h) = (random.number(in: 0.3...0.4), random.chance(0.4) ? Float(0.66) : Float(0.45))
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? style.wood : style.metal, part: "leg")
    b.legs([w * 0.85, w * 0.85], height: h - 0.03, thickness: 0.03, isRound: true, splay: 0.04)
    b.use(random.chance(0.5) ? style.upholstery : style.wood, part: "seat")
    if random.chance(0.5) {
      b.turned(
        [[w * 0.48, h - 0.035], [w * 0.5, h - 0.02], [w * 0.5, h - 0.008], [w * 0.46, h]],
        segments: 24)
    } else {
      b.rounded(from: [-w / 2, -w / 2, h - 0.035], to: [w / 2, w / 2, h], radius: 0.015)
    }
    return SceneObject(
      .stool, b.mesh,
      surfaces: [
        SupportSurface(from: [-w * 0.33, -w * 0.33], to: [w * 0.33, w * 0.33], height: h)
      ])
  }

  /// A padded seat for one to four, with a chaise at one end where wished.
  static func sofa(
    seats: Int, chaise: Bool = false, _ style: RoomStyle, _ random: inout SceneRandom
  ) -> SceneObject {
    let cover = random.chance(0.75) ? style.upholstery : Finish.upholstery(&random)
    let arm = random.number(in: 0.09...0.24)
    let one = seats == 1 ? random.number(in: 0.55...0.66) : random.number(in: 0.6...0.76)
    let (inner, depth) = (one * Float(seats), random.number(in: 0.84...0.98))
    let w = inner + 2 * arm
    let foot = random.number(in: 0.03...0.15)
    let (seat, back) = (random.number(in: 0.40...0.46), random.number(in: 0.74...0.92))
    let armTop = random.number(in: seat + 0.1...seat + 0.22)
    let behind = random.number(in: 0.14...0.2)
    let pad = random.number(in: 0.12...0.17)
    let (f, r) = (-depth / 2, depth / 2)
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? style.wood : style.metal, part: "foot")
    b.legs(
      [w - 0.06, depth - 0.06], height: foot + 0.02, thickness: 0.05, isRound: random.chance(0.5))
    b.use(cover, part: "base")
    b.rounded(
      from: [-w / 2 + 0.01, f + 0.02, foot], to: [w / 2 - 0.01, r - 0.01, seat - pad], radius: 0.02)
    b.use(cover, part: "back")
    b.rounded(
      from: [-w / 2 + 0.02, r - behind, foot + 0.02], to: [w / 2 - 0.02, r, back - 0.06],
      radius: 0.05)
    let thick = random.number(in: 0.11...0.17)
    let long = chaise ? random.number(in: 0.5...0.75) : 0
    let side: Float = random.chance(0.5) ? -1 : 1
    for number in 0..<seats {
      let x = -inner / 2 + one * Float(number)
      let isChaise = chaise && number == (side < 0 ? 0 : seats - 1)
      let front = f - (isChaise ? long : 0)
      b.use(cover, part: "seat cushion")
      b.rounded(
        from: [x + 0.004, front, seat - pad], to: [x + one - 0.004, r - behind, seat],
        radius: random.number(in: 0.03...0.05), steps: 3)
      if isChaise {
        b.use(cover, part: "base")
        b.rounded(
          from: [x, front + 0.02, foot], to: [x + one, f + 0.05, seat - pad], radius: 0.02)
        b.use(style.wood, part: "foot")
        b.block(from: [x + 0.05, front + 0.06, 0], to: [x + 0.1, front + 0.11, foot + 0.02])
        b.block(
          from: [x + one - 0.1, front + 0.06, 0], to: [x + one - 0.05, front + 0.11, foot + 0.02])
      }
      b.use(cover, part: "back cushion")
      b.rounded(
        from: [x + 0.008, r - behind - thick, seat - 0.005],
        to: [x + one - 0.008, r - behind + 0.02, back], radius: 0.05, steps: 3)
    }
    b.use(cover, part: "arm")
    for x in [-w / 2, w / 2 - arm] {
      b.rounded(
        from: [x, f, foot], to: [x + arm, r, armTop], radius: min(arm * 0.4, 0.07), steps: 3)
    }
    let surface = SupportSurface(
      from: [-inner / 2 + 0.02, f + 0.05], to: [inner / 2 - 0.02, r - behind - thick - 0.005],
      height: seat)
    return SceneObject(
      seats == 1 ? .armchair : .sofa, named: chaise ? "corner sofa" : nil, b.mesh,
      surfaces: [surface])
  }

  /// A bench without a back.
  static func bench(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    let (w, d, h) = (random.number(in: 0.9...1.6), random.number(in: 0.32...0.42), Float(0.45))
    var b = MeshBuilder()
    b.use(style.wood, part: "leg")
    b.legs([w - 0.1, d - 0.02], height: h - 0.04, thickness: 0.06, isRound: false)
    b.use(random.chance(0.5) ? style.upholstery : style.wood, part: "seat")
    b.rounded(from: [-w / 2, -d / 2, h - 0.045], to: [w / 2, d / 2, h], radius: 0.015)
    return SceneObject(
      .bench, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.02, -d / 2 + 0.02], to: [w / 2 - 0.02, d / 2 - 0.02], height: h)
      ])
  }
}
