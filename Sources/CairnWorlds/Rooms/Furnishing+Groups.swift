import CairnGeometry
import CairnScenes

/// What belongs together in rooms, and what all of them have.
extension Furnishing {
  /// A model of a kind that fits, or a procedural object.
  mutating func pick(
    _ kind: SemanticClass, upTo size: SIMD3<Float>, share: Float = 0.5,
    from least: SIMD3<Float> = .zero, else make: (RoomStyle, inout SceneRandom) -> SceneObject
  ) -> SceneObject {
    let model = assets.model(of: kind, random: &random, share: share) { entry in
      all(entry.size .<= size) && all(entry.size .>= least) && entry.elevation < 0.05
    }
    return model ?? make(style, &random)
  }

  /// Curtains, blinds and radiators at the windows; before the furniture.
  mutating func dressWindows(curtains share: Float = 0.6) {
    for wall in plan.walls {
      for opening in wall.openings where opening.kind == .window {
        let width = opening.to - opening.from
        let middle = (opening.from + opening.to) / 2
        if random.chance(0.35) {
          let place = wall.point(at: middle, off: -0.06)
          let drop = (opening.top - opening.sill) * random.number(in: 0.15...0.85)
          scene.add(
            Furniture.blind(width: width - 0.03, drop: drop, &random),
            at: .turned(wall.heading, at: [place.x, place.y, opening.top - 0.002]))
        } else if opening.sill > 0.3,
          let sill = sills.first(where: {
            let spot = scene.surface($0).body.pose.position
            return (spot - SIMD3(wall.point(at: middle), opening.sill)).length < 0.1
          })
        {
          for _ in 0..<random.index(in: 0..<4) {
            put(
              random.chance(0.5)
                ? Furniture.plant(height: random.number(in: 0.15...0.4), &random)
                : SmallObjects.make("vase", &random), on: sill)
          }
        }
        var hangs = false
        if random.chance(share) {
          let rod = min(width + random.number(in: 0.3...0.7), wall.length - 0.12)
          let top = min(opening.top + random.number(in: 0.06...0.2), wall.height - 0.04)
          let bottom = random.chance(0.75) ? random.number(in: 0.015...0.06) : opening.sill - 0.12
          let object = Furniture.curtains(
            width: rod, bottom: bottom, top: top, style, &random)
          let along = min(max(middle, rod / 2 + 0.06), wall.length - rod / 2 - 0.06)
          let place = wall.point(at: along, off: 0.15)
          hangs = hang(object, at: .turned(wall.heading, at: [place.x, place.y, 0])) != nil
        }
        if !hangs, opening.sill > 0.7, random.chance(0.7) {
          let object = Furniture.radiator(width: min(width * 0.9, 1.6), &random)
          let place = wall.point(at: middle, off: 0.09)
          _ = hang(object, at: .turned(wall.heading, at: [place.x, place.y, 0.11]))
        }
      }
    }
  }

  /// Lays a carpet on bare floor.
  mutating func layCarpet(_ size: SIMD2<Float>, at center: SIMD2<Float>, heading: Float) {
    let pose = RigidTransform.turned(heading, at: SIMD3(center.x, center.y, 0))
    let corners = [
      SIMD2<Float>(-1, -1), [1, -1], [1, 1], [-1, 1], [0, 1], [1, 0], [0, -1], [-1, 0],
    ]
    for corner in corners {
      let spot = pose.applied(to: SIMD3((size / 2 + 0.05) * corner, 0))
      guard plan.contains([spot.x, spot.y]) else { return }
    }
    let object = Furniture.carpet(size, &random)
    // A carpet lies under a table, but not under single feet: a smaller one is laid then.
    guard space.isFree(SpaceGrid.samples(of: object.mesh), at: pose) else {
      if size.min() > 0.6 { layCarpet(size * 0.8, at: center, heading: heading) }
      return
    }
    for other in carpets {
      let gap = (other.area.position - pose.position).length
      if gap < (other.half.x + other.half.y + size.x / 2 + size.y / 2) * 0.72 { return }
    }
    let area = plan.areas.firstIndex { all(center .>= $0.min) && all(center .<= $0.max) } ?? 0
    let (_, surfaces) = scene.add(object, at: pose, on: floors[area])
    carpets.append((surfaces[0], pose, size / 2, object.surfaces[0].height))
  }

