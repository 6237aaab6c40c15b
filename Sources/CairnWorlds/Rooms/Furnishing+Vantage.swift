import CairnGeometry
import CairnScenes

/// Where sensors may be in a furnished room.
extension Furnishing {
  /// Finds the places for cameras, for a walk and for tripods.
  mutating func chooseVantage() {
    openWays()
    let spots = openSpots()
    guard !spots.isEmpty else {
      scene.vantage.cameras = [fallback()]
      scene.vantage.walk = [fallback()]
      return
    }
    scene.vantage.walk = walk(through: spots)
    scene.vantage.cameras = cameras(from: spots)
    // Far from one another: each sees what is hidden from the others.
    var chosen: [SIMD2<Float>] = []
    for _ in 0..<random.index(in: 1..<4) {
      let next = spots.max { distance($0, to: chosen) < distance($1, to: chosen) }
      if let next, chosen.isEmpty || distance(next, to: chosen) > 1.2 { chosen.append(next) }
    }
    scene.vantage.tripods = chosen.compactMap { spot in
      let height = random.number(in: 1.1...1.7)
      return space.isOpen(spot, radius: 0.3, from: height - 0.3, to: height + 0.3)
        ? SIMD3(spot.x, spot.y, height) : nil
    }
  }

  /// Places on a raster where a person can stand.
  private func openSpots() -> [SIMD2<Float>] {
    var spots: [SIMD2<Float>] = []
    let step: Float = 0.2
    let shadows = space.shadows(from: 0.5, to: 2.12)
    var y = plan.min.y + step
    while y < plan.max.y {
      var x = plan.min.x + step
      while x < plan.max.x {
        let place = SIMD2(x, y)
        if plan.contains(place), space.isOpen(place, radius: 0.32, in: shadows) {
          spots.append(place)
        }
        x += step
      }
      y += step
    }
    return largestIsland(of: spots, step: step)
  }

  /// The spots that can be reached from one another.
  private func largestIsland(of spots: [SIMD2<Float>], step: Float) -> [SIMD2<Float>] {
    var island = Array(repeating: -1, count: spots.count)
    var best: [Int] = []
    for start in spots.indices where island[start] < 0 {
      var queue = [start]
      island[start] = start
      var next = 0
      while next < queue.count {
        let spot = spots[queue[next]]
        next += 1
        for other in spots.indices where island[other] < 0 {
          let offset = spots[other] - spot
          if (offset * offset).sum() < step * step * 2.2 {
            island[other] = start
            queue.append(other)
          }
        }
      }
      if queue.count > best.count { best = queue }
    }
    return best.sorted().map { spots[$0] }
  }

  private func distance(_ spot: SIMD2<Float>, to others: [SIMD2<Float>]) -> Float {
    others.map { other in
      let offset = spot - other
      return (offset * offset).sum().squareRoot()
    }.min() ?? 100
  }

  /// What is worth looking at: middles of the larger things.
  private var sights: [SIMD3<Float>] {
    scene.bodies.filter {
      $0.label != 0 && ![.carpet, .window, .blind, .picture].contains($0.object.semantic)
    }
    .compactMap { body in
      let box = body.object.bounds
      let size = box.size
      guard size.max() > 0.35 else { return nil }
      var middle = body.pose.applied(to: box.center)
      if body.object.semantic == .curtain || body.object.semantic == .door { middle.z = 1.2 }
      return middle
    }
  }

  /// A walk as a person scans: from spot to spot, each time facing what was not yet seen, the gaze
  /// going up and down.
  private mutating func walk(through spots: [SIMD2<Float>]) -> [RigidTransform] {
    var stops: [SIMD2<Float>] = [random.choice(spots)]
    let wanted = min(max(spots.count / 9, 4), 9)
    while stops.count < wanted {
      guard let next = spots.max(by: { distance($0, to: stops) < distance($1, to: stops) }) else {
        break
      }
      stops.append(next)
    }
    // From each stop to the nearest that is left.
    var path = [stops.removeFirst()]
    while !stops.isEmpty {
      let here = path[path.count - 1]
      let nearest =
        stops.indices.min {
          distance(stops[$0], to: [here]) < distance(stops[$1], to: [here])
        } ?? 0
      path.append(
        contentsOf: route(from: here, to: stops.remove(at: nearest), over: spots).dropFirst())
    }
    let count = min(max(path.count * 2, 34), 60)
    let sights = sights
    var visits = Array(repeating: 0, count: sights.count)
    var gaze: SIMD3<Float>?
    let base = random.number(in: 1.35...1.7)
    let phase = random.number(in: 0...6)
    var poses: [RigidTransform] = []
    for index in 0..<count {
      let share = Float(index) / Float(max(count - 1, 1)) * Float(path.count - 1)
      let low = min(Int(share), max(path.count - 2, 0))
      let part = share - Float(low)
      let place = path[low] + (path[min(low + 1, path.count - 1)] - path[low]) * part
      let height = base + 0.09 * sineAndCosine(Float(index) * 0.5 + phase).sine
      let eye = SIMD3(place.x, place.y, height)
      // The sight seen least among those at a good distance; the nearer first.
      let best = sights.indices.filter {
        let flat = SIMD2(sights[$0].x, sights[$0].y) - place
        let length = (flat * flat).sum().squareRoot()
        return length > 0.7 && length < 4
      }.min { first, second in
        rank(sights[first], visits[first], eye, gaze)
          < rank(sights[second], visits[second], eye, gaze)
      }
      var target = best.map { sights[$0] } ?? SIMD3(plan.min + plan.max, 1.6) / 2
      if let best { visits[best] += 1 }
      target.z += 0.3 * sineAndCosine(Float(index) * 0.9 + phase * 2).sine
      // A head turns by degrees, not at once.
      let direction = (target - eye).normalized
      let smooth = gaze.map { ($0 * 0.62 + direction * 0.38).normalized } ?? direction
      gaze = smooth
      poses.append(.camera(at: eye, lookingAt: eye + smooth * 2))
    }
    return poses
  }

