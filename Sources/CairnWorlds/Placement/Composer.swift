import CairnGeometry
import CairnScenes

/// Puts things onto a support surface the way people leave them: alone, in sets, rows, stacks,
/// heaps, in containers, against one another.
struct Composer: Sendable {
  /// Where things go.
  var area: SupportArea
  /// Around which place, in the surface's frame, metres.
  var center: SIMD2<Float>
  /// How far from it, metres: one deviation.
  var spread: Float
  /// Makes a thing.
  var thing: @Sendable (inout SceneRandom) -> SceneObject

  /// What can be done with things.
  enum Arrangement: Sendable, CaseIterable {
    case single, touching, lying, leaning, same, stack, tower, dishes, row, flush, heap, nested
  }

  /// Arranges things.
  ///
  /// - Parameters:
  ///   - arrangement: How.
  ///   - count: How many there may be; at least 1.
  ///   - scene: Gets them.
  ///   - random: Decides everything else.
  /// - Returns: How many were put down.
  mutating func arrange(
    _ arrangement: Arrangement, upTo count: Int, in scene: inout Scene,
    random: inout SceneRandom
  ) -> Int {
    switch arrangement {
    case .single: return stand(thing(&random), in: &scene, &random) ? 1 : 0
    case .touching: return stand(thing(&random), touching: true, in: &scene, &random) ? 1 : 0
    case .lying:
      let label = area.drop(
        thing(&random), in: &scene, random: &random, near: center, spread: spread, rise: 0.4)
      return label == nil ? 0 : 1
    case .leaning: return leaning(in: &scene, &random)
    case .same: return same(min(random.index(in: 2..<7), count), in: &scene, &random)
    case .stack: return stack(min(random.index(in: 2..<5), count), in: &scene, &random)
    case .tower: return tower(min(random.index(in: 3..<8), count), in: &scene, &random)
    case .dishes: return dishes(min(random.index(in: 2..<6), count), in: &scene, &random)
    case .row: return row(min(random.index(in: 3..<9), count), in: &scene, &random)
    case .flush: return flush(min(random.index(in: 2..<6), count), in: &scene, &random)
    case .heap: return heap(min(random.index(in: 4..<11), count), in: &scene, &random)
    case .nested: return nested(min(random.index(in: 2..<9), count), in: &scene, &random)
    }
  }

  /// Puts one object upright near the middle.
  mutating func stand(
    _ object: SceneObject, touching: Bool = false, in scene: inout Scene,
    _ random: inout SceneRandom
  ) -> Bool {
    area.stand(
      object, in: &scene, random: &random, near: center, spread: spread, touching: touching) != nil
  }

  private func somewhere(_ random: inout SceneRandom) -> SIMD2<Float> {
    let margin = SIMD2<Float>(repeating: 0.12)
    let (low, high) = (area.surface.min + margin, area.surface.max - margin)
    let place = center + SIMD2(random.normal(), random.normal()) * spread
    return all(low .<= high) ? place.clamped(lowerBound: low, upperBound: high) : center
  }

  /// Something long or flat against something that stands.
  private mutating func leaning(in scene: inout Scene, _ random: inout SceneRandom) -> Int {
    guard let last = scene.bodies.last, last.carrier != 0 else {
      return stand(thing(&random), in: &scene, &random) ? 1 : 0
    }
    let place = area.frame.inverse.applied(to: last.pose.position)
    let thing = random.chance(0.5) ? Wares.book(&random) : thing(&random)
    let label = area.drop(
      thing, in: &scene, random: &random, near: [place.x, place.y], spread: 0.07, rise: 0.45)
    return label == nil ? 0 : 1
  }

  /// Some of one kind, all alike, near one another.
  private mutating func same(
    _ count: Int, in scene: inout Scene, _ random: inout SceneRandom
  ) -> Int {
    let object = random.chance(0.4) ? Wares.cup(&random) : thing(&random)
    let (place, around) = (somewhere(&random), max(object.bounds.size.max(), 0.06))
    var done = 0
    for _ in 0..<count {
      let label = area.stand(
        object, in: &scene, random: &random, near: place, spread: around,
        touching: random.chance(0.4))
      if label != nil { done += 1 }
    }
    return done
  }

