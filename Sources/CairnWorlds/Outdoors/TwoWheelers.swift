import CairnGeometry
import CairnScenes

/// Makes bicycles, motorcycles and what else has handlebars.
enum TwoWheelers {
  /// A bicycle: frame, wheels with spokes, saddle, handlebars; upright unless leaned.
  static func bicycle(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let radius = random.number(in: 0.31...0.35)
    let (front, rear) = (SIMD3<Float>(0, -0.53, radius), SIMD3<Float>(0, 0.5, radius))
    let crank = SIMD3<Float>(0, 0.06, radius - 0.05)
    let seat = SIMD3<Float>(0, 0.24, radius + 0.47)
    let head = SIMD3<Float>(0, -0.36, radius + 0.52)
    let neck = SIMD3<Float>(0, -0.4, radius + 0.38)
    for (name, hub) in [("front wheel", front), ("rear wheel", rear)] {
      builder.use(Looks.rubber, part: name)
      builder.torus(at: hub, radius: radius - 0.018, thickness: 0.018, segments: 26, sides: 5)
      builder.use(Looks.chrome, part: name)
      builder.rod(from: hub - SIMD3(0.05, 0, 0), to: hub + SIMD3(0.05, 0, 0), radius: 0.02)
      for turn in MeshBuilder.circle(12) {
        builder.rod(
          from: hub, to: hub + SIMD3(0, turn.x, turn.y) * (radius - 0.03), radius: 0.002,
          segments: 3)
      }
    }
    let step = random.chance(0.4)
    builder.use(Looks.lacquer(&random), part: "frame")
    func tube(_ start: SIMD3<Float>, _ end: SIMD3<Float>, _ radius: Float) {
      builder.rod(from: start, to: end, radius: radius, segments: 7)
    }
    tube(crank, seat, 0.016)
    tube(crank, neck, 0.019)
    tube(step ? crank + (seat - crank) * 0.35 : crank + (seat - crank) * 0.93, head, 0.017)
    tube(neck, head, 0.019)
    for x in [Float(-0.06), 0.06] {
      let side = SIMD3<Float>(x, 0, 0)
      tube(rear + side, crank + side * 0.5, 0.01)
      tube(rear + side, seat + side * 0.3, 0.009)
      tube(front + side, neck + side * 0.8, 0.012)
    }
    builder.use(Looks.black, part: "saddle")
    tube(seat, seat + SIMD3(0, 0.03, 0.12), 0.013)
    builder.ellipsoid(
      at: seat + SIMD3(0, 0.02, 0.15), radii: [0.075, 0.13, 0.035], rings: 5, segments: 8)
    builder.use(Looks.black, part: "handlebars")
    let bar = head + SIMD3<Float>(0, 0.02, 0.13)
    tube(head, bar, 0.014)
    builder.rod(
      [
        bar + SIMD3(-0.29, 0.13, 0.02), bar + SIMD3(-0.2, 0.03, 0.02), bar,
        bar + SIMD3(0.2, 0.03, 0.02), bar + SIMD3(0.29, 0.13, 0.02),
      ], radii: [0.015, 0.013, 0.013, 0.013, 0.015], segments: 6)
    builder.use(Looks.steel, part: "pedals")
    for side in [Float(-1), 1] {
      let end = crank + SIMD3<Float>(side * 0.08, 0.12 * side, -0.1 * side)
      tube(crank + SIMD3(side * 0.07, 0, 0), end, 0.01)
      builder.block(from: end - SIMD3(0.045, 0.04, 0.012), to: end + SIMD3(0.045, 0.04, 0.012))
    }
    if random.chance(0.6) {
      builder.use(Looks.anthracite, part: "rack")
      builder.block(from: rear + SIMD3(-0.06, -0.2, 0.4), to: rear + SIMD3(0.06, 0.15, 0.415))
      for x in [Float(-0.06), 0.06] {
        tube(rear + SIMD3(x, 0, 0), rear + SIMD3(x, 0.05, 0.4), 0.006)
      }
    }
    if random.chance(0.4) {
      builder.use(Looks.black, part: "mudguards")
      for hub in [front, rear] {
        builder.within(RigidTransform(at: hub)) { arc in
          let circle = MeshBuilder.circle(20)
          for index in 1..<9 {
            let (a, b) = (circle[index] * (radius + 0.025), circle[index + 1] * (radius + 0.025))
            arc.face([
              [-0.025, b.x, b.y], [0.025, b.x, b.y], [0.025, a.x, a.y], [-0.025, a.x, a.y],
            ])
          }
        }
      }
    }
    if random.chance(0.3) {
      builder.use(Looks.timber, part: "basket")
      let base = bar + SIMD3<Float>(0, -0.2, -0.16)
      builder.block(from: base + SIMD3(-0.17, -0.12, 0), to: base + SIMD3(0.17, 0.12, 0.012))
      for x in [Float(-0.17), 0.158] {
        builder.block(from: base + SIMD3(x, -0.12, 0), to: base + SIMD3(x + 0.012, 0.12, 0.2))
      }
      for y in [Float(-0.12), 0.108] {
        builder.block(from: base + SIMD3(-0.17, y, 0), to: base + SIMD3(0.17, y + 0.012, 0.2))
      }
    }
    return SceneObject(.bicycle, builder.mesh)
  }

