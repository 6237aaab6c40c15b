import CairnGeometry

/// Where a sensor is and how it is turned: its x points right, y down and z ahead, as cameras have it.
public struct SensorPose: Sendable {
  /// Position in the scene, metres.
  public let eye: SIMD3<Float>
  let right: SIMD3<Float>
  let down: SIMD3<Float>
  let ahead: SIMD3<Float>

  /// Creates the pose of a sensor that looks at a point, upright.
  ///
  /// - Parameters:
  ///   - eye: Where the sensor is.
  ///   - target: Where it looks; not straight above or below.
  public init(eye: SIMD3<Float>, target: SIMD3<Float>) {
    self.eye = eye
    ahead = (target - eye).normalized
    right = ahead.cross([0, 0, 1]).normalized
    down = ahead.cross(right)
  }

  /// A direction of the sensor, in the scene.
  func direction(_ local: SIMD3<Float>) -> SIMD3<Float> {
    right * local.x + down * local.y + ahead * local.z
  }
}
