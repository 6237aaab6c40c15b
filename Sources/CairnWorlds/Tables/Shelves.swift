import CairnGeometry
import CairnScenes

/// Shelves for shops, stores and homes; every board is a support surface, the lowest first.
enum Shelves {
  /// A shelf of any kind.
  static func random(_ random: inout SceneRandom) -> SceneObject {
    let kinds = [bookcase, gondola, rack]
    return kinds[random.index(in: 0..<kinds.count)](&random)
  }

  /// Boards between side panels, with a back.
  static func bookcase(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.6...1.2), random.number(in: 0.26...0.4), random.number(in: 1.2...2.1))
    let look = random.chance(0.7) ? Colors.wood(&random) : Material([0.9, 0.9, 0.9])
    let board = random.number(in: 0.016...0.025)
    var mesh = TriangleMesh()
    for side: Float in [-1, 1] {
      mesh.append(
        .box([board, size.y, size.z], look, part: "side"),
        at: RigidTransform(at: [side * (size.x - board) / 2, 0, 0]))
    }
    if random.chance(0.7) {
      mesh.append(
        .box([size.x - 2 * board, 0.006, size.z - 0.05], look, part: "back"),
        at: RigidTransform(at: [0, size.y / 2 - 0.003, 0.05]))
    }
    return boards(
      mesh, width: size.x - 2 * board, depth: size.y - 0.01, height: size.z, thickness: board,
      from: 0.05, look, &random)
  }

  /// A shop's shelf: a back panel, a plinth and boards with price rails.
  static func gondola(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.9...2), random.number(in: 0.35...0.5), random.number(in: 1.4...2))
    let look = Material(
      random.choice([[0.88, 0.88, 0.87], [0.6, 0.61, 0.62], [0.3, 0.3, 0.32]]))
    let rail = Material(Colors.bright(&random))
    var mesh = TriangleMesh.box([size.x, 0.03, size.z], look, part: "back")
      .transformed(by: RigidTransform(at: [0, size.y / 2 - 0.015, 0]))
    mesh.append(
      .box([size.x, size.y - 0.03, 0.1], look, part: "plinth"),
      at: RigidTransform(at: [0, -0.015, 0]))
    var result = boards(
      mesh, width: size.x, depth: size.y - 0.03, height: size.z, thickness: 0.025, from: 0.1, look,
      shift: -0.015, &random)
    for surface in result.surfaces {
      result.mesh.append(
        .box([size.x, 0.008, 0.04], rail, part: "rail"),
        at: RigidTransform(at: [0, -size.y / 2 - 0.0041, surface.height - 0.036]))
    }
    return result
  }

  /// Boards on four posts.
  static func rack(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.8...1.8), random.number(in: 0.35...0.6), random.number(in: 1.5...2.1))
    let steel = Material(
      random.choice([[0.62, 0.64, 0.66], [0.15, 0.28, 0.5], [0.2, 0.2, 0.2], [0.75, 0.4, 0.1]]),
      reflectivity: 0.5)
    var mesh = TriangleMesh()
    for (x, y) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
      mesh.append(
        .box([0.035, 0.035, size.z], steel, part: "post"),
        at: RigidTransform(at: [x * (size.x - 0.035) / 2, y * (size.y - 0.035) / 2, 0]))
    }
    let look = random.chance(0.5) ? steel : Colors.wood(&random)
    return boards(
      mesh, width: size.x - 0.07, depth: size.y, height: size.z, thickness: 0.03, from: 0.1, look,
      &random)
  }

  private static func boards(
    _ frame: TriangleMesh, width: Float, depth: Float, height: Float, thickness: Float,
    from first: Float, _ look: Material, shift: Float = 0, _ random: inout SceneRandom
  ) -> SceneObject {
    var mesh = frame
    var levels: [Float] = []
    var level = first + thickness
    while level < height - 0.12 {
      levels.append(level)
      level += random.number(in: 0.22...0.42)
    }
    var surfaces: [SupportSurface] = []
    let half = SIMD2(width, depth) / 2
    for (index, level) in levels.enumerated() {
      mesh.append(
        .box([width, depth, thickness], look, part: "board"),
        at: RigidTransform(at: [0, shift, level - thickness]))
      let next = index + 1 < levels.count ? levels[index + 1] - thickness : level + 0.4
      surfaces.append(
        SupportSurface(
          from: [-half.x, shift - half.y], to: [half.x, shift + half.y], height: level,
          clearance: next - level))
    }
    return SceneObject(.shelf, mesh, surfaces: surfaces)
  }
}