  /// Cartons or books on one another, the largest below as a rule, none quite in line.
  private mutating func stack(
    _ count: Int, in scene: inout Scene, _ random: inout SceneRandom
  ) -> Int {
    let areBooks = random.chance(0.35)
    var things = (0..<count).map { _ in areBooks ? Wares.book(&random) : Wares.carton(&random) }
    if random.chance(0.8) {
      things.sort { $0.bounds.size.x * $0.bounds.size.y > $1.bounds.size.x * $1.bounds.size.y }
    }
    if random.chance(0.5) {
      things.append(random.chance(0.5) ? Wares.cup(&random) : thing(&random))
    }
    return pile(
      Array(things.prefix(max(count, 2))), turn: areBooks ? 0.15 : 0.4, offset: 0.015, in: &scene,
      &random)
  }

  private mutating func tower(
    _ count: Int, in scene: inout Scene, _ random: inout SceneRandom
  ) -> Int {
    let edge = random.number(in: 0.03...0.06)
    let things = (0..<count).map { _ in Wares.block(&random, edge: edge * 0.8...edge * 1.3) }
    return pile(things, turn: random.chance(0.5) ? 0.1 : 3, offset: 0.005, in: &scene, &random)
  }

  private mutating func dishes(
    _ count: Int, in scene: inout Scene, _ random: inout SceneRandom
  ) -> Int {
    let dish = random.chance(0.5) ? Wares.plate(&random) : Wares.bowl(&random)
    var things = Array(repeating: dish, count: count)
    if random.chance(0.3), count > 2 {
      things[count - 1] = dish.semantic == .plate ? Wares.cup(&random) : Wares.ball(&random)
    }
    return pile(things, turn: 3, offset: 0.0015, in: &scene, &random)
  }

  private mutating func pile(
    _ things: [SceneObject], turn: Float, offset: Float, in scene: inout Scene,
    _ random: inout SceneRandom
  ) -> Int {
    guard let first = things.first else { return 0 }
    let heading = random.number(in: -.pi ... .pi)
    guard
      let foot = area.stand(
        first, in: &scene, random: &random, near: center, spread: spread, heading: heading)
    else { return 0 }
    let pose = area.frame.inverse * scene.body(labeled: foot).pose
    let level = pose.position.z - area.surface.height
    var (place, top) = (SIMD2(pose.position.x, pose.position.y), level + first.bounds.max.z)
    var done = 1
    for object in things.dropFirst() {
      place += SIMD2(random.number(in: -offset...offset), random.number(in: -offset...offset))
      let angle = heading + random.number(in: -turn...turn)
      let label = area.place(object, at: place, heading: angle, in: &scene, rise: top + 0.01)
      guard label != nil else { break }
      top += object.bounds.max.z
      done += 1
    }
    return done
  }

  /// Books or cartons side by side, upright, in line.
  private mutating func row(
    _ count: Int, in scene: inout Scene, _ random: inout SceneRandom
  ) -> Int {
    let upright = RigidTransform(rotation: .about([0, 1, 0], by: -.pi / 2))
    let areBooks = random.chance(0.5)
    let things = (0..<count).map { _ in
      areBooks ? Wares.book(&random).turned(by: upright) : Wares.carton(&random)
    }
    return line(things, gaps: 0.0003...0.004, isFlush: true, in: &scene, &random)
  }

  /// Boxes that touch with fronts in one plane: only their edges tell them apart.
  private mutating func flush(
    _ count: Int, in scene: inout Scene, _ random: inout SceneRandom
  ) -> Int {
    let size = SIMD3(
      random.number(in: 0.05...0.14), random.number(in: 0.04...0.12),
      random.number(in: 0.05...0.2))
    let first = Wares.carton(&random, size: size)
    let things = (0..<count).map { _ -> SceneObject in
      if random.chance(0.5) { return first }
      let tall = random.chance(0.6) ? size.z : random.number(in: 0.05...0.2)
      return Wares.carton(&random, size: [random.number(in: 0.05...0.14), size.y, tall])
    }
    return line(things, gaps: 0.0002...0.0015, isFlush: true, in: &scene, &random)
  }

