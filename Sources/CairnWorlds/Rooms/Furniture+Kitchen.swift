import CairnGeometry
import CairnScenes

/// A run of kitchen counters, and where the appliances go in it.
struct KitchenRun {
  var counter: SceneObject
  /// Middles of the gaps for ovens and dishwashers, in the counter's frame, on the floor.
  var gaps: [RigidTransform] = []
  /// The hole for the sink, its middle at the height of the worktop.
  var sink: RigidTransform?
  /// Where a hob lies on the worktop.
  var hob: RigidTransform?
  /// The length of the straight run along x.
  var length: Float
}

extension Furniture {
  static let counterHeight: Float = 0.9
  private static let counterDepth: Float = 0.6
  private static let board: Float = 0.035

  /// Counters with one worktop, straight or around a corner at its right end.
  ///
  /// - Parameters:
  ///   - modules: Along the wall, 0.6 m each.
  ///   - wing: More of them along the next wall.
  ///   - style: The room's looks.
  ///   - random: Decides what is where.
  /// - Returns: The counter with its back at y = max, and the places for what goes into it.
  static func kitchenRun(
    modules: Int, wing: Int, _ style: RoomStyle, _ random: inout SceneRandom
  ) -> KitchenRun {
    let m: Float = 0.6
    let (length, d, h) = (m * Float(modules), counterDepth, counterHeight)
    let front = random.chance(0.5) ? Finish.white(&random) : style.anyWood(&random)
    let top = random.chance(0.5) ? Finish.stone(&random) : Finish.wood(&random)
    var run = KitchenRun(counter: SceneObject(.counter, TriangleMesh()), length: length)
    var b = MeshBuilder()
    // What goes where: the sink somewhere, the hob not beside it, gaps for appliances.
    // The last module may be a blind corner.
    let sink = random.index(in: 0..<max(modules - 1, 1))
    var hob = random.index(in: 0..<modules)
    if hob == sink { hob = (sink + 2) % modules }
    let washer = (sink + 1) % modules
    for number in 0..<modules {
      let x = -length / 2 + m * Float(number)
      let place = RigidTransform(at: [x + m / 2, 0, 0])
      let isLast = wing > 0 && number == modules - 1
      b.within(place) { b in
        if number == sink, !isLast {
          Self.module(&b, kind: 3, front, style, &random)
          run.sink = place * RigidTransform(at: [0, 0, h])
        } else if number == hob, hob != sink, !isLast {
          Self.module(&b, kind: 4, front, style, &random)
          run.gaps.append(place)
          run.hob = place * RigidTransform(at: [0, -0.01, h])
        } else if number == washer, number != hob, !isLast, random.chance(0.5) {
          Self.module(&b, kind: 4, front, style, &random)
          run.gaps.append(place)
        } else {
          Self.module(&b, kind: isLast ? 5 : random.index(in: 0..<3), front, style, &random)
        }
      }
    }
    for number in 0..<wing {
      // The wing's fronts face the first run's left end.
      let place = RigidTransform.turned(
        -.pi / 2, at: [length / 2 - d / 2, -d / 2 - m * (Float(number) + 0.5), 0])
      b.within(place) { Self.module(&$0, kind: random.index(in: 0..<3), front, style, &random) }
    }
    Self.worktop(&b, run, wing: m * Float(wing), top)
    run.counter = SceneObject(
      .counter, named: wing > 0 ? "kitchen counter around a corner" : "kitchen counter", b.mesh,
      surfaces: Self.worktopSurfaces(run, wing: m * Float(wing)))
    return run
  }

  /// Half the hole for the sink.
  static let sinkHole = SIMD2<Float>(0.25, 0.2)

  private static func worktop(
    _ b: inout MeshBuilder, _ run: KitchenRun, wing: Float, _ look: Material
  ) {
    let (l, d, h) = (run.length / 2, counterDepth / 2, counterHeight)
    let (front, low) = (-d - 0.02, h - board)
    b.use(look, part: "worktop")
    if let sink = run.sink {
      let (x, hole) = (sink.position.x, sinkHole)
      b.block(from: [-l, front, low], to: [x - hole.x, d, h])
      b.block(from: [x + hole.x, front, low], to: [l, d, h])
      b.block(from: [x - hole.x, front, low], to: [x + hole.x, -hole.y, h])
      b.block(from: [x - hole.x, hole.y, low], to: [x + hole.x, d, h])
    } else {
      b.block(from: [-l, front, low], to: [l, d, h])
    }
    if wing > 0 {
      b.block(from: [l - 2 * d - 0.02, front - wing + 0.02, low], to: [l, front, h])
    }
    b.use(look, part: "splash rail")
    b.block(from: [-l, d - 0.012, h], to: [l, d, h + 0.05])
  }

