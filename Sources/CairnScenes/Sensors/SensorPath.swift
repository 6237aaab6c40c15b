import CairnGeometry

/// A smooth way through some poses, at an even speed.
public struct SensorPath: Sendable {
  private let poses: [RigidTransform]
  /// When each pose is passed, seconds.
  private let times: [Float]

  /// Creates a path.
  ///
  /// - Parameters:
  ///   - poses: In the order of the way; at least one.
  ///   - speed: Metres a second; positive. Turns on the spot take their time, too.
  public init(_ poses: [RigidTransform], speed: Float) {
    precondition(!poses.isEmpty && speed > 0, "\(poses.count) poses at \(speed) m/s")
    self.poses = poses
    var times: [Float] = [0]
    for (from, to) in zip(poses, poses.dropFirst()) {
      let way = (to.position - from.position).length
      let alike = abs((from.rotation.quaternion * to.rotation.quaternion).sum())
      // Half a turn takes as long as two metres.
      let turn = 2 * max(1 - alike * alike, 0).squareRoot()
      times.append(times[times.count - 1] + max(way, turn, 1e-3) / speed)
    }
    self.times = times
  }

  /// How long the way takes, seconds.
  public var duration: Float { times[times.count - 1] }

  /// The pose at a time: along a Catmull-Rom spline; at the ends it stands still.
  ///
  /// - Parameter time: Seconds.
  /// - Returns: The pose; rotations are interpolated in the same way.
  /// - Complexity: O(log *n*), where *n* is the number of poses.
  public func pose(at time: Float) -> RigidTransform {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return poses[0] }
    guard low < times.count else { return poses[times.count - 1] }
    let share = (time - times[low - 1]) / (times[low] - times[low - 1])
    let around = (-2...1).map { poses[min(max(low + $0, 0), poses.count - 1)] }
    let weights = Self.weights(share)
    var position = SIMD3<Float>.zero
    var quaternion = SIMD4<Float>.zero
    let near = around[1].rotation.quaternion
    for (pose, weight) in zip(around, weights) {
      position += pose.position * weight
      let turned = pose.rotation.quaternion
      quaternion += ((near * turned).sum() < 0 ? -turned : turned) * weight
    }
    return RigidTransform(
      at: position, rotation: Rotation(quaternion: quaternion) ?? around[1].rotation)
  }

  /// Catmull and Rom 1974, tension one half.
  private static func weights(_ t: Float) -> [Float] {
    let (square, cube) = (t * t, t * t * t)
    return [
      0.5 * (-cube + 2 * square - t), 0.5 * (3 * cube - 5 * square + 2),
      0.5 * (-3 * cube + 4 * square + t), 0.5 * (cube - square),
    ]
  }
}
