import CairnGeometry
import CairnScenes

/// The front of a shelf in a shop, a store or at home, with rows of goods, books, gaps and things
/// that fell over.
enum ShelfWorld {
  static func scene(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    var scene = Scene()
    let shelf = Shelves.random(&random)
    let depth = shelf.bounds.size.y
    let floor = Surroundings.add(to: &scene, wallBehind: depth / 2 + 0.02, &random)
    let (_, surfaces) = scene.add(shelf, at: .identity, on: floor)
    let isLibrary = random.chance(0.25)
    for (index, surface) in surfaces.enumerated() {
      guard shelf.surfaces[index].clearance > 0.08 else { continue }
      fill(surface, isLibrary, assets, &scene, &random)
    }
    let size = shelf.bounds.size
    let target = SIMD3(
      random.number(in: -0.3...0.3) * size.x, -depth / 2,
      min(random.number(in: 0.5...1.4), size.z * 0.75))
    scene.vantage.addViews(
      of: target, distances: 0.6...1.5, elevations: 0...0.5, sides: 0.8, &random)
    for (x, y) in [(-0.6, -1.7), (0.7, -1.9), (0, -2.6)] as [(Float, Float)] {
      scene.vantage.tripods.append([x, y, random.number(in: 1.2...1.6)])
    }
    return scene
  }

  /// Fills a board from left to right, a kind at a time.
  private static func fill(
    _ number: UInt32, _ isLibrary: Bool, _ assets: Assets, _ scene: inout Scene,
    _ random: inout SceneRandom
  ) {
    var area = SupportArea(of: number, in: scene, cell: 0.004)
    let surface = area.surface
    var x = surface.min.x + random.number(in: 0.005...0.03)
    while x < surface.max.x - 0.05 {
      if random.chance(0.12) {
        x += random.number(in: 0.05...0.25)
        continue
      }
      let length: Float
      if random.chance(isLibrary ? 0.85 : 0.06) {
        length = books(from: x, &area, &scene, &random)
      } else {
        length = goods(from: x, assets, &area, &scene, &random)
      }
      x += max(length, 0.03) + random.number(in: 0.002...0.03)
    }
    guard random.chance(0.35) else { return }
    let fallen = TabletopWorld.things(assets, &random)
    _ = area.drop(
      fallen, in: &scene, random: &random, rise: min(surface.clearance, 0.25), attempts: 2)
  }

  /// One kind in a grid, its front rows at the edge of the board; some are bought already.
  private static func goods(
    from start: Float, _ assets: Assets, _ area: inout SupportArea, _ scene: inout Scene,
    _ random: inout SceneRandom
  ) -> Float {
    let surface = area.surface
    let object =
      random.chance(0.5)
      ? Wares.carton(&random) : TabletopWorld.things(assets, &random, for: .warehouse)
    let bounds = object.bounds
    let size = bounds.size
    guard size.z < surface.clearance - 0.02, size.y < surface.size.y - 0.02 else { return 0 }
    let gap = random.number(in: 0.001...0.008)
    let space = surface.max.x - start
    guard size.x + 0.004 < space else { return 0 }
    let facings = min(random.index(in: 1..<6), max(Int(space / (size.x + gap)), 1))
    let deep = min(random.index(in: 1..<4), max(Int(surface.size.y / (size.y + gap)), 1))
    let high =
      object.surfaces.isEmpty
      ? 1 : min(random.index(in: 1..<4), Int((surface.clearance - 0.03) / size.z))
    let front = surface.min.y + random.number(in: 0.002...0.03)
    let loose = random.chance(0.5) ? Float(0.0005) : gap * 0.4
    let turn = random.chance(0.7) ? Float(0) : 0.04
    for column in 0..<facings {
      let missing = random.chance(0.2) ? random.index(in: 0..<deep) : 0
      for row in missing..<deep {
        for _ in 0..<max(high, 1) {
          let place = SIMD2(
            start + (Float(column) + 0.5) * (size.x + gap) - bounds.center.x
              + random.number(in: -loose...loose),
            front + (Float(row) + 0.5) * (size.y + gap) - bounds.center.y
              + random.number(in: -loose...loose))
          let end = place.y + bounds.max.y
          guard end < surface.max.y else { continue }
          _ = area.place(
            object, at: place, heading: random.number(in: -turn...turn), in: &scene,
            inset: turn == 0 ? 0.004 : 0)
        }
      }
    }
    return Float(facings) * (size.x + gap)
  }

  /// Upright books with their backs to the front, the last ones leaning.
  private static func books(
    from start: Float, _ area: inout SupportArea, _ scene: inout Scene,
    _ random: inout SceneRandom
  ) -> Float {
    let surface = area.surface
    let highest = min(surface.clearance - 0.02, 0.3)
    guard highest > 0.15 else { return 0 }
    let upright = RigidTransform(rotation: .about([0, 1, 0], by: -.pi / 2))
    let wanted = random.index(in: 4..<20)
    var x = start
    for _ in 0..<wanted {
      let book = Wares.book(&random, height: 0.14...highest).turned(by: upright)
      let size = book.bounds.size
      guard x + size.x < surface.max.x - 0.004, size.y < surface.size.y else { break }
      let y = surface.min.y + size.y / 2 + random.number(in: 0.005...0.02)
      _ = area.place(
        book, at: [x + size.x / 2, min(y, surface.max.y - size.y / 2)], in: &scene, inset: 0.004,
        rise: 0.005)
      x += size.x + random.number(in: 0.0003...0.002)
    }
    guard random.chance(0.6) else { return x - start }
    let book = Wares.book(&random, height: 0.14...highest)
    let size = book.bounds.size
    let tilt = random.number(in: 0.12...0.3)
    let lean = Rotation.about([0, 1, 0], by: -.pi / 2 - tilt)
    let reach = size.x * tilt + size.z + 0.01
    guard x + reach < surface.max.x else { return x - start }
    _ = area.drop(
      book, in: &scene, random: &random,
      near: [x + reach / 2, surface.min.y + size.y / 2 + 0.01], spread: 0.001, rotation: lean,
      rise: highest + 0.01, attempts: 3)
    return x + reach - start
  }
}
