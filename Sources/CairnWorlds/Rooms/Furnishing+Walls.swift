import CairnGeometry
import CairnScenes

/// The empty room: floor, walls, ceiling, doors, windows, skirting.
extension Furnishing {
  private static let thickness: Float = 0.18

  mutating func raiseWalls() {
    layFloor()
    var walls = MeshBuilder()
    var skirting = MeshBuilder()
    skirting.use(style.trim, part: "skirting")
    let skirt = random.chance(0.8) ? random.number(in: 0.06...0.1) : 0
    for (index, wall) in plan.walls.enumerated() {
      walls.use(index == 1 ? style.accentWall : style.wall, part: "wall")
      let before = plan.walls[(index + plan.walls.count - 1) % plan.walls.count]
      let turnsLeft = before.along.x * wall.along.y - before.along.y * wall.along.x > 0
      raise(wall, fillsCorner: turnsLeft, &walls)
      if skirt > 0 { edge(wall, height: skirt, &skirting) }
      for opening in wall.openings {
        if opening.kind == .door {
          hangDoor(opening, in: wall, &walls)
        } else {
          setWindow(opening, in: wall)
        }
      }
    }
    walls.use(style.wall, part: "column")
    for column in plan.columns {
      walls.block(
        from: SIMD3(column.min.x, column.min.y, 0),
        to: SIMD3(column.max.x, column.max.y, plan.height))
    }
    scene.addStuff(SceneObject(.wall, walls.mesh))
    if skirt > 0 { scene.addStuff(SceneObject(.wall, named: "skirting", skirting.mesh)) }
    if random.chance(0.8) { closeCeiling() }
  }

  private mutating func layFloor() {
    var floor = MeshBuilder()
    floor.use(style.floor, part: "floor")
    var surfaces: [SupportSurface] = []
    for area in plan.areas {
      floor.block(
        from: SIMD3(area.min.x, area.min.y, -0.2), to: SIMD3(area.max.x, area.max.y, 0))
      surfaces.append(
        SupportSurface(from: area.min, to: area.max, height: 0, clearance: plan.height))
    }
    floors = scene.addStuff(SceneObject(.floor, floor.mesh, surfaces: surfaces))
  }

  /// The frame of a wall: x along it, y into the room, z up.
  private func frame(of wall: RoomPlan.Wall) -> RigidTransform {
    // Seen from inside the wall runs to the left, as does -x of what faces the room.
    .turned(wall.heading + .pi, at: SIMD3(wall.start.x, wall.start.y, 0))
  }

  /// A wall about its holes; its frame has the room on the side of +y.
  private func raise(
    _ wall: RoomPlan.Wall, fillsCorner: Bool, _ builder: inout MeshBuilder
  ) {
    let (t, top) = (Self.thickness, plan.height)
    builder.within(frame(of: wall)) { builder in
      // Outer corners are filled by whichever wall starts there; before a corner that stands out
      // into the room there is room.
      var from: Float = fillsCorner ? -t : 0
      for opening in wall.openings.sorted(by: { $0.from < $1.from }) {
        builder.block(from: [from, -t, 0], to: [opening.from, 0, top])
        if opening.sill > 0 {
          builder.block(from: [opening.from, -t, 0], to: [opening.to, 0, opening.sill])
        } else {
          // The threshold: the floor ends where the wall begins.
          builder.block(from: [opening.from, -t, -0.2], to: [opening.to, 0, 0])
        }
        builder.block(from: [opening.from, -t, opening.top], to: [opening.to, 0, top])
        from = opening.to
      }
      builder.block(from: [from, -t, 0], to: [wall.length, 0, top])
    }
  }

  private func edge(_ wall: RoomPlan.Wall, height: Float, _ builder: inout MeshBuilder) {
    builder.within(frame(of: wall)) { builder in
      var from: Float = 0
      for opening in wall.openings.sorted(by: { $0.from < $1.from })
      where opening.kind == .door {
        builder.block(from: [from, 0, 0], to: [opening.from - 0.07, 0.012, height])
        from = opening.to + 0.07
      }
      builder.block(from: [from, 0, 0], to: [wall.length, 0.012, height])
    }
  }

