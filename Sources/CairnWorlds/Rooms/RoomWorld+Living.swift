import CairnGeometry
import CairnScenes

/// Furnished rooms.
enum RoomWorld {
  /// A living room: seats about a low table, a television, shelves, perhaps a place to dine.
  static func livingRoom(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    let plan = RoomPlan(size: 4.0...7.0, depth: 3.6...5.6, oddity: 0.55, &random)
    let style = RoomStyle(&random)
    var room = Furnishing(plan, style: style, assets, random)
    room.dressWindows(curtains: 0.8)
    room.lightCeiling()
    room.furnishSeating()
    room.furnishDining()
    room.lineLivingWalls()
    room.decorate(
      pictures: room.random.index(in: 2..<7), shelves: room.random.index(in: 0..<3), .living)
    room.scatterFloor(room.random.index(in: 5..<12), .living)
    room.chooseVantage()
    random = room.random
    return room.scene
  }
}

extension Furnishing {
  /// Walls without windows, the longest first.
  var blindWalls: [Int] {
    plan.walls.indices.filter { index in !plan.walls[index].openings.contains { $0.kind == .window }
    }
    .sorted { plan.walls[$0].length > plan.walls[$1].length }
  }

  fileprivate mutating func furnishSeating() {
    let width = random.number(in: 1.2...2.2)
    let stand = pick(.cabinet, upTo: [2.4, 0.6, 0.7], share: 0.4, from: [1, 0.25, 0.25]) {
      style, random in
      Furniture.cabinet(
        [width, random.number(in: 0.35...0.45), random.number(in: 0.35...0.6)],
        rows: random.index(in: 1..<3), columns: random.index(in: 2..<5), doors: random.chance(0.4),
        named: "TV stand", style, &random)
    }
    let seats = random.index(in: 2..<5)
    let sofa = pick(.sofa, upTo: [2.9, 1.9, 1.1]) { style, random in
      Furniture.sofa(seats: seats, chaise: seats > 2 && random.chance(0.4), style, &random)
    }
    let placed = self.stand(stand, alongWall: Array(blindWalls.prefix(3)), inCorner: 0.1)
    var sofaPose: (place: SIMD2<Float>, heading: Float)?
    if let placed {
      let wall = plan.walls[placed.wall]
      if let top = placed.surfaces.first {
        if random.chance(0.8) {
          let television = pick(.television, upTo: [1.5, 0.4, 1], share: 0.4) {
            Furniture.television(onWall: false, &$1);
          }
          let size = scene.surface(top).surface.size
          if put(television, on: top, at: size / 2, heading: 0) == nil {
            _ = hang(
              Furniture.television(onWall: true, &random), at: 0.9...1.2, walls: [placed.wall],
              near: placed.distance)
          }
        }
        clutter(top, count: random.index(in: 2..<7), .living)
      }
      let off = random.number(in: 2.3...3.4)
      for step in 0..<8 {
        let place = wall.point(
          at: placed.distance + random.number(in: -0.3...0.3), off: off - 0.12 * Float(step))
        if random.chance(0.9),
          let added = self.stand(sofa, at: place, heading: wall.heading + .pi)
        {
          sofaPose = (place, wall.heading + .pi)
          makeCosy(added.label, cushions: random.index(in: 0..<5))
          break
        }
      }
    }
    if sofaPose == nil, let added = self.stand(sofa, alongWall: blindWalls) {
      let wall = plan.walls[added.wall]
      sofaPose = (wall.point(at: added.distance, off: sofa.bounds.max.y), wall.heading)
      makeCosy(added.label, cushions: random.index(in: 1..<5))
    }
    if sofaPose == nil {
      // At any wall, rather than none: a small one.
      let sofa = Furniture.sofa(seats: 2, style, &random)
      if let added = self.stand(sofa, alongWall: nil, attempts: 60) {
        makeCosy(added.label, cushions: random.index(in: 0..<3))
      }
    }
    if let sofaPose { furnishAround(sofa, at: sofaPose.place, heading: sofaPose.heading) }
  }

  /// A carpet, a low table and armchairs before a sofa.
  private mutating func furnishAround(_ sofa: SceneObject, at place: SIMD2<Float>, heading: Float) {
    let (sine, cosine) = sineAndCosine(heading)
    let (ahead, aside) = (SIMD2(sine, -cosine), SIMD2(cosine, sine))
    let front = -sofa.bounds.min.y
    if random.chance(0.75) {
      layCarpet(
        [random.number(in: 1.6...2.8), random.number(in: 1.2...2)],
        at: place + ahead * (front + 0.75), heading: heading)
    }
    let round = random.chance(0.3)
    let low = pick(.table, upTo: [1.4, 0.9, 0.55], share: 0.4, from: [0.4, 0.4, 0.25]) {
      style, random in
      let w = round ? random.number(in: 0.6...0.9) : random.number(in: 0.8...1.3)
      return Furniture.table(
        [w, round ? w : random.number(in: 0.5...0.75), random.number(in: 0.34...0.48)],
        round: round,
        named: "coffee table", style, &random)
    }
    for step in 0..<5 {
      let off = front + low.bounds.size.y / 2 + 0.32 + 0.07 * Float(step)
      let spot = place + ahead * off + aside * random.number(in: -0.25...0.25)
      guard let added = stand(low, at: spot, heading: heading + random.number(in: -0.1...0.1))
      else { continue }
      for surface in added.surfaces { clutter(surface, count: random.index(in: 4..<14), .living) }
      break
    }
    for side: Float in [-1, 1] where random.chance(0.6) {
      let chair = pick(.armchair, upTo: [1.2, 1.2, 1.2]) { style, random in
        Furniture.sofa(seats: 1, style, &random)
      }
      let samples = SpaceGrid.samples(of: chair.mesh)
      for step in 0..<6 {
        let spot =
          place + ahead * (front + random.number(in: 0.5...1.3))
          + aside * (side * (1.2 + 0.15 * Float(step)))
        // Turned towards the low table.
        let turn = heading + side * (.pi / 2 + random.number(in: -0.5...0.3)) * -1 + .pi
        guard let added = stand(chair, at: spot, heading: turn, samples: samples) else { continue }
        makeCosy(added.label, cushions: random.index(in: 0..<2))
        break
      }
    }
    for side: Float in [-1, 1] where random.chance(0.45) {
      let edge = place + aside * (side * (sofa.bounds.size.x / 2 + 0.3)) + ahead * -0.1
      if random.chance(0.5) {
        _ = stand(Furniture.floorLamp(style, &random), at: edge, heading: heading + .pi * 0.2)
      } else {
        let table = Furniture.table(
          [0.45, 0.45, random.number(in: 0.45...0.6)], round: random.chance(0.5),
          named: "side table", style, &random)
        if let added = stand(table, at: edge, heading: heading) {
          for surface in added.surfaces {
            if random.chance(0.5) { put(Furniture.tableLamp(style, &random), on: surface) }
            clutter(surface, count: 2, .living)
          }
        }
      }
    }
  }

