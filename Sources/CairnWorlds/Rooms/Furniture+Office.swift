import CairnGeometry
import CairnScenes

extension Furniture {
  static func monitor(_ random: inout SceneRandom) -> SceneObject {
    let w = random.number(in: 0.42...0.72)
    let (h, lift) = (w * random.number(in: 0.5...0.62), random.number(in: 0.08...0.16))
    var b = MeshBuilder()
    let look = random.chance(0.75) ? Finish.blackPlastic : Finish.metal(&random)
    b.use(look, part: "foot")
    b.rounded(from: [-w * 0.2, -0.1, 0], to: [w * 0.2, 0.1, 0.014], radius: 0.006, steps: 1)
    b.use(look, part: "stand")
    b.bar(from: [0, 0.06, 0.012], to: [0, 0.035, lift + h * 0.5], width: 0.05, depth: 0.025)
    b.use(look, part: "case")
    b.rounded(from: [-w / 2, -0.005, lift], to: [w / 2, 0.03, lift + h], radius: 0.008, steps: 1)
    b.use(Finish.screen, part: "screen")
    b.block(
      from: [-w / 2 + 0.012, -0.0075, lift + 0.02], to: [w / 2 - 0.012, -0.004, lift + h - 0.012])
    return SceneObject(.monitor, b.mesh)
  }

  static func keyboard(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    b.use(random.chance(0.7) ? Finish.blackPlastic : Finish.white(&random), part: "body")
    b.rounded(from: [-0.22, -0.07, 0], to: [0.22, 0.07, 0.018], radius: 0.006, steps: 1)
    b.use(Finish.plastic(&random), part: "keys")
    for row in 0..<5 {
      b.block(
        from: [-0.21, -0.06 + 0.024 * Float(row), 0.018],
        to: [0.21, -0.04 + 0.024 * Float(row), 0.025])
    }
    return SceneObject(.keyboard, b.mesh)
  }

  static func mouse(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    b.use(Finish.plastic(&random), part: "body")
    b.loft(
      [Float(0), 0.012, 0.028, 0.036].map { (z: Float) in
        MeshBuilder.circle(14).map { [$0.x * (0.032 - z * 0.35), $0.y * (0.058 - z * 0.7), z] }
      })
    return SceneObject(.device, named: "mouse", b.mesh)
  }

  static func laptop(_ random: inout SceneRandom) -> SceneObject {
    let look = random.chance(0.5) ? Finish.blackPlastic : Finish.metal(&random)
    let lean = random.number(in: 0.1...0.6)
    var b = MeshBuilder()
    b.use(look, part: "base")
    b.block(from: [-0.17, -0.12, 0], to: [0.17, 0.11, 0.017])
    b.use(Finish.blackPlastic, part: "keys")
    b.block(from: [-0.155, -0.02, 0.017], to: [0.155, 0.09, 0.019])
    b.within(RigidTransform(at: [0, 0.115, 0.012], rotation: .about([1, 0, 0], by: -lean))) { b in
      b.use(look, part: "lid")
      b.block(from: [-0.17, -0.003, 0], to: [0.17, 0.004, 0.23])
      b.use(Finish.screen, part: "screen")
      b.block(from: [-0.16, -0.0045, 0.015], to: [0.16, -0.002, 0.22])
    }
    return SceneObject(.computer, named: "laptop", b.mesh)
  }

