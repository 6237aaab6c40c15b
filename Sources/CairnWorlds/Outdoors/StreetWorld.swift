import CairnGeometry
import CairnScenes

/// A street: road, sidewalks, houses, traffic, people and what else stands there.
enum StreetWorld {
  static func scene(_ assets: Assets, _ random: inout SceneRandom) -> Scene {
    var street = Street(assets, &random)
    street.build(&random)
    return street.site.scene
  }
}

/// A street while it is being filled.
struct Street {
  let assets: Assets
  let ground: StreetGround
  var site: Site
  /// Whether cars park at negative and at positive y.
  let hasParking: [Bool]
  let isUrban: Bool
  /// The middle of the lanes.
  let lane: Float = 1.65
  let drive: ClosedRange<Float>

  static let parkingWidth: Float = 2.3

  init(_ assets: Assets, _ random: inout SceneRandom) {
    self.assets = assets
    let length = random.number(in: 84...120)
    hasParking = [random.chance(0.75), random.chance(0.75)]
    isUrban = random.chance(0.6)
    let roadway: Float = 3.3
    let halves = SIMD2(
      roadway + (hasParking[0] ? Self.parkingWidth : 0.15),
      roadway + (hasParking[1] ? Self.parkingWidth : 0.15))
    let walks = SIMD2(random.number(in: 2.4...4.4), random.number(in: 2.4...4.4))
    var junctions: [ClosedRange<Float>] = []
    if random.chance(0.85) {
      let middle = length * random.number(in: 0.3...0.75)
      let half = random.number(in: 3...4.5)
      junctions.append(middle - half...middle + half)
    }
    ground = StreetGround(
      length: length, halves: halves, walks: walks, junctions: junctions, random: &random)
    site = Site(ground: ground, from: [0, -ground.reach], to: [length, ground.reach])
    let run = min(random.number(in: 36...60), length - 24)
    let start = random.number(in: 8...(length - run - 8))
    drive = start...start + run
  }

  mutating func build(_ random: inout SceneRandom) {
    addGround(&random)
    addBuildings(&random)
    addTraffic(&random)
    addFixtures(&random)
    addParkedCars(&random)
    addFurniture(&random)
    addPeople(&random)
    addVantage(&random)
  }

  // MARK: - Places

  /// A place on the sidewalk.
  ///
  /// - Parameters:
  ///   - x: Along the street.
  ///   - side: 0 at negative, 1 at positive y.
  ///   - distance: From the kerb.
  /// - Returns: The place.
  func onWalk(_ x: Float, _ side: Int, _ distance: Float) -> SIMD2<Float> {
    SIMD2(x, (side == 0 ? -1 : 1) * (ground.halves[side] + distance))
  }

  /// The direction from the houses to the road.
  func toRoad(_ side: Int) -> Float { side == 0 ? .pi / 2 : -.pi / 2 }

  func isNearJunction(_ x: Float, by margin: Float) -> Bool {
    ground.junctions.contains { x > $0.lowerBound - margin && x < $0.upperBound + margin }
  }

  // MARK: - Ground

  private mutating func addGround(_ random: inout SceneRandom) {
    var lines: [StreetGround.Line] = []
    var x: Float = 2
    while x + 2.5 < ground.length - 1 {
      if !isNearJunction(x + 1, by: 3) {
        lines.append(.init(from: [x, -0.06], to: [x + 2.5, 0.06]))
      }
      x += 5
    }
    for side in 0..<2 where hasParking[side] {
      let y: Float = (side == 0 ? -1 : 1) * (ground.halves[side] - Self.parkingWidth)
      var x: Float = 1
      while x + 5 < ground.length {
        if !isNearJunction(x + 2.5, by: 7) {
          lines.append(.init(from: [x, y - 0.05], to: [x + 4.8, y + 0.05]))
        }
        x += 4.8
      }
    }
    for junction in ground.junctions {
      for edge in [junction.lowerBound - 3.2, junction.upperBound + 0.4] {
        // A zebra crossing.
        var y = -ground.halves.x + 0.3
        while y + 0.5 < ground.halves.y - 0.2 {
          lines.append(.init(from: [edge, y], to: [edge + 2.8, y + 0.5]))
          y += 1
        }
      }
    }
    let inside = lines.filter { $0.from.x > 0.5 && $0.to.x < ground.length - 0.5 }
    site.addStuff(SceneObject(.road, ground.roadMesh(lines: inside)), isObstacle: false)
    let paving = random.chance(0.6) ? Looks.paving : Looks.concrete
    let meshes = ground.walkMeshes(paving, behind: isUrban ? Looks.concrete : Looks.lawn)
    site.addStuff(SceneObject(.sidewalk, meshes.walk), isObstacle: false)
    site.addStuff(SceneObject(isUrban ? .ground : .grass, meshes.lots), isObstacle: false)
  }

