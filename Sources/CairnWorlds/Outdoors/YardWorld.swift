import CairnGeometry
import CairnScenes

/// A yard between houses: cars, bins, bicycles, garden furniture, toys.
enum YardWorld {
  static func scene(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    var yard = Yard(assets, &random)
    yard.build(&random)
    return yard.site.scene
  }
}

private struct Yard {
  let assets: Assets
  let half: SIMD2<Float>
  let ground: Terrain
  var site: Site
  let route: Route
  /// Where grass grows.
  let lawn: (low: SIMD2<Float>, high: SIMD2<Float>)

  init(_ assets: Assets, _ random: inout SceneRandom) {
    self.assets = assets
    half = SIMD2(random.number(in: 9...13), random.number(in: 7.5...10))
    let reach = half + SIMD2(repeating: 4)
    ground = Terrain(
      from: SIMD2.zero - reach, to: reach, cell: 0.5,
      bumps: [(0.05, 5), (0.008, 1.3)], random: &random)
    site = Site(ground: ground, from: SIMD2.zero - reach, to: reach)
    let turn = SIMD2(random.number(in: -0.12...0.12), random.number(in: -0.12...0.12))
    let corners: [SIMD2<Float>] = [
      [-0.85, 0.0], [-0.45, -0.08], [0.05, -0.3], [0.5, -0.2], [0.62, 0.15], [0.3, 0.38],
      [-0.1, 0.3], [-0.4, 0.2],
    ]
    let shape = half
    route = Route(through: corners.map { ($0 + turn * $0.x) * shape }, step: 0.6)
    let side: Float = random.chance(0.5) ? 1 : -1
    let edge = SIMD2(random.number(in: -0.2...0.3) * half.x, half.y * 0.45)
    lawn =
      side > 0
      ? (edge, half - 0.3) : (SIMD2(edge.x, -half.y + 0.3), SIMD2(half.x - 0.3, -edge.y))
  }

  private func isLawn(_ place: SIMD2<Float>) -> Bool {
    all(place .> lawn.low) && all(place .< lawn.high)
  }

  mutating func build(_ random: inout SceneRandom) {
    let paving = random.choice([Looks.paving, Looks.concrete, Looks.asphalt, Looks.soil])
    let meshes = ground.meshes([paving, Looks.lawn]) { isLawn($0) ? 1 : 0 }
    site.addStuff(SceneObject(.ground, meshes[0]), isObstacle: false)
    site.addStuff(SceneObject(.grass, meshes[1]), isObstacle: false)
    addHouses(&random)
    site.reserve(route, width: 1.0, heights: 0.12...1.3)
    addGarden(&random)
    addLarge(&random)
    addAlongWalls(&random)
    addPeople(&random)
    for _ in 0..<random.index(in: 28..<50) { addThing(&random) }
    addGrass(&random)
    site.scene.vantage.drive = route.poses(
      on: ground, mount: random.number(in: 0.4...0.8), base: 0.5)
    site.addViews(from: SIMD2.zero - half, to: half, &random)
    addWalk(&random)
  }

  /// Houses on three or four sides, a wall or a fence with the gate on the one at negative x.
  private mutating func addHouses(_ random: inout SceneRandom) {
    let sides: [(angle: Float, distance: Float, width: Float)] = [
      (0, half.y, half.x * 2), (.pi, half.y, half.x * 2), (-.pi / 2, half.x, half.y * 2),
    ]
    for (index, side) in sides.enumerated() {
      // The facade looks to the middle of the yard.
      let out = side.angle == 0 ? SIMD2<Float>(0, 1) : side.angle == .pi ? [0, -1] : [1, 0]
      let middle = out * side.distance
      let heights = [SIMD2<Float>(1, 0), [-1, 0], [0, 1], [0, -1]].map {
        ground.height(at: middle + $0 * (side.width / 2) * SIMD2(abs(out.y), abs(out.x)))
      }
      let top = (heights.max() ?? 0) + 0.06
      let pose = RigidTransform.turned(side.angle, at: [middle.x, middle.y, top])
      if index == 1 && random.chance(0.4) {
        let wall = Houses.wall(length: side.width, height: random.number(in: 1.8...2.8), &random)
        site.addStuff(wall, at: pose)
        continue
      }
      var style = Houses.Style(width: side.width, storeys: random.index(in: 1..<4), &random)
      style.hasShop = false
      let house = Houses.house(style, &random)
      site.addStuff(house, at: pose, isObstacle: false)
      let front = -house.bounds.min.y
      for (reach, heights) in [(Float(0.14), Float(0)...9), (front, 1.9...9)] {
        let across = SIMD2(abs(out.y), abs(out.x)) * (side.width / 2)
        let (near, far) = (middle - out * reach, middle + out * 4)
        site.reserve(
          from: pointwiseMin(near, far) - across, to: pointwiseMax(near, far) + across,
          heights: heights)
      }
    }
    for (from, to) in [(-half.y + 0.1, Float(-1.6)), (1.6, half.y - 0.1)] {
      let middle = SIMD2(-half.x, (from + to) / 2)
      if random.chance(0.5) {
        site.stand(
          Fences.fence(random.choice(Fences.Kind.allCases), length: to - from, &random), at: middle,
          heading: .pi, tilted: true)
      } else {
        site.addStuff(
          Houses.wall(length: to - from, height: random.number(in: 1.2...2), &random),
          at: .turned(.pi / 2, at: [middle.x, middle.y, ground.height(at: middle)]))
      }
    }
  }

