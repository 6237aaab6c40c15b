import CairnGeometry
import CairnScenes

/// Makes what rolls on the floor of a warehouse.
enum FloorVehicles {
  /// A forklift truck; its forks reach towards -y at a height.
  static func forklift(forks: Float, _ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let paint = Looks.shiny(
      random.choice([[0.92, 0.6, 0.08], [0.75, 0.12, 0.1], [0.85, 0.75, 0.1], [0.2, 0.4, 0.3]]),
      gloss: 0.2)
    builder.use(paint, part: "body")
    builder.loft([
      ring(-0.5, 0.9, 0.54, 0.2), ring(-0.52, 0.95, 0.56, 0.4), ring(-0.45, 0.6, 0.5, 0.75),
    ])
    builder.use(Looks.anthracite, part: "counterweight")
    builder.loft([
      ring(0.55, 1.2, 0.52, 0.25), ring(0.55, 1.32, 0.56, 0.5), ring(0.55, 1.3, 0.56, 0.85),
      ring(0.55, 1.15, 0.5, 1.0),
    ])
    builder.use(Looks.darkInside, part: "seat")
    builder.block(from: [-0.25, 0.1, 0.75], to: [0.25, 0.55, 0.98])
    builder.bar(from: [0, 0.55, 0.95], to: [0, 0.68, 1.5], width: 0.45, depth: 0.12)
    builder.use(paint, part: "overhead guard")
    for x in [Float(-0.48), 0.48] {
      builder.rod(
        [[x, -0.42, 0.6], [x * 0.95, -0.25, 2.05], [x * 0.95, 0.75, 2.1], [x, 0.95, 0.95]],
        radii: [0.035], segments: 7)
    }
    for y in stride(from: Float(-0.2), to: 0.75, by: 0.16) {
      builder.block(from: [-0.46, y, 2.06], to: [0.46, y + 0.04, 2.1])
    }
    builder.use(Looks.black, part: "steering wheel")
    builder.rod(from: [0, -0.3, 0.7], to: [0, -0.12, 1.1], radius: 0.025)
    builder.within(
      RigidTransform(at: [0, -0.11, 1.12], rotation: .about([0, 1, 0], by: .pi / 2))
    ) { $0.torus(at: .zero, radius: 0.15, thickness: 0.015, segments: 16, sides: 5) }
    let top: Float = max(2.15, forks + 1.1)
    builder.use(Looks.black, part: "mast")
    for x in [Float(-0.32), 0.24] {
      builder.block(from: [x, -0.72, 0.12], to: [x + 0.08, -0.6, 2.15])
      builder.block(from: [x + 0.015, -0.71, max(0.15, forks)], to: [x + 0.065, -0.62, top])
    }
    for z in [Float(0.3), 2.05] {
      builder.block(from: [-0.24, -0.7, z], to: [0.24, -0.62, z + 0.1])
    }
    builder.rod(from: [0, -0.64, 0.2], to: [0, -0.64, 2.0], radius: 0.035)
    builder.use(Looks.anthracite, part: "carriage")
    for z in [forks + 0.08, forks + 0.42] {
      builder.block(from: [-0.5, -0.77, z], to: [0.5, -0.72, z + 0.1])
    }
    for x in stride(from: Float(-0.48), to: 0.5, by: 0.155) {
      builder.block(from: [x, -0.765, forks + 0.52], to: [x + 0.025, -0.735, forks + 1.05])
    }
    builder.use(Looks.black, part: "forks")
    for x in [Float(-0.255), 0.155] {
      builder.block(from: [x, -0.81, forks], to: [x + 0.1, -0.77, forks + 0.5])
      builder.loft(
        [
          [
            [x, -0.81, forks - 0.045], [x + 0.1, -0.81, forks - 0.045], [x + 0.1, -0.81, forks],
            [x, -0.81, forks],
          ],
          [
            [x, -1.9, forks - 0.012], [x + 0.1, -1.9, forks - 0.012], [x + 0.1, -1.9, forks],
            [x, -1.9, forks],
          ],
        ])
    }
    for (y, radius, row) in [(Float(-0.45), Float(0.3), "front"), (0.85, 0.25, "rear")] {
      for side in [Float(-1), 1] {
        builder.within(
          RigidTransform(
            at: [side * 0.47, y, radius], rotation: .about([0, 1, 0], by: side * .pi / 2))
        ) {
          $0.wheel(
            radius: radius, width: 0.2, spokes: 5,
            part: "\(row) \(side > 0 ? "left" : "right") wheel")
        }
      }
    }
    builder.use(Looks.orange, part: "beacon")
    builder.turned([[0.06, 2.1], [0.06, 2.2], [0.02, 2.24]], at: [0, 0.6, 0], segments: 10)
    return SceneObject(.forklift, builder.mesh)
  }