  private static func worktopSurfaces(_ run: KitchenRun, wing: Float) -> [SupportSurface] {
    let (l, d, h) = (run.length / 2, counterDepth / 2, counterHeight)
    // Free stretches: between the ends, the sink and the hob.
    var cuts: [(Float, Float)] = []
    if let sink = run.sink { cuts.append((sink.position.x - 0.3, sink.position.x + 0.3)) }
    if let hob = run.hob { cuts.append((hob.position.x - 0.3, hob.position.x + 0.3)) }
    cuts.sort { $0.0 < $1.0 }
    var surfaces: [SupportSurface] = []
    var from = -l
    for (start, end) in cuts + [(l, l)] {
      if start - from > 0.15 {
        surfaces.append(
          SupportSurface(
            from: [from + 0.01, -d], to: [start - 0.01, d - 0.02], height: h, clearance: 0.48))
      }
      from = end
    }
    if wing > 0 {
      surfaces.append(
        SupportSurface(
          from: [l - 2 * d, -d - wing + 0.02], to: [l - 0.02, -d - 0.03], height: h, clearance: 0.48
        ))
    }
    return surfaces
  }

  /// One module: 0 door, 1 drawers, 2 two doors, 3 below the sink, 4 a gap, 5 a blind corner.
  private static func module(
    _ b: inout MeshBuilder, kind: Int, _ look: Material, _ style: RoomStyle,
    _ random: inout SceneRandom
  ) {
    let (w, d, h) = (Float(0.3), counterDepth / 2, counterHeight - board)
    b.use(look, part: "cabinet")
    b.block(from: [-w, -d + 0.02, 0.1], to: [-w + 0.016, d, h])
    b.block(from: [w - 0.016, -d + 0.02, 0.1], to: [w, d, h])
    guard kind != 4 else { return }
    b.block(from: [-w + 0.016, -d + 0.02, 0.1], to: [w - 0.016, d, 0.116])
    b.block(from: [-w + 0.016, d - 0.008, 0.116], to: [w - 0.016, d, h])
    b.use(Finish.blackPlastic, part: "plinth")
    b.block(from: [-w, -d + 0.07, 0], to: [w, -d + 0.085, 0.1])
    guard kind != 5 else { return }
    let count = kind == 1 ? random.index(in: 2..<5) : 1
    let step = (h - 0.105) / Float(count)
    let columns = kind == 2 ? 2 : 1
    for row in 0..<count {
      for column in 0..<columns {
        let wide = 2 * w / Float(columns)
        let corner = SIMD3(-w + wide * Float(column), -d, 0.103 + step * Float(row))
        b.use(look, part: kind == 1 ? "drawer" : "door")
        b.block(from: corner + [0.002, 0, 0], to: corner + [wide - 0.002, 0.019, step - 0.004])
        b.use(style.metal, part: "handle")
        if kind == 1 {
          b.block(
            from: corner + [0.15, -0.022, step - 0.06],
            to: corner + [wide - 0.15, -0.01, step - 0.048])
          for x: Float in [0.16, wide - 0.17] {
            b.block(
              from: corner + [x, -0.012, step - 0.06], to: corner + [x + 0.01, 0, step - 0.048])
          }
        } else {
          let x = column == 0 ? wide - 0.05 : 0.04
          b.block(
            from: corner + [x, -0.022, step - 0.22], to: corner + [x + 0.01, -0.01, step - 0.06])
          b.block(
            from: corner + [x, -0.012, step - 0.22], to: corner + [x + 0.01, 0, step - 0.21])
          b.block(
            from: corner + [x, -0.012, step - 0.07], to: corner + [x + 0.01, 0, step - 0.06])
        }
      }
    }
  }

