import CairnGeometry
import CairnScenes

/// A field: uneven ground with grass, crops, trees, stones, fences and machines.
enum FieldWorld {
  static func scene(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    var field = Field(&random)
    field.build(&random)
    return field.site.scene
  }
}

/// Materials of fields.
enum FieldLooks {
  static func blades(_ random: inout SceneRandom) -> Material {
    let color = Looks.varied([0.33, 0.45, 0.17], by: 0.08, &random)
    var material = Material(
      color, accent: color * [1.2, 1.0, 0.7], pattern: .speckle(edge: 0.4), reflectivity: 0.5)
    material.fuzz = 0.01
    return material
  }

  static let meadow = Material(
    [0.34, 0.4, 0.19], accent: [0.42, 0.38, 0.22], pattern: .speckle(edge: 0.5),
    reflectivity: 0.45)
}

private struct Field {
  let half: Float = 26
  let ground: Terrain
  var site: Site
  let route: Route
  let tilled: (low: SIMD2<Float>, high: SIMD2<Float>)
  /// Level places for what was built.
  let spots: [SIMD2<Float>]

  init(_ random: inout SceneRandom) {
    let reach = SIMD2(repeating: half + 4)
    var terrain = Terrain(
      from: SIMD2.zero - reach, to: reach, cell: 0.5,
      bumps: [(random.number(in: 0.3...0.9), 22), (0.12, 6), (0.025, 1.7)], random: &random)
    let side: Float = random.chance(0.5) ? 1 : -1
    let corners: [SIMD2<Float>] = (0..<7).map { index in
      let x = -22 + Float(index) * 44 / 6
      return SIMD2(x, side * random.number(in: -3.5...3.5) + x * 0.08)
    }
    route = Route(through: corners, step: 1)
    tilled =
      side > 0
      ? ([-20, 8], [random.number(in: 6...16), 20])
      : ([-20, -20], [random.number(in: 6...16), -8])
    let other = -side
    spots = [
      [random.number(in: -16 ... -8), other * random.number(in: 9...15)],
      [random.number(in: -2...5), other * random.number(in: 8...14)],
      [random.number(in: 11...18), other * random.number(in: 8...15)],
      [random.number(in: 17...20), side * random.number(in: 8...12)],
    ]
    for spot in spots { terrain.level(around: spot, radius: 3.2) }
    ground = terrain
    site = Site(ground: ground, from: SIMD2.zero - reach, to: reach)
  }

  private func isTilled(_ place: SIMD2<Float>) -> Bool {
    all(place .> tilled.low) && all(place .< tilled.high)
  }

  mutating func build(_ random: inout SceneRandom) {
    let route = route
    let hasTrack = random.chance(0.7)
    let meshes = ground.meshes([FieldLooks.meadow, Looks.soil]) { place in
      isTilled(place) || hasTrack && route.distance(to: place) < 1 ? 1 : 0
    }
    site.addStuff(SceneObject(.grass, meshes[0]), isObstacle: false)
    site.addStuff(SceneObject(.ground, meshes[1]), isObstacle: false)
    site.reserve(route, width: 2.2, heights: 0.15...2.2)
    addBuilt(&random)
    addFences(&random)
    addTrees(&random)
    addThings(&random)
    addAnimals(&random)
    addCrops(&random)
    addGrass(&random)
    site.scene.vantage.drive = route.poses(
      on: ground, mount: random.number(in: 0.6...1.9), base: 1)
    site.addViews(from: SIMD2(repeating: -half + 4), to: SIMD2(repeating: half - 4), &random)
    let poses = site.scene.vantage.drive
    site.scene.vantage.walk = (0..<30).map { index in
      let pose = poses[5 + index]
      let place = SIMD2(pose.position.x, pose.position.y)
      let eye = SIMD3(place.x, place.y, ground.height(at: place) + 1.55)
      return .camera(at: eye, lookingAt: eye + pose.rotation.applied(to: [3, -2.4, -0.9]))
    }.filter { site.isClear($0.position, by: 0.2) }
  }

  private func anywhere(_ random: inout SceneRandom) -> SIMD2<Float> {
    while true {
      let place = SIMD2(
        random.number(in: -half + 3...half - 3), random.number(in: -half + 3...half - 3))
      if !isTilled(place) { return place }
    }
  }

  /// Near the way, where sensors see it well.
  private func near(_ reach: ClosedRange<Float>, _ random: inout SceneRandom) -> SIMD2<Float> {
    while true {
      let place = random.choice(route.places)
      let direction = sineAndCosine(random.unit() * 6.28)
      let moved = place + SIMD2(direction.cosine, direction.sine) * random.number(in: reach)
      if !isTilled(moved), abs(moved.x) < half - 2, abs(moved.y) < half - 2 { return moved }
    }
  }

