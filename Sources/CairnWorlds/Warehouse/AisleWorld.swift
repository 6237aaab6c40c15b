import CairnGeometry
import CairnScenes

/// An aisle of a warehouse between racks, and the floor before it.
enum AisleWorld {
  static func scene(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    var aisle = Aisle(&random)
    aisle.build(&random)
    return aisle.site.scene
  }
}

/// A floor without slope.
struct LevelGround: Ground {
  func height(at place: SIMD2<Float>) -> Float { 0 }
  func base(at place: SIMD2<Float>) -> Float { 0 }
}

/// An aisle while it is being filled: along x, racks at both sides.
private struct Aisle {
  var site: Site
  let half: Float
  let row: RackRow
  let roof: Float
  let yard: Float
  let uprights: Material
  let beams: Material

  init(_ random: inout SceneRandom) {
    half = random.number(in: 1.35...1.95)
    yard = random.number(in: 5...8)
    let levels = random.index(in: 2..<4)
    var heights: [Float] = []
    var level = random.number(in: 1.55...1.95)
    for _ in 0..<levels {
      heights.append(level)
      level += random.number(in: 1.45...1.9)
    }
    row = RackRow(
      bays: random.index(in: 5..<8), bay: 2.72, levels: heights, hasBoards: random.chance(0.25),
      height: (heights.last ?? 3) + random.number(in: 0.6...1.2))
    roof = row.height + random.number(in: 1.8...3)
    uprights = random.choice([
      Looks.zinc, Looks.shiny([0.15, 0.28, 0.55], gloss: 0.2),
      Looks.shiny([0.2, 0.35, 0.3], gloss: 0.2),
    ])
    beams = random.choice([
      Looks.shiny([0.85, 0.4, 0.1], gloss: 0.2), Looks.shiny([0.88, 0.72, 0.1], gloss: 0.2),
      Looks.zinc,
    ])
    let reach = row.length / 2
    site = Site(
      ground: LevelGround(), from: [-reach - yard - 1, -half - 5],
      to: [reach + 4, half + 5])
  }

  private var left: Float { -row.length / 2 - yard }
  private var right: Float { row.length / 2 + 3 }
  private var wall: Float { half + 4.2 }

  mutating func build(_ random: inout SceneRandom) {
    addHall(&random)
    let weave = random.number(in: 0...0.15)
    site.reserve(
      from: [left + 1, -0.45 - weave], to: [row.length / 2 + 0.5, 0.45 + weave], heights: 0...1.4)
    for side in 0..<2 { addRacks(side, &random) }
    addThings(&random)
    addVantage(weave, &random)
  }

  private func facing(_ side: Int, _ distance: Float, _ x: Float = 0) -> RigidTransform {
    // Goods go in from -y of the rack, which is turned where it stands at negative y.
    .turned(side == 1 ? 0 : .pi, at: [x, side == 1 ? distance : -distance, 0])
  }

  // MARK: - Hall

  private mutating func addHall(_ random: inout SceneRandom) {
    var floor = MeshBuilder()
    let look = Material(
      Looks.varied([0.52, 0.52, 0.5], by: 0.06, &random), pattern: .speckle(edge: 0.3),
      reflectivity: 0.35)
    floor.use(look, part: "floor")
    floor.face([[left, -wall, 0], [right, -wall, 0], [right, wall, 0], [left, wall, 0]])
    floor.use(Looks.retroYellow, part: "markings")
    for y in [-half + 0.08, half - 0.18] {
      floor.face([
        [left + 2, y, 0.001], [row.length / 2, y, 0.001], [row.length / 2, y + 0.1, 0.001],
        [left + 2, y + 0.1, 0.001],
      ])
    }
    site.addStuff(SceneObject(.floor, floor.mesh), isObstacle: false)
    var walls = MeshBuilder()
    let panel = Looks.plaster(&random)
    walls.use(
      Material(panel.color, accent: panel.color * 0.9, pattern: .stripes(width: 0.3)), part: "wall")
    walls.block(from: [left - 0.2, -wall - 0.2, 0], to: [right + 0.2, -wall, roof])
    walls.block(from: [left - 0.2, wall, 0], to: [right + 0.2, wall + 0.2, roof])
    walls.block(from: [right, -wall, 0], to: [right + 0.2, wall, roof])
    // A gate in the front wall.
    for (a, b, low) in [(-wall, Float(-2), Float(0)), (-2, 1.2, 3.6), (1.2, wall, 0)] {
      walls.block(from: [left - 0.2, a, low], to: [left, b, roof])
    }
    walls.use(Looks.zinc, part: "gate")
    for index in 0..<12 {
      let z = Float(index) * 0.3
      walls.block(from: [left - 0.12, -2, z], to: [left - 0.07, 1.2, z + 0.285])
    }
    site.addStuff(SceneObject(.wall, walls.mesh))
    var ceiling = MeshBuilder()
    ceiling.use(
      Material([0.7, 0.71, 0.72], accent: [0.6, 0.6, 0.62], pattern: .stripes(width: 0.2)),
      part: "roof")
    ceiling.face([
      [left, wall, roof], [right, wall, roof], [right, -wall, roof], [left, -wall, roof],
    ])
    ceiling.use(Looks.zinc, part: "girders")
    var x = left + 2
    while x < right - 1 {
      ceiling.block(from: [x - 0.1, -wall, roof - 0.5], to: [x + 0.1, wall, roof - 0.47])
      ceiling.block(from: [x - 0.1, -wall, roof - 0.03], to: [x + 0.1, wall, roof])
      ceiling.block(from: [x - 0.01, -wall, roof - 0.47], to: [x + 0.01, wall, roof - 0.03])
      x += 5
    }
    ceiling.use(Looks.white, part: "lamps")
    for index in 0..<Int((right - left) / 3) {
      let x = left + 1.5 + Float(index) * 3
      ceiling.block(from: [x - 0.6, -0.08, roof - 0.75], to: [x + 0.6, 0.08, roof - 0.68])
    }
    site.addStuff(SceneObject(.ceiling, ceiling.mesh))
  }