  /// The basin for the hole in a worktop; its origin at the worktop's height.
  static func kitchenSink(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    let look = random.chance(0.7) ? Finish.chrome : Finish.ceramic(&random)
    let hole = sinkHole
    b.use(look, part: "rim")
    for (low, high): (SIMD2<Float>, SIMD2<Float>) in [
      ([-0.27, -0.22], [0.27, -hole.y + 0.004]), ([-0.27, hole.y - 0.004], [0.27, 0.24]),
      ([-0.27, -hole.y + 0.004], [-hole.x + 0.004, hole.y - 0.004]),
      ([hole.x - 0.004, -hole.y + 0.004], [0.27, hole.y - 0.004]),
    ] { b.block(from: SIMD3(low, 0), to: SIMD3(high, 0.004)) }
    b.use(look, part: "basin")
    Self.openBox(
      &b, [2 * hole.x - 0.008, 2 * hole.y - 0.008, 0.17], wall: 0.003,
      at: [-hole.x + 0.004, -hole.y + 0.004, -0.168])
    return SceneObject(.sink, b.mesh)
  }

  /// A tap; its origin at its foot, its spout towards -y.
  static func tap(reach: Float, height: Float) -> SceneObject {
    var b = MeshBuilder()
    b.use(Finish.chrome, part: "spout")
    b.turned([[0.024, 0], [0.022, 0.05], [0.014, 0.06]], segments: 12)
    b.rod(
      [
        [0, 0, 0.05], [0, 0, height * 0.8], [0, -reach * 0.25, height], [0, -reach * 0.75, height],
        [0, -reach, height * 0.8],
      ], radii: [0.012])
    b.use(Finish.chrome, part: "lever")
    b.rod(from: [0.015, 0, 0.05], to: [0.07, 0, 0.085], radius: 0.007)
    return SceneObject(.tap, b.mesh)
  }

  /// A hob: a plate of glass or steel with rings.
  static func hob(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    let isGas = random.chance(0.4)
    b.use(isGas ? Finish.chrome : Finish.screen, part: "plate")
    b.block(from: [-0.28, -0.25, 0], to: [0.28, 0.25, 0.006])
    for (x, y): (Float, Float) in [(-0.14, -0.11), (0.14, -0.11), (-0.14, 0.12), (0.14, 0.12)] {
      b.use(isGas ? Finish.blackPlastic : Material([0.2, 0.2, 0.21]), part: "ring")
      if isGas {
        b.turned([[0.04, 0.006], [0.04, 0.016], [0.025, 0.02]], at: [x, y, 0], segments: 14)
        b.block(from: [x - 0.11, y - 0.005, 0.024], to: [x + 0.11, y + 0.005, 0.034])
        b.block(from: [x - 0.005, y - 0.1, 0.024], to: [x + 0.005, y + 0.1, 0.034])
      } else {
        b.turned([[0.085, 0.006], [0.085, 0.0065]], at: [x, y, 0], segments: 24)
      }
    }
    let top: Float = isGas ? 0.034 : 0.0065
    return SceneObject(
      .stove, named: isGas ? "gas hob" : "glass hob", b.mesh,
      surfaces: [
        SupportSurface(from: [-0.27, -0.24], to: [0.27, 0.24], height: top, clearance: 0.4)
      ])
  }

