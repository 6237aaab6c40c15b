import CairnGeometry

extension HandPlan {
  /// Up, across and down.
  func lifted(_ pile: Pile, to target: RigidTransform, clearing: Float) -> [RigidTransform] {
    let start = poses[pile.foot]
    let (from, to) = (box(of: pile, at: start), box(of: pile, at: target))
    let (low, high) = (pointwiseMin(from.min, to.min), pointwiseMax(from.max, to.max))
    // Above all that stands between the two places.
    var top = max(from.min.z, to.min.z)
    for index in scene.bodies.indices
    where scene.bodies[index].label != 0 && !pile.members.contains(index) {
      let box = box(of: index)
      let isBetween =
        box.max.x > low.x - 0.01 && box.min.x < high.x + 0.01 && box.max.y > low.y - 0.01
        && box.min.y < high.y + 0.01
      // Not lamps and shelves far above.
      if isBetween, box.max.z < low.z + 0.6 { top = max(top, box.max.z) }
    }
    let (up, down) = (top + clearing - from.min.z, top + clearing - to.min.z)
    return [
      start, RigidTransform(at: start.position + SIMD3(0, 0, up), rotation: start.rotation),
      RigidTransform(at: target.position + SIMD3(0, 0, down), rotation: target.rotation), target,
    ]
  }

  /// Up and aside, out of the first view; `nil` where something is in the way.
  func leaving(_ pile: Pile, _ random: inout SceneRandom) -> [RigidTransform]? {
    guard let camera = scene.vantage.cameras.first else { return nil }
    let start = poses[pile.foot]
    let right = camera.rotation.applied(to: [1, 0, 0]) * (random.chance(0.5) ? 1 : -1)
    let distance = (start.position - camera.position).length
    let aside = right * (1.1 * distance) + SIMD3(0, 0, 0.1)
    let radius = box(of: pile, at: start).size.length / 2
    let high = lifted(pile, to: start, clearing: 0.1)[1]
    let wall = geometry.hits(
      from: high.position, along: [right], within: aside.length + radius)[0]
    // It may meet itself first; a wall is farther away.
    if let wall, wall.distance > 2 * radius { return nil }
    let out = RigidTransform(at: high.position + aside, rotation: start.rotation)
    return isClear(pile, [start, high, out]) ? [start, high, out] : nil
  }

  /// A place on its surface where a pile's box is clear of others, with another heading.
  func freePlace(
    _ pile: Pile, isHidden: Bool, _ random: inout SceneRandom
  ) -> RigidTransform? {
    let (surface, carrier) = scene.surface(pile.surface)
    let carrying = scene.bodies.firstIndex {
      $0.firstSurface == carrier.firstSurface && !$0.object.surfaces.isEmpty
    }
    guard carrier.motion == nil, let carrying else { return nil }
    let start = poses[pile.foot]
    let ground = poses[carrying]
    let height = ground.inverse.applied(to: start.position).z
    let size = box(of: pile, at: start).size
    let margin = SIMD2(repeating: SIMD3(size.x, size.y, 0).length / 2)
    let (low, high) = (surface.min + margin, surface.max - margin)
    guard all(low .< high) else { return nil }
    for _ in 0..<40 {
      let place = SIMD3(
        random.number(in: low.x...high.x), random.number(in: low.y...high.y), height)
      let turn = Rotation.about([0, 0, 1], by: random.number(in: -1.6...1.6))
      let pose = RigidTransform(at: ground.applied(to: place), rotation: turn * start.rotation)
      guard isClear(pile, [pose, pose]) else { continue }
      if isHidden, !isHiddenFromView(pile, at: pose) { continue }
      return pose
    }
    return nil
  }

  /// Whether something else stands between a pile's middle and the first camera.
  private func isHiddenFromView(_ pile: Pile, at pose: RigidTransform) -> Bool {
    guard let camera = scene.vantage.cameras.first else { return false }
    let way = box(of: pile, at: pose).center - camera.position
    let hit = geometry.hits(
      from: camera.position, along: [way.normalized], within: way.length - 0.03)[0]
    return hit.map { !pile.members.contains($0.body) } ?? false
  }
}
