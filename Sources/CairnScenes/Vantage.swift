import CairnGeometry

/// Where the sensors of a scene may be; what a world leaves empty it does not offer.
public struct Vantage: Sendable {
  /// Poses for single views, x right, y down, z ahead; the first is the best.
  public var cameras: [RigidTransform] = []
  /// Poses of a camera carried about, in the order of the walk, some 20 to 60.
  public var walk: [RigidTransform] = []
  /// Where a scanner can stand, on its tripod's head.
  public var tripods: [SIMD3<Float>] = []
  /// Where a vehicle or robot drives, x ahead and z up, some metres apart; the sensor is at its
  /// origin.
  public var drive: [RigidTransform] = []
  /// What an aircraft looks at; empty where there is a roof.
  public var area = Box.empty

  /// Creates one without any place.
  public init() {}
}