  private func inside(_ margin: Float, _ random: inout SceneRandom) -> SIMD2<Float> {
    SIMD2(
      random.number(in: -half.x + margin...half.x - margin),
      random.number(in: -half.y + margin...half.y - margin))
  }

  private func onLawn(_ random: inout SceneRandom) -> SIMD2<Float> {
    SIMD2(
      random.number(in: lawn.low.x + 0.5...lawn.high.x - 0.5),
      random.number(in: lawn.low.y + 0.5...lawn.high.y - 0.5))
  }

  // MARK: - Things

  private mutating func addGarden(_ random: inout SceneRandom) {
    if random.chance(0.6) {
      let length = (lawn.high.x - lawn.low.x) * 0.45
      let y = lawn.low.y > 0 ? lawn.low.y : lawn.high.y
      let kind = random.choice([Fences.Kind.pickets, .rails, .mesh])
      for x in [lawn.low.x + length / 2 + 0.1, lawn.high.x - length / 2 - 0.1] {
        site.stand(
          Fences.fence(kind, length: length, &random), at: [x, y], heading: .pi / 2, tilted: true)
      }
    }
    for _ in 0..<3 where random.chance(0.6) {
      addTable(at: inside(1.5, &random), &random)
    }
    site.plant(
      Plants.tree(random.choice(Plants.Habit.allCases), &random), at: onLawn(&random),
      heading: random.unit() * 6)
    addTable(at: onLawn(&random), &random)
    if random.chance(0.5) {
      site.stand(
        GardenThings.laundry(&random), at: onLawn(&random), heading: random.unit() * 3, tilted: true
      )
    }
    for _ in 0..<random.index(in: 2..<5) {
      site.stand(
        GardenThings.toy(&random), at: onLawn(&random), heading: random.unit() * 6.28, tilted: true)
    }
    for _ in 0..<random.index(in: 4..<10) {
      site.plant(Plants.bush(&random), at: onLawn(&random), heading: random.unit() * 6)
    }
  }

  private mutating func addTable(at place: SIMD2<Float>, _ random: inout SceneRandom) {
    guard site.stand(GardenFurniture.table(&random), at: place, heading: 0, tilted: true) != nil
    else {
      return
    }
    for turn in [Float(0.2), 1.8, 3.3, 4.9] where random.chance(0.75) {
      let isTaken = random.chance(0.35)
      // Knees and hands reach out in front of those who sit.
      let distance = isTaken ? random.number(in: 1.06...1.16) : random.number(in: 0.75...0.95)
      let direction = sineAndCosine(turn + random.normal() * 0.1)
      let seat = place + SIMD2(direction.cosine, direction.sine) * distance
      guard
        let (label, pose) = site.stand(
          GardenFurniture.chair(&random), at: seat,
          heading: turn + .pi + random.normal() * (isTaken ? 0.05 : 0.2),
          tilted: true)
      else { continue }
      if isTaken {
        site.seat(
          People.person(.sitting, &random), on: label, at: pose, offset: [0, 0.06], &random)
      }
    }
    if random.chance(0.5) {
      site.stand(GardenFurniture.parasol(&random), at: place + SIMD2(0.2, 1.15), heading: 0)
    }
  }

  private mutating func addLarge(_ random: inout SceneRandom) {
    for _ in 0..<random.index(in: 2..<5) {
      for _ in 0..<10 {
        let place = inside(2.2, &random)
        guard !isLawn(place) else { continue }
        let vehicle = Vehicles.parked(&random)
        let heading = random.choice([Float(0), .pi / 2, .pi, -.pi / 2]) + random.normal() * 0.06
        if site.stand(vehicle, at: place, heading: heading, tilted: true) != nil { break }
      }
    }
    for _ in 0..<4 {
      let place = inside(2, &random)
      let shed = GardenThings.shed(&random)
      let pose = site.pose(
        of: shed.mesh, at: place, heading: place.y > 0 ? -.pi / 2 : .pi / 2, tilted: true)
      guard
        site.isFree(
          pose, half: [shed.bounds.size.x / 2 + 0.1, shed.bounds.size.y / 2 + 0.1], height: 2.6)
      else { continue }
      site.addStuff(shed, at: pose)
      break
    }
    if random.chance(0.5) {
      site.stand(
        StreetFurniture.container(&random), at: inside(2, &random),
        heading: random.choice([0, .pi / 2]), tilted: true)
    }
    for _ in 0..<6 where random.chance(0.6) {
      site.pileLogs(
        at: inside(1.6, &random), heading: random.choice([0, .pi / 2]),
        count: random.index(in: 3..<6),
        &random)
    }
  }