  /// A table with chairs about it, pushed in, pulled out or askew.
  ///
  /// - Returns: The table's surfaces.
  mutating func dine(_ table: SceneObject, chairs kinds: [SceneObject], count: Int) -> [UInt32] {
    let size = table.bounds.size
    let samples = SpaceGrid.samples(of: table.mesh)
    for _ in 0..<24 {
      let area = random.choice(plan.areas)
      let place = SIMD2(
        random.number(in: area.min.x...area.max.x), random.number(in: area.min.y...area.max.y))
      let heading = (random.chance(0.5) ? 0 : Float.pi / 2) + random.number(in: -0.06...0.06)
      // Someone has to be able to sit on at least one long side.
      let reach = max(size.x, size.y) / 2 + 0.3
      guard plan.contains(place + [reach, 0]), plan.contains(place - [reach, 0]),
        let (_, surfaces) = stand(table, at: place, heading: heading, samples: samples)
      else { continue }
      let pose = RigidTransform.turned(heading, at: SIMD3(place.x, place.y, 0))
      var seats: [(SIMD2<Float>, Float)] = []
      let along = max(Int(size.x / 0.62), 1)
      for seat in 0..<along {
        let x = size.x * ((Float(seat) + 0.5) / Float(along) - 0.5)
        seats.append(([x, -size.y / 2], .pi))
        seats.append(([x, size.y / 2], 0))
      }
      if size.y > 0.65 {
        seats.append(([-size.x / 2, 0], .pi / 2))
        seats.append(([size.x / 2, 0], -.pi / 2))
      }
      for (edge, turn) in seats.shuffled(&random).prefix(count) {
        seat(random.choice(kinds), at: edge, turn: turn, of: pose)
      }
      return surfaces
    }
    return []
  }

  /// Puts a chair at a table's edge, facing it.
  ///
  /// - Parameters:
  ///   - chair: The chair.
  ///   - edge: In the table's frame.
  ///   - turn: Of the chair in that frame.
  ///   - table: Where the table is.
  mutating func seat(
    _ chair: SceneObject, at edge: SIMD2<Float>, turn: Float, of table: RigidTransform
  ) {
    let samples = SpaceGrid.samples(of: chair.mesh)
    let box = chair.bounds
    for attempt in 0..<6 {
      // Pushed in at first, farther out where that does not go.
      let tuck = random.number(in: -0.05...0.3) - 0.07 * Float(attempt)
      let askew =
        random.chance(0.3) ? random.number(in: -0.6...0.6) : random.number(in: -0.12...0.12)
      let (sine, cosine) = sineAndCosine(turn)
      // A chair's front is -y: turned, it points at the table.
      let ahead = SIMD2(sine, -cosine)
      let spot = edge - ahead * (-box.min.y - tuck)
      let pose = table * .turned(turn + askew, at: SIMD3(spot.x, spot.y, 0))
      guard space.isFree(samples, at: pose),
        let (surface, height) = ground(under: samples, at: pose)
      else { continue }
      space.take(samples, at: pose)
      var raised = pose
      raised.position.z = height
      let added = scene.add(chair, at: raised, on: surface)
      seats.append(contentsOf: added.surfaces)
      return
    }
  }

  /// Pictures, mirrors, clocks and boards on free walls.
  mutating func decorate(pictures: Int, shelves: Int, _ setting: RoomSetting) {
    for _ in 0..<shelves {
      let width = random.number(in: 0.5...1.7)
      let count = random.index(in: 1..<4)
      let board = Furniture.wallShelf(width: width, style, &random)
      guard let first = hang(board, at: 1.15...1.5) else { continue }
      var surfaces = first.surfaces
      for number in 1..<max(count, 1) {
        let height = 1.5 + 0.36 * Float(number)
        if let more = hang(
          board, at: height...(height + 0.02),
          walls: [first.wall], near: first.distance, attempts: 1)
        {
          surfaces.append(contentsOf: more.surfaces)
        }
      }
      for surface in surfaces {
        if random.chance(setting.bookShare) { shelveBooks(surface) }
        clutter(surface, count: Int(width * 4), setting)
      }
    }
    for _ in 0..<pictures {
      let size = SIMD2(random.number(in: 0.2...1.1), random.number(in: 0.25...0.9))
      let object =
        random.chance(0.12)
        ? Furniture.wallMirror(size, style, &random) : Furniture.picture(size, &random)
      _ = hang(object, at: 1.1...1.7, attempts: 4)
    }
  }