  private mutating func closeCeiling() {
    var ceiling = MeshBuilder()
    ceiling.use(random.chance(0.85) ? Finish.white(&random) : style.wood, part: "ceiling")
    let height = plan.height
    for area in plan.areas {
      ceiling.block(
        from: SIMD3(area.min.x, area.min.y, height),
        to: SIMD3(area.max.x, area.max.y, height + 0.2))
    }
    if let slope = plan.slope {
      let wall = plan.walls[slope.wall]
      ceiling.within(frame(of: wall)) { builder in
        builder.loft(
          [Float(0), wall.length].map { x in
            [[x, 0, slope.height], [x, slope.reach, height], [x, 0, height]]
          })
      }
    }
    scene.addStuff(SceneObject(.ceiling, ceiling.mesh))
  }

  private mutating func hangDoor(
    _ opening: RoomPlan.Opening, in wall: RoomPlan.Wall, _ walls: inout MeshBuilder
  ) {
    let (width, height) = (opening.to - opening.from, opening.top)
    let isOpen = random.chance(0.4)
    let angle = isOpen ? random.number(in: 0.4...1.9) : 0
    let leaf = random.chance(0.7) ? style.trim : style.wood
    let panels = random.index(in: 0..<4)
    let t = Self.thickness
    var door = MeshBuilder()
    door.use(style.trim, part: "frame")
    // Frame: linings in the hole and casings on the wall.
    for x in [Float(-width / 2), width / 2 - 0.03] {
      door.block(from: [x, 0.002, 0], to: [x + 0.03, t, height])
    }
    door.block(from: [-width / 2 + 0.03, 0.002, height - 0.03], to: [width / 2 - 0.03, t, height])
    for x in [Float(-width / 2 - 0.05), width / 2 - 0.012] {
      door.block(from: [x, -0.014, 0], to: [x + 0.062, 0.002, height + 0.05])
    }
    door.block(
      from: [-width / 2 + 0.012, -0.014, height - 0.012],
      to: [width / 2 - 0.012, 0.002, height + 0.05])
    // Leaf: hinged at the left, opens out of the room so that it takes no space in it.
    let inner = width - 0.066
    let hinge = RigidTransform.turned(
      angle, at: [-width / 2 + (isOpen ? 0.075 : 0.033), t - 0.045, 0.006])
    door.within(hinge) { door in
      door.use(leaf, part: "leaf")
      door.block(from: [0, 0, 0], to: [inner, 0.04, height - 0.04])
      for panel in 0..<panels {
        let step = (height - 0.3) / Float(panels)
        let low = 0.12 + step * Float(panel)
        for y in [Float(-0.008), 0.04] {
          door.block(from: [0.12, y, low], to: [inner - 0.12, y + 0.008, low + step - 0.1])
        }
      }
      door.use(style.metal, part: "handle")
      for y in [Float(-0.05), 0.09] {
        door.rod(from: [inner - 0.07, 0.02, 1.03], to: [inner - 0.07, y, 1.03], radius: 0.011)
        door.rod(from: [inner - 0.07, y, 1.03], to: [inner - 0.19, y, 1.03], radius: 0.01)
      }
    }
    let middle = (opening.from + opening.to) / 2
    let place = wall.point(at: middle)
    scene.add(
      SceneObject(.door, door.mesh),
      at: .turned(wall.heading, at: [place.x, place.y, 0]))
    keepFree(before: opening, of: wall)
    guard isOpen else { return }
    // A corridor, so that an open door shows more than nothing.
    walls.within(frame(of: wall)) { walls in
      let (a, b) = (opening.from - 0.6, opening.to + 0.6)
      walls.block(from: [a, -t - 1.5, 0], to: [b, -t - 1.4, plan.height])
      walls.block(from: [a, -t - 1.4, -0.2], to: [b, -t, 0])
    }
  }

