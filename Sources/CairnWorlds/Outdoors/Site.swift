import CairnGeometry
import CairnScenes

/// How high the ground lies.
protocol Ground: Sendable {
  /// The height of what can be stepped on, exactly that of the triangles of the ground's mesh.
  func height(at place: SIMD2<Float>) -> Float
  /// A smooth height near it, from which ``Site`` counts its layers.
  func base(at place: SIMD2<Float>) -> Float
}

/// A world outside being filled: finds free places on uneven ground.
struct Site {
  /// What was placed so far.
  var scene = Scene()
  /// Where things stand.
  let ground: any Ground
  private var taken: Occupancy

  init(ground: any Ground, from low: SIMD2<Float>, to high: SIMD2<Float>) {
    self.ground = ground
    taken = Occupancy(from: low, to: high)
  }

  // MARK: - Poses

  /// Where an object comes to rest on the ground.
  ///
  /// - Parameters:
  ///   - mesh: The object's.
  ///   - place: Where its origin goes.
  ///   - heading: Where its front looks, counterclockwise from the x axis.
  ///   - tilted: Whether it follows the slope, as a car does, or stays upright, as a lamp does.
  /// - Returns: The pose.
  func pose(
    of mesh: TriangleMesh, at place: SIMD2<Float>, heading: Float, tilted: Bool
  ) -> RigidTransform {
    var rotation = Rotation.about([0, 0, 1], by: heading + .pi / 2)
    let bounds = mesh.bounds
    if tilted {
      let half = bounds.size * 0.38
      let ahead = rotation.applied(to: [0, -half.y, 0])
      let left = rotation.applied(to: [half.x, 0, 0])
      let (a, b) = (SIMD2(ahead.x, ahead.y), SIMD2(left.x, left.y))
      let rises = [a + b, a - b, b - a, SIMD2<Float>.zero - a - b].map {
        ground.height(at: place + $0)
      }
      let along = (rises[0] + rises[1] - rises[2] - rises[3]) / 4
      let across = (rises[0] - rises[1] + rises[2] - rises[3]) / 4
      let slope = ahead * (along / ahead.squaredLength) + left * (across / left.squaredLength)
      // The shortest turn from straight up to the normal.
      let normal = SIMD3<Float>(-slope.x, -slope.y, 1).normalized
      let turn = SIMD3<Float>(0, 0, 1).cross(normal)
      let tilt = Rotation(quaternion: SIMD4(turn.x, turn.y, turn.z, 1 + normal.z))
      rotation = (tilt ?? .identity) * rotation
    }
    return rest(mesh, rotation: rotation, at: place)
  }

  /// Lowers a turned mesh until it touches the ground.
  func rest(_ mesh: TriangleMesh, rotation: Rotation, at place: SIMD2<Float>) -> RigidTransform {
    var height = -Float.infinity
    let turned = mesh.positions.map(rotation.applied(to:))
    let lowest = turned.reduce(Float.infinity) { min($0, $1.z) }
    let reach = max(mesh.bounds.size.x, mesh.bounds.size.y) * 0.2 + 0.05
    for point in turned where point.z < lowest + reach {
      height = max(height, ground.height(at: place + SIMD2(point.x, point.y)) - point.z)
    }
    return RigidTransform(at: [place.x, place.y, height], rotation: rotation)
  }

  // MARK: - Filling

  /// Puts an object on the ground where nothing else is.
  ///
  /// - Returns: Its label and its pose; `nil` where the place is taken.
  @discardableResult
  mutating func stand(
    _ object: SceneObject, at place: SIMD2<Float>, heading: Float, tilted: Bool = false
  ) -> (label: UInt32, pose: RigidTransform)? {
    put(object, at: pose(of: object.mesh, at: place, heading: heading, tilted: tilted))
  }

  /// Puts an object at a pose where nothing else is.
  @discardableResult
  mutating func put(
    _ object: SceneObject, at pose: RigidTransform
  ) -> (label: UInt32, pose: RigidTransform)? {
    let samples = Occupancy.samples(of: object.mesh)
    guard taken.isFree(samples, at: pose, ground) else { return nil }
    taken.fill(samples, at: pose, ground)
    return (scene.add(object, at: pose).label, pose)
  }

  /// Adds something to what was placed, without a look at what else is there: a rider, a load.
  @discardableResult
  mutating func put(
    _ object: SceneObject, at pose: RigidTransform, carriedBy carrier: UInt32
  ) -> UInt32 {
    taken.fill(Occupancy.samples(of: object.mesh), at: pose, ground)
    return scene.add(object, at: pose, carriedBy: carrier).label
  }

