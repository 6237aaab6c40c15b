import CairnGeometry
import CairnScenes

/// The corner of a room around a table or shelf, as far as a camera close by sees it.
enum Surroundings {
  /// Adds floor and walls.
  ///
  /// - Parameters:
  ///   - scene: Gets them.
  ///   - depth: How far from the middle the wall behind is, metres; `nil` for a wide room.
  ///   - random: Decides looks and whether there is a side wall.
  /// - Returns: The number of the floor's support surface.
  static func add(
    to scene: inout Scene, wallBehind depth: Float?, _ random: inout SceneRandom
  ) -> UInt32 {
    let half: Float = 3.5
    let floor = TriangleMesh.box([2 * half, 2 * half, 0.1], floorLook(&random), part: "floor")
      .transformed(by: RigidTransform(at: [0, 0, -0.1]))
    let surface = SupportSurface(
      from: SIMD2(repeating: -half), to: SIMD2(repeating: half), height: 0)
    let number = scene.addStuff(SceneObject(.floor, floor, surfaces: [surface]))[0]
    let tone = Colors.wall(&random)
    let paint = Material(tone, accent: tone * 0.96, pattern: .speckle(edge: 0.03))
    let skirting = Material(random.chance(0.5) ? [0.9, 0.9, 0.9] : Colors.wood(&random).color)
    var walls: [(place: SIMD3<Float>, size: SIMD2<Float>)] = []
    let behind = depth ?? random.number(in: 1.6...3)
    walls.append(([0, behind + 0.05, 0], [2 * half, 0.1]))
    if random.chance(0.5) {
      let side: Float = random.chance(0.5) ? 1 : -1
      let away = random.number(in: 1.1...2.5)
      walls.append(([side * (away + 0.05), behind / 2 - half / 2, 0], [0.1, half + behind]))
    }
    for wall in walls {
      var mesh = TriangleMesh.box([wall.size.x, wall.size.y, 2.5], paint, part: "wall")
      mesh.append(
        .box([wall.size.x + 0.02, wall.size.y + 0.02, 0.08], skirting, part: "skirting"))
      scene.addStuff(SceneObject(.wall, mesh), at: RigidTransform(at: wall.place))
    }
    return number
  }

  /// Adds furniture and boxes that a camera sees behind and beside the things it looks at.
  ///
  /// - Parameters:
  ///   - scene: Gets them.
  ///   - floor: The number of the floor's surface.
  ///   - assets: Models that may be used.
  ///   - random: Decides.
  static func addClutter(
    to scene: inout Scene, on floor: UInt32, assets: Assets, _ random: inout SceneRandom
  ) {
    var area = SupportArea(of: floor, in: scene, cell: 0.02)
    for _ in 0..<random.index(in: 0..<5) {
      let object: SceneObject =
        switch random.index(in: 0..<4) {
        case 0: assets.model(of: .chair, random: &random) ?? chair(&random)
        case 1: cabinet(&random)
        case 2: chair(&random)
        default:
          Wares.carton(
            &random,
            size: [
              random.number(in: 0.25...0.6), random.number(in: 0.25...0.5),
              random.number(in: 0.2...0.5),
            ])
        }
      _ = area.stand(
        object, in: &scene, random: &random, near: [random.number(in: -1.3...1.3), 1.2], spread: 0.4
      )
    }
  }

  /// A wooden chair.
  static func chair(_ random: inout SceneRandom) -> SceneObject {
    let wood = Colors.wood(&random)
    let seat = random.chance(0.5) ? wood : Material(Colors.bright(&random))
    let width = random.number(in: 0.38...0.46)
    let height = random.number(in: 0.43...0.48)
    let back = random.number(in: 0.36...0.5)
    var mesh = TriangleMesh.box([width, width, 0.03], rounding: 0.01, seat, part: "seat")
      .transformed(by: RigidTransform(at: [0, 0, height - 0.03]))
    let reach = width / 2 - 0.025
    for (x, y) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
      mesh.append(
        .box([0.036, 0.036, height - 0.03], wood, part: "leg"),
        at: RigidTransform(at: [x * reach, y * reach, 0]))
    }
    for x: Float in [-1, 1] {
      mesh.append(
        .box([0.034, 0.03, back], wood, part: "back"),
        at: RigidTransform(at: [x * reach, reach, height]))
    }
    for step in 0..<3 {
      mesh.append(
        .box([2 * reach, 0.018, 0.05], wood, part: "back"),
        at: RigidTransform(at: [0, reach, height + back * (0.3 + 0.3 * Float(step)) - 0.05]))
    }
    return SceneObject(.chair, mesh)
  }

  /// A low cabinet with doors.
  static func cabinet(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.5...1.4), random.number(in: 0.35...0.5), random.number(in: 0.5...1.9))
    let look = random.chance(0.6) ? Colors.wood(&random) : Material([0.88, 0.88, 0.86])
    var mesh = TriangleMesh.box(size, look, part: "body")
    let count = max(Int(size.x / 0.45), 1)
    let width = size.x / Float(count)
    for door in 0..<count {
      let x = (Float(door) + 0.5) * width - size.x / 2
      mesh.append(
        .box([width - 0.006, 0.018, size.z - 0.1], look, part: "door"),
        at: RigidTransform(at: [x, -size.y / 2 - 0.009, 0.08]))
      mesh.append(
        .box([0.015, 0.03, 0.12], Material([0.6, 0.6, 0.6]), part: "handle"),
        at: RigidTransform(at: [x + width * 0.38, -size.y / 2 - 0.03, size.z * 0.55]))
    }
    let half = SIMD2(size.x, size.y) / 2
    return SceneObject(
      .cabinet, mesh, surfaces: [SupportSurface(from: -half, to: half, height: size.z)])
  }

  private static func floorLook(_ random: inout SceneRandom) -> Material {
    switch random.index(in: 0..<4) {
    case 0: return Colors.wood(&random)
    case 1:
      let tile = Colors.wall(&random) * 0.85
      return Material(
        tile, accent: tile * 0.93, pattern: .checker(edge: random.number(in: 0.2...0.5)))
    case 2:
      return Material(Colors.bright(&random) * 0.7, pattern: .speckle(edge: 0.008))
    default: return Material([0.55, 0.55, 0.54], pattern: .speckle(edge: 0.05))
    }
  }
}
