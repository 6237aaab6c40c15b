import CairnGeometry
import CairnScenes

/// Poses as KITTI's odometry benchmark writes them: a line a pose, twelve numbers, the rows of the
/// 3 × 4 matrix that turns the sensor's frame into the frame of the file.
public enum PoseFile {
  /// The text of the file.
  ///
  /// - Parameters:
  ///   - poses: Turn the sensor's frame into the scene's.
  ///   - frame: How the clouds beside the file are written.
  ///   - reference: Turns the frame of the clouds' measurements into the scene's.
  /// - Returns: One line a pose.
  public static func text(
    _ poses: [RigidTransform], in frame: OutputFrame, reference: RigidTransform
  ) -> String {
    poses.map { pose in
      frame.matrix(pose, in: reference).flatMap { row in
        (0..<4).map { decimal(row[$0]) }
      }.joined(separator: " ") + "\n"
    }.joined()
  }

  /// Seven decimals, which is a tenth of a micrometre in metres; never "-0".
  private static func decimal(_ value: Double) -> String {
    let steps = (value * 1e7).rounded()
    guard abs(steps) < 9e15 else { return "\(value)" }
    return "\((steps == 0 ? 0 : steps) / 1e7)"
  }
}
