import CairnGeometry

/// Where a camera in the hand was at each view, and where the program that tracked it thought it was.
struct HandheldWalk: Sendable {
  /// True poses: x right, y down, z ahead.
  private(set) var poses: [RigidTransform] = []
  /// The same with the error of tracking, which is alike in views that follow each other.
  private(set) var tracked: [RigidTransform] = []

  /// Walks through a scene.
  ///
  /// - Parameters:
  ///   - vantage: The walk; where there is none, small moves about each camera.
  ///   - viewCount: How many views there are.
  ///   - section: The share of the walk that they cover, somewhere on it.
  ///   - largestShift: The largest error of a tracked position, metres.
  ///   - largestTurn: The largest error of a tracked orientation, radians.
  ///   - random: The hand and the errors.
  init(
    through vantage: Vantage, viewCount: Int, section: Float = 1, largestShift: Float,
    largestTurn: Float, random: inout SceneRandom
  ) {
    let hand = SmoothNoise(seed: random.next())
    let drift = SmoothNoise(seed: random.next())
    // Most programs track well, and some scans are poor.
    let shift = largestShift * (0.1 + 0.9 * random.unit() * random.unit())
    let turn = largestTurn * (0.1 + 0.9 * random.unit() * random.unit())
    let stops = vantage.walk.isEmpty ? vantage.cameras : vantage.walk
    guard !stops.isEmpty else { return }
    let path = SensorPath(stops, speed: 1)
    // Straight lines between single cameras might lead through things.
    let isPath = !vantage.walk.isEmpty
    let start = section < 1 ? random.number(in: 0...(1 - section)) : 0
    for view in 0..<viewCount {
      let part = (Float(view) + 0.6 * random.unit() - 0.3) / Float(max(viewCount - 1, 1))
      let share = start + section * part
      let stop = isPath ? path.pose(at: share * path.duration) : stops[view % stops.count]
      let step = Float(view)
      let sway = hand.vector(at: step * 0.5 + 0.37) * (isPath ? 0.03 : 0.12)
      let pose = RigidTransform(
        at: stop.position + sway,
        rotation: Self.small(hand.vector(at: step * 0.7 + 1000.3) * 0.06) * stop.rotation)
      poses.append(pose)
      // 1.8 keeps three fields of -1…1 within the largest error.
      let error = drift.vector(at: step * 0.17) * (shift / 1.8)
      let tilt = drift.vector(at: step * 0.17 + 1000) * (turn / 1.8)
      tracked.append(
        RigidTransform(at: pose.position + error, rotation: Self.small(tilt) * pose.rotation))
    }
  }

  /// The rotation about a vector by its length in radians.
  private static func small(_ vector: SIMD3<Float>) -> Rotation {
    .about(vector, by: vector.length)
  }
}