  /// A motorcycle on its stand.
  static func motorcycle(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let paint = Looks.lacquer(&random)
    let (front, rear) = (SIMD3<Float>(0, -0.75, 0.32), SIMD3<Float>(0, 0.68, 0.32))
    for (name, hub) in [("front wheel", front), ("rear wheel", rear)] {
      builder.use(Looks.rubber, part: name)
      builder.torus(at: hub, radius: 0.255, thickness: 0.065, segments: 24, sides: 7)
      builder.use(Looks.steel, part: name)
      builder.rod(
        from: hub - SIMD3(0.04, 0, 0), to: hub + SIMD3(0.04, 0, 0), radius: 0.19, segments: 14)
    }
    builder.use(Looks.chrome, part: "fork")
    for x in [Float(-0.1), 0.1] {
      builder.rod(from: front + SIMD3(x, 0, 0), to: [x, -0.45, 0.95], radius: 0.028, segments: 7)
    }
    builder.use(Looks.steel, part: "engine")
    builder.ellipsoid(at: [0, 0.02, 0.42], radii: [0.19, 0.28, 0.2])
    builder.rod(
      [[0.17, -0.1, 0.4], [0.2, 0.1, 0.25], [0.2, 0.5, 0.28], [0.21, 0.95, 0.38]],
      radii: [0.03, 0.04, 0.06, 0.06], segments: 8)
    builder.use(paint, part: "body")
    builder.ellipsoid(at: [0, -0.14, 0.82], radii: [0.17, 0.32, 0.15])
    builder.ellipsoid(at: [0, 0.72, 0.78], radii: [0.12, 0.3, 0.08])
    builder.rod(from: [0, -0.45, 0.85], to: [0, 0.5, 0.66], radius: 0.07)
    for x in [Float(-0.09), 0.09] {
      builder.rod(from: rear + SIMD3(x, 0, 0), to: [x, 0.1, 0.4], radius: 0.03, segments: 6)
    }
    builder.within(RigidTransform(at: front)) { arc in
      let circle = MeshBuilder.circle(20)
      for index in 3..<9 {
        let (a, b) = (circle[index] * 0.345, circle[index + 1] * 0.345)
        arc.face([[-0.08, b.x, b.y], [0.08, b.x, b.y], [0.08, a.x, a.y], [-0.08, a.x, a.y]])
      }
    }
    builder.use(Looks.black, part: "seat")
    builder.ellipsoid(at: [0, 0.3, 0.8], radii: [0.15, 0.36, 0.07])
    builder.use(Looks.black, part: "handlebars")
    builder.rod(
      [[-0.38, -0.28, 1.06], [-0.2, -0.42, 1.04], [0.2, -0.42, 1.04], [0.38, -0.28, 1.06]],
      radii: [0.018], segments: 6)
    for side in [Float(-1), 1] {
      builder.rod(
        from: [side * 0.28, -0.38, 1.05], to: [side * 0.36, -0.36, 1.2], radius: 0.008, segments: 5)
      builder.ellipsoid(
        at: [side * 0.36, -0.36, 1.22], radii: [0.07, 0.02, 0.045], rings: 5, segments: 7)
    }
    builder.use(Looks.headlight, part: "headlight")
    builder.ellipsoid(at: [0, -0.56, 0.9], radii: [0.1, 0.07, 0.1])
    builder.use(Looks.plate, part: "plate")
    builder.block(from: [-0.1, 0.97, 0.56], to: [0.1, 0.985, 0.76])
    builder.use(Looks.black, part: "stand")
    builder.rod(from: [0.08, 0.1, 0.3], to: [0.2, 0.16, 0.006], radius: 0.012, segments: 6)
    if random.chance(0.35) {
      builder.use(Looks.black, part: "top box")
      builder.block(from: [-0.22, 0.72, 0.86], to: [0.22, 1.1, 1.16])
    }
    return SceneObject(.motorcycle, builder.mesh)
  }

  /// A kick scooter as are rented out by the minute.
  static func scooter(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    for (name, y) in [("front wheel", Float(-0.45)), ("rear wheel", 0.45)] {
      builder.use(Looks.rubber, part: name)
      builder.torus(at: [0, y, 0.11], radius: 0.085, thickness: 0.025, segments: 16, sides: 6)
      builder.use(Looks.steel, part: name)
      builder.rod(from: [-0.025, y, 0.11], to: [0.025, y, 0.11], radius: 0.07, segments: 10)
    }
    builder.use(Looks.lacquer(&random), part: "deck")
    builder.block(from: [-0.09, -0.28, 0.11], to: [0.09, 0.32, 0.17])
    builder.rod(from: [0, 0.3, 0.14], to: [0, 0.5, 0.24], radius: 0.04, segments: 6)
    builder.use(Looks.black, part: "stem")
    builder.rod(
      [[0, -0.26, 0.15], [0, -0.42, 0.24], [0, -0.36, 0.6], [0, -0.29, 1.14]],
      radii: [0.035, 0.035, 0.025, 0.022], segments: 8)
    builder.use(Looks.black, part: "handlebars")
    builder.rod(from: [-0.25, -0.28, 1.15], to: [0.25, -0.28, 1.15], radius: 0.017, segments: 7)
    builder.use(Looks.steel, part: "stand")
    builder.rod(from: [0.05, -0.1, 0.12], to: [0.13, -0.06, 0.006], radius: 0.01, segments: 5)
    return SceneObject(.motorcycle, named: "kick scooter", builder.mesh)
  }
}
