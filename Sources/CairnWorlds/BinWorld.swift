import CairnGeometry
import CairnScenes

/// Bins and crates with parts or goods poured into them, seen from above.
enum BinWorld {
  static func scene(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    var scene = Scene()
    let isOnFloor = random.chance(0.3)
    let floor = Surroundings.add(to: &scene, wallBehind: random.number(in: 0.6...1.8), &random)
    var (level, ground) = (Float(0), floor)
    if !isOnFloor {
      let table = random.choice([
        Tables.workbench(&random), Tables.trestle(&random), Tables.rectangular(&random),
      ])
      level = table.surfaces[0].height
      ground = scene.add(table, at: .identity, on: floor).surfaces[0]
    }
    var area = SupportArea(of: ground, in: scene, cell: 0.005)
    var content = Content(assets, &random)
    let bin = container(for: content, &random)
    let heading = random.number(in: -0.25...0.25)
    guard
      let first = area.place(bin, at: .zero, heading: heading, in: &scene)
    else { return scene }
    pour(content, into: first, &scene, &random)
    for _ in 0..<random.choice([0, 0, 0, 1, 1, 2]) {
      content = Content(assets, &random)
      // Bins of a station are of one make.
      guard
        let other = area.stand(
          random.chance(0.7) ? bin : container(for: content, &random), in: &scene,
          random: &random, near: .zero, spread: 0.3, heading: heading,
          touching: random.chance(0.6))
      else { continue }
      pour(content, into: other, &scene, &random)
    }
    let strays = scene.bodies.last?.object
    if let strays, random.chance(0.4) {
      for _ in 0..<random.index(in: 1..<4) {
        _ = area.drop(strays, in: &scene, random: &random, near: .zero, spread: 0.3, rise: 0.1)
      }
    }
    let height = bin.bounds.size.z
    let target = SIMD3(0, 0, level + height * 0.5)
    scene.vantage.addViews(
      of: target, distances: 0.5...0.95, elevations: 0.95...1.5, sides: 1.6, &random)
    return scene
  }

  /// What is poured into a bin.
  private struct Content {
    let count: Int
    let make: (inout SceneRandom) -> SceneObject
    /// Of a box around one of them, cubic metres.
    let volume: Float

    init(_ assets: Assets, _ random: inout SceneRandom) {
      let (part, other) = (Parts.random(&random), Parts.random(&random))
      let block = Wares.block(&random)
      switch random.index(in: 0..<5) {
      case 0, 1: make = { _ in part }
      case 2: make = { $0.chance(0.6) ? part : other }
      case 3: make = { _ in block }
      default: make = { TabletopWorld.things(assets, &$0) }
      }
      count = random.index(in: 12..<61)
      var (sum, probe) = (Float(0), random)
      for _ in 0..<6 {
        let size = make(&probe).bounds.size
        sum += size.x * size.y * size.z
      }
      volume = sum / 6
    }
  }

  /// A box, crate or standard container whose surface is its bottom, which its content fills well.
  private static func container(for content: Content, _ random: inout SceneRandom) -> SceneObject {
    let height = random.number(in: 0.08...0.24)
    let fill = height * random.number(in: 0.35...0.8)
    let area = min(max(content.volume * Float(content.count) * 1.5 / fill, 0.04), 0.24)
    let depth = area.squareRoot() * random.number(in: 0.7...0.95)
    let size = SIMD3(area / depth, depth, height)
    let wall = random.number(in: 0.003...0.01)
    var bin = Wares.openBox(&random, size: size, wall: wall, random.choice([.bin, .crate, .box]))
    guard bin.semantic != .box else { return bin }
    // A rim around the top and ribs on the outside, as plastic bins have.
    let look = bin.mesh.materials[0]
    let (rim, lift) = (random.number(in: 0.006...0.014), size.z - 0.02)
    for side: Float in [-1, 1] {
      bin.mesh.append(
        .box([size.x + 2 * rim, rim, 0.02], look, part: "rim"),
        at: RigidTransform(at: [0, side * (size.y + rim) / 2, lift]))
      bin.mesh.append(
        .box([rim, size.y, 0.02], look, part: "rim"),
        at: RigidTransform(at: [side * (size.x + rim) / 2, 0, lift]))
      for share: Float in [-0.3, 0, 0.3] {
        bin.mesh.append(
          .box([0.006, rim * 0.8, lift], look, part: "rib"),
          at: RigidTransform(at: [share * size.x, side * (size.y + rim * 0.8) / 2, 0]))
      }
    }
    return bin
  }

  private static func pour(
    _ content: Content, into label: UInt32, _ scene: inout Scene, _ random: inout SceneRandom
  ) {
    let bin = scene.body(labeled: label)
    let surface = bin.object.surfaces[0]
    var area = SupportArea(of: bin.firstSurface, in: scene, cell: 0.003)
    let rim = bin.object.bounds.max.z - surface.height
    var (fails, done) = (0, 0)
    while done < content.count && fails < 14 {
      let object = content.make(&random)
      let fits = object.bounds.size.max() < surface.size.min() * 0.9
      let label =
        fits
        ? area.drop(object, in: &scene, random: &random, rise: rim + 0.02, attempts: 2) : nil
      if label == nil { fails += 1 } else { done += 1 }
    }
  }
}
