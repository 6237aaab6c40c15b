import CairnGeometry
import CairnScenes

/// What something on a surface covers: a rectangle at an angle, in the surface's frame.
struct Footprint: Sendable {
  var center: SIMD2<Float>
  var half: SIMD2<Float>
  var axis: SIMD2<Float>

  /// Whether two footprints overlap, by the theorem of separating axes.
  func overlaps(_ other: Footprint, gap: Float) -> Bool {
    let offset = other.center - center
    for axis in [axis, [-axis.y, axis.x], other.axis, [-other.axis.y, other.axis.x]] {
      let distance = abs((offset * axis).sum())
      if distance > reach(along: axis) + other.reach(along: axis) + gap { return false }
    }
    return true
  }

  func reach(along direction: SIMD2<Float>) -> Float {
    let side = SIMD2(-axis.y, axis.x)
    return half.x * abs((axis * direction).sum()) + half.y * abs((side * direction).sum())
  }
}

extension Furnishing {
  /// Puts an object on a support surface where it meets nothing that was put there before.
  ///
  /// - Parameters:
  ///   - object: The object.
  ///   - surface: The number of the surface.
  ///   - place: In the surface's frame, metres from its smallest corner; random where `nil`.
  ///   - heading: In the surface's frame; random where `nil`.
  ///   - overhang: How far it may stand out.
  ///   - attempts: How many places are tried.
  /// - Returns: Its label and surfaces; `nil` where it found no place.
  @discardableResult
  mutating func put(
    _ object: SceneObject, on surface: UInt32, at place: SIMD2<Float>? = nil,
    heading: Float? = nil, overhang: Float = 0, attempts: Int = 8
  ) -> (label: UInt32, surfaces: [UInt32])? {
    let (area, body) = scene.surface(surface)
    let box = object.bounds
    guard box.max.z < area.clearance else { return nil }
    // Low down its footprint keeps it from others; higher up shelves and lamps may be in the way.
    let upper = SpaceGrid.samples(of: object.mesh).filter { $0.z > 0.07 }
    for _ in 0..<(place == nil ? attempts : 1) {
      let angle = heading ?? random.number(in: -.pi...(.pi))
      let (sine, cosine) = sineAndCosine(angle)
      var footprint = Footprint(
        center: .zero, half: SIMD2(box.size.x, box.size.y) / 2, axis: [cosine, sine])
      let reach =
        SIMD2(
          footprint.reach(along: [1, 0]), footprint.reach(along: [0, 1])) - overhang
      let (low, high) = (area.min + reach, area.max - reach)
      guard all(low .<= high) else { continue }
      let center =
        place.map { area.min + $0 }
        ?? SIMD2(random.number(in: low.x...high.x), random.number(in: low.y...high.y))
      guard all(center .>= low - 1e-4) && all(center .<= high + 1e-4) else { continue }
      footprint.center = center
      let others = footprints[surface, default: []]
      guard !others.contains(where: { $0.overlaps(footprint, gap: 0.004) }) else { continue }
      let middle = SIMD2(box.center.x, box.center.y)
      let turned = SIMD2(
        middle.x * cosine - middle.y * sine, middle.x * sine + middle.y * cosine)
      let origin = center - turned
      let pose =
        body.pose * .turned(angle, at: SIMD3(origin.x, origin.y, area.height - box.min.z))
      guard sills.contains(surface) || space.isFree(upper, at: pose) else { continue }
      footprints[surface, default: []].append(footprint)
      space.take(upper, at: pose)
      return scene.add(object, at: pose, on: surface)
    }
    return nil
  }

  /// Leaves small things on a surface: a heap, a stack or a row here and there, the rest strewn.
  ///
  /// - Parameters:
  ///   - surface: Its number.
  ///   - count: How many there are to be; fewer where there is no room.
  ///   - setting: Which things.
  mutating func clutter(_ surface: UInt32, count: Int, _ setting: RoomSetting) {
    guard count > 0 else { return }
    let area = scene.surface(surface).surface
    let isShelf = area.clearance < 0.6 && area.size.y < 0.5
    var rest = count
    if count > 1, isShelf, random.chance(0.5) { rest -= lineUp(on: surface, setting) }
    if count > 2, compositions > 0, area.size.min() > 0.24, area.clearance > 0.2,
      random.chance(isShelf ? 0.12 : 0.5)
    {
      compositions -= 1
      rest -= compose(on: surface, upTo: count / 2, setting)
    }
    // What is too high or too wide for the place is not taken, so that more are tried.
    var tries = rest + rest / 2
    while rest > 0, tries > 0 {
      tries -= 1
      let object = thing(setting)
      let heading: Float? = random.chance(0.5) ? random.number(in: -0.3...0.3) : nil
      guard let added = put(object, on: surface, heading: heading) else {
        if spares.count < 16 { spares.append((setting, object)) }
        continue
      }
      rest -= 1
      guard let top = added.surfaces.first, area.clearance > object.bounds.max.z + 0.3,
        random.chance(0.4)
      else { continue }
      if put(setting.thing(&random), on: top) != nil { rest -= 1 }
    }
  }

  /// A new thing or, as a rule, one that found no room before.
  private mutating func thing(_ setting: RoomSetting) -> SceneObject {
    if random.chance(0.7), let index = spares.firstIndex(where: { $0.setting == setting }) {
      return spares.remove(at: index).object
    }
    return setting.thing(&random)
  }

