import CairnGeometry
import CairnScenes

extension RoomWorld {
  /// A kitchen: counters along one or two walls with sink, hob and oven, cabinets above, a table.
  static func kitchen(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    let plan = RoomPlan(size: 3.0...5.2, depth: 2.8...4.6, oddity: 0.4, &random)
    var style = RoomStyle(&random)
    if random.chance(0.6) { style.floor = Finish.tiles(&random) }
    var room = Furnishing(plan, style: style, assets, random)
    room.dressWindows(curtains: 0.25)
    room.lightCeiling()
    room.installKitchen()
    room.furnishEating()
    for _ in 0..<room.random.index(in: 2..<6) {
      if room.random.chance(0.5) {
        room.addBookshelf(.kitchen)
      } else {
        room.addSideboard(.kitchen)
      }
    }
    room.decorate(
      pictures: room.random.index(in: 0..<3), shelves: room.random.index(in: 1..<4), .kitchen)
    room.scatterFloor(room.random.index(in: 3..<9), .kitchen)
    room.chooseVantage()
    random = room.random
    return room.scene
  }
}

extension Furnishing {
  fileprivate mutating func installKitchen() {
    let longest = plan.walls.map(\.length).max() ?? 3
    let most = min(Int((longest - 0.8) / 0.6), 6)
    for attempt in 0..<4 {
      let modules = max(most - attempt, 3)
      let wing = random.chance(0.5) && attempt < 2 ? random.index(in: 1..<4) : 0
      let run = Furniture.kitchenRun(modules: modules, wing: wing, style, &random)
      guard let placed = stand(run.counter, alongWall: nil, inCorner: 0.8, attempts: 24) else {
        continue
      }
      equip(run, placed)
      break
    }
    if let fridge = stand(
      pick(
        .refrigerator, upTo: [1, 0.85, 2.1], share: 0.35, else: { Furniture.refrigerator(&$1) }),
      alongWall: nil, gap: 0.03, inCorner: 0.7, attempts: 24)
    {
      for surface in fridge.surfaces { clutter(surface, count: random.index(in: 0..<5), .storage) }
    }
  }

  /// Puts an appliance into its gap, where the counter's own cells are taken already.
  private mutating func build(
    _ object: SceneObject, into counter: Scene.Body, at place: RigidTransform
  ) {
    let pose = counter.pose * place
    space.take(SpaceGrid.samples(of: object.mesh), at: pose)
    scene.add(object, at: pose, on: counter.standsOn)
  }

  private mutating func equip(_ run: KitchenRun, _ placed: Placed) {
    let body = scene.body(labeled: placed.label)
    let wall = plan.walls[placed.wall]
    var gaps = run.gaps
    if run.hob != nil,
      let first = gaps.first(where: { abs($0.position.x - (run.hob?.position.x ?? 9)) < 0.1 })
    {
      build(Furniture.appliance(.oven, &random), into: body, at: first)
      gaps.removeAll { $0 == first }
    }
    for gap in gaps {
      let kind: SemanticClass = random.chance(0.5) ? .dishwasher : .washingMachine
      build(Furniture.appliance(kind, &random), into: body, at: gap)
    }
    if let sink = run.sink {
      let added = scene.add(
        Furniture.kitchenSink(&random), at: body.pose * sink, carriedBy: placed.label)
      let tap = Furniture.tap(reach: 0.18, height: random.number(in: 0.2...0.34))
      let pose = body.pose * sink * RigidTransform(at: [0, 0.222, 0.004])
      scene.add(tap, at: pose, carriedBy: added.label)
      space.take(SpaceGrid.samples(of: tap.mesh), at: pose)
    }
    if let hob = run.hob {
      let added = scene.add(
        Furniture.hob(&random), at: body.pose * hob, carriedBy: placed.label)
      for surface in added.surfaces where random.chance(0.7) {
        for _ in 0..<2 { put(SmallObjects.make("pot", &random), on: surface) }
      }
      let hood = Furniture.hood(&random)
      let along = placed.distance - hob.position.x
      _ = hang(hood, at: 1.55...1.65, walls: [placed.wall], near: along, attempts: 1)
    }
    // Cabinets above, where no window is.
    var along = placed.distance - run.length / 2
    while along < placed.distance + run.length / 2 {
      let modules = random.index(in: 1..<4)
      let cabinets = Furniture.wallCabinets(
        modules: modules, height: random.number(in: 0.5...0.85), style, &random)
      let width = cabinets.bounds.size.x
      if random.chance(0.75), along + width < wall.length - 0.05, along > 0.05 {
        if let more = hang(
          cabinets, at: 1.4...1.41, walls: [placed.wall], near: along + width / 2, attempts: 1)
        {
          for surface in more.surfaces {
            clutter(surface, count: random.index(in: 0..<4), .storage)
          }
        }
      }
      along += width + 0.045
    }
    for (index, surface) in placed.surfaces.enumerated() {
      if index == 0 || random.chance(0.4) {
        let devices: [SceneObject] = [
          Furniture.microwave(&random), Furniture.kettle(&random), Furniture.coffeeMachine(&random),
        ]
        for device in devices where random.chance(0.5) {
          put(device, on: surface, heading: random.number(in: -0.3...0.3))
        }
      }
      clutter(surface, count: random.index(in: 6..<16), .kitchen)
    }
  }

  fileprivate mutating func furnishEating() {
    let round = random.chance(0.3)
    let w = round ? random.number(in: 0.75...1.1) : random.number(in: 0.8...1.6)
    let table = pick(.table, upTo: [1.8, 1.1, 0.85], share: 0.35, from: [0.6, 0.5, 0.65]) {
      style, random in
      Furniture.table(
        [w, round ? w : random.number(in: 0.6...0.9), random.number(in: 0.72...0.76)], round: round,
        named: "kitchen table", style, &random)
    }
    let chair = pick(.chair, upTo: [0.7, 0.7, 1.2]) { Furniture.chair($0, &$1) }
    for surface in dine(table, chairs: [chair], count: random.index(in: 2..<6)) {
      for _ in 0..<random.index(in: 0..<4) {
        put(SmallObjects.make("plates", &random), on: surface)
      }
      clutter(surface, count: random.index(in: 3..<10), .kitchen)
    }
    // A cloth over the back of a chair, or something on a seat.
    for seat in seats where random.chance(0.2) {
      put(
        random.chance(0.5) ? SmallObjects.make("lidded box", &random) : Furniture.bag(&random),
        on: seat,
        overhang: 0.06)
    }
  }
}
