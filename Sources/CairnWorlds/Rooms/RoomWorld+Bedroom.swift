import CairnGeometry
import CairnScenes

extension RoomWorld {
  /// A bedroom: beds with pillows and blankets, night tables, wardrobes, drawers, a desk, clothes.
  static func bedroom(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    let plan = RoomPlan(size: 3.4...5.4, depth: 3.0...4.6, oddity: 0.5, &random)
    let style = RoomStyle(&random)
    var room = Furnishing(plan, style: style, assets, random)
    room.dressWindows(curtains: 0.8)
    room.lightCeiling()
    room.makeBeds()
    room.addWardrobes()
    for _ in 0..<room.random.index(in: 4..<9) {
      switch room.random.index(in: 0..<5) {
      case 0, 1: room.addSideboard(.bedroom)
      case 2: room.addBookshelf(.bedroom)
      case 3: room.addDesk(monitors: 0.6, .bedroom)
      default: room.addDressedChair()
      }
    }
    room.decorate(
      pictures: room.random.index(in: 2..<6), shelves: room.random.index(in: 1..<4), .bedroom)
    room.scatterFloor(room.random.index(in: 6..<13), .bedroom)
    room.dropShoes(room.random.index(in: 1..<5))
    room.chooseVantage()
    random = room.random
    return room.scene
  }
}

extension Furnishing {
  fileprivate mutating func makeBeds() {
    let isDouble = random.chance(0.65)
    let count = isDouble ? 1 : random.index(in: 1..<3)
    for _ in 0..<count {
      let width = isDouble ? random.number(in: 1.4...1.85) : random.number(in: 0.85...1.05)
      let bed = pick(.bed, upTo: [2, 2.3, 1.4], share: 0.3, from: [0.8, 1.7, 0.3]) {
        Furniture.bed(width: width, $0, &$1)
      }
      guard let placed = stand(bed, alongWall: nil, inCorner: isDouble ? 0.1 : 0.6, attempts: 30)
      else { continue }
      makeUp(placed.label)
      addNightTables(beside: placed, width: bed.bounds.size.x)
      if random.chance(0.5) {
        let wall = plan.walls[placed.wall]
        layCarpet(
          [random.number(in: 1.4...2.4), random.number(in: 1...1.6)],
          at: wall.point(at: placed.distance, off: 2.1), heading: wall.heading)
      }
    }
    if random.chance(0.15) {
      _ = stand(Furniture.crib(style, &random), alongWall: nil, gap: 0.05, inCorner: 0.6)
    }
  }

  /// Pillows, a blanket, and what was thrown upon the bed.
  private mutating func makeUp(_ label: UInt32) {
    let body = scene.body(labeled: label)
    // Models come made up already.
    guard body.object.credit == nil, let surface = body.object.surfaces.first else { return }
    let number = body.firstSurface
    let wide = surface.size.x > 1.2
    let cover = Finish.fabric(&random)
    for index in 0..<(wide ? 2 : 1) {
      let width: Float = min(random.number(in: 0.58...0.76), surface.size.x / (wide ? 2 : 1) - 0.03)
      let pillow = Furniture.cushion(&random, width: width, cover: cover)
      let lean = random.chance(0.75) ? random.number(in: 1.25...1.5) : random.number(in: 0.3...0.6)
      let box = pillow.mesh.transformed(
        by: RigidTransform(rotation: .about([1, 0, 0], by: -lean))
      ).bounds
      let step = surface.size.x / (wide ? 2 : 1)
      let x = surface.min.x + step * (Float(index) + 0.5)
      let pose = RigidTransform(
        at: [x, surface.max.y - 0.01 - box.max.y, surface.height - box.min.z],
        rotation: .about([1, 0, 0], by: -lean))
      scene.add(pillow, at: body.pose * pose, on: number)
      footprints[number, default: []].append(
        Footprint(
          center: [x, surface.max.y - box.size.y / 2], half: [step / 2, box.size.y / 2],
          axis: [1, 0]))
    }
    let blanket = Furniture.bedBlanket(over: surface, &random)
    let pose = body.pose * RigidTransform(at: [0, 0, surface.height])
    // Where the bed stands at a wall, there may be no room for what hangs down.
    let fits = blanket.mesh.positions.allSatisfy {
      let place = pose.applied(to: $0)
      return plan.contains([place.x, place.y])
    }
    if fits, random.chance(0.85) {
      space.take(SpaceGrid.samples(of: blanket.mesh), at: pose)
      scene.add(blanket, at: pose, on: number)
      let box = blanket.bounds
      footprints[number, default: []].append(
        Footprint(
          center: [box.center.x, box.center.y], half: SIMD2(box.size.x, box.size.y) / 2,
          axis: [1, 0]))
    } else {
      put(Furniture.heap(radius: random.number(in: 0.3...0.4), as: .blanket, &random), on: number)
      clutter(number, count: random.index(in: 0..<4), .bedroom)
      if random.chance(0.5) { put(Furniture.bag(&random), on: number) }
    }
  }

