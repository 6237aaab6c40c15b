import CairnGeometry
import CairnScenes

extension SupportArea {
  /// Drops an object, which comes to rest where it cannot tip or slide farther down: flat on a side,
  /// leaning on others, on top of a heap.
  ///
  /// - Parameters:
  ///   - object: What falls.
  ///   - scene: Gets it.
  ///   - random: Decides where it falls and how it is turned.
  ///   - near: Over which place; anywhere where `nil`.
  ///   - spread: How far from there, metres.
  ///   - tumbling: Whether it is turned in any way at first; upright or on a side otherwise.
  ///   - fixed: How it is turned at first, instead.
  ///   - rise: How high its top may come to lie.
  ///   - attempts: How many falls are tried.
  /// - Returns: Its label; `nil` where it did not come to rest inside the area.
  package mutating func drop(
    _ object: SceneObject, in scene: inout Scene, random: inout SceneRandom,
    near: SIMD2<Float>? = nil, spread: Float = 0.05, tumbling: Bool = true,
    rotation fixed: Rotation? = nil, rise: Float = .infinity, attempts: Int = 4
  ) -> UInt32? {
    update(from: scene)
    let body = FallingBody(object)
    let highest = min(rise, surface.clearance - 0.005)
    for _ in 0..<attempts {
      let rotation =
        fixed ?? (tumbling ? Rotation.random(&random) : Rotation.onSide(&random))
      var positions = object.mesh.positions
      for index in positions.indices { positions[index] = rotation.applied(to: positions[index]) }
      let bounds = Box(bounding: positions)
      var low = surface.min - SIMD2(bounds.min.x, bounds.min.y)
      var high = surface.max - SIMD2(bounds.max.x, bounds.max.y)
      if low.x > high.x { (low.x, high.x) = ((low.x + high.x) / 2, (low.x + high.x) / 2) }
      if low.y > high.y { (low.y, high.y) = ((low.y + high.y) / 2, (low.y + high.y) / 2) }
      var place = SIMD2(random.number(in: low.x...high.x), random.number(in: low.y...high.y))
      if let near {
        place = (near + SIMD2(random.normal(), random.normal()) * spread)
          .clamped(lowerBound: low, upperBound: high)
      }
      guard let rest = settled(body, rotation, place, in: scene), rest.top <= highest
      else { continue }
      return add(object, at: rest.pose, contacts: rest.contacts, to: &scene)
    }
    return nil
  }

  /// What falls, as the settling needs it.
  private struct FallingBody {
    let positions: [SIMD3<Float>]
    let triangles: [SIMD3<UInt32>]
    let weight: SIMD3<Float>
    let radius: Float

    init(_ object: SceneObject) {
      (positions, triangles) = (object.mesh.positions, object.mesh.triangles)
      let weight = object.mesh.centerOfMass
      self.weight = weight
      var radius: Float = 0
      for position in positions { radius = max(radius, (position - weight).squaredLength) }
      self.radius = radius.squareRoot()
    }
  }

  private struct Rest {
    var pose: RigidTransform
    var top: Float
    var contacts: [(place: SIMD2<Float>, owner: UInt32)]
  }

  /// A body at its lowest over a place.
  private struct State {
    var rotation: Rotation
    /// Of the origin, in the surface's frame.
    var place: SIMD2<Float>
    var raster: HeightRaster
    var shift = SIMD2<Int>(0, 0)
    var height: Float
    /// Of the centre of mass from the origin.
    var weight: SIMD3<Float>
    var energy: Float { height + weight.z }
    var top: Float
  }

  private func state(_ body: FallingBody, _ rotation: Rotation, _ place: SIMD2<Float>) -> State? {
    let moved = SIMD3(place.x, place.y, 0)
    var positions = body.positions
    var top = -Float.infinity
    for index in positions.indices {
      positions[index] = rotation.applied(to: positions[index]) + moved
      top = max(top, positions[index].z)
    }
    let raster = HeightRaster(positions, body.triangles, cell: cell, reach: 0.5)
    guard let height = contactHeight(of: raster, shift: .zero) else { return nil }
    return State(
      rotation: rotation, place: place, raster: raster, height: height,
      weight: rotation.applied(to: body.weight), top: top)
  }

