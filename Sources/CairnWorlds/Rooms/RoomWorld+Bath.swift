import CairnGeometry
import CairnScenes

extension RoomWorld {
  /// A bathroom: toilet, washstand, tub or shower, washing machine, cabinets, towels.
  static func bathroom(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    let plan = RoomPlan(size: 2.4...4.0, depth: 2.0...3.4, oddity: 0.35, &random)
    var style = RoomStyle(&random)
    style.floor = Finish.tiles(&random)
    if random.chance(0.75) {
      style.wall = Finish.tiles(&random)
      style.accentWall = random.chance(0.6) ? style.wall : Finish.tiles(&random)
    }
    var room = Furnishing(plan, style: style, assets, random)
    room.dressWindows(curtains: 0.15)
    room.lightCeiling()
    room.installBath()
    room.hangTowels()
    room.decorate(
      pictures: room.random.index(in: 0..<3), shelves: room.random.index(in: 1..<4), .bathroom)
    room.furnishBath()
    room.chooseVantage()
    random = room.random
    return room.scene
  }
}

extension Furnishing {
  fileprivate mutating func installBath() {
    if random.chance(0.65) {
      let tub = pick(.bathtub, upTo: [2, 1, 0.8], share: 0.3) { Furniture.bathtub($0, &$1) }
      if let placed = stand(tub, alongWall: nil, inCorner: 0.9, attempts: 20) {
        for surface in placed.surfaces {
          clutter(surface, count: random.index(in: 1..<6), .bathroom)
        }
      }
    }
    if random.chance(0.55) {
      _ = stand(
        pick(.shower, upTo: [1.3, 1.3, 2.3], share: 0.3, else: { Furniture.shower(&$1) }),
        alongWall: nil, inCorner: 1, attempts: 16)
    }
    let toilet = pick(.toilet, upTo: [0.6, 0.9, 1.2], share: 0.4) { Furniture.toilet(&$1) }
    if let placed = stand(toilet, alongWall: nil, attempts: 60) {
      for surface in placed.surfaces { clutter(surface, count: random.index(in: 1..<4), .bathroom) }
      let wall = plan.walls[placed.wall]
      for side: Float in [-1, 1] where random.chance(0.5) {
        _ = stand(
          Furniture.toiletBrush(&random),
          at: wall.point(at: placed.distance + side * 0.32, off: 0.12),
          heading: wall.heading)
      }
    }
    for _ in 0..<(random.chance(0.2) ? 2 : 1) {
      let basin = pick(.sink, upTo: [1.3, 0.65, 1.2], share: 0.3, from: [0.4, 0.3, 0.6]) {
        Furniture.washstand($0, &$1)
      }
      guard
        let placed = stand(basin, alongWall: nil, attempts: 60)
          ?? stand(Furniture.washstand(style, &random), alongWall: nil, inCorner: 0.6, attempts: 60)
      else { continue }
      for surface in placed.surfaces { clutter(surface, count: random.index(in: 3..<9), .bathroom) }
      let size = SIMD2(random.number(in: 0.4...1), random.number(in: 0.5...0.9))
      if random.chance(0.85) {
        _ = hang(
          Furniture.wallMirror(size, style, &random), at: 1.1...1.25, walls: [placed.wall],
          near: placed.distance, attempts: 2)
      }
    }
  }

  fileprivate mutating func hangTowels() {
    for _ in 0..<random.index(in: 1..<4) {
      let (rail, towels) = Furniture.towelRail(style, &random)
      guard let placed = hang(rail, at: 1.05...1.45, attempts: 20, with: towels) else { continue }
      let body = scene.body(labeled: placed.label)
      for towel in towels {
        scene.add(towel, at: body.pose, carriedBy: placed.label)
      }
    }
  }

  fileprivate mutating func furnishBath() {
    if random.chance(0.5) {
      _ = stand(Furniture.appliance(.washingMachine, &random), alongWall: nil, inCorner: 0.6).map {
        for surface in $0.surfaces { clutter(surface, count: random.index(in: 4..<9), .bathroom) }
      }
    }
    for _ in 0..<random.index(in: 4..<8) {
      switch random.index(in: 0..<4) {
      case 0: addBookshelf(.bathroom)
      case 1: addSideboard(.bathroom)
      case 2:
        _ = hang(
          Furniture.radiator(width: random.number(in: 0.4...0.6), &random), at: 0.12...0.4)
      default: _ = stand(SmallObjects.make("basket", &random), alongWall: nil)
      }
    }
    layCarpet(
      [random.number(in: 0.5...0.9), random.number(in: 0.4...0.6)],
      at: (plan.areas[0].min + plan.areas[0].max) / 2, heading: random.number(in: -0.2...0.2))
    scatterFloor(random.index(in: 5..<10), .bathroom)
  }
}
