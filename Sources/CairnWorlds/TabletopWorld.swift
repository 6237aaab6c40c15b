import CairnGeometry
import CairnScenes

/// A table with things on it, from two to a clutter, before a wall or in a room.
enum TabletopWorld {
  static func scene(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    var scene = Scene()
    let table = Tables.random(&random)
    let size = table.bounds.size
    let isAtWall = table.semantic == .counter || random.chance(0.45)
    let behind = size.y / 2 + (isAtWall ? 0.03 : random.number(in: 0.8...2))
    let floor = Surroundings.add(to: &scene, wallBehind: behind, &random)
    let heading: Float =
      isAtWall
      ? (random.chance(0.3) ? random.number(in: -0.02...0.02) : 0) : random.number(in: -0.5...0.5)
    let pose = RigidTransform(rotation: .about([0, 0, 1], by: heading))
    let (_, surfaces) = scene.add(table, at: pose, on: floor)
    if !isAtWall { Surroundings.addClutter(to: &scene, on: floor, assets: assets, &random) }

    let surface = table.surfaces[0]
    let area = SupportArea(of: surfaces[0], in: scene, cell: 0.003)
    let room = surface.size / 2 - 0.25
    let center = SIMD2(
      room.x > 0 ? random.number(in: -room.x...room.x) * 0.8 : 0,
      room.y > 0 ? random.number(in: -room.y...0) : 0)
    let setting: SmallObjects.Setting =
      switch table.semantic {
      case .desk: .office
      case .counter: .kitchen
      default: random.choice([.any, .kitchen, .office, .living, .workshop, .warehouse])
      }
    // Four in ten have few things and large ones, seen from near by, as most that were published.
    let style = random.choice([0, 0, 6, 6, 1, 2, 3, 3, 4, 5])
    let isSparse = style == 0 || style == 6
    let count = [3, 8, 14, 20, 25, 12, 6][style]
    var composer = Composer(
      area: area, center: center,
      spread: [0.12, 0.13, 0.15, 0.16, 0.17, 0.08, 0.13][style],
      thing: { thing(assets, &$0, for: setting, isLarge: isSparse) })
    let first = scene.bodies.count
    addFlat(&composer, &scene, &random)
    fill(&composer, random.index(in: max(count * 2 / 3, 1)..<count + 1), style, &scene, &random)

    var (middle, bounds) = (SIMD3<Float>.zero, Box.empty)
    for body in scene.bodies[first...] {
      middle += body.pose.position / Float(scene.bodies.count - first)
      bounds.formUnion(body.pose.position)
    }
    let target = bounds.isEmpty ? pose.applied(to: [center.x, center.y, surface.height]) : middle
    let near =
      isSparse
      ? min(max(0.5 + 0.4 * bounds.size.length, 0.6), 0.8)
      : min(max(0.55 + 0.5 * bounds.size.length, 0.65), 1)
    scene.vantage.addViews(
      of: target + [0, 0, 0.05], distances: near...near * 1.35,
      elevations: isSparse ? 0.5...0.95 : 0.44...1.05,
      sides: isAtWall ? 0.9 : 1.4, facing: heading * 0.5, &random)
    for (x, y) in [(-0.9, -1.6), (0.8, -1.8), (0.1, -2.3)] as [(Float, Float)] {
      scene.vantage.tripods.append([x, y, random.number(in: 1.3...1.6)])
    }
    return scene
  }

  /// A mat, tray, cloth or sheet below the things.
  private static func addFlat(
    _ composer: inout Composer, _ scene: inout Scene, _ random: inout SceneRandom
  ) {
    guard random.chance(0.25) else { return }
    let size = SIMD3(
      random.number(in: 0.25...0.6), random.number(in: 0.2...0.4), random.number(in: 0.001...0.006))
    let look = Material(
      Colors.bright(&random), accent: Colors.bright(&random),
      pattern: random.choice([.plain, .stripes(width: 0.03), .checker(edge: 0.04)]))
    let half = SIMD2(size.x, size.y) / 2
    let mat = SceneObject(
      .mat, .box(size, look), surfaces: [SupportSurface(from: -half, to: half, height: size.z)])
    _ = composer.area.stand(
      mat, in: &scene, random: &random, near: composer.center, spread: 0.04,
      heading: random.number(in: -0.2...0.2))
  }

  private static func fill(
    _ composer: inout Composer, _ count: Int, _ style: Int, _ scene: inout Scene,
    _ random: inout SceneRandom
  ) {
    let choices: [Composer.Arrangement] =
      switch style {
      case 0: [.single, .touching, .stack, .dishes]
      case 6: [.single, .single, .touching, .stack, .leaning]
      case 5: [.heap, .heap, .nested, .tower, .lying]
      default: Composer.Arrangement.allCases + [.single, .single, .touching, .leaning, .stack]
      }
    var (left, tries) = (count, 0)
    while left > 0 && tries < 40 {
      tries += 1
      left -= composer.arrange(random.choice(choices), upTo: left, in: &scene, random: &random)
    }
  }

  /// A model that fits on a table.
  private static func model(_ assets: Assets, _ random: inout SceneRandom) -> SceneObject? {
    guard let models = assets.models, random.chance(0.3) else { return nil }
    let fitting = models.entries.filter {
      $0.isMovable && !$0.isDoorOrWindow && $0.elevation < 0.01 && $0.size.max() < 0.4
        && $0.size.max() > 0.03 && !$0.semantic.isStuff
    }
    guard !fitting.isEmpty else { return nil }
    let object = models.object(at: random.choice(fitting).index)
    // What falls is rastered some dozen times.
    return object.flatMap { $0.mesh.triangles.count < 8000 ? $0 : nil }
  }

  /// Something that lies on tables; where it is to be large, the largest of three.
  private static func thing(
    _ assets: Assets, _ random: inout SceneRandom, for setting: SmallObjects.Setting,
    isLarge: Bool
  ) -> SceneObject {
    var result = things(assets, &random, for: setting)
    guard isLarge else { return result }
    for _ in 0..<2 {
      let other = things(assets, &random, for: setting)
      if other.bounds.size.length > result.bounds.size.length { result = other }
    }
    return result
  }

  /// Something that lies on tables.
  ///
  /// - Parameters:
  ///   - assets: Models that may be used.
  ///   - random: Decides.
  ///   - setting: Where the table stands.
  /// - Returns: A model, a small object or a plain ware.
  static func things(
    _ assets: Assets, _ random: inout SceneRandom, for setting: SmallObjects.Setting = .any
  ) -> SceneObject {
    if let model = model(assets, &random) { return model }
    if random.chance(0.7) { return SmallObjects.random(&random, for: setting) }
    return switch random.index(in: 0..<9) {
    case 0, 1: Wares.carton(&random)
    case 2: Wares.can(&random)
    case 3: Wares.cup(&random)
    case 4: Wares.bowl(&random)
    case 5: Wares.cylinder(&random)
    case 6: Wares.book(&random)
    case 7: Wares.ball(&random)
    default: Wares.block(&random)
    }
  }
}