  // MARK: - Racks

  private mutating func addRacks(_ side: Int, _ random: inout SceneRandom) {
    let object = row.object(uprights: uprights, beams: beams)
    for back in 0..<2 {
      let distance = half + row.depth / 2 + Float(back) * (row.depth + 0.4)
      // The rows at the walls open to the walls.
      let pose = facing(back == 0 ? side : 1 - side, back == 0 ? distance : -distance)
      let (_, surfaces) = site.place(object, at: pose, on: 0)
      load(pose, surfaces, isFar: back == 1, &random)
    }
    addGuards(side, &random)
  }

  private mutating func load(
    _ pose: RigidTransform, _ surfaces: [UInt32], isFar: Bool, _ random: inout SceneRandom
  ) {
    let pallets = (0..<4).map { _ in PalletGoods.pallet(&random) }
    let emptiness = random.number(in: 0.1...0.35)
    for bay in 0..<row.bays {
      for level in 0...row.levels.count {
        for place in 0..<3 {
          if random.chance(isFar ? 0.35 : emptiness) { continue }
          let height = level == 0 ? 0 : row.levels[level - 1]
          let next = level < row.levels.count ? row.levels[level] - 0.12 : height + 2.1
          let x = row.left(of: bay) + row.bay * (Float(place) + 0.5) / 3
          let local = RigidTransform.turned(
            random.normal() * 0.006,
            at: [x + random.normal() * 0.008, random.normal() * 0.012, height])
          let surface = level == 0 ? 0 : surfaces[(level - 1) * row.bays + bay]
          if random.chance(0.06), level < 2 {
            stack(pose * local, on: surface, random.choice(pallets), &random)
          } else {
            site.loadedPallet(
              at: pose * local, on: surface, clearance: next - height,
              pallet: random.choice(pallets), isFar: isFar || level > 2, &random)
          }
        }
      }
    }
  }

  /// Empty pallets on one another.
  private mutating func stack(
    _ pose: RigidTransform, on surface: UInt32, _ pallet: SceneObject, _ random: inout SceneRandom
  ) {
    var below = surface
    for index in 0..<random.index(in: 3..<9) {
      let local = RigidTransform.turned(
        random.normal() * 0.008, at: [0, random.normal() * 0.008, Float(index) * PalletGoods.deck])
      below = site.place(pallet, at: pose * local, on: below).surfaces[0]
    }
  }

  private mutating func addGuards(_ side: Int, _ random: inout SceneRandom) {
    var builder = MeshBuilder()
    builder.use(
      Material(
        [0.9, 0.75, 0.1], accent: Looks.black.color, pattern: .stripes(width: 0.15),
        reflectivity: 0.6),
      part: "rail")
    builder.block(from: [-0.55, -0.05, 0.3], to: [0.55, 0.05, 0.42])
    builder.block(from: [-0.55, -0.05, 0.05], to: [0.55, 0.05, 0.17])
    builder.use(Looks.retroYellow, part: "posts")
    for x in [Float(-0.55), 0.47] {
      builder.block(from: [x, -0.04, 0], to: [x + 0.08, 0.04, 0.44])
    }
    let guardRail = SceneObject(.barrier, named: "rack guard", builder.mesh)
    let distance = half + row.depth / 2
    site.stand(
      guardRail, at: [-row.length / 2 - 0.25, side == 1 ? distance : -distance], heading: 0)
    for index in 0..<Int(row.length / 6) {
      var column = MeshBuilder()
      column.use(Looks.zinc, part: "column")
      column.block(from: [-0.1, -0.1, 0], to: [0.1, -0.088, roof - 0.5])
      column.block(from: [-0.1, 0.088, 0], to: [0.1, 0.1, roof - 0.5])
      column.block(from: [-0.006, -0.088, 0], to: [0.006, 0.088, roof - 0.5])
      let y = half + row.depth + 0.2
      let x = -row.length / 2 + 2 + Float(index) * 6
      let pose = RigidTransform(at: [x, side == 1 ? y : -y, 0])
      _ = site.place(SceneObject(.column, column.mesh), at: pose, on: 0)
    }
  }