  /// Reserves the way through a door.
  private mutating func keepFree(before opening: RoomPlan.Opening, of wall: RoomPlan.Wall) {
    let a = wall.point(at: opening.from - 0.06)
    let b = wall.point(at: opening.to + 0.06, off: 0.75)
    let (low, high) = (pointwiseMin(a, b), pointwiseMax(a, b))
    space.fill(from: SIMD3(low.x, low.y, 0), to: SIMD3(high.x, high.y, opening.top))
    ways.append((low, high, opening.top))
  }

  private mutating func setWindow(_ opening: RoomPlan.Opening, in wall: RoomPlan.Wall) {
    let (width, height) = (opening.to - opening.from, opening.top - opening.sill)
    let t = Self.thickness
    let wings = width > 1.1 ? random.index(in: 2..<4) : 1
    var window = MeshBuilder()
    let frame = random.chance(0.8) ? Finish.white(&random) : Finish.wood(&random)
    window.use(frame, part: "frame")
    let (a, b): (Float, Float) = (t * 0.55, t * 0.55 + 0.06)
    window.block(from: [-width / 2, a, 0], to: [width / 2, b, 0.06])
    window.block(from: [-width / 2, a, height - 0.06], to: [width / 2, b, height])
    for x in [Float(-width / 2), width / 2 - 0.06] {
      window.block(from: [x, a, 0.06], to: [x + 0.06, b, height - 0.06])
    }
    let step = width / Float(wings)
    for wing in 1..<max(wings, 1) {
      let x = -width / 2 + step * Float(wing)
      window.block(from: [x - 0.04, a, 0.06], to: [x + 0.04, b, height - 0.06])
    }
    window.use(Finish.glass(), part: "pane")
    window.block(
      from: [-width / 2 + 0.03, a + 0.025, 0.03], to: [width / 2 - 0.03, a + 0.033, height - 0.03])
    window.use(Finish.chrome, part: "handle")
    for wing in 0..<wings {
      let x = -width / 2 + step * (Float(wing) + (wing % 2 == 0 ? 1 : 0))
      let side: Float = wing % 2 == 0 ? -1 : 1
      window.rod(
        from: [x + side * 0.025, a - 0.035, height * 0.45],
        to: [x + side * 0.025, a - 0.035, height * 0.45 + 0.11], radius: 0.009)
    }
    var surfaces: [SupportSurface] = []
    if opening.sill > 0.3 {
      window.use(random.chance(0.5) ? Finish.stone(&random) : frame, part: "sill")
      window.block(from: [-width / 2, -0.05, 0], to: [width / 2, a, 0.025])
      surfaces.append(
        SupportSurface(
          from: [-width / 2, -0.05], to: [width / 2, a], height: 0.025, clearance: 0.6))
    }
    let middle = (opening.from + opening.to) / 2
    let place = wall.point(at: middle)
    let added = scene.add(
      SceneObject(.window, window.mesh, surfaces: surfaces),
      at: .turned(wall.heading, at: [place.x, place.y, opening.sill]))
    sills.append(contentsOf: added.surfaces)
    let low = wall.point(at: opening.from)
    let high = wall.point(at: opening.to, off: 0.08)
    let (from, to) = (pointwiseMin(low, high), pointwiseMax(low, high))
    space.fill(
      from: SIMD3(from.x, from.y, opening.sill - 0.02), to: SIMD3(to.x, to.y, opening.sill + 0.06))
  }

  /// Gives the ways through doors back, once all furniture stands.
  mutating func openWays() {
    for way in ways {
      space.fill(
        from: SIMD3(way.low.x, way.low.y, 0), to: SIMD3(way.high.x, way.high.y, way.top),
        taken: false)
    }
    space.close(outside: plan)
  }
}
