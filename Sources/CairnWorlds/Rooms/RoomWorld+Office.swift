import CairnGeometry
import CairnScenes

extension RoomWorld {
  /// An office: desks with screens and chairs, whiteboards, shelves, perhaps a place to meet.
  static func office(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    let plan = RoomPlan(size: 3.6...7.0, depth: 3.2...5.4, oddity: 0.45, &random)
    var style = RoomStyle(&random)
    if random.chance(0.5) {
      style.floor = Material(
        [0.36, 0.37, 0.40], accent: [0.28, 0.29, 0.32], pattern: .speckle(edge: 0.012))
    }
    var room = Furnishing(plan, style: style, assets, random)
    room.dressWindows(curtains: 0.25)
    room.lightCeiling()
    let area = plan.areas.reduce(Float(0)) { $0 + ($1.max - $1.min).x * ($1.max - $1.min).y }
    if room.random.chance(0.4) { room.addDeskIsland() }
    for _ in 0..<max(Int(area / room.random.number(in: 2.5...5)), 2) {
      room.addDesk(monitors: 0.9, .office)
    }
    if room.random.chance(0.35) { room.addMeetingTable() }
    for _ in 0..<room.random.index(in: 4..<9) {
      switch room.random.index(in: 0..<5) {
      case 0, 1: room.addBookshelf(.office)
      case 2, 3: room.addSideboard(.office)
      default: room.addOfficeThings()
      }
    }
    for _ in 0..<room.random.index(in: 0..<3) {
      let board = Furniture.whiteboard(&room.random)
      if let placed = room.hang(board, at: 0.9...1.0) {
        for surface in placed.surfaces {
          for _ in 0..<3 { room.put(Furniture.marker(&room.random), on: surface) }
        }
      }
    }
    room.decorate(
      pictures: room.random.index(in: 0..<4), shelves: room.random.index(in: 1..<4), .office)
    room.scatterFloor(room.random.index(in: 4..<10), .office)
    room.chooseVantage()
    random = room.random
    return room.scene
  }
}

extension Furniture {
  static func marker(_ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    b.use(Material(Finish.bright(&random)), part: "body")
    b.rod(from: [-0.06, 0, 0.009], to: [0.06, 0, 0.009], radius: 0.009)
    return SceneObject(.pen, named: "marker", b.mesh.standing())
  }
}

extension Furnishing {
  /// A desk along a wall, with all that belongs to it.
  mutating func addDesk(monitors share: Float, _ setting: RoomSetting) {
    let width = random.number(in: 1.0...2.0)
    let wing = random.chance(0.25) ? random.number(in: 0.6...1.1) : 0
    let desk = pick(.desk, upTo: [2, 1, 0.9], share: 0.25, from: [0.9, 0.4, 0.65]) {
      Furniture.desk(width: width, wing: wing, $0, &$1)
    }
    guard let placed = stand(desk, alongWall: nil, gap: 0.03, attempts: 20) else { return }
    let pose = scene.body(labeled: placed.label).pose
    furnishDesk(desk, surfaces: placed.surfaces, at: pose, monitors: share, setting)
  }

  /// Two to six desks back to back, away from the walls.
  fileprivate mutating func addDeskIsland() {
    let width = random.number(in: 1.2...1.6)
    let count = random.index(in: 1..<4)
    let desk = Furniture.desk(width: width, style, &random)
    let (size, samples) = (desk.bounds.size, SpaceGrid.samples(of: desk.mesh))
    for _ in 0..<16 {
      let area = random.choice(plan.areas)
      let place = SIMD2(
        random.number(in: area.min.x...area.max.x), random.number(in: area.min.y...area.max.y))
      let heading: Float = random.chance(0.5) ? 0 : .pi / 2
      let frame = RigidTransform.turned(heading, at: SIMD3(place.x, place.y, 0))
      var slots: [(SIMD2<Float>, Float)] = []
      for number in 0..<count {
        let x = (Float(number) - Float(count - 1) / 2) * (width + 0.05)
        slots.append(([x, -size.y / 2 - 0.03], 0))
        slots.append(([x, size.y / 2 + 0.03], .pi))
      }
      // All of them fit with someone's chair behind, or none is put.
      let fits = slots.allSatisfy { slot in
        let pose = frame * .turned(slot.1, at: SIMD3(slot.0.x, slot.0.y, 0))
        let behind = pose.applied(to: [0, -size.y / 2 - 0.7, 0])
        return plan.contains([behind.x, behind.y]) && space.isFree(samples, at: pose)
      }
      guard fits else { continue }
      for slot in slots {
        let pose = frame * .turned(slot.1, at: SIMD3(slot.0.x, slot.0.y, 0))
        guard
          let added = stand(
            desk, at: [pose.position.x, pose.position.y], heading: heading + slot.1,
            samples: samples)
        else { continue }
        furnishDesk(desk, surfaces: added.surfaces, at: pose, monitors: 0.95, .office)
      }
      return
    }
  }