  /// An oven, dishwasher or washing machine for a gap of 0.6 m.
  static func appliance(_ kind: SemanticClass, _ random: inout SceneRandom) -> SceneObject {
    let look = random.chance(0.5) ? Finish.white(&random) : Finish.metal(&random)
    let (w, h) = (Float(0.278), Float(0.845))
    var b = MeshBuilder()
    b.use(look, part: "body")
    b.block(from: [-w, -0.27, 0.02], to: [w, 0.25, h])
    b.use(Finish.blackPlastic, part: "foot")
    for x in [-w + 0.03, w - 0.06] { b.block(from: [x, -0.2, 0], to: [x + 0.03, 0.2, 0.02]) }
    b.use(look, part: "panel")
    b.block(from: [-w, -0.295, h - 0.11], to: [w, -0.27, h])
    b.use(Finish.blackPlastic, part: "knob")
    for number in 0..<4 {
      let place = SIMD3(-0.21 + 0.075 * Float(number), -0.294, h - 0.055)
      b.within(RigidTransform(at: place, rotation: .about([1, 0, 0], by: .pi / 2))) {
        $0.turned([[0.018, 0], [0.015, 0.018]], segments: 10)
      }
    }
    b.use(look, part: "door")
    b.block(from: [-w, -0.295, 0.1], to: [w, -0.27, h - 0.115])
    if kind == .washingMachine {
      b.use(Finish.chrome, part: "porthole")
      b.within(RigidTransform(at: [0, -0.29, 0.42], rotation: .about([1, 0, 0], by: .pi / 2))) {
        $0.turned([[0.19, 0], [0.19, 0.03], [0.15, 0.04]], segments: 28)
      }
      b.use(Finish.screen, part: "glass")
      b.ellipsoid(at: [0, -0.322, 0.42], radii: [0.145, 0.02, 0.145], rings: 8, segments: 20)
    } else {
      b.use(Finish.screen, part: "glass")
      if kind == .oven {
        b.block(from: [-w + 0.07, -0.298, 0.2], to: [w - 0.07, -0.294, h - 0.25])
      }
      b.use(Finish.chrome, part: "handle")
      b.rod(from: [-w + 0.04, -0.335, h - 0.15], to: [w - 0.04, -0.335, h - 0.15], radius: 0.009)
      for x in [-w + 0.06, w - 0.06] {
        b.rod(from: [x, -0.335, h - 0.15], to: [x, -0.29, h - 0.15], radius: 0.007, segments: 6)
      }
    }
    return SceneObject(
      kind, b.mesh,
      surfaces: [
        SupportSurface(from: [-w + 0.02, -0.25], to: [w - 0.02, 0.23], height: h, clearance: 0.6)
      ])
  }

