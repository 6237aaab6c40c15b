import CairnGeometry

/// How a body moves: poses at times, straight and even in between; before the first and after the
/// last it stands still.
public struct Motion: Sendable {
  /// Seconds, ascending.
  public var times: [Float]
  /// Where the body is at each of them.
  public var poses: [RigidTransform]

  /// Creates a motion.
  ///
  /// - Parameters:
  ///   - times: Seconds, strictly ascending; at least one.
  ///   - poses: One for each time.
  public init(times: [Float], poses: [RigidTransform]) {
    precondition(
      !times.isEmpty && times.count == poses.count, "\(times.count) times, \(poses.count) poses")
    (self.times, self.poses) = (times, poses)
  }

  /// Where the body is at a time.
  ///
  /// - Parameter time: Seconds.
  /// - Returns: The pose; rotations are interpolated along the shorter arc.
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
    let (from, to) = (poses[low - 1], poses[low])
    var target = to.rotation.quaternion
    if (from.rotation.quaternion * target).sum() < 0 { target = -target }
    let turned = from.rotation.quaternion * (1 - share) + target * share
    return RigidTransform(
      at: from.position + (to.position - from.position) * share,
      rotation: Rotation(quaternion: turned) ?? to.rotation)
  }
}