  private mutating func furnishDesk(
    _ desk: SceneObject, surfaces: [UInt32], at pose: RigidTransform, monitors share: Float,
    _ setting: RoomSetting
  ) {
    guard let top = surfaces.first else { return }
    let area = desk.surfaces[0]
    let size = area.size
    if random.chance(share) {
      let screens = size.x > 1.3 && random.chance(0.4) ? 2 : 1
      let x = size.x * random.number(in: 0.4...0.6)
      if random.chance(0.2) {
        put(
          Furniture.laptop(&random), on: top, at: [x, size.y * 0.55],
          heading: random.number(in: -0.2...0.2))
      } else {
        for screen in 0..<screens {
          let monitor = pick(
            .monitor, upTo: [0.8, 0.4, 0.7], share: 0.3, else: { Furniture.monitor(&$1) })
          let offset = (Float(screen) - Float(screens - 1) / 2) * (monitor.bounds.size.x + 0.04)
          let turn = -offset * 0.35 + random.number(in: -0.15...0.15)
          put(monitor, on: top, at: [x + offset, size.y * 0.72], heading: turn)
        }
        put(
          Furniture.keyboard(&random), on: top, at: [x, size.y * 0.25],
          heading: random.number(in: -0.1...0.1))
        put(
          Furniture.mouse(&random), on: top, at: [x + 0.32, size.y * 0.25],
          heading: random.number(in: -0.3...0.3))
      }
    }
    if random.chance(0.35) { put(Furniture.deskLamp(&random), on: top) }
    if random.chance(0.3) {
      put(Furniture.telephone(&random), on: top, heading: random.number(in: -0.4...0.4))
    }
    for surface in surfaces { clutter(surface, count: random.index(in: 4..<14), setting) }
    if random.chance(0.7) {
      let chair = pick(.chair, upTo: [0.8, 0.8, 1.3], share: 0.2) {
        $1.chance(0.8) ? Furniture.officeChair(&$1) : Furniture.chair($0, &$1)
      }
      let middle = (area.min.x + area.max.x) / 2 + random.number(in: -0.15...0.15)
      seat(chair, at: [middle, area.min.y], turn: .pi, of: pose)
    }
    if random.chance(0.5) {
      let place = pose.applied(to: [area.min.x + random.number(in: 0.2...0.3), area.max.y - 0.3, 0])
      let ahead = pose.rotation.applied(to: [1, 0, 0])
      let turned = abs(ahead.x) > abs(ahead.y) ? Float(0) : .pi / 2
      _ = stand(
        random.chance(0.6) ? Furniture.computer(&random) : Furniture.bin(&random),
        at: [place.x, place.y],
        heading: turned)
    }
  }

  fileprivate mutating func addMeetingTable() {
    let w = random.number(in: 1.2...2.2)
    let table = Furniture.table(
      [w, random.number(in: 0.8...1.1), 0.74], named: "meeting table", style, &random)
    let chair =
      random.chance(0.5) ? Furniture.chair(style, &random) : Furniture.officeChair(&random)
    for surface in dine(table, chairs: [chair], count: random.index(in: 3..<8)) {
      put(Furniture.laptop(&random), on: surface)
      clutter(surface, count: random.index(in: 1..<7), .office)
    }
  }

  fileprivate mutating func addOfficeThings() {
    switch random.index(in: 0..<4) {
    case 0:
      if let placed = stand(Furniture.printer(&random, large: true), alongWall: nil, gap: 0.05) {
        for surface in placed.surfaces { clutter(surface, count: 2, .office) }
      }
    case 1: _ = scatter(Furniture.partition(width: random.number(in: 1...1.8), &random))
    case 2: _ = stand(Furniture.coatStand(style, &random), alongWall: nil, gap: 0.1, inCorner: 0.8)
    default:
      _ = stand(
        Furniture.plant(height: random.number(in: 0.8...1.7), &random), alongWall: nil, gap: 0.08,
        inCorner: 0.7)
    }
  }
}
