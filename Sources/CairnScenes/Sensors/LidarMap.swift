import CairnGeometry

/// Sweeps of a LiDAR on its way, put together by poses that are nearly right: a map.
///
/// Points are in the frame of the first sweep. What moves leaves a trail.
public struct LidarMap: Sensor {
  /// What sweeps.
  public var lidar: SpinningLidar
  /// How many sweeps.
  public var sweepCount: Int
  /// Metres a second.
  public var speed: Float
  /// By how much a pose drifts from one sweep to the next, metres; a tenth of it in radians.
  public var drift: Float
  /// Of points nearer to each other than this only one is kept, metres; 0 keeps all.
  public var cell: Float

  /// A map at random.
  ///
  /// - Parameters:
  ///   - random: Decides.
  ///   - rings: How many rings the device has; any where `nil`.
  ///   - pointCount: About how many points at most; 400,000 where `nil`.
  /// - Returns: A device, a speed and an accuracy.
  public static func random(
    _ random: inout SceneRandom, rings: SpinningLidar.Rings? = nil, pointCount: Int? = nil
  ) -> LidarMap {
    let sweepCount = random.index(in: 5..<25)
    var lidar = SpinningLidar.random(
      &random, rings: rings, pointCount: max((pointCount ?? 400_000) * 2 / sweepCount, 2000))
    lidar.isDeskewed = true
    return LidarMap(
      lidar: lidar, sweepCount: sweepCount, speed: random.number(in: 1...9),
      drift: random.number(in: 0.001...0.006), cell: random.number(in: 0.02...0.08))
  }

  /// What the device delivers on the scene's drive.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - random: Noise.
  /// - Returns: Points in the frame of the first sweep; none where the scene offers no drive.
  public func measurements(
    of geometry: SceneGeometry, random: inout SceneRandom
  ) -> Measurements {
    let drive = geometry.scene.vantage.drive
    guard !drive.isEmpty else { return Measurements() }
    let path = SensorPath(drive, speed: speed)
    let step = path.duration / Float(max(sweepCount, 1))
    var result = Measurements()
    var error = RigidTransform.identity
    for number in 0..<sweepCount {
      let time = Float(number) * step
      let sweep = lidar.sweep(
        of: geometry.moved(to: time), along: path, from: time, random: &random)
      if number == 0 {
        result = sweep
        continue
      }
      error = error * slip(&random)
      let estimated = sweep.frame * error
      result.append(sweep.moved(by: result.frame.inverse * estimated, into: result.frame))
    }
    return cell > 0 ? result.thinned(cell: cell) : result
  }

  private func slip(_ random: inout SceneRandom) -> RigidTransform {
    let axis = SIMD3(random.normal(), random.normal(), random.normal())
    let shift = SIMD3(random.normal(), random.normal(), 0.5 * random.normal()) * drift
    return RigidTransform(
      at: shift, rotation: .about(axis, by: 0.1 * drift * random.normal()))
  }
}