  fileprivate mutating func furnishDining() {
    guard random.chance(0.6) else { return }
    let round = random.chance(0.3)
    let w = round ? random.number(in: 0.9...1.25) : random.number(in: 1.2...2)
    let table = pick(.table, upTo: [2.2, 1.2, 0.85], share: 0.4, from: [0.7, 0.6, 0.65]) {
      style, random in
      Furniture.table(
        [w, round ? w : random.number(in: 0.75...0.95), random.number(in: 0.72...0.77)],
        round: round,
        named: "dining table", style, &random)
    }
    let chair = pick(.chair, upTo: [0.7, 0.7, 1.2]) { Furniture.chair($0, &$1) }
    var kinds = [chair]
    if random.chance(0.25) { kinds.append(Furniture.chair(style, &random)) }
    for surface in dine(table, chairs: kinds, count: random.index(in: 2..<7)) {
      if random.chance(0.4) { put(SmallObjects.make("vase", &random), on: surface) }
      clutter(surface, count: random.index(in: 2..<9), random.chance(0.5) ? .kitchen : .living)
    }
  }

  fileprivate mutating func lineLivingWalls() {
    for _ in 0..<random.index(in: 3..<8) {
      switch random.index(in: 0..<7) {
      case 0, 1, 2: addBookshelf(.living)
      case 3, 4: addSideboard(.living)
      case 6 where random.chance(0.6):
        let object = random.chance(0.5) ? Furniture.piano(&random) : Furniture.fireplace(&random)
        guard let placed = stand(object, alongWall: nil, gap: 0.01) else { continue }
        for surface in placed.surfaces { clutter(surface, count: 6, .living) }
      case 5:
        _ = stand(
          Furniture.plant(height: random.number(in: 0.7...1.7), &random), alongWall: nil, gap: 0.05,
          inCorner: 0.6)
      default:
        _ = stand(Furniture.floorLamp(style, &random), alongWall: nil, gap: 0.05, inCorner: 0.6)
      }
    }
  }

  /// A shelf along a wall, filled.
  mutating func addBookshelf(_ setting: RoomSetting) {
    let columns = random.index(in: 1..<4)
    let height = random.number(in: 0.8...min(2.2, plan.height - 0.2))
    let (style, width, depth) = (
      style, random.number(in: 0.5...0.95), random.number(in: 0.26...0.38)
    )
    let hasBack = random.chance(0.7)
    let shelf = Furniture.bookshelf(
      [min(width * Float(columns), 2.4), depth, height], boards: max(Int(height / 0.36), 2),
      columns: columns, back: hasBack, style, &random)
    guard let placed = stand(shelf, alongWall: nil) else { return }
    for (index, surface) in placed.surfaces.enumerated() {
      let isTop = index == placed.surfaces.count - 1
      if isTop, height > 1.9, random.chance(0.5) { continue }
      if !isTop, random.chance(setting.bookShare) { shelveBooks(surface) }
      clutter(surface, count: random.index(in: 2..<8), isTop ? .storage : setting)
    }
  }

  /// A cabinet or chest of drawers along a wall, with things on it.
  mutating func addSideboard(_ setting: RoomSetting) {
    let drawers = random.chance(0.5)
    let kind: SemanticClass = drawers ? .drawers : .cabinet
    let board = pick(kind, upTo: [2.2, 0.65, 1.5], share: 0.4, from: [0.35, 0.25, 0.4]) {
      style, random in
      let w = random.number(in: 0.6...1.8)
      return Furniture.cabinet(
        [w, random.number(in: 0.36...0.5), random.number(in: 0.65...1.15)],
        rows: drawers ? random.index(in: 2..<5) : 1, columns: max(Int(w / 0.5), 1), doors: !drawers,
        as: kind, style, &random)
    }
    guard let placed = stand(board, alongWall: nil) else { return }
    for surface in placed.surfaces {
      if random.chance(0.4) { put(Furniture.tableLamp(style, &random), on: surface) }
      clutter(surface, count: random.index(in: 4..<13), setting)
    }
  }
}
