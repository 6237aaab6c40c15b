import CairnGeometry
import CairnScenes

extension Street {
  /// People who walk, alone and in groups, with prams and dogs; some stand and talk; some cycle.
  mutating func addPeople(_ random: inout SceneRandom) {
    for side in 0..<2 {
      for _ in 0..<random.index(in: 5..<12) {
        let x = random.number(in: 4...ground.length - 4)
        guard !isNearJunction(x, by: 3) else { continue }
        if random.chance(0.65) {
          addWalkers(at: x, side, &random)
        } else {
          addStanding(at: x, side, &random)
        }
      }
    }
    if random.chance(0.6) { addCyclist(&random) }
  }

  private mutating func addWalkers(at x: Float, _ side: Int, _ random: inout SceneRandom) {
    let direction: Float = random.chance(0.5) ? 1 : -1
    let speed = random.number(in: 0.8...1.6)
    var run = random.number(in: 5...12)
    while run > 1.5,
      isNearJunction(x + direction * run, by: 3) || x + direction * run < 2
        || x + direction * run > ground.length - 2
    { run -= 1 }
    guard run > 1.5 else { return }
    let distance = random.number(in: 0.8...ground.walks[side] - 0.6)
    func path(_ aside: Float, _ ahead: Float) -> [SIMD2<Float>] {
      [
        onWalk(x + ahead * direction, side, distance + aside),
        onWalk(x + (ahead + run) * direction, side, distance + aside),
      ]
    }
    if random.chance(0.12) {
      guard site.move(People.pram(&random), along: path(0, 0.0), speed: speed, tilted: true) != nil
      else { return }
      // Behind the pram and as fast: their ways may cross, they do not.
      site.trail(People.person(.pushing, &random, height: 1.7), along: path(0, -0.95), speed: speed)
      return
    }
    let label = site.move(
      People.person(.walking, &random), along: path(0, 0), speed: speed, tilted: false)
    guard label != nil else { return }
    if random.chance(0.3) {
      site.move(
        People.person(.walking, &random), along: path(0.95, 0.1), speed: speed, tilted: false)
    } else if random.chance(0.2) {
      site.move(People.dog(&random), along: path(0.85, 0.4), speed: speed, tilted: true)
    }
  }

  private mutating func addStanding(at x: Float, _ side: Int, _ random: inout SceneRandom) {
    let distance = random.number(in: 0.9...ground.walks[side] - 0.5)
    let count = random.index(in: 1..<4)
    let center = onWalk(x, side, distance)
    let turn = random.unit() * 6.28
    for index in 0..<count {
      let direction = sineAndCosine(turn + 6.28 * Float(index) / Float(count))
      let place = center + SIMD2(direction.cosine, direction.sine) * (count > 1 ? 0.6 : 0)
      site.stand(
        People.person(count > 1 ? .talking : .standing, &random), at: place,
        heading: turn + 6.28 * Float(index) / Float(count) + .pi + random.normal() * 0.2)
    }
    if random.chance(0.15) {
      site.stand(
        People.dog(&random), at: center + SIMD2(0.9, 0.2), heading: random.unit() * 6, tilted: true)
    }
  }

  private mutating func addCyclist(_ random: inout SceneRandom) {
    let speed = random.number(in: 3...5.5)
    let y = lane + 1.2
    guard
      !site.scene.bodies.contains(where: {
        $0.motion != nil && abs($0.pose.position.y - lane) < 0.5
      })
    else { return }
    let start = ground.length * random.number(in: 0.6...0.9)
    let bicycle = TwoWheelers.bicycle(&random)
    guard
      let label = site.move(
        bicycle, along: [[start, y], [max(start - 25, 3), y]], speed: speed, tilted: true)
    else { return }
    let rider = People.person(.sitting, &random)
    // The saddle is the highest point behind the middle.
    let saddle = bicycle.mesh.positions.filter { $0.y > 0.1 && abs($0.x) < 0.1 }.map(\.z).max() ?? 1
    let local = RigidTransform(at: [0, 0.3, saddle - People.underside(of: rider.mesh) + 0.01])
    guard let motion = site.scene.body(labeled: label).motion else { return }
    let seated = Motion(times: motion.times, poses: motion.poses.map { $0 * local })
    site.scene.add(rider, at: seated.poses[0], carriedBy: label, motion: seated)
  }
}

extension Site {
  /// Lets somebody follow what goes ahead at the same speed, over ground that it has taken.
  mutating func trail(_ object: SceneObject, along path: [SIMD2<Float>], speed: Float) {
    let (offset, heading) = (path[1] - path[0], angle(of: path[1] - path[0]))
    let length = (offset * offset).sum().squareRoot()
    let steps = max(Int(length), 1)
    let shares = (0...steps).map { Float($0) / Float(steps) }
    let poses = shares.map {
      pose(of: object.mesh, at: path[0] + offset * $0, heading: heading, tilted: false)
    }
    scene.add(
      object, at: poses[0], motion: Motion(times: shares.map { $0 * length / speed }, poses: poses))
  }
}

extension People {
  /// The height of the underside of the thighs of somebody who sits.
  static func underside(of mesh: TriangleMesh) -> Float {
    guard let torso = mesh.partNames.firstIndex(of: "torso") else { return seatHeight }
    var lowest = Float.infinity
    for (index, corners) in mesh.triangles.enumerated() {
      let name = mesh.partNames[Int(mesh.partOfTriangle[index])]
      guard Int(mesh.partOfTriangle[index]) == torso || name.hasSuffix("leg") else { continue }
      for corner in [corners.x, corners.y, corners.z] {
        let point = mesh.positions[Int(corner)]
        // Shins hang down in front of the seat.
        if point.y > -0.2 { lowest = min(lowest, point.z) }
      }
    }
    return lowest
  }
}