  // MARK: - Vantage

  private mutating func addVantage(_ random: inout SceneRandom) {
    let mast = random.number(in: 1.65...2.0)
    let (weave, phase) = (random.number(in: 0...0.25), random.number(in: 0...6))
    let steps = Int(drive.upperBound - drive.lowerBound)
    for step in 0...steps {
      let x = drive.lowerBound + Float(step)
      let turn = sineAndCosine(x / 9 + phase)
      let place = SIMD2(x, -lane + weave * turn.sine)
      let slope = (ground.profile(at: x + 1.3) - ground.profile(at: x - 1.3)) / 2.6
      let pose = RigidTransform.level(
        at: [place.x, place.y, ground.road(at: place) + mast], heading: weave / 9 * turn.cosine)
      let pitch = Rotation.about([0, 1, 0], by: -slope)
      site.scene.vantage.drive.append(
        RigidTransform(at: pose.position, rotation: pose.rotation * pitch))
    }
    var cameras: [RigidTransform] = []
    for pose in [steps / 3, steps * 2 / 3].map({ site.scene.vantage.drive[$0] }) {
      let target = pose.position + SIMD3(12, random.number(in: -4...6), -1)
      cameras.append(.camera(at: pose.position - SIMD3(0, 0, 0.4), lookingAt: target))
    }
    for attempt in 0..<24 where cameras.count < 7 {
      let side = attempt % 2
      let x = random.number(in: drive)
      let eye = point(
        onWalk(x, 1 - side, ground.walks[1 - side] * random.number(in: 0.2...0.8)),
        above: random.number(in: 1.3...1.75))
      let target = point(onWalk(x + random.number(in: -9...9), side, 0.3), above: 0.9)
      if site.canLook(from: eye, to: target, free: 3) {
        cameras.append(.camera(at: eye, lookingAt: target))
      }
    }
    for attempt in 0..<30 where site.scene.vantage.tripods.count < 4 {
      let side = attempt % 2
      let place = onWalk(
        random.number(in: drive), side, ground.walks[side] * random.number(in: 0.2...0.8))
      let head = point(place, above: 1.65)
      if site.isClear(head), site.isClear(head - SIMD3(0, 0, 0.9)) {
        site.scene.vantage.tripods.append(head)
      }
    }
    site.scene.vantage.walk = walk(&random)
    site.scene.vantage.cameras = cameras
    site.scene.vantage.area = Box(
      min: [drive.lowerBound, -ground.reach + 8, ground.profile.min() ?? 0],
      max: [drive.upperBound, ground.reach - 8, (ground.profile.max() ?? 0) + 10])
  }

  private func point(_ place: SIMD2<Float>, above height: Float) -> SIMD3<Float> {
    [place.x, place.y, ground.height(at: place) + height]
  }

  /// Along the sidewalk past cars and people, where it is freest.
  private func walk(_ random: inout SceneRandom) -> [RigidTransform] {
    var (best, found) = (-1, [RigidTransform]())
    for _ in 0..<16 where best < 30 {
      let side = random.index(in: 0..<2)
      let distance = ground.walks[side] * random.number(in: 0.3...0.8)
      let first = random.number(in: drive.lowerBound...drive.upperBound - 11)
      let poses = (0..<30).map { step -> RigidTransform in
        let x = first + Float(step) * 0.35
        let sway = 0.05 * sineAndCosine(Float(step) * 0.7).sine
        return .camera(
          at: point(onWalk(x, side, distance + sway), above: 1.55),
          lookingAt: point(onWalk(x + 3, side, -2.2), above: 0.5))
      }
      let free = poses.count { site.isClear($0.position, by: 0.3) }
      if free > best { (best, found) = (free, poses) }
    }
    return found.filter { site.isClear($0.position, by: 0.2) }
  }
}
