import CairnGeometry

/// What a sensor delivers: points with what it measured of them, and what they truly are.
public struct Measurements: Sendable {
  /// Points in a row where they are organised; their number where they are not.
  public var width = 0
  /// The number of rows where they are organised; 1 where they are not.
  public var height = 1
  /// In the frame of the sensor, or of the scene where several views were merged; metres.
  ///
  /// NaN where an organised sensor measured nothing.
  public var positions: [SIMD3<Float>] = []
  /// Red, green, blue in 0…1; empty where the sensor sees no colour.
  public var colors: [SIMD3<Float>] = []
  /// How strong the echo was, 0…1; empty where the sensor does not tell.
  public var intensities: [Float] = []
  /// Which laser measured; empty where there is one.
  public var rings: [UInt8] = []
  /// Seconds since the frame began; empty where all points are of one moment.
  public var times: [Float] = []
  /// What the points truly are.
  public var labels: [PointLabels] = []
  /// Where the sensor was, one pose a view: turns its frame into the scene's.
  public var poses: [RigidTransform] = []
  /// Turns the frame of ``positions`` into the scene's.
  public var frame = RigidTransform.identity

  /// Creates measurements without a point.
  public init() {}

  /// How many points there are, those without an echo included.
  public var count: Int { positions.count }
}
