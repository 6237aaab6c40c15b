import CairnGeometry

/// Where the sensor stood: PCD's `VIEWPOINT`, a translation and a quaternion.
public struct Viewpoint: Sendable, Equatable {
  /// Position of the sensor, in the unit of the cloud.
  public var translation: SIMD3<Double>
  /// Orientation, in PCD's order: w x y z.
  public var quaternion: SIMD4<Double>

  /// The sensor at the origin, not turned: what a file without a viewpoint means.
  public static let identity = Viewpoint(translation: .zero, quaternion: [1, 0, 0, 0])

  /// Creates a viewpoint.
  public init(translation: SIMD3<Double>, quaternion: SIMD4<Double>) {
    self.translation = translation
    self.quaternion = quaternion
  }
}