  private mutating func addNightTables(beside bed: Placed, width: Float) {
    let wall = plan.walls[bed.wall]
    let w = random.number(in: 0.36...0.5)
    let d = random.number(in: 0.34...0.44)
    let table = Furniture.cabinet(
      [w, d, random.number(in: 0.42...0.62)], rows: random.index(in: 1..<4), columns: 1,
      doors: false, as: .drawers, named: "night table", style, &random)
    for side: Float in [-1, 1] where random.chance(0.8) {
      let along = bed.distance + side * (width / 2 + w / 2 + random.number(in: 0.04...0.14))
      guard
        let added = stand(
          table, at: wall.point(at: along, off: d / 2 + 0.03), heading: wall.heading)
      else { continue }
      for surface in added.surfaces {
        if random.chance(0.7) { put(Furniture.tableLamp(style, &random), on: surface) }
        clutter(surface, count: random.index(in: 1..<5), .bedroom)
      }
    }
  }

  fileprivate mutating func addWardrobes() {
    for _ in 0..<random.index(in: 1..<3) {
      let height = min(random.number(in: 1.8...2.3), plan.height - 0.15)
      let width = random.number(in: 0.8...2.4)
      let wardrobe = pick(
        .wardrobe, upTo: [2.6, 0.8, plan.height - 0.1], share: 0.35, from: [0.6, 0.3, 1.2]
      ) {
        Furniture.wardrobe($0, width: width, height: height, &$1)
      }
      guard
        let placed = stand(wardrobe, alongWall: nil, inCorner: 0.6, attempts: 24)
          ?? stand(
            Furniture.wardrobe(style, width: 0.7, height: height, &random), alongWall: nil,
            inCorner: 0.7, attempts: 60)
      else { continue }
      for surface in placed.surfaces where random.chance(0.6) {
        for _ in 0..<random.index(in: 1..<4) {
          put(Furniture.cardboardBox(&random), on: surface, heading: 0)
        }
      }
    }
  }

  /// A chair somewhere, clothes over its back or on its seat.
  mutating func addDressedChair() {
    let chair = Furniture.chair(style, &random)
    guard let added = scatter(chair, attempts: 8) else { return }
    for surface in added.surfaces {
      put(
        Furniture.heap(radius: 0.15, as: random.chance(0.6) ? .clothes : .blanket, &random),
        on: surface,
        overhang: 0.05)
    }
  }

  mutating func dropShoes(_ pairs: Int) {
    for _ in 0..<pairs {
      let look = Finish.leather(&random)
      guard let first = scatter(Furniture.shoe(look, left: true), attempts: 4) else { continue }
      // Its fellow beside it, as they were kicked off.
      let body = scene.body(labeled: first.label)
      let pose =
        body.pose
        * .turned(
          random.number(in: -0.3...0.3), at: [0.15, random.number(in: -0.04...0.04), 0])
      let other = Furniture.shoe(look, left: false)
      let samples = SpaceGrid.samples(of: other.mesh)
      guard space.isFree(samples, at: pose) else { continue }
      space.take(samples, at: pose)
      scene.add(other, at: pose, on: body.standsOn)
    }
  }
}