  /// Lets a body tip over the edge of what holds it and slide down slopes until it rests.
  ///
  /// Quasi-static: every step lowers the centre of mass, so it ends. A step of tipping goes as far
  /// as the next contact allows.
  private func settled(
    _ body: FallingBody, _ rotation: Rotation, _ place: SIMD2<Float>, in scene: Scene
  ) -> Rest? {
    guard var state = state(body, rotation, place) else { return nil }
    var (largest, hasProbed, hasLeft) = (Float(0.3), false, false)
    for _ in 0..<60 {
      slide(&state)
      // At last, what is nearly touched holds as well.
      let gap: Float = largest < 0.004 ? 0.0015 : 0.0005
      let contacts = contacts(of: state.raster, shift: state.shift, height: state.height, gap: gap)
      guard !contacts.isEmpty else { return nil }
      let corner = state.place + SIMD2(Float(state.shift.x), Float(state.shift.y)) * cell
      let weight = SIMD2(state.weight.x, state.weight.y) + corner
      let balance = Balance(contacts.map(\.place), below: weight)
      let isBalanced = balance.overhang <= 0.3 * cell
      if isBalanced, balance.isNarrow, !hasProbed {
        // On an edge or a point: a breath decides whether it stands.
        hasProbed = true
        let sides = [balance.narrow, -balance.narrow].compactMap {
          tipped(state, body, towards: $0, over: weight, by: 0.08)
        }
        if let lower = sides.min(by: { $0.energy < $1.energy }), lower.energy < state.energy - 1e-5
        {
          (state, largest, hasProbed) = (lower, 0.3, false)
          continue
        }
      }
      if isBalanced || largest < 0.004 {
        // What stands a little beyond its support is held by friction; more would fall.
        // Nothing holds what would fall out of the area.
        guard balance.overhang <= (hasLeft ? 0.3 * cell : max(0.004, 0.12 * body.radius))
        else { return nil }
        let height = loweredHeight(state, body, [corner.x, corner.y], in: scene)
        let pose = RigidTransform(at: [corner.x, corner.y, height], rotation: state.rotation)
        return Rest(pose: pose, top: state.top + height, contacts: contacts)
      }
      let angle = tippingAngle(state, balance, largest)
      let next = tipped(
        state, body, towards: balance.direction, over: balance.pivot, by: angle)
      if let next, next.energy < state.energy - 1e-5 {
        state = next
        (largest, hasProbed) = (min(largest * 1.5, 0.3), false)
      } else {
        hasLeft = hasLeft || next == nil
        largest = min(largest, angle) * 0.4
      }
    }
    return nil
  }

  /// A body turned about a level axis through a place at its lower side.
  private func tipped(
    _ state: State, _ body: FallingBody, towards side: SIMD2<Float>, over pivot: SIMD2<Float>,
    by angle: Float
  ) -> State? {
    let turn = Rotation.about([-side.y, side.x, 0], by: angle)
    let corner = state.place + SIMD2(Float(state.shift.x), Float(state.shift.y)) * cell
    let foot = SIMD3(pivot.x, pivot.y, 0)
    let moved = foot + turn.applied(to: SIMD3(corner.x, corner.y, state.height) - foot)
    return self.state(body, turn * state.rotation, [moved.x, moved.y])
  }