  /// Puts an object on a path that it follows, if all of it is free.
  ///
  /// - Parameters:
  ///   - object: What moves.
  ///   - path: Places, the first at time 0.
  ///   - speed: Metres a second.
  ///   - tilted: Whether it follows the slope.
  /// - Returns: Its label; `nil` where something is in the way.
  @discardableResult
  mutating func move(
    _ object: SceneObject, along path: [SIMD2<Float>], speed: Float, tilted: Bool
  ) -> UInt32? {
    var (times, poses): ([Float], [RigidTransform]) = ([], [])
    var time: Float = 0
    for index in path.indices.dropFirst() {
      let (start, end) = (path[index - 1], path[index])
      let offset = end - start
      let length = (offset * offset).sum().squareRoot()
      let heading = angle(of: offset)
      let steps = max(Int(length / 1), 1)
      for step in 0...steps where step > 0 || index == 1 {
        let share = Float(step) / Float(steps)
        times.append(time + length / speed * share)
        poses.append(
          pose(of: object.mesh, at: start + offset * share, heading: heading, tilted: tilted))
      }
      time += length / speed
    }
    let samples = Occupancy.samples(of: object.mesh)
    let motion = Motion(times: times, poses: poses)
    let moments = Int(time * speed / 0.35) + 1
    let sweep = (0...moments).map { motion.pose(at: time * Float($0) / Float(moments)) }
    guard sweep.allSatisfy({ taken.isFree(samples, at: $0, ground) }) else { return nil }
    for pose in sweep { taken.fill(samples, at: pose, ground) }
    return scene.add(object, at: poses[0], motion: motion).label
  }

  /// Adds walls and ground, and keeps other things out of them.
  mutating func addStuff(
    _ object: SceneObject, at pose: RigidTransform = .identity, isObstacle: Bool = true
  ) {
    scene.addStuff(object, at: pose)
    if isObstacle { taken.fill(Occupancy.samples(of: object.mesh), at: pose, ground) }
  }

  /// Whether a sensor can be at a place: nothing is near it.
  func isClear(_ eye: SIMD3<Float>, by margin: Float = 0.4) -> Bool {
    taken.isClear(eye, by: margin, ground, onlyThings: true)
  }

  /// Whether a box about a pose is free, seen from points of it.
  func isFree(
    _ pose: RigidTransform, half: SIMD2<Float>, height: Float, above low: Float = 0.1
  ) -> Bool {
    for x in stride(from: -half.x, through: half.x, by: 0.1) {
      for y in stride(from: -half.y, through: half.y, by: 0.1) {
        for z in stride(from: low, through: height, by: 0.2)
        where !taken.isClear(pose.applied(to: [x, y, z]), by: 0.1, ground, onlyThings: false) {
          return false
        }
      }
    }
    return true
  }

  /// Whether a camera at a place sees something else than what stands right before it.
  func canLook(from eye: SIMD3<Float>, to target: SIMD3<Float>, free distance: Float = 2) -> Bool {
    guard isClear(eye) else { return false }
    let ahead = (target - eye).normalized
    return stride(from: Float(0.3), to: min(distance, (target - eye).length - 0.5), by: 0.3)
      .allSatisfy { isClear(eye + ahead * $0, by: 0.1) }
  }

  /// Keeps other things out of an object that is added elsewhere.
  mutating func cover(_ object: SceneObject, at pose: RigidTransform) {
    taken.fill(Occupancy.samples(of: object.mesh), at: pose, ground)
  }

  /// Keeps things out of a level box above the ground.
  mutating func reserve(
    from low: SIMD2<Float>, to high: SIMD2<Float>, heights: ClosedRange<Float>
  ) {
    taken.fill(from: low, to: high, heights: heights)
  }
}

/// The direction of a vector, counterclockwise from the x axis, radians.
func angle(of direction: SIMD2<Float>) -> Float {
  // By halving the angle, which needs roots alone and is the same on every machine.
  let length = (direction * direction).sum().squareRoot()
  guard length > 0 else { return 0 }
  return direction.y < 0 ? -arcCosine(direction.x / length) : arcCosine(direction.x / length)
}

private func arcCosine(_ cosine: Float) -> Float {
  var (value, turns) = (Double(max(-1, min(cosine, 1))), 0)
  while turns < 12 {
    value = ((1 + value) / 2).squareRoot()
    turns += 1
  }
  // cos x = 1 - x²/2 + x⁴/24 for the small angle that is left.
  let rest = (2 * (1 - value)).squareRoot()
  return Float(rest * (1 + rest * rest / 24) * 4096)
}