  private mutating func addAlongWalls(_ random: inout SceneRandom) {
    for side in [Float(-1), 1] {
      let y = side * (half.y - 0.5)
      let heading: Float = side > 0 ? -.pi / 2 : .pi / 2
      var x = -half.x + 1
      while x < half.x - 1 {
        switch random.index(in: 0..<8) {
        case 0:
          for index in 0..<random.index(in: 2..<6) {
            site.stand(
              StreetFurniture.wheelieBin(&random), at: [x + Float(index) * 0.75, y - side * 0.1],
              heading: heading + random.normal() * 0.12, tilted: true)
          }
          x += 3.5
        case 1:
          for index in 0..<random.index(in: 1..<3) {
            let bicycle = TwoWheelers.bicycle(&random)
            site.put(
              bicycle,
              at: site.leaning(
                bicycle.mesh, at: [x + 1 + Float(index) * 2, y],
                heading: random.chance(0.5) ? 0 : .pi,
                by: random.normal() * 0.05))
          }
          x += 3.5
        case 2:
          site.stand(
            StreetFurniture.planter(&random), at: [x + 0.4, y - side * 0.1], heading: heading)
          x += 1.3
        case 3:
          if let (label, pose) = site.stand(
            StreetFurniture.bench(&random), at: [x + 1, y - side * 0.1], heading: heading,
            tilted: true),
            random.chance(0.4)
          {
            site.seat(
              People.person(.sitting, &random), on: label, at: pose, offset: [0.1, 0.05], &random)
          }
          x += 2.4
        case 4:
          site.stand(
            PalletGoods.drum(radius: 0.288, height: 0.88, Looks.lacquer(&random)),
            at: [x + 0.4, y],
            heading: 0, tilted: true)
          x += 0.9
        default: x += random.number(in: 0.3...1.2)
        }
      }
    }
  }

  private mutating func addThing(_ random: inout SceneRandom) {
    let place = inside(1, &random)
    let heading = random.unit() * 6.28
    let object: SceneObject =
      switch random.index(in: 0..<11) {
      case 0: GardenThings.wheelbarrow(&random)
      case 1: GardenThings.grill(&random)
      case 2: GardenThings.toy(&random)
      case 3: StreetFurniture.planter(&random)
      case 4: GardenFurniture.chair(&random)
      case 5: PalletGoods.pallet(&random)
      case 6: TwoWheelers.motorcycle(&random)
      case 7: FloorVehicles.ladder(&random)
      case 8:
        PalletGoods.crate(
          [0.4, 0.6, random.number(in: 0.2...0.34)], Looks.lacquer(&random),
          isFull: random.chance(0.5))
      case 9: GardenThings.stone(random.number(in: 0.2...0.5), &random)
      default: StreetFurniture.litterBin(&random)
      }
    site.stand(object, at: place, heading: heading, tilted: true)
  }

  private mutating func addPeople(_ random: inout SceneRandom) {
    for _ in 0..<random.index(in: 2..<6) {
      let pose = random.choice([People.Pose.standing, .talking, .working])
      site.stand(
        People.person(pose, &random), at: inside(1.2, &random), heading: random.unit() * 6.28)
    }
    for _ in 0..<2 {
      let start = inside(1.5, &random)
      let direction = sineAndCosine(random.unit() * 6.28)
      let end = start + SIMD2(direction.cosine, direction.sine) * random.number(in: 2...4)
      guard all(end .> SIMD2.zero - half + 1), all(end .< half - 1) else { continue }
      let walker = random.chance(0.75) ? People.person(.walking, &random) : People.dog(&random)
      site.move(walker, along: [start, end], speed: random.number(in: 0.7...1.4), tilted: false)
    }
  }

  private mutating func addGrass(_ random: inout SceneRandom) {
    var builder = MeshBuilder()
    builder.use(FieldLooks.blades(&random), part: "blades")
    let area = (lawn.high.x - lawn.low.x) * (lawn.high.y - lawn.low.y)
    for _ in 0..<Int(area * 40) {
      let place = SIMD2(
        random.number(in: lawn.low.x...lawn.high.x), random.number(in: lawn.low.y...lawn.high.y))
      Plants.tuft(
        &builder, at: [place.x, place.y, ground.height(at: place) - 0.01],
        height: random.number(in: 0.04...0.1), blades: 4, &random)
    }
    site.addStuff(SceneObject(.grass, builder.mesh), isObstacle: false)
  }

  private mutating func addWalk(_ random: inout SceneRandom) {
    let poses = site.scene.vantage.drive
    guard poses.count > 20 else { return }
    let center = SIMD3<Float>(0, 0, ground.height(at: .zero) + 0.5)
    site.scene.vantage.walk = poses.suffix(30).map { pose in
      let place = SIMD2(pose.position.x, pose.position.y)
      let eye = SIMD3(place.x, place.y, ground.height(at: place) + 1.5)
      let ahead = pose.rotation.applied(to: [3, 1.2, 0])
      return .camera(at: eye, lookingAt: (eye + ahead) * 0.75 + center * 0.25 - [0, 0, 0.6])
    }.filter { site.isClear($0.position, by: 0.2) }
  }
}
