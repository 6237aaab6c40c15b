import CairnGeometry

/// Plans what a hand does with the things of a scene.
struct HandPlan {
  let scene: Scene
  let geometry: SceneGeometry
  /// What can be taken: small, standing on a surface, with all that it carries.
  private let piles: [Pile]
  /// For every body, where it is by now.
  private(set) var poses: [RigidTransform]
  /// What was taken out of view or hidden and waits to come back, and where to.
  private var away: (pile: Pile, home: RigidTransform)?
  private var keys: [[(time: Float, pose: RigidTransform)]]

  /// Something with all that it carries.
  struct Pile: Sendable {
    /// Indices into the scene's bodies; the lowest first.
    var members: [Int]
    /// The number of the surface on which it stands.
    var surface: UInt32
    /// The lowest.
    var foot: Int { members[0] }
  }

  init(_ scene: Scene) {
    self.scene = scene
    geometry = SceneGeometry(scene)
    poses = scene.bodies.map(\.pose)
    keys = scene.bodies.map { _ in [] }
    piles = scene.bodies.indices.compactMap { foot in
      let body = scene.bodies[foot]
      guard body.label != 0, body.standsOn != 0 else { return nil }
      var members = [foot]
      // What is carried comes after what carries it.
      for index in scene.bodies.indices.dropFirst(foot + 1)
      where members.contains(where: { scene.bodies[$0].label == scene.bodies[index].carrier }) {
        members.append(index)
      }
      let bounds = Box(
        bounding: members.flatMap { Self.corners(of: scene.bodies[$0]) })
      let isFree = members.allSatisfy { scene.bodies[$0].motion == nil }
      guard isFree, bounds.size.max() < 0.5 else { return nil }
      return Pile(members: members, surface: body.standsOn)
    }
  }

  /// The motions planned, by ascending label.
  var motions: [(label: UInt32, motion: Motion)] {
    keys.indices.filter { !keys[$0].isEmpty }.map { index in
      (
        scene.bodies[index].label,
        Motion(times: keys[index].map(\.time), poses: keys[index].map(\.pose))
      )
    }
  }

  /// Does one thing with something.
  ///
  /// - Parameters:
  ///   - time: When the hand begins, seconds.
  ///   - random: Decides.
  /// - Returns: When it is done; `nil` where nothing can be moved.
  mutating func act(from time: Float, random: inout SceneRandom) -> Float? {
    if let waiting = away, random.chance(0.6) {
      away = nil
      let way = lifted(waiting.pile, to: waiting.home, clearing: 0.03 + random.unit() * 0.1)
      if isClear(waiting.pile, way) { return carry(waiting.pile, along: way, from: time) }
      away = waiting
    }
    guard !piles.isEmpty else { return nil }
    for _ in 0..<40 {
      let pile = random.choice(piles)
      // Not what waits, nor what it would come back to.
      if let away, away.pile.members.contains(pile.foot) || pile.members.contains(away.pile.foot) {
        continue
      }
      let home = poses[pile.foot]
      let chance = random.unit()
      if chance < 0.2, away == nil, let way = leaving(pile, &random) {
        away = (pile, home)
        return carry(pile, along: way, from: time)
      }
      let wantsHidden = chance > 0.75 && away == nil
      guard let target = freePlace(pile, isHidden: wantsHidden, &random) else { continue }
      var way = [home, target]
      // Pushed where the way is free, lifted over things otherwise.
      if wantsHidden || random.chance(0.4) || !isClear(pile, way) {
        way = lifted(pile, to: target, clearing: 0.02 + random.unit() * 0.12)
      }
      guard isClear(pile, way) else { continue }
      if wantsHidden { away = (pile, home) }
      return carry(pile, along: way, from: time)
    }
    return nil
  }

  /// Adds a way to the motions of a pile, slow at its corners.
  private mutating func carry(
    _ pile: Pile, along way: [RigidTransform], from start: Float
  ) -> Float {
    let homes = pile.members.map { poses[$0] }
    let back = way[0].inverse
    var time = start
    func add(_ pose: RigidTransform, _ time: Float) {
      let change = pose * back
      for (member, home) in zip(pile.members, homes) {
        poses[member] = pose == way[0] ? home : change * home
        // A pose of the time before may stand there already.
        if let last = keys[member].last, last.time >= time { continue }
        keys[member].append((time, poses[member]))
      }
    }
    add(way[0], time)
    for (from, to) in zip(way, way.dropFirst()) {
      let seconds = max((to.position - from.position).length / 0.5, 0.25)
      let motion = Motion(times: [0, 1], poses: [from, to])
      for step in 1...8 {
        let part = Float(step) / 8
        add(motion.pose(at: part * part * (3 - 2 * part)), time + seconds * part)
      }
      time += seconds
    }
    return time
  }

