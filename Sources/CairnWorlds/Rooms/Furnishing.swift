import CairnGeometry
import CairnScenes

/// A room while it is being furnished: what is in it, and where there is still space.
struct Furnishing {
  var scene = Scene()
  var random: SceneRandom
  let assets: Assets
  let plan: RoomPlan
  let style: RoomStyle
  var space: SpaceGrid
  /// The numbers of the floor's surfaces, one an area of the plan.
  var floors: [UInt32] = []
  /// Carpets: their surfaces with where they lie, to stand on.
  var carpets: [(surface: UInt32, area: RigidTransform, half: SIMD2<Float>, height: Float)] = []
  /// Where things were put on surfaces, in the surface's frame.
  var footprints: [UInt32: [Footprint]] = [:]
  /// Boxes before doors that stay empty.
  var ways: [(low: SIMD2<Float>, high: SIMD2<Float>, top: Float)] = []
  /// The surfaces of window sills.
  var sills: [UInt32] = []
  /// The seats of chairs.
  var seats: [UInt32] = []
  /// How many heaps, stacks and rows may still be made: they take longest.
  var compositions = 3
  /// Things for which there was no room yet.
  var spares: [(setting: RoomSetting, object: SceneObject)] = []

  /// Builds the empty room.
  init(_ plan: RoomPlan, style: RoomStyle, _ assets: Assets, _ random: SceneRandom) {
    self.plan = plan
    self.style = style
    self.assets = assets
    self.random = random
    space = SpaceGrid(plan)
    raiseWalls()
  }

  /// Puts an object on the floor where there is room for it.
  ///
  /// - Parameters:
  ///   - object: The object.
  ///   - place: Where its origin goes.
  ///   - heading: Its turn about z.
  ///   - samples: Of its surface, where already known.
  /// - Returns: The label and the surfaces; `nil` where something is in the way.
  mutating func stand(
    _ object: SceneObject, at place: SIMD2<Float>, heading: Float,
    samples: [SIMD3<Float>]? = nil
  ) -> (label: UInt32, surfaces: [UInt32])? {
    let samples = samples ?? SpaceGrid.samples(of: object.mesh)
    var pose = RigidTransform.turned(heading, at: SIMD3(place.x, place.y, 0))
    guard space.isFree(samples, at: pose) else { return nil }
    guard let (surface, height) = ground(under: samples, at: pose) else { return nil }
    space.take(samples, at: pose)
    pose.position.z = height
    return scene.add(object, at: pose, on: surface)
  }

  /// Hangs an object on a wall, or puts it at a height that something else explains.
  mutating func hang(
    _ object: SceneObject, at pose: RigidTransform
  ) -> (label: UInt32, surfaces: [UInt32])? {
    let samples = SpaceGrid.samples(of: object.mesh)
    guard space.isFree(samples, at: pose) else { return nil }
    space.take(samples, at: pose)
    return scene.add(object, at: pose)
  }

  /// The floor or carpet below an object's feet, and how high it is; `nil` where some are on a
  /// carpet and some beside it.
  func ground(
    under samples: [SIMD3<Float>], at pose: RigidTransform
  ) -> (surface: UInt32, height: Float)? {
    for carpet in carpets {
      let inner = carpet.area.inverse * pose
      var (on, beside) = (false, false)
      for sample in samples where sample.z < carpet.height + 0.003 {
        let foot = inner.applied(to: sample)
        if abs(foot.x) < carpet.half.x + 0.003, abs(foot.y) < carpet.half.y + 0.003 {
          on = true
        } else {
          beside = true
        }
        if on && beside { return nil }
      }
      if on { return (carpet.surface, carpet.height) }
    }
    let place = SIMD2(pose.position.x, pose.position.y)
    let area = plan.areas.firstIndex { all(place .>= $0.min) && all(place .<= $0.max) }
    return (floors[area ?? 0], 0)
  }

  /// Puts an object against a wall, its back to it.
  ///
  /// - Parameters:
  ///   - object: The object.
  ///   - walls: Which walls may be taken; all where `nil`.
  ///   - gap: Between the wall and its back.
  ///   - inCorner: The probability to stand in a corner.
  ///   - attempts: How many places are tried.
  /// - Returns: Its label, surfaces, wall and distance along it; `nil` where there is no place.
  mutating func stand(
    _ object: SceneObject, alongWall walls: [Int]? = nil, gap: Float = 0.02,
    inCorner: Float = 0.3, attempts: Int = 14
  ) -> Placed? {
    let samples = SpaceGrid.samples(of: object.mesh)
    let box = object.bounds
    let width = box.size.x
    let candidates = (walls ?? Array(plan.walls.indices)).filter {
      plan.walls[$0].length > width + 0.06 && plan.walls[$0].height > box.max.z
    }
    guard !candidates.isEmpty else { return nil }
    for _ in 0..<attempts {
      let index = random.choice(candidates)
      let wall = plan.walls[index]
      let range = (0.03 + width / 2)...(wall.length - width / 2 - 0.03)
      var distance = random.number(in: range)
      if random.chance(inCorner) {
        distance = random.chance(0.5) ? range.lowerBound : range.upperBound
      }
      let hidesOpening = wall.openings.contains {
        $0.from < distance + width / 2 + 0.05 && $0.to > distance - width / 2 - 0.05
          && box.max.z > $0.sill - 0.015
      }
      guard !hidesOpening else { continue }
      // The origin lies off the wall by as much as the object reaches behind it.
      let shifted = wall.point(at: distance + box.center.x, off: box.max.y + gap)
      if let (label, surfaces) = stand(object, at: shifted, heading: wall.heading, samples: samples)
      {
        return Placed(label: label, surfaces: surfaces, wall: index, distance: distance)
      }
    }
    return nil
  }