  // MARK: - Things

  private mutating func addBuilt(_ random: inout SceneRandom) {
    let turn = random.unit() * 6.28
    if random.chance(0.8) {
      let shed = GardenThings.shed(&random)
      site.addStuff(shed, at: site.pose(of: shed.mesh, at: spots[0], heading: turn, tilted: true))
    }
    site.stand(
      FarmMachines.tractor(&random), at: spots[1], heading: random.unit() * 6.28, tilted: true)
    site.stand(
      FarmMachines.trailer(&random), at: spots[random.chance(0.5) ? 2 : 3],
      heading: random.unit() * 6.28, tilted: true)
    for spot in [spots[2], spots[3], spots[0] + SIMD2(2.6, 0)] {
      site.pileLogs(at: spot, heading: random.unit() * 3, count: random.index(in: 3..<6), &random)
    }
    for index in 0..<2 where random.chance(0.7) {
      site.plant(
        FarmMachines.powerPole(&random), at: [-12 + Float(index) * 25, random.number(in: 4...7)],
        heading: 0, depth: 0)
    }
    if random.chance(0.5) {
      site.stand(
        Vehicles.parked(&random), at: near(3.5...6, &random), heading: random.unit() * 6.28,
        tilted: true)
    }
  }

  /// Posts with wires or rails along two sides of the way.
  private mutating func addFences(_ random: inout SceneRandom) {
    for side in [Float(-1), 1] where random.chance(0.75) {
      let offset = side * random.number(in: 2.6...6)
      var posts: [SIMD2<Float>] = []
      for index in stride(from: 2, to: route.places.count - 2, by: 3) {
        let ahead = route.places[index + 1] - route.places[index - 1]
        let length = (ahead * ahead).sum().squareRoot()
        let place = route.places[index] + SIMD2(-ahead.y, ahead.x) / length * offset
        posts.append(place + SIMD2(random.normal(), random.normal()) * 0.05)
      }
      let wooden = random.chance(0.35)
      var first = 0
      while first + 2 < posts.count {
        let last = min(first + random.index(in: 3..<8), posts.count - 1)
        addRun(Array(posts[first...last]), wooden: wooden, &random)
        first = last + 2
      }
    }
  }

  private mutating func addRun(
    _ posts: [SIMD2<Float>], wooden: Bool, _ random: inout SceneRandom
  ) {
    let origin = posts[0]
    let floor = ground.height(at: origin)
    var builder = MeshBuilder()
    func foot(_ index: Int) -> SIMD3<Float> {
      let place = posts[index] - origin
      return [place.x, place.y, ground.height(at: posts[index]) - floor]
    }
    builder.use(Looks.timber, part: "posts")
    for index in posts.indices {
      let lean = SIMD3(random.normal() * 0.02, random.normal() * 0.02, 1.2)
      builder.rod(
        from: foot(index) - SIMD3(0, 0, 0.12), to: foot(index) + lean,
        radius: random.number(in: 0.04...0.06),
        segments: 7)
    }
    builder.use(wooden ? Looks.timber : Looks.zinc, part: wooden ? "rails" : "wires")
    for index in 0..<posts.count - 1 {
      let heights: [Float] = wooden ? [0.45, 0.95] : [0.3, 0.6, 0.9, 1.12]
      for height in heights {
        let up = SIMD3<Float>(0, 0, height)
        if wooden {
          builder.bar(from: foot(index) + up, to: foot(index + 1) + up, width: 0.035, depth: 0.1)
        } else {
          builder.rod(from: foot(index) + up, to: foot(index + 1) + up, radius: 0.0025, segments: 3)
        }
      }
    }
    site.put(
      SceneObject(.fence, named: wooden ? "rail fence" : "wire fence", builder.mesh),
      at: RigidTransform(at: [origin.x, origin.y, floor]))
  }

  private mutating func addTrees(_ random: inout SceneRandom) {
    let kinds = (0..<4).map { _ in Plants.tree(random.choice(Plants.Habit.allCases), &random) }
    for index in 0..<random.index(in: 12..<22) {
      site.plant(
        random.choice(kinds), at: index < 7 ? near(3...9, &random) : anywhere(&random),
        heading: random.unit() * 6.28, depth: 0.08)
    }
    for _ in 0..<random.index(in: 14..<30) {
      site.plant(
        Plants.bush(&random), at: near(1.8...9, &random), heading: random.unit() * 6.28, depth: 0.06
      )
    }
    if random.chance(0.6) {
      let place = near(6...10, &random)
      for index in 0..<3 {
        site.plant(
          Plants.hedge(length: 3, &random), at: place + SIMD2(Float(index) * 3.3, 0),
          heading: .pi / 2,
          depth: 0.1)
      }
    }
  }

