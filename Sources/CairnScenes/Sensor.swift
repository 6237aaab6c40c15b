import CairnGeometry

/// A device that measures a scene.
public protocol Sensor: Sendable {
  /// What the device delivers from a place of its own choice in the scene's vantage.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - random: Where it stands, and its noise.
  /// - Returns: Points; none where the scene offers no place for such a sensor.
  func measurements(of geometry: SceneGeometry, random: inout SceneRandom) -> Measurements
}