  // MARK: - Boxes

  /// The corners of the box around a body, at its place.
  private static func corners(of body: Scene.Body) -> [SIMD3<Float>] {
    corners(of: body.object.bounds).map(body.pose.applied(to:))
  }

  private static func corners(of box: Box) -> [SIMD3<Float>] {
    (0..<8).map { corner in
      SIMD3(
        corner & 1 == 0 ? box.min.x : box.max.x, corner & 2 == 0 ? box.min.y : box.max.y,
        corner & 4 == 0 ? box.min.z : box.max.z)
    }
  }

  /// The box around a body where it is by now.
  func box(of index: Int) -> Box {
    let pose = poses[index]
    return Box(
      bounding: Self.corners(of: scene.bodies[index].object.bounds).map(pose.applied(to:)))
  }

  /// The box around a pile whose foot is at a pose.
  func box(of pile: Pile, at pose: RigidTransform) -> Box {
    let change = pose * poses[pile.foot].inverse
    return Box(
      bounding: pile.members.flatMap { member in
        let place = change * poses[member]
        return Self.corners(of: scene.bodies[member].object.bounds).map(place.applied(to:))
      })
  }

  /// Whether boxes meet by more than they do where one thing stands on the other.
  private func meet(_ one: Box, _ other: Box) -> Bool {
    let gap = SIMD3<Float>(0.004, 0.004, -0.004)
    return all(one.min - gap .< other.max) && all(one.max + gap .> other.min)
  }

  /// Whether a pile keeps clear of all else on a way, as far as boxes tell.
  ///
  /// What its box touches where it stands does not count while it is lifted straight up, nor while
  /// it is put back there.
  func isClear(_ pile: Pile, _ way: [RigidTransform]) -> Bool {
    var others = scene.bodies.indices.filter {
      scene.bodies[$0].label != 0 && !pile.members.contains($0)
    }.map { box(of: $0) }
    if let away { others.append(box(of: away.pile, at: away.home)) }
    let isLifted = way.count > 2
    if isLifted, !isOpen(above: pile, for: way[1].position.z - way[0].position.z) { return false }
    for (leg, (from, to)) in zip(way, way.dropFirst()).enumerated() {
      let steps = max(Int((to.position - from.position).length / 0.02), 1)
      let motion = Motion(times: [0, 1], poses: [from, to])
      let place = leg == 0 && isLifted ? from : leg == 2 && isHome(pile, to) ? to : nil
      let touched = place.map { box(of: pile, at: $0) }
      let inTheWay = others.filter { other in touched.map { !meet($0, other) } ?? true }
      for step in 0...steps {
        let box = box(of: pile, at: motion.pose(at: Float(step) / Float(steps)))
        if inTheWay.contains(where: { meet(box, $0) }) { return false }
      }
    }
    return true
  }

  /// Whether nothing hangs over a pile, as far as five rays tell.
  private func isOpen(above pile: Pile, for height: Float) -> Bool {
    let box = box(of: pile, at: poses[pile.foot])
    let (middle, half) = (box.center, box.size / 2 * 0.9)
    let starts = [(0, 0), (-1, -1), (-1, 1), (1, -1), (1, 1)].map { x, y in
      SIMD3(middle.x + Float(x) * half.x, middle.y + Float(y) * half.y, middle.z)
    }
    let up = [SIMD3<Float>](repeating: [0, 0, 1], count: starts.count)
    return geometry.hits(from: starts, along: up, within: height + half.z).allSatisfy { hit in
      // What has been moved is no longer where the rays find it; its box is compared anyway.
      guard let body = hit?.body else { return true }
      return pile.members.contains(body) || poses[body] != scene.bodies[body].pose
    }
  }

  /// Whether a pose is the one at which the scene has a pile.
  private func isHome(_ pile: Pile, _ pose: RigidTransform) -> Bool {
    pose == scene.bodies[pile.foot].pose
  }
}