  private func rank(
    _ sight: SIMD3<Float>, _ visits: Int, _ eye: SIMD3<Float>, _ gaze: SIMD3<Float>?
  ) -> Float {
    let offset = sight - eye
    let turn = gaze.map { 1 - $0.dot(offset.normalized) } ?? 0
    return Float(visits) * 1.5 + turn * 1.2 + offset.length * 0.25
  }

  /// The shortest way over neighbouring spots.
  private func route(
    from start: SIMD2<Float>, to end: SIMD2<Float>, over spots: [SIMD2<Float>]
  ) -> [SIMD2<Float>] {
    guard let first = spots.firstIndex(of: start), let last = spots.firstIndex(of: end) else {
      return [start, end]
    }
    var before = Array(repeating: -1, count: spots.count)
    before[first] = first
    var queue = [first]
    var next = 0
    while next < queue.count, before[last] < 0 {
      let here = queue[next]
      next += 1
      for other in spots.indices where before[other] < 0 {
        let offset = spots[other] - spots[here]
        if (offset * offset).sum() < 0.2 * 0.2 * 2.2 {
          before[other] = here
          queue.append(other)
        }
      }
    }
    guard before[last] >= 0 else { return [start, end] }
    var path = [last]
    while let here = path.last, here != first { path.append(before[here]) }
    return path.reversed().map { spots[$0] }
  }

  /// Single views: what sees most things comes first.
  private mutating func cameras(from spots: [SIMD2<Float>]) -> [RigidTransform] {
    let sights = sights
    var views: [(pose: RigidTransform, worth: Float)] = []
    for number in 0..<24 {
      let spot = random.choice(spots)
      // From a robot's height to a person's.
      let height = number % 3 == 0 ? random.number(in: 0.4...1.0) : random.number(in: 1.0...1.6)
      guard space.isOpen(spot, radius: 0.3, from: height - 0.3, to: height + 0.3) else { continue }
      let eye = SIMD3(spot.x, spot.y, height)
      guard !sights.isEmpty else { continue }
      var target = random.choice(sights)
      let flat = SIMD2(target.x, target.y) - spot
      guard (flat * flat).sum() > 0.6 else { continue }
      target.z = min(max(target.z, 0.3), height + 0.1)
      let ahead = (target - eye).normalized
      let worth = sights.reduce(Float(0)) { sum, sight in
        let offset = sight - eye
        let direction = offset.normalized
        guard direction.dot(ahead) > 0.84, offset.length > 0.6 else { return sum }
        // What something else hides does not count.
        let free = space.freeDistance(from: eye, along: direction, within: offset.length)
        return sum + (free > offset.length - 0.7 ? 1 / (0.6 + offset.length * 0.25) : 0)
      }
      let clear = space.freeDistance(from: eye, along: ahead, within: 4)
      views.append((.camera(at: eye, lookingAt: target), worth * min(clear, 1.5)))
    }
    let sorted = views.sorted { $0.worth > $1.worth }.map(\.pose)
    return sorted.isEmpty ? [fallback()] : Array(sorted.prefix(12))
  }

  /// Above all furniture, in the first area's middle: a room without a spot to stand in.
  private func fallback() -> RigidTransform {
    let middle = (plan.areas[0].min + plan.areas[0].max) / 2
    return .camera(
      at: SIMD3(middle.x, middle.y, 1.9), lookingAt: SIMD3(middle.x + 1, middle.y + 0.5, 0.8))
  }
}
