import CairnGeometry
import CairnScenes

extension SupportArea {
  /// Puts an object upright at a random place where it overlaps nothing.
  ///
  /// - Parameters:
  ///   - object: Standing on z = 0.
  ///   - scene: Gets it.
  ///   - random: Decides where and how it is turned.
  ///   - attempts: How many places are tried.
  ///   - near: Where it should rather be; anywhere where `nil`.
  ///   - spread: How far from there, metres.
  ///   - heading: How it is turned, radians; at random where `nil`.
  ///   - touching: Whether it is pushed against a neighbour, where there is one.
  ///   - step: How high the things may be on which it stands; flat ones such as mats carry it.
  /// - Returns: Its label; `nil` where no place was found.
  package mutating func stand(
    _ object: SceneObject, in scene: inout Scene, random: inout SceneRandom, attempts: Int = 30,
    near: SIMD2<Float>? = nil, spread: Float = 0.1, heading: Float? = nil, touching: Bool = false,
    step: Float = 0.012
  ) -> UInt32? {
    update(from: scene)
    let weight = object.mesh.centerOfMass
    var rest = attempts
    while rest > 0 {
      let rotation = Rotation.about(
        [0, 0, 1], by: heading ?? random.number(in: -.pi ... .pi))
      // Places differ by whole cells; where the object lies within a cell is drawn here.
      let offset = SIMD3(random.unit() * cell, random.unit() * cell, 0)
      let positions = object.mesh.positions.map { rotation.applied(to: $0) + offset }
      let bounds = Box(bounding: positions)
      guard bounds.max.z < surface.clearance - 0.005 else { return nil }
      let raster = HeightRaster(positions, object.mesh.triangles, cell: cell, reach: 0.5)
      let low = surface.min - SIMD2(bounds.min.x, bounds.min.y)
      let high = surface.max - SIMD2(bounds.max.x, bounds.max.y)
      guard all(low .<= high) else {
        rest -= 4
        continue
      }
      for _ in 0..<min(rest, heading == nil ? 5 : rest) {
        rest -= 1
        var place = SIMD2(random.number(in: low.x...high.x), random.number(in: low.y...high.y))
        if let near {
          place = (near + SIMD2(random.normal(), random.normal()) * spread)
            .clamped(lowerBound: low, upperBound: high)
        }
        var shift = SIMD2(
          Int((place.x / cell).rounded(.down)), Int((place.y / cell).rounded(.down)))
        guard let found = standingHeight(raster, shift, step) else { continue }
        var height = found
        if touching, let pushed = pushed(raster, shift, step, &random) {
          (shift, height) = pushed
        }
        let moved = SIMD3(Float(shift.x) * cell, Float(shift.y) * cell, height) + offset
        let center = rotation.applied(to: weight) + moved
        guard height + bounds.max.z < surface.clearance - 0.005,
          let contacts = stableContacts(raster, shift, height, center)
        else { continue }
        return add(
          object, at: RigidTransform(at: moved, rotation: rotation), contacts: contacts, to: &scene)
      }
    }
    return nil
  }

  /// Puts an object upright at a place, on top of whatever is there.
  ///
  /// - Parameters:
  ///   - object: Standing on z = 0.
  ///   - place: Of its origin, in the surface's frame, metres.
  ///   - heading: How it is turned, radians.
  ///   - scene: Gets it.
  ///   - inset: By how much its outline is taken smaller on every side, metres, so that flush
  ///     neighbours do not count as overlapping.
  ///   - rise: How high it may come to stand.
  /// - Returns: Its label; `nil` where it would tip over or not fit.
  package mutating func place(
    _ object: SceneObject, at place: SIMD2<Float>, heading: Float = 0, in scene: inout Scene,
    inset: Float = 0, rise: Float = .infinity
  ) -> UInt32? {
    update(from: scene)
    let rotation = Rotation.about([0, 0, 1], by: heading)
    let bounds = object.bounds
    let (middle, size) = (bounds.center, bounds.size)
    let shrink = SIMD3(
      max(1 - 2 * inset / max(size.x, 1e-4), 0.2), max(1 - 2 * inset / max(size.y, 1e-4), 0.2), 1)
    let moved = SIMD3(place.x, place.y, 0)
    let positions = object.mesh.positions.map {
      rotation.applied(to: ($0 - middle) * shrink + middle) + moved
    }
    let raster = HeightRaster(positions, object.mesh.triangles, cell: cell, reach: 0.5)
    let weight = rotation.applied(to: object.mesh.centerOfMass) + moved
    guard let height = contactHeight(of: raster, shift: .zero), height <= rise,
      height + bounds.max.z < surface.clearance - 0.003,
      let contacts = stableContacts(raster, .zero, height, weight)
    else { return nil }
    let pose = RigidTransform(at: moved + SIMD3(0, 0, height), rotation: rotation)
    return add(object, at: pose, contacts: contacts, to: &scene)
  }

  private func standingHeight(_ raster: HeightRaster, _ shift: SIMD2<Int>, _ step: Float) -> Float?
  {
    guard let height = contactHeight(of: raster, shift: shift), height <= step, height > -0.01
    else { return nil }
    return height
  }

  /// Goes on in one of eight directions until something is in the way.
  private func pushed(
    _ raster: HeightRaster, _ shift: SIMD2<Int>, _ step: Float, _ random: inout SceneRandom
  ) -> (SIMD2<Int>, Float)? {
    let directions: [SIMD2<Int>] = [
      [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1],
    ]
    let first = random.index(in: 0..<8)
    for turn in 0..<8 {
      let direction = directions[(first + turn) % 8]
      var (place, height) = (shift, Float(0))
      for _ in 0..<max(Int(0.25 / cell), 1) {
        guard let contact = contactHeight(of: raster, shift: place &+ direction) else { break }
        if contact > step { return place == shift ? nil : (place, height) }
        (place, height) = (place &+ direction, contact)
      }
    }
    return nil
  }

  /// What holds an object, if it does not tip over.
  private func stableContacts(
    _ raster: HeightRaster, _ shift: SIMD2<Int>, _ height: Float, _ weight: SIMD3<Float>
  ) -> [(place: SIMD2<Float>, owner: UInt32)]? {
    let contacts = contacts(of: raster, shift: shift, height: height, gap: 0.0015)
    guard Balance(contacts.map(\.place), below: [weight.x, weight.y]).overhang <= 0.5 * cell
    else { return nil }
    return contacts
  }
}