  private static func ring(_ front: Float, _ back: Float, _ x: Float, _ z: Float) -> [SIMD3<Float>]
  {
    [
      [-x * 0.85, front, z], [x * 0.85, front, z], [x, front + 0.12, z], [x, back - 0.12, z],
      [x * 0.8, back, z], [-x * 0.8, back, z], [-x, back - 0.12, z], [-x, front + 0.12, z],
    ]
  }

  /// A pallet jack; forks towards -y, its top at ``PalletGoods/forkHeight`` and a little.
  static func palletJack(lift: Float, _ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let paint = Looks.lacquer(&random)
    let top = PalletGoods.forkHeight + lift
    builder.use(paint, part: "forks")
    for x in [Float(-0.255), 0.105] {
      builder.block(from: [x, -0.62, top - 0.045], to: [x + 0.15, 0.56, top])
    }
    builder.use(paint, part: "body")
    builder.block(from: [-0.26, 0.56, top - 0.06], to: [0.26, 0.68, top + 0.25])
    builder.use(Looks.black, part: "pump")
    builder.rod(from: [0, 0.74, 0.12], to: [0, 0.74, 0.5], radius: 0.06)
    builder.use(Looks.black, part: "wheels")
    for x in [Float(-0.1), 0.1] {
      builder.rod(
        from: [x - 0.03, 0.74, 0.09], to: [x + 0.03, 0.74, 0.09], radius: 0.09, segments: 14)
    }
    for x in [Float(-0.18), 0.18] {
      builder.rod(
        from: [x - 0.04, -0.5, 0.042], to: [x + 0.04, -0.5, 0.042], radius: 0.042, segments: 12)
    }
    builder.use(paint, part: "handle")
    let lean = random.number(in: 0.1...0.5)
    let tip = SIMD3<Float>(0, 0.78 + lean, 1.2 - lean * 0.3)
    builder.rod(from: [0, 0.75, 0.45], to: tip, radius: 0.02, segments: 7)
    builder.rod(
      [
        tip + [-0.12, 0, 0], tip + [-0.12, 0, 0.13], tip + [0.12, 0, 0.13], tip + [0.12, 0, 0],
        tip + [-0.12, 0, 0],
      ],
      radii: [0.014], segments: 6)
    return SceneObject(.forklift, named: "pallet jack", builder.mesh)
  }

  /// A mobile robot, with or without a rack on top.
  static func robot(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = SIMD2(random.number(in: 0.28...0.4), random.number(in: 0.4...0.55))
    let height = random.number(in: 0.24...0.36)
    let paint = random.chance(0.5) ? Looks.white : Looks.lacquer(&random)
    func ring(_ z: Float, _ inset: Float) -> [SIMD3<Float>] {
      let (x, y, c) = (half.x - inset, half.y - inset, Float(0.1))
      let outline: [SIMD2<Float>] = [
        [-x + c, -y], [x - c, -y], [x, -y + c], [x, y - c], [x - c, y], [-x + c, y], [-x, y - c],
        [-x, -y + c],
      ]
      return outline.map { SIMD3($0.x, $0.y, z) }
    }
    builder.use(Looks.black, part: "base")
    builder.loft([ring(0.03, 0.03), ring(0.09, 0.02)])
    builder.use(paint, part: "body")
    builder.loft([ring(0.09, 0), ring(0.15, 0), ring(height, 0.02)])
    builder.use(Looks.rubber, part: "wheels")
    for x in [-half.x + 0.06, half.x - 0.06] {
      for y in [-half.y * 0.6, half.y * 0.6] {
        builder.rod(
          from: [x - 0.03, y, 0.06], to: [x + 0.03, y, 0.06], radius: 0.06, segments: 12)
      }
    }
    builder.use(Looks.anthracite, part: "lidar")
    builder.turned(
      [[0.05, height], [0.05, height + 0.07], [0.02, height + 0.08]], at: [0, -half.y + 0.14, 0],
      segments: 12)
    if random.chance(0.5) {
      builder.use(Looks.zinc, part: "rack")
      for x in [-half.x + 0.06, half.x - 0.09] {
        for y in [-half.y + 0.26, half.y - 0.09] {
          builder.block(from: [x, y, height], to: [x + 0.03, y + 0.03, 1.2])
        }
      }
      for z in [Float(0.75), 1.17] {
        builder.block(
          from: [-half.x + 0.06, -half.y + 0.26, z], to: [half.x - 0.06, half.y - 0.06, z + 0.03])
      }
    }
    return SceneObject(.robot, named: "mobile robot", builder.mesh)
  }