  static func refrigerator(_ random: inout SceneRandom) -> SceneObject {
    let (w, d, h) = (
      random.number(in: 0.54...0.72), random.number(in: 0.58...0.7), random.number(in: 0.85...2)
    )
    let look = random.chance(0.6) ? Finish.white(&random) : Finish.metal(&random)
    var b = MeshBuilder()
    b.use(Finish.blackPlastic, part: "foot")
    b.block(from: [-w / 2 + 0.03, -d / 2 + 0.06, 0], to: [w / 2 - 0.03, d / 2 - 0.03, 0.03])
    b.use(look, part: "body")
    b.block(from: [-w / 2, -d / 2 + 0.055, 0.03], to: [w / 2, d / 2, h])
    let split = h > 1.3 ? h * random.choice([0.35, 0.68]) : h
    for (low, high) in [(Float(0.04), split - 0.004), (split + 0.004, h)] where high - low > 0.1 {
      b.use(look, part: "door")
      b.rounded(from: [-w / 2, -d / 2, low], to: [w / 2, -d / 2 + 0.052, high], radius: 0.015)
      b.use(Finish.chrome, part: "handle")
      let middle =
        low < 0.1 && high < h * 0.5 ? high - 0.2 : (low > 0.1 ? low + 0.2 : (low + high) / 2)
      b.rod(
        from: [w / 2 - 0.06, -d / 2 - 0.03, middle - 0.15],
        to: [w / 2 - 0.06, -d / 2 - 0.03, middle + 0.15], radius: 0.009)
      for z in [middle - 0.13, middle + 0.13] {
        b.rod(
          from: [w / 2 - 0.06, -d / 2 - 0.03, z], to: [w / 2 - 0.06, -d / 2 + 0.01, z],
          radius: 0.007, segments: 6)
      }
    }
    return SceneObject(
      .refrigerator, b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.02, -d / 2 + 0.07], to: [w / 2 - 0.02, d / 2 - 0.02], height: h,
          clearance: 0.5)
      ])
  }

  /// A row of cabinets for the wall; its origin at its underside.
  static func wallCabinets(
    modules: Int, height h: Float, _ style: RoomStyle, _ random: inout SceneRandom
  ) -> SceneObject {
    let m = random.number(in: 0.42...0.6)
    let (w, d) = (m * Float(modules), Float(0.34))
    var b = MeshBuilder()
    let look = random.chance(0.6) ? Finish.white(&random) : style.anyWood(&random)
    Self.chest(
      &b, from: [-w / 2, -d / 2, 0], to: [w / 2, d / 2, h], rows: 1, columns: modules, look,
      style.metal, doors: true)
    return SceneObject(
      .cabinet, named: "wall cabinets", b.mesh,
      surfaces: [
        SupportSurface(
          from: [-w / 2 + 0.01, -d / 2 + 0.03], to: [w / 2 - 0.01, d / 2], height: h,
          clearance: 0.35)
      ])
  }

  /// A hood over the stove; its origin at its underside.
  static func hood(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    let look = Finish.metal(&random)
    b.use(look, part: "screen")
    b.loft([
      [[-0.3, -0.25, 0], [0.3, -0.25, 0], [0.3, 0.22, 0], [-0.3, 0.22, 0]],
      [[-0.3, -0.25, 0.05], [0.3, -0.25, 0.05], [0.3, 0.22, 0.05], [-0.3, 0.22, 0.05]],
      [[-0.13, -0.03, 0.2], [0.13, -0.03, 0.2], [0.13, 0.22, 0.2], [-0.13, 0.22, 0.2]],
    ])
    b.use(look, part: "chimney")
    b.block(from: [-0.13, -0.03, 0.2], to: [0.13, 0.22, 0.65])
    return SceneObject(.device, named: "extractor hood", b.mesh)
  }

  static func microwave(_ random: inout SceneRandom) -> SceneObject {
    let look = random.chance(0.5) ? Finish.white(&random) : Finish.metal(&random)
    var b = MeshBuilder()
    b.use(look, part: "body")
    b.rounded(from: [-0.24, -0.16, 0.01], to: [0.24, 0.17, 0.28], radius: 0.01, steps: 1)
    b.use(Finish.blackPlastic, part: "foot")
    for x: Float in [-0.2, 0.17] { b.block(from: [x, -0.13, 0], to: [x + 0.03, 0.14, 0.012]) }
    b.use(Finish.screen, part: "door")
    b.block(from: [-0.22, -0.172, 0.03], to: [0.1, -0.158, 0.26])
    b.use(Finish.chrome, part: "handle")
    b.rod(from: [0.085, -0.185, 0.06], to: [0.085, -0.185, 0.23], radius: 0.007)
    b.use(Finish.plastic(&random), part: "panel")
    b.block(from: [0.115, -0.168, 0.03], to: [0.225, -0.158, 0.26])
    return SceneObject(
      .microwave, b.mesh,
      surfaces: [
        SupportSurface(from: [-0.22, -0.14], to: [0.22, 0.15], height: 0.28, clearance: 0.3)
      ])
  }

  static func kettle(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    b.use(random.chance(0.5) ? Finish.chrome : Finish.plastic(&random), part: "body")
    b.turned(
      [[0.085, 0], [0.085, 0.02], [0.078, 0.03], [0.06, 0.19], [0.05, 0.21], [0.01, 0.225]],
      segments: 18)
    b.use(Finish.blackPlastic, part: "handle")
    b.rod(
      [[0, 0.055, 0.19], [0, 0.12, 0.19], [0, 0.125, 0.08], [0, 0.075, 0.06]], radii: [0.012])
    b.use(Finish.blackPlastic, part: "spout")
    b.rod([[0, -0.05, 0.16], [0, -0.09, 0.2]], radii: [0.022, 0.012])
    return SceneObject(.device, named: "kettle", b.mesh)
  }

  static func coffeeMachine(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    b.use(Finish.plastic(&random), part: "body")
    b.rounded(from: [-0.1, 0.03, 0], to: [0.1, 0.16, 0.34], radius: 0.02)
    b.rounded(from: [-0.1, -0.15, 0.25], to: [0.1, 0.05, 0.34], radius: 0.02)
    b.rounded(from: [-0.1, -0.15, 0], to: [0.1, 0.05, 0.03], radius: 0.01)
    b.use(Finish.screen, part: "pot")
    b.turned(
      [[0.055, 0.031], [0.07, 0.06], [0.07, 0.12], [0.05, 0.17]], at: [0, -0.06, 0], segments: 16)
    return SceneObject(.device, named: "coffee machine", b.mesh)
  }
}