  /// Puts many of one kind side by side, one to three deep.
  ///
  /// - Returns: How many.
  private mutating func lineUp(on surface: UInt32, _ setting: RoomSetting) -> Int {
    let size = scene.surface(surface).surface.size
    let object = setting.ware(&random)
    let box = object.bounds.size
    guard box.x < size.x * 0.4, box.y < size.y, random.chance(0.9) else { return 0 }
    let pitch = box + random.number(in: 0.006...0.02)
    let columns = min(Int(size.x * random.number(in: 0.3...0.9) / pitch.x), 9)
    let rows = random.index(in: 1..<max(min(Int(size.y / pitch.y), 3), 1) + 1)
    let first = random.number(in: 0...max(size.x - Float(columns) * pitch.x, 0))
    var done = 0
    for row in 0..<rows {
      for column in 0..<columns where !random.chance(0.1) {
        let place = SIMD2(
          first + (Float(column) + 0.5) * pitch.x,
          size.y * 0.04 + (Float(row) + 0.5) * pitch.y + random.number(in: -0.002...0.002))
        let turn = random.number(in: -0.02...0.02)
        if put(object, on: surface, at: place, heading: turn) != nil { done += 1 }
      }
    }
    return done
  }

  /// Lets things fall in a heap, lean on one another, or be stacked.
  ///
  /// - Returns: How many.
  private mutating func compose(on surface: UInt32, upTo count: Int, _ setting: RoomSetting) -> Int
  {
    let area = SupportArea(of: surface, in: scene, cell: 0.006, clearance: 0.6)
    let (low, high) = (area.surface.min + 0.1, area.surface.max - 0.1)
    var composer = Composer(
      area: area,
      center: [
        random.number(in: min(low.x, high.x)...max(low.x, high.x)),
        random.number(in: min(low.y, high.y)...max(low.y, high.y)),
      ],
      spread: 0.05, thing: { setting.thing(&$0) })
    var arrangements: [Composer.Arrangement] = [
      .heap, .leaning, .lying, .touching, .stack, .nested,
    ]
    if setting == .kitchen { arrangements += [.dishes, .dishes, .flush] }
    if setting == .office || setting == .living { arrangements += [.row, .stack] }
    let arrangement = random.choice(arrangements)
    let before = scene.bodies.count
    let done = composer.arrange(
      arrangement, upTo: min(max(count, 2), 6), in: &scene, random: &random)
    for body in scene.bodies[before...] { cover(surface, with: body) }
    return done
  }

  /// Keeps others off what was put on a surface without this one's help.
  private mutating func cover(_ surface: UInt32, with body: Scene.Body) {
    let pose = scene.surface(surface).body.pose.inverse * body.pose
    let box = Box(bounding: body.object.mesh.positions.map(pose.applied(to:)))
    footprints[surface, default: []].append(
      Footprint(
        center: [box.center.x, box.center.y], half: SIMD2(box.size.x, box.size.y) / 2,
        axis: [1, 0]))
    space.take(SpaceGrid.samples(of: body.object.mesh), at: body.pose)
  }

  /// Puts a row of books on a board.
  mutating func shelveBooks(_ surface: UInt32) {
    let (area, body) = scene.surface(surface)
    let (depth, width) = (area.size.y, area.size.x)
    guard area.clearance > 0.2, depth > 0.12, width > 0.2 else { return }
    var x = area.min.x + random.number(in: 0.004...(0.25 * width))
    let end = area.max.x - random.number(in: 0.01...(0.4 * width))
    let front = area.min.y + 0.02
    let asOne = random.chance(0.5)
    var row = TriangleMesh()
    let first = x
    while x < end - 0.06 {
      let height = min(random.number(in: 0.17...0.31), area.clearance - 0.02)
      let size = SIMD3(
        min(random.number(in: 0.12...0.22), depth - 0.045), height, random.number(in: 0.012...0.055)
      )
      // From lying on its back to standing, the spine towards the front.
      let book = SmallObjects.volume(size, isStanding: true, &random)
        .laid(Turn.z(.pi / 2) * Turn.x(.pi / 2)).centered()
      let box = book.bounds
      // Boards on a wall may have something above that they do not know of.
      let isUnderSomething =
        body.standsOn == 0
        && [0.25, 0.5, 0.75, 1].contains { (share: Float) in
          space.isTaken(
            body.pose.applied(
              to: [x + box.size.x / 2, front + 0.08, area.height + 0.04 + share * box.size.z]))
        }
      guard !isUnderSomething else {
        if asOne { break }
        x += 0.06
        continue
      }
      let place = SIMD3(
        x + box.size.x / 2, front + random.number(in: 0...0.02) + box.size.y / 2, 0)
      if asOne {
        row.join(book, at: place)
      } else {
        let pose = RigidTransform(at: place + [0, 0, area.height])
        scene.add(SceneObject(.book, book), at: body.pose * pose, on: surface)
      }
      x += box.size.x + 0.001
    }
    guard x > first + 0.02 else { return }
    if asOne {
      let middle = (first + x) / 2
      scene.add(
        SceneObject(
          .book, named: "row of books",
          row.transformed(by: RigidTransform(at: [-middle, 0, 0]))),
        at: body.pose * RigidTransform(at: [middle, 0, area.height]), on: surface)
    }
    footprints[surface, default: []].append(
      Footprint(
        center: [(first + x) / 2, front + 0.1], half: [(x - first) / 2, 0.14], axis: [1, 0]))
  }
}