  /// Where an object was put.
  struct Placed {
    var label: UInt32
    var surfaces: [UInt32]
    var wall: Int
    var distance: Float
  }

  /// Puts an object anywhere on the floor.
  mutating func scatter(
    _ object: SceneObject, attempts: Int = 12
  ) -> (label: UInt32, surfaces: [UInt32])? {
    let samples = SpaceGrid.samples(of: object.mesh)
    for _ in 0..<attempts {
      let area = random.choice(plan.areas)
      let place = SIMD2(
        random.number(in: area.min.x...area.max.x), random.number(in: area.min.y...area.max.y))
      let heading = random.number(in: -.pi...(.pi))
      if let added = stand(object, at: place, heading: heading, samples: samples) { return added }
    }
    return nil
  }

  /// Hangs an object flat on a wall.
  ///
  /// - Parameters:
  ///   - object: Its origin at its lower edge.
  ///   - height: Of the origin.
  ///   - walls: Which may be taken.
  ///   - distance: Along the wall; random where `nil`.
  ///   - attempts: How many places are tried.
  ///   - others: What comes with it, in its frame, and needs room too.
  /// - Returns: Where; `nil` where there is no place.
  mutating func hang(
    _ object: SceneObject, at height: ClosedRange<Float>, walls: [Int]? = nil,
    near distance: Float? = nil, attempts: Int = 10, with others: [SceneObject] = []
  ) -> Placed? {
    let box = object.bounds
    let samples = ([object] + others).flatMap { SpaceGrid.samples(of: $0.mesh) }
    let candidates = (walls ?? Array(plan.walls.indices)).filter {
      plan.walls[$0].length > box.size.x + 0.1
    }
    guard !candidates.isEmpty else { return nil }
    for _ in 0..<attempts {
      let index = random.choice(candidates)
      let wall = plan.walls[index]
      let range = (0.05 + box.size.x / 2)...(wall.length - box.size.x / 2 - 0.05)
      let along =
        distance.map { min(max($0, range.lowerBound), range.upperBound) }
        ?? random.number(in: range)
      let up = random.number(in: height)
      let covers = wall.openings.contains {
        $0.from < along + box.size.x / 2 + 0.08 && $0.to > along - box.size.x / 2 - 0.08
          && up < $0.top + 0.08 && up + box.max.z > $0.sill - 0.08
      }
      guard !covers, up + box.max.z < wall.height - 0.05 else { continue }
      let place = wall.point(at: along, off: box.max.y + 0.004)
      let pose = RigidTransform.turned(wall.heading, at: [place.x, place.y, up])
      guard space.isFree(samples, at: pose) else { continue }
      space.take(samples, at: pose)
      let (label, surfaces) = scene.add(object, at: pose)
      return Placed(label: label, surfaces: surfaces, wall: index, distance: along)
    }
    return nil
  }
}

/// What a room's things have in common.
struct RoomStyle: Sendable {
  var wood: Material
  var secondWood: Material
  var upholstery: Material
  var textile: Material
  var metal: Material
  var wall: Material
  var accentWall: Material
  var floor: Material
  var trim: Material

  init(_ random: inout SceneRandom) {
    wood = random.chance(0.7) ? Finish.wood(&random) : Finish.paint(&random)
    secondWood = random.chance(0.4) ? Finish.wood(&random) : Finish.white(&random)
    upholstery = Finish.upholstery(&random)
    textile = Finish.fabric(&random)
    metal = Finish.metal(&random)
    wall = Finish.wall(&random)
    accentWall = random.chance(0.5) ? Finish.wall(&random) : wall
    floor = Finish.floor(&random)
    trim = random.chance(0.75) ? Finish.white(&random) : Finish.wood(&random)
  }

  /// The wood of the room, or sometimes another.
  func anyWood(_ random: inout SceneRandom) -> Material {
    switch random.index(in: 0..<6) {
    case 0, 1, 2: return wood
    case 3: return secondWood
    case 4: return Finish.wood(&random)
    default: return Finish.paint(&random)
    }
  }
}