  private mutating func line(
    _ things: [SceneObject], gaps: ClosedRange<Float>, isFlush: Bool, in scene: inout Scene,
    _ random: inout SceneRandom
  ) -> Int {
    var offsets: [Float] = []
    var (length, depth) = (Float(0), Float(0))
    for thing in things {
      let bounds = thing.bounds
      offsets.append(length - bounds.min.x)
      length += bounds.size.x + random.number(in: gaps)
      depth = max(depth, bounds.size.y)
    }
    // An invisible slab finds the place for all of them.
    for _ in 0..<12 {
      let heading = random.chance(0.5) ? random.number(in: -0.3...0.3) : random.number(in: -3...3)
      let (sine, cosine) = sineAndCosine(heading)
      let middle = somewhere(&random)
      guard area.isFree([length, depth], at: middle, heading: heading) else { continue }
      var done = 0
      for (index, thing) in things.enumerated() {
        let along = offsets[index] - length / 2
        let across = -depth / 2 - thing.bounds.min.y
        let place =
          middle + [
            along * cosine - across * sine, along * sine + across * cosine,
          ]
        let label = area.place(
          thing, at: place, heading: heading, in: &scene, inset: 0.0045, rise: 0.012)
        if label != nil { done += 1 }
      }
      return done
    }
    return 0
  }

  /// Things thrown onto one place.
  private mutating func heap(
    _ count: Int, in scene: inout Scene, _ random: inout SceneRandom
  ) -> Int {
    let place = somewhere(&random)
    let isOneKind = random.chance(0.4)
    let first = random.chance(0.5) ? Wares.block(&random) : thing(&random)
    var done = 0
    for _ in 0..<count {
      let object = isOneKind ? first : random.chance(0.4) ? Wares.block(&random) : thing(&random)
      let label = area.drop(
        object, in: &scene, random: &random, near: place, spread: 0.06, rise: 0.35, attempts: 2)
      if label != nil { done += 1 }
    }
    return done
  }

  /// A container with things in it.
  private mutating func nested(
    _ count: Int, in scene: inout Scene, _ random: inout SceneRandom
  ) -> Int {
    let isBowl = random.chance(0.3)
    let container =
      isBowl
      ? Wares.bowl(&random)
      : Wares.openBox(
        &random,
        size: [
          random.number(in: 0.14...0.34), random.number(in: 0.12...0.26),
          random.number(in: 0.03...0.16),
        ], wall: random.number(in: 0.003...0.008), random.choice([.box, .tray, .basket, .crate]))
    guard
      let label = area.stand(
        container, in: &scene, random: &random, near: center, spread: spread),
      count > 1
    else { return 0 }
    let room = container.bounds.size
    var inside = SupportArea(of: scene.body(labeled: label).firstSurface, in: scene, cell: 0.002)
    var done = 1
    for _ in 1..<count {
      var object = isBowl ? Wares.ball(&random) : thing(&random)
      if object.bounds.size.max() > min(room.x, room.y) * 0.9 { object = Wares.block(&random) }
      let rise = room.z + 0.08
      let found =
        random.chance(0.4)
        ? inside.stand(object, in: &scene, random: &random, attempts: 8)
        : inside.drop(object, in: &scene, random: &random, rise: rise, attempts: 2)
      if found != nil { done += 1 }
    }
    return done
  }
}

extension SceneObject {
  /// The object turned, standing on z = 0 about the origin again; without its surfaces.
  func turned(by transform: RigidTransform) -> SceneObject {
    var result = self
    result.mesh = mesh.transformed(by: transform)
    let bounds = result.bounds
    let back = RigidTransform(at: [-bounds.center.x, -bounds.center.y, -bounds.min.z])
    result.mesh = result.mesh.transformed(by: back)
    result.surfaces = []
    return result
  }
}