  /// A lamp at the ceiling over the middle of the largest area.
  mutating func lightCeiling() {
    guard scene.bodies.contains(where: { $0.object.semantic == .ceiling }) else { return }
    for area in plan.areas {
      let size = area.max - area.min
      guard size.x > 1.2, size.y > 1.2 else { continue }
      let place = (area.min + area.max) / 2
      // Not where the slope begins within the lamp's reach, nor where a column stands.
      let reach: [SIMD2<Float>] = [[-0.4, -0.4], [0.4, -0.4], [0.4, 0.4], [-0.4, 0.4], [0, 0]]
      guard
        reach.allSatisfy({
          plan.ceiling(over: place + $0) > plan.height - 0.001 && plan.contains(place + $0)
        })
      else { continue }
      let drop = random.chance(0.5) ? 0.05 : random.number(in: 0.25...0.7)
      let lamp = Furniture.ceilingLamp(drop: drop, style, &random)
      let pose = RigidTransform(at: [place.x, place.y, plan.height])
      let samples = SpaceGrid.samples(of: lamp.mesh)
      guard space.isFree(samples.filter { $0.z < -0.045 }, at: pose) else { continue }
      scene.add(lamp, at: pose)
      space.take(samples, at: pose)
    }
  }

  /// Small furniture and things that stand about on the floor.
  mutating func scatterFloor(_ count: Int, _ setting: RoomSetting) {
    for _ in 0..<count {
      let object: SceneObject =
        switch random.index(in: 0..<9) {
        case 0: Furniture.cardboardBox(&random)
        case 1: Furniture.bag(&random)
        case 2: Furniture.bin(&random)
        case 3: SmallObjects.make("basket", &random)
        case 4: Furniture.plant(height: random.number(in: 0.4...1.5), &random)
        case 5: Furniture.heap(radius: random.number(in: 0.15...0.35), as: .clothes, &random)
        case 6: SmallObjects.make("ball", &random)
        case 7: setting.thing(&random)
        default: Furniture.stool(style, &random)
        }
      if random.chance(0.6) {
        if let placed = stand(object, alongWall: nil, gap: 0.03, attempts: 6),
          object.name == "cardboard box", let top = placed.surfaces.first, random.chance(0.5)
        {
          put(Furniture.cardboardBox(&random), on: top)
        }
      } else {
        _ = scatter(object, attempts: 6)
      }
    }
  }

  /// Cushions against the back of a seat, and cloth over it.
  mutating func makeCosy(_ label: UInt32, cushions: Int) {
    let body = scene.body(labeled: label)
    guard let surface = body.object.surfaces.first else { return }
    let number = body.firstSurface
    var x = surface.min.x
    for _ in 0..<cushions {
      let cushion = Furniture.cushion(&random)
      let lean = random.number(in: 0.2...0.5)
      let turned = cushion.mesh.transformed(
        by: RigidTransform(rotation: .about([1, 0, 0], by: -lean)))
      let box = turned.bounds
      x += random.number(in: 0...0.35) * surface.size.x
      guard x + box.size.x < surface.max.x else { break }
      let pose = RigidTransform(
        at: [x - box.min.x, surface.max.y - 0.002 - box.max.y, surface.height - box.min.z],
        rotation: .about([1, 0, 0], by: -lean))
      scene.add(cushion, at: body.pose * pose, on: number)
      footprints[number, default: []].append(
        Footprint(
          center: [x + box.size.x / 2, surface.max.y - box.size.y / 2],
          half: SIMD2(box.size.x, box.size.y) / 2, axis: [1, 0]))
      x += box.size.x + 0.01
    }
    guard random.chance(0.5) else { return }
    let roll = random.index(in: 0..<3)
    let thing =
      roll == 0
      ? Furniture.bag(&random)
      : Furniture.heap(
        radius: random.number(in: 0.12...0.24), as: roll == 1 ? .blanket : .clothes, &random)
    put(thing, on: number)
  }
}