  private mutating func addThings(_ random: inout SceneRandom) {
    for _ in 0..<random.index(in: 25..<55) {
      let size = 0.15 + 0.9 * random.unit() * random.unit()
      site.plant(
        GardenThings.stone(size, &random), at: near(1.4...8, &random),
        heading: random.unit() * 6.28, depth: size * 0.12)
    }
    for _ in 0..<random.index(in: 1..<8) {
      site.stand(
        GardenThings.bale(&random), at: near(3...10, &random), heading: random.unit() * 6.28,
        tilted: true)
    }
    for _ in 0..<random.index(in: 3..<9) {
      let log = GardenThings.log(
        length: random.number(in: 0.8...3), radius: random.number(in: 0.08...0.2))
      site.stand(log, at: near(1.8...7, &random), heading: random.unit() * 6.28, tilted: true)
    }
    for _ in 0..<random.index(in: 3..<9) {
      let object: SceneObject =
        switch random.index(in: 0..<4) {
        case 0: GardenThings.wheelbarrow(&random)
        case 1: PalletGoods.drum(radius: 0.288, height: 0.88, Looks.lacquer(&random))
        case 2: PalletGoods.crate([0.4, 0.6, 0.3], Looks.lacquer(&random), isFull: true)
        default: TwoWheelers.bicycle(&random)
        }
      site.stand(object, at: near(1.6...5, &random), heading: random.unit() * 6.28, tilted: true)
    }
  }

  private mutating func addAnimals(_ random: inout SceneRandom) {
    for _ in 0..<random.index(in: 0..<4) {
      site.stand(
        People.person(random.choice([.standing, .working]), &random), at: near(1.6...6, &random),
        heading: random.unit() * 6.28)
    }
    if random.chance(0.5) {
      let middle = near(4...9, &random)
      for _ in 0..<random.index(in: 3..<9) {
        let place = middle + SIMD2(random.normal(), random.normal()) * 2
        site.stand(
          GardenThings.sheep(&random), at: place, heading: random.unit() * 6.28, tilted: true)
      }
    }
    for _ in 0..<2 where random.chance(0.6) {
      let start = near(1.8...5, &random)
      let direction = sineAndCosine(random.unit() * 6.28)
      let end = start + SIMD2(direction.cosine, direction.sine) * random.number(in: 2...5)
      let walker = random.chance(0.6) ? People.person(.walking, &random) : People.dog(&random)
      site.move(walker, along: [start, end], speed: random.number(in: 0.8...1.6), tilted: false)
    }
  }

  // MARK: - Plants of the ground

  private mutating func addCrops(_ random: inout SceneRandom) {
    var builder = MeshBuilder()
    builder.use(FieldLooks.blades(&random), part: "crop")
    let spacing = random.number(in: 0.5...0.8)
    let tall = random.number(in: 0.2...0.9)
    var y = tilled.low.y + 0.4
    while y < tilled.high.y {
      var x = tilled.low.x + random.number(in: 0.2...0.5)
      while x < tilled.high.x - 0.3 {
        let place = SIMD2(x, y + random.normal() * 0.03)
        if random.chance(0.93), site.isClear([x, y, ground.height(at: place) + 0.2], by: 0.2) {
          Plants.tuft(
            &builder, at: [place.x, place.y, ground.height(at: place) - 0.01],
            height: tall * random.number(in: 0.8...1.15), blades: 7, width: 0.02, &random)
        }
        x += random.number(in: 0.28...0.42)
      }
      y += spacing
    }
    site.addStuff(SceneObject(.grass, named: "crop", builder.mesh), isObstacle: false)
  }

  private mutating func addGrass(_ random: inout SceneRandom) {
    var builder = MeshBuilder()
    builder.use(FieldLooks.blades(&random), part: "blades")
    let high = random.number(in: 0.15...0.4)
    for index in 0..<6500 {
      // Most of it where sensors come near.
      let place = index % 4 == 0 ? anywhere(&random) : near(1...6, &random)
      guard site.isClear([place.x, place.y, ground.height(at: place) + 0.1], by: 0.1) else {
        continue
      }
      Plants.tuft(
        &builder, at: [place.x, place.y, ground.height(at: place) - 0.01],
        height: high * random.number(in: 0.4...1.2), blades: 7, &random)
    }
    site.addStuff(SceneObject(.grass, builder.mesh), isObstacle: false)
  }
}