  // MARK: - Things on the floor

  private mutating func addThings(_ random: inout SceneRandom) {
    addMoving(&random)
    addTrucks(&random)
    for _ in 0..<random.index(in: 14..<30) {
      let isBefore = random.chance(0.6)
      let x =
        isBefore
        ? random.number(in: left + 1...(-row.length / 2 - 0.6))
        : random.number(in: -row.length / 2...row.length / 2)
      let side: Float = random.chance(0.5) ? -1 : 1
      let y =
        side
        * (isBefore ? random.number(in: 0.7...wall - 0.8) : random.number(in: 0.75...half - 0.2))
      addThing(at: [x, y], &random)
    }
  }

  private mutating func addThing(at place: SIMD2<Float>, _ random: inout SceneRandom) {
    let heading = random.choice([Float(0), .pi / 2, .pi, -.pi / 2]) + random.normal() * 0.12
    switch random.index(in: 0..<12) {
    case 0, 1:
      site.stand(
        People.person(random.choice([.working, .standing, .talking]), &random), at: place,
        heading: random.unit() * 6.28)
    case 2: site.stand(StreetFurniture.cone(&random), at: place, heading: heading)
    case 3: site.stand(StreetFurniture.wheelieBin(&random), at: place, heading: heading)
    case 4: site.stand(FloorVehicles.ladder(&random), at: place, heading: heading)
    case 5: loadedCart(at: place, heading, &random)
    case 6: site.stand(FloorVehicles.robot(&random), at: place, heading: heading)
    case 7:
      site.stand(
        PalletGoods.drum(radius: 0.288, height: 0.88, Looks.lacquer(&random)), at: place, heading: 0
      )
    case 8, 9:
      let size = SIMD3(
        random.number(in: 0.25...0.6), random.number(in: 0.25...0.5), random.number(in: 0.15...0.5))
      site.stand(PalletGoods.carton(size, Looks.cardboard, &random), at: place, heading: heading)
    default:
      let pose = site.pose(
        of: PalletGoods.pallet(&random).mesh, at: place, heading: heading, tilted: false)
      guard site.isFree(pose, half: [0.45, 0.65], height: 1.9) else { return }
      if random.chance(0.3) {
        stack(pose, on: 0, PalletGoods.pallet(&random), &random)
      } else {
        site.loadedPallet(
          at: pose, on: 0, clearance: 2, pallet: PalletGoods.pallet(&random), &random)
      }
    }
  }

  private mutating func loadedCart(
    at place: SIMD2<Float>, _ heading: Float, _ random: inout SceneRandom
  ) {
    let cart = FloorVehicles.cart(&random)
    guard let (label, pose) = site.stand(cart, at: place, heading: heading) else { return }
    let first = site.scene.body(labeled: label).firstSurface
    for (index, surface) in cart.surfaces.enumerated() {
      for y in [surface.min.y * 0.5, surface.max.y * 0.5] where random.chance(0.6) {
        let size = SIMD3(
          surface.size.x * random.number(in: 0.5...0.85),
          surface.size.y * random.number(in: 0.25...0.42),
          random.number(in: 0.1...0.24))
        _ = site.place(
          PalletGoods.carton(size, Looks.cardboard, &random),
          at: pose * RigidTransform(at: [0, y, surface.height]), on: first + UInt32(index))
      }
    }
  }

