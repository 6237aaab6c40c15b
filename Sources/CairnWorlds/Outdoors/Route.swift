import CairnGeometry
import CairnScenes

/// The way of a robot over open ground.
struct Route: Sendable {
  /// Places, closer together than things are wide.
  let places: [SIMD2<Float>]

  /// A smooth curve through corners, a place every `step` metres.
  init(through corners: [SIMD2<Float>], step: Float) {
    var result: [SIMD2<Float>] = []
    for index in 0..<corners.count - 1 {
      let a = corners[max(index - 1, 0)]
      let (b, c) = (corners[index], corners[index + 1])
      let d = corners[min(index + 2, corners.count - 1)]
      let offset = c - b
      let count = max(Int((offset * offset).sum().squareRoot() / step), 1)
      for part in 0..<count {
        // Catmull and Rom's spline goes through all corners.
        let t = Float(part) / Float(count)
        let (t2, t3) = (t * t, t * t * t)
        let first = a * (2 * t2 - t3 - t)
        let second = b * (3 * t3 - 5 * t2 + 2)
        let third = c * (t + 4 * t2 - 3 * t3)
        let fourth = d * (t3 - t2)
        result.append((first + second + third + fourth) * 0.5)
      }
    }
    places = result + corners.suffix(1)
  }

  /// How far a place is from the route.
  func distance(to place: SIMD2<Float>) -> Float {
    var best = Float.infinity
    for other in places {
      let offset = other - place
      best = min(best, (offset * offset).sum())
    }
    return best.squareRoot()
  }

  /// Poses of what drives along it over the ground, tilted as the ground is.
  ///
  /// - Parameters:
  ///   - ground: Where it drives.
  ///   - mount: How high its sensor is.
  ///   - base: How far its wheels are apart.
  /// - Returns: A pose for each place.
  func poses(on ground: any Ground, mount: Float, base: Float) -> [RigidTransform] {
    places.indices.map { index in
      let before = places[max(index - 1, 0)]
      let after = places[min(index + 1, places.count - 1)]
      let place = places[index]
      let length = ((after - before) * (after - before)).sum().squareRoot()
      let ahead = (after - before) / max(length, 1e-6)
      let left = SIMD2(-ahead.y, ahead.x)
      let half = base / 2
      let heights = [ahead, SIMD2.zero - ahead, left, SIMD2.zero - left].map {
        ground.height(at: place + $0 * half)
      }
      let pitch = (heights[0] - heights[1]) / base
      let roll = (heights[2] - heights[3]) / base
      let slope = ahead * pitch + left * roll
      let normal = SIMD3<Float>(-slope.x, -slope.y, 1).normalized
      let turn = SIMD3<Float>(0, 0, 1).cross(normal)
      let tilt = Rotation(quaternion: SIMD4(turn.x, turn.y, turn.z, 1 + normal.z)) ?? .identity
      let rotation = tilt * .about([0, 0, 1], by: angle(of: ahead))
      let foot = SIMD3(place.x, place.y, heights.reduce(0, +) / 4)
      return RigidTransform(at: foot + rotation.applied(to: [0, 0, mount]), rotation: rotation)
    }
  }
}

extension Site {
  /// Keeps things off a route.
  mutating func reserve(_ route: Route, width: Float, heights: ClosedRange<Float>) {
    let half = SIMD2(repeating: width / 2)
    for place in route.places { reserve(from: place - half, to: place + half, heights: heights) }
  }

  /// Puts something into the ground where nothing else is, as trees and posts are.
  @discardableResult
  mutating func plant(
    _ object: SceneObject, at place: SIMD2<Float>, heading: Float, depth: Float = 0.05
  ) -> UInt32? {
    var pose = pose(of: object.mesh, at: place, heading: heading, tilted: false)
    pose.position.z -= depth
    return put(object, at: pose)?.label
  }

  /// Adds cameras that look at what was placed, tripods and an area for aircraft.
  ///
  /// - Parameters:
  ///   - low: The corner of the area with the smallest coordinates.
  ///   - high: The corner with the largest.
  ///   - random: Decides.
  mutating func addViews(
    from low: SIMD2<Float>, to high: SIMD2<Float>, _ random: inout SceneRandom
  ) {
    let things = scene.bodies.filter { $0.label != 0 && $0.motion == nil }
    guard !things.isEmpty else { return }
    for _ in 0..<80 where scene.vantage.cameras.count < 7 {
      let body = random.choice(things)
      let target = body.pose.applied(to: body.object.bounds.center)
      let direction = sineAndCosine(random.unit() * 6.28)
      let distance = random.number(in: 1.6...4) + body.object.bounds.size.length * 0.4
      let place = SIMD2(target.x, target.y) + SIMD2(direction.cosine, direction.sine) * distance
      guard all(place .> low + 0.5), all(place .< high - 0.5) else { continue }
      let eye = SIMD3(place.x, place.y, ground.height(at: place) + random.number(in: 1...1.75))
      let near = SIMD3(target.x, target.y, min(target.z, eye.z + 0.3))
      if canLook(from: eye, to: near, free: 1.8) {
        scene.vantage.cameras.append(.camera(at: eye, lookingAt: near))
      }
    }
    for _ in 0..<40 where scene.vantage.tripods.count < 4 {
      let place = SIMD2(
        random.number(in: low.x + 2...high.x - 2), random.number(in: low.y + 2...high.y - 2))
      let head = SIMD3(place.x, place.y, ground.height(at: place) + 1.6)
      if isClear(head), isClear(head - SIMD3(0, 0, 0.8)) { scene.vantage.tripods.append(head) }
    }
    let heights = [low, high, (low + high) / 2].map(ground.height(at:))
    scene.vantage.area = Box(
      min: [low.x, low.y, heights.min() ?? 0], max: [high.x, high.y, (heights.max() ?? 0) + 6])
  }
}