  /// How low a body can really be: cells of under a millimetre tell more of steep contacts than the area's.
  private func loweredHeight(
    _ state: State, _ body: FallingBody, _ place: SIMD2<Float>, in scene: Scene
  ) -> Float {
    let most: Float = 0.012
    let near = contacts(of: state.raster, shift: state.shift, height: state.height, gap: most)
    let base = scene.surface(number).body
    var labels: [UInt32] = []
    for contact in near where !labels.contains(contact.owner) { labels.append(contact.owner) }
    // Of stuff only the body of the surface itself is known.
    guard base.label == 0 || !labels.contains(0) else { return state.height }
    let moved = SIMD3(place.x, place.y, 0)
    let positions = body.positions.map { state.rotation.applied(to: $0) + moved }
    let fine = min(cell, max(0.0007, body.radius / 150))
    let raster = HeightRaster(positions, body.triangles, cell: fine, reach: 0.5)
    let limits = HeightRaster.Limits(
      columns: raster.firstColumn..<raster.firstColumn + raster.columns,
      rows: raster.firstRow..<raster.firstRow + raster.rows,
      heights: -HeightRaster.empty...HeightRaster.empty)
    let (back, down) = (frame.inverse, SIMD3(0, 0, surface.height))
    var lowest = state.height - most
    for label in labels {
      let other = label == base.label ? base : scene.body(labeled: label)
      let pose = back * other.pose
      let below = HeightRaster(
        other.object.mesh.positions.map { pose.applied(to: $0) - down },
        other.object.mesh.triangles, cell: fine, reach: 0.15, limits: limits)
      for row in 0..<below.rows {
        var index =
          (below.firstRow - raster.firstRow + row) &* raster.columns + below.firstColumn
          - raster.firstColumn
        var source = row &* below.columns
        for _ in 0..<below.columns {
          lowest = max(lowest, below.top[source] - raster.bottom[index])
          index &+= 1
          source &+= 1
        }
      }
    }
    return min(lowest, state.height)
  }

  /// How far a body can tip before it touches something.
  private func tippingAngle(_ state: State, _ balance: Balance, _ largest: Float) -> Float {
    var slope: Float = 0.35
    let (raster, direction) = (state.raster, balance.direction)
    let column = raster.firstColumn + state.shift.x
    let row = raster.firstRow + state.shift.y
    for line in 0..<raster.rows {
      var index = (row - firstRow + line) &* columns &+ column - firstColumn
      let first = line &* raster.columns
      let start =
        (Float(column) + 0.5) * cell * direction.x + (Float(row + line) + 0.5) * cell * direction.y
        - balance.edge
      for other in 0..<raster.columns {
        let distance = start + Float(other) * cell * direction.x
        if distance > cell {
          let gap = raster.bottom[first &+ other] + state.height - heights[index]
          if gap < slope * distance { slope = max(gap, 0) / distance }
        }
        index &+= 1
      }
    }
    // The angle of a small tangent, well enough; at least so much that the contact changes.
    return min(max(slope - slope * slope * slope / 3, 0.004), largest)
  }

  /// Moves a body down slopes steeper than friction holds.
  private func slide(_ state: inout State) {
    for _ in 0..<12 {
      var best: (height: Float, shift: SIMD2<Int>)?
      for stride in [1, 3] {
        for (x, y) in [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)] {
          let shift = state.shift &+ SIMD2(x * stride, y * stride)
          guard let height = contactHeight(of: state.raster, shift: shift) else { continue }
          let length = Float(stride) * cell * (x != 0 && y != 0 ? 1.414 : 1)
          let needed = state.height - 0.35 * length
          if height < needed && height < (best?.height ?? .infinity) { best = (height, shift) }
        }
      }
      guard let best else { return }
      (state.height, state.shift) = best
    }
  }
}

extension Rotation {
  /// Any rotation, all alike likely: four normal numbers make a random quaternion.
  static func random(_ random: inout SceneRandom) -> Rotation {
    let quaternion = SIMD4(random.normal(), random.normal(), random.normal(), random.normal())
    return Rotation(quaternion: quaternion) ?? .identity
  }

  /// One of the six sides down, a little tilted, turned at random.
  static func onSide(_ random: inout SceneRandom) -> Rotation {
    let sides: [Rotation] = [
      .identity, .about([1, 0, 0], by: .pi / 2), .about([1, 0, 0], by: -.pi / 2),
      .about([0, 1, 0], by: .pi / 2), .about([0, 1, 0], by: -.pi / 2), .about([1, 0, 0], by: .pi),
    ]
    let side = random.choice(sides)
    let tilt = Rotation.about(
      [random.normal(), random.normal(), 0.01], by: random.number(in: -0.1...0.1))
    return Rotation.about([0, 0, 1], by: random.number(in: -.pi ... .pi)) * tilt * side
  }
}