  private mutating func addTrucks(_ random: inout SceneRandom) {
    for _ in 0..<random.index(in: 1..<3) {
      let place = SIMD2(
        random.number(in: left + 2...(-row.length / 2 - 1.2)),
        random.number(in: 1.6...wall - 1.3) * (random.chance(0.5) ? 1 : -1))
      let forks = random.choice([Float(0.06), 0.15, 0.6, 1.2])
      site.stand(
        FloorVehicles.forklift(forks: forks, &random), at: place,
        heading: random.choice([0, .pi / 2, .pi, -.pi / 2]) + random.normal() * 0.1)
    }
    for _ in 0..<2 where random.chance(0.8) {
      // A jack under a pallet, lifted a little off the floor.
      let isLoaded = random.chance(0.6)
      let lift: Float = isLoaded ? 0.03 : 0
      let jack = FloorVehicles.palletJack(lift: lift, &random)
      let place = SIMD2(
        random.number(in: left + 1.5...(-row.length / 2)),
        random.number(in: 1.2...wall - 1) * (random.chance(0.5) ? 1 : -1))
      guard
        let (label, pose) = site.stand(
          jack, at: place, heading: random.choice([0, .pi, .pi / 2]) + random.normal() * 0.1)
      else { continue }
      guard isLoaded else { continue }
      let under = pose * RigidTransform(at: [0, -0.04, lift])
      guard site.isFree(under, half: [0.5, 0.7], height: 1.6, above: 0.5) else { continue }
      site.load(under, carriedBy: label, &random)
    }
  }

  private mutating func addMoving(_ random: inout SceneRandom) {
    if random.chance(0.6) {
      let y = random.chance(0.5) ? half - 0.4 : -half + 0.4
      let start = random.number(in: -row.length / 2...row.length / 2 - 5)
      site.move(
        People.person(.walking, &random),
        along: [[start, y], [start + random.number(in: 3...6), y]],
        speed: random.number(in: 0.8...1.4), tilted: false)
    }
    if random.chance(0.6) {
      let x = -row.length / 2 - random.number(in: 1.5...3)
      let y = wall - 1.5
      site.move(
        FloorVehicles.robot(&random), along: [[x, y], [x, max(1.1, y - 5)]],
        speed: random.number(in: 0.5...1.2), tilted: false)
    }
    if random.chance(0.35) {
      let x = -row.length / 2 - random.number(in: 1.8...2.6)
      site.move(
        FloorVehicles.forklift(forks: 0.15, &random), along: [[x, -wall + 1.6], [x, -2.6]],
        speed: 1.2, tilted: false)
    }
  }

  // MARK: - Vantage

  private mutating func addVantage(_ weave: Float, _ random: inout SceneRandom) {
    let mount = random.number(in: 0.3...1)
    let steps = Int((row.length / 2 - left - 1.5) / 0.8)
    let phase = random.unit() * 6
    for step in 0...steps {
      let x = left + 1.3 + Float(step) * 0.8
      let turn = sineAndCosine(x / 2.5 + phase)
      site.scene.vantage.drive.append(
        .level(at: [x, weave * turn.sine, mount], heading: weave / 2.5 * turn.cosine))
    }
    for attempt in 0..<24 where site.scene.vantage.cameras.count < 7 {
      let side: Float = attempt % 2 == 0 ? 1 : -1
      let x = random.number(in: -row.length / 2 - 2...row.length / 2 - 2)
      let eye = SIMD3(x, -side * random.number(in: 0...half - 0.5), random.number(in: 1...1.8))
      let target = SIMD3(
        x + random.number(in: -2...3), side * (half + 0.3), random.number(in: 0.3...1.8))
      if site.canLook(from: eye, to: target, free: 0.9) {
        site.scene.vantage.cameras.append(.camera(at: eye, lookingAt: target))
      }
    }
    for attempt in 0..<20 where site.scene.vantage.tripods.count < 3 {
      let x = random.number(in: left + 2...row.length / 2)
      let head = SIMD3(x, attempt % 2 == 0 ? 0 : random.number(in: -0.6...0.6), 1.6)
      if site.isClear(head) { site.scene.vantage.tripods.append(head) }
    }
    let side: Float = random.chance(0.5) ? 1 : -1
    let first = random.number(in: -row.length / 2...row.length / 2 - 8)
    site.scene.vantage.walk = (0..<32).map { step in
      let x = first + Float(step) * 0.22
      return .camera(
        at: [x, -side * 0.25, 1.5 + 0.04 * sineAndCosine(Float(step) * 0.7).sine],
        lookingAt: [x + 0.8, side * (half + 0.4), 0.9])
    }
  }
}

extension Site {
  /// A pallet with a load on forks.
  mutating func load(
    _ pose: RigidTransform, carriedBy carrier: UInt32, _ random: inout SceneRandom
  ) {
    let pallet = PalletGoods.pallet(&random)
    let label = put(pallet, at: pose, carriedBy: carrier)
    let load = PalletLoad(
      deck: pose * RigidTransform(at: [0, 0, PalletGoods.deck]),
      surface: scene.body(labeled: label).firstSurface, room: random.number(in: 0.5...1.2))
    if random.chance(0.5) { load.cartons(&self, &random) } else { load.wrapped(&self, &random) }
  }
}
