import CairnGeometry

/// What a sensor delivers over time, while it moves, or bodies do, or both; labels are the same in
/// all frames.
public struct SceneSequence: Sendable {
  /// What measures.
  public enum Device: Sendable {
    /// A camera; `isHeld` where a hand shakes it.
    case camera(DepthCamera, isHeld: Bool)
    /// A LiDAR; a frame is a sweep.
    case lidar(SpinningLidar)
  }

  /// The scene at the beginning.
  public let geometry: SceneGeometry
  /// What measures.
  public let device: Device
  /// The way of the device, by the time of the scene.
  public let path: SensorPath
  /// Seconds from one frame to the next.
  public let interval: Float
  /// How many frames there are.
  public let frameCount: Int
  private let lighting: Lighting
  private let seed: UInt64

  /// Creates a sequence.
  ///
  /// - Parameters:
  ///   - scene: Its bodies move by their ``Scene/Body/motion``.
  ///   - device: What measures.
  ///   - path: The way of the device.
  ///   - interval: Seconds from one frame to the next; positive.
  ///   - frameCount: How many frames.
  ///   - random: The light and the noise.
  /// - Complexity: O(*n* log *n*), where *n* is the number of triangles.
  public init(
    _ scene: Scene, seenBy device: Device, along path: SensorPath, every interval: Float,
    frameCount: Int, random: inout SceneRandom
  ) {
    precondition(interval > 0 && frameCount >= 0, "\(frameCount) frames, one every \(interval) s")
    let geometry = SceneGeometry(scene)
    let start = path.pose(at: 0)
    let ahead = start.rotation.applied(to: [0, 0, 1])
    let middle = geometry.hits(from: start.position, along: [ahead], within: 10)[0]
    lighting = Lighting(
      for: geometry, eye: start.position,
      center: start.position + ahead * (middle?.distance ?? 2), random: &random)
    (self.geometry, self.device, self.path) = (geometry, device, path)
    (self.interval, self.frameCount) = (interval, frameCount)
    seed = random.next()
  }

  /// When a frame begins, seconds.
  ///
  /// - Parameter frame: Between 0 and ``frameCount``.
  /// - Returns: Seconds from the beginning of the sequence.
  public func time(ofFrame frame: Int) -> Float { Float(frame) * interval }

  /// Where the device truly is when a frame begins.
  ///
  /// - Parameter frame: Between 0 and ``frameCount``.
  /// - Returns: Turns the frame of the device into the scene's.
  public func pose(ofFrame frame: Int) -> RigidTransform {
    let time = time(ofFrame: frame)
    let pose = path.pose(at: time)
    guard case .camera(_, isHeld: true) = device else { return pose }
    // Hands tremble a few times a second: half a degree, half a centimetre.
    let tremor = NoiseField(seed: seed)
    func sway(_ axis: Int, _ rate: Float) -> Float {
      tremor.smooth(SIMD2(time * rate, Float(axis) * 7 + 0.5))
    }
    let turn = SIMD3(sway(0, 2.3), sway(1, 2.1), sway(2, 1.7)) * 0.006
    let shift = SIMD3(sway(3, 1.3), sway(4, 1.1), sway(5, 1.9)) * 0.005
    return pose
      * RigidTransform(at: shift, rotation: .about(turn, by: turn.length))
  }

  /// What the device delivers in a frame.
  ///
  /// - Parameter frame: Between 0 and ``frameCount``; frames may be asked for in any order.
  /// - Returns: Points in the frame of the device; its ``Measurements/frame`` is the true pose.
  /// - Complexity: That of the sensor, and O(*m* log *m*), where *m* is the number of triangles that
  ///   move.
  public func measurements(ofFrame frame: Int) -> Measurements {
    precondition(0..<frameCount ~= frame, "frame \(frame) of \(frameCount)")
    var random = SceneRandom(seed: seed &+ UInt64(frame) &* 0x9E37_79B9_7F4A_7C15)
    switch device {
    case .camera(let camera, _):
      return camera.measurements(
        of: geometry.moved(to: time(ofFrame: frame)), at: pose(ofFrame: frame),
        lighting: lighting, pattern: seed, seed: random.next())
    case .lidar(let lidar):
      return lidar.sweep(of: geometry, along: path, from: time(ofFrame: frame), random: &random)
    }
  }
}

extension SceneSequence {
  /// A sequence at random: a camera that is carried along the scene's walk, or looks on from where
  /// it stands; a LiDAR on the scene's drive.
  ///
  /// - Parameters:
  ///   - scene: What is seen; see ``Scene/withMotions(duration:random:)``.
  ///   - kind: ``SensorKind/depthCamera`` or ``SensorKind/lidar``.
  ///   - frameCount: How many frames.
  ///   - pointCount: About how many points a frame has; the device's own number where `nil`.
  ///   - interval: Seconds from one frame to the next; the device's own where `nil`.
  ///   - rings: How many rings a LiDAR has; any where `nil`.
  ///   - random: Decides.
  /// - Returns: A sequence; `nil` for other kinds, and where the scene offers no place.
  public static func random(
    of scene: Scene, kind: SensorKind, frameCount: Int, pointCount: Int? = nil,
    interval: Float? = nil, rings: SpinningLidar.Rings? = nil, random: inout SceneRandom
  ) -> SceneSequence? {
    guard kind.fits(scene.vantage) else { return nil }
    switch kind {
    case .depthCamera:
      var camera = DepthCamera.random(&random, pointCount: pointCount)
      camera.roll = 0
      let (walk, views) = (scene.vantage.walk, scene.vantage.cameras)
      let hasMotion = scene.bodies.contains { $0.motion != nil }
      let isStill = walk.isEmpty || (hasMotion && !views.isEmpty && random.chance(0.5))
      let path = SensorPath(
        isStill ? [views[0]] : walk, speed: random.number(in: 0.25...0.8))
      let usual: Float = random.choice([1.0 / 30, 0.1, 0.1, 0.2])
      return SceneSequence(
        scene, seenBy: .camera(camera, isHeld: !isStill), along: path,
        every: interval ?? usual, frameCount: frameCount, random: &random)
    case .lidar:
      let lidar = SpinningLidar.random(&random, rings: rings, pointCount: pointCount)
      let path = SensorPath(scene.vantage.drive, speed: random.number(in: 1...10))
      return SceneSequence(
        scene, seenBy: .lidar(lidar), along: path, every: interval ?? lidar.period,
        frameCount: frameCount, random: &random)
    default: return nil
    }
  }
}