  /// A trolley with shelves.
  static func cart(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = SIMD2(random.number(in: 0.26...0.35), random.number(in: 0.4...0.55))
    let top = random.number(in: 0.8...1.3)
    builder.use(Looks.zinc, part: "frame")
    for x in [-half.x, half.x] {
      for y in [-half.y, half.y] {
        builder.rod(from: [x, y, 0.15], to: [x, y, top], radius: 0.014, segments: 6)
      }
      builder.rod(from: [x, -half.y, top], to: [x, half.y, top], radius: 0.014, segments: 6)
    }
    builder.use(Looks.timber, part: "shelves")
    let heights: [Float] = random.chance(0.5) ? [0.18, 0.55] : [0.18, 0.5, 0.8]
    for z in heights {
      builder.block(from: [-half.x, -half.y, z], to: [half.x, half.y, z + 0.02])
    }
    builder.use(Looks.rubber, part: "wheels")
    for x in [-half.x + 0.03, half.x - 0.03] {
      for y in [-half.y + 0.05, half.y - 0.05] {
        builder.rod(
          from: [x - 0.015, y, 0.06], to: [x + 0.015, y, 0.06], radius: 0.06, segments: 12)
        builder.rod(from: [x, y, 0.07], to: [x, y, 0.18], radius: 0.012, segments: 5)
      }
    }
    let surfaces = heights.map {
      SupportSurface(from: SIMD2.zero - half, to: half, height: $0 + 0.02, clearance: 0.28)
    }
    return SceneObject(.cart, named: "trolley", builder.mesh, surfaces: surfaces)
  }

  /// A ladder of two legs, or steps with a platform; climbed from -y.
  static func ladder(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let height = random.number(in: 1.2...2.4)
    let spread = height * 0.32
    builder.use(Looks.steel, part: "rails")
    for x in [Float(-0.24), 0.24] {
      builder.bar(from: [x, -spread, 0.012], to: [x * 0.8, 0, height], width: 0.025, depth: 0.06)
      builder.bar(
        from: [x, spread, 0.012], to: [x * 0.8, 0.03, height], width: 0.025, depth: 0.04)
    }
    builder.use(Looks.steel, part: "steps")
    let count = Int(height / 0.26)
    for index in 1...count {
      let share = Float(index) / Float(count)
      let x = 0.24 * (1 - 0.2 * share)
      let y = -spread * (1 - share)
      builder.block(
        from: [-x, y - 0.04, share * height - 0.03], to: [x, y + 0.05, share * height])
    }
    builder.use(Looks.zinc, part: "rails")
    for z in [height * 0.35, height * 0.7] {
      let y = spread * (1 - z / height)
      builder.rod(from: [-0.22, y, z], to: [0.22, y, z], radius: 0.012, segments: 5)
    }
    builder.use(Looks.rubber, part: "feet")
    for x in [Float(-0.24), 0.24] {
      for y in [-spread, spread] {
        builder.block(from: [x - 0.025, y - 0.04, 0], to: [x + 0.025, y + 0.04, 0.05])
      }
    }
    return SceneObject(.ladder, builder.mesh)
  }
}