  static func computer(_ random: inout SceneRandom) -> SceneObject {
    let (w, d, h) = (
      random.number(in: 0.16...0.22), random.number(in: 0.38...0.48), random.number(in: 0.36...0.46)
    )
    var b = MeshBuilder()
    b.use(random.chance(0.8) ? Finish.blackPlastic : Finish.white(&random), part: "case")
    b.block(from: [-w / 2, -d / 2 + 0.01, 0.01], to: [w / 2, d / 2, h])
    b.use(Finish.plastic(&random), part: "front")
    b.block(from: [-w / 2 + 0.004, -d / 2, 0.01], to: [w / 2 - 0.004, -d / 2 + 0.01, h - 0.004])
    b.use(Finish.blackPlastic, part: "foot")
    b.block(from: [-w / 2 + 0.01, -d / 2 + 0.03, 0], to: [w / 2 - 0.01, d / 2 - 0.03, 0.01])
    return SceneObject(
      .computer, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2, -d / 2 + 0.02], to: [w / 2, d / 2], height: h, clearance: 0.2)
      ])
  }

  static func telephone(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    b.use(Finish.blackPlastic, part: "base")
    b.loft([
      [[-0.1, -0.1, 0], [0.1, -0.1, 0], [0.1, 0.1, 0], [-0.1, 0.1, 0]],
      [[-0.1, -0.1, 0.02], [0.1, -0.1, 0.02], [0.1, 0.09, 0.07], [-0.1, 0.09, 0.07]],
    ])
    b.use(Finish.blackPlastic, part: "receiver")
    b.rod(
      [[-0.07, -0.09, 0.05], [-0.07, -0.06, 0.075], [-0.07, 0.06, 0.1], [-0.07, 0.09, 0.09]],
      radii: [0.025, 0.016, 0.016, 0.025])
    return SceneObject(.telephone, b.mesh)
  }

  static func printer(_ random: inout SceneRandom, large: Bool) -> SceneObject {
    let s: SIMD3<Float> =
      large
      ? [0.6, 0.6, random.number(in: 0.95...1.2)] : [0.42, 0.36, random.number(in: 0.2...0.34)]
    var b = MeshBuilder()
    b.use(random.chance(0.6) ? Finish.white(&random) : Finish.plastic(&random), part: "body")
    b.rounded(
      from: [-s.x / 2, -s.y / 2, large ? 0.03 : 0], to: [s.x / 2, s.y / 2, s.z], radius: 0.015,
      steps: 1)
    if large {
      b.block(
        from: [-s.x / 2 + 0.03, -s.y / 2 + 0.03, 0], to: [s.x / 2 - 0.03, s.y / 2 - 0.03, 0.03])
    }
    b.use(Finish.blackPlastic, part: "tray")
    b.block(
      from: [-s.x * 0.35, -s.y / 2 - 0.1, s.z * 0.6],
      to: [s.x * 0.35, -s.y / 2 + 0.01, s.z * 0.6 + 0.012])
    b.use(Finish.screen, part: "panel")
    b.block(
      from: [s.x * 0.1, -s.y / 2 - 0.004, s.z * 0.8], to: [s.x * 0.4, -s.y / 2 + 0.01, s.z * 0.95])
    if large {
      b.use(Finish.plastic(&random), part: "drawer")
      for row in 0..<3 {
        let z = 0.06 + 0.16 * Float(row)
        b.block(
          from: [-s.x / 2 + 0.02, -s.y / 2 - 0.008, z],
          to: [s.x / 2 - 0.02, -s.y / 2 + 0.01, z + 0.14])
      }
    }
    return SceneObject(
      .printer, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-s.x / 2 + 0.02, -s.y / 2 + 0.02], to: [s.x / 2 - 0.02, s.y / 2 - 0.02],
          height: s.z, clearance: 0.5)
      ])
  }

  /// A whiteboard for the wall, scribbled on; its origin at its lower edge.
  static func whiteboard(_ random: inout SceneRandom) -> SceneObject {
    let (w, h) = (random.number(in: 1.0...2.4), random.number(in: 0.8...1.2))
    var b = MeshBuilder()
    b.use(Finish.metal(&random), part: "frame")
    b.block(from: [-w / 2, -0.02, 0], to: [w / 2, 0, h])
    var board = Material([0.93, 0.94, 0.94])
    board.gloss = 0.25
    b.use(board, part: "board")
    b.block(from: [-w / 2 + 0.02, -0.022, 0.02], to: [w / 2 - 0.02, -0.019, h - 0.02])
    b.use(Finish.metal(&random), part: "tray")
    b.block(from: [-w * 0.3, -0.09, 0], to: [w * 0.3, -0.02, 0.012])
    b.use(Material(Finish.bright(&random)), part: "writing")
    for _ in 0..<random.index(in: 0..<12) {
      let (x, z) = (random.number(in: -w * 0.4...w * 0.25), random.number(in: 0.1...h - 0.15))
      b.block(
        from: [x, -0.0228, z], to: [x + random.number(in: 0.05...w * 0.15), -0.0219, z + 0.012])
    }
    return SceneObject(
      .whiteboard, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w * 0.3, -0.09], to: [w * 0.3, -0.025], height: 0.012, clearance: 0.2)
      ])
  }

  /// A screen of cloth between desks.
  static func partition(width w: Float, _ random: inout SceneRandom) -> SceneObject {
    let h = random.number(in: 1.1...1.6)
    var b = MeshBuilder()
    b.use(Finish.fabric(&random), part: "panel")
    b.rounded(from: [-w / 2, -0.02, 0.08], to: [w / 2, 0.02, h], radius: 0.012, steps: 1)
    b.use(Finish.metal(&random), part: "foot")
    for x in [-w / 2 + 0.1, w / 2 - 0.14] {
      b.block(from: [x, -0.2, 0], to: [x + 0.04, 0.2, 0.02])
      b.block(from: [x, -0.012, 0.02], to: [x + 0.04, 0.012, 0.1])
    }
    return SceneObject(.barrier, named: "partition", b.mesh)
  }

  /// A coat stand with clothes on it.
  static func coatStand(_ style: RoomStyle, _ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    let h = random.number(in: 1.65...1.85)
    b.use(random.chance(0.5) ? style.wood : style.metal, part: "stand")
    b.rod(from: [0, 0, 0.03], to: [0, 0, h], radius: 0.018)
    for leg in 0..<4 {
      let (sine, cosine) = sineAndCosine(.pi / 2 * Float(leg) + 0.3)
      b.rod(
        from: [0, 0, 0.1], to: [cosine * 0.24, sine * 0.24, 0.014], radius: 0.014, segments: 6)
      b.rod(
        [
          [0, 0, h - 0.12], [cosine * 0.1, sine * 0.1, h - 0.1],
          [cosine * 0.13, sine * 0.13, h - 0.02],
        ], radii: [0.009], segments: 6)
    }
    for leg in 0..<random.index(in: 1..<4) {
      let (sine, cosine) = sineAndCosine(.pi / 2 * Float(leg) + 0.3)
      let long = random.number(in: 0.6...1)
      let (wide, phase) = (random.number(in: 0.14...0.2), random.number(in: 0...6))
      b.use(Finish.fabric(&random), part: "coat")
      b.loft(
        (0...8).map { row in
          let t = Float(row) / 8
          return MeshBuilder.circle(18).enumerated().map { index, direction in
            let fold = 1 + 0.15 * sineAndCosine(Float(index) * 1.4 + phase).sine * (1 - t)
            let r = wide * (1 - 0.75 * t * t) * fold
            let (x, y) = (direction.x * r * 0.6, direction.y * r)
            return [
              cosine * 0.13 + cosine * x - sine * y, sine * 0.13 + sine * x + cosine * y,
              h - 0.05 - long * (1 - t),
            ]
          }
        })
    }
    return SceneObject(.clothes, named: "coat stand", b.mesh)
  }
}
