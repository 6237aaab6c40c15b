import CairnGeometry

/// A kind of device that measures scenes.
public enum SensorKind: String, Sendable, Hashable, CaseIterable {
  /// One organised view of a depth camera, with its flaws.
  case depthCamera = "depth-camera"
  /// Many views of a depth camera in the hand, fused to one surface.
  case handheld
  /// A scanner on a tripod, from several places.
  case panorama
  /// One sweep of a spinning LiDAR.
  case lidar
  /// Sweeps of a LiDAR on its way, put together.
  case lidarMap = "lidar-map"
  /// A scanner under an aircraft.
  case aerial

  /// A device of this kind at random.
  ///
  /// - Parameters:
  ///   - random: Decides which, and its flaws.
  ///   - pointCount: About how many points it is to measure; its own usual number where `nil`.
  ///   - rings: How many rings a LiDAR has; any where `nil`.
  /// - Returns: A sensor.
  public func sensor(
    _ random: inout SceneRandom, pointCount: Int? = nil, rings: SpinningLidar.Rings? = nil
  ) -> any Sensor {
    switch self {
    case .depthCamera: DepthCamera.random(&random, pointCount: pointCount)
    case .handheld: HandheldFusion.random(&random, pointCount: pointCount)
    case .panorama: PanoramaScanner.random(&random, pointCount: pointCount)
    case .lidar: SpinningLidar.random(&random, rings: rings, pointCount: pointCount)
    case .lidarMap: LidarMap.random(&random, rings: rings, pointCount: pointCount)
    case .aerial: AerialScanner.random(&random, pointCount: pointCount)
    }
  }

  /// Whether a scene offers this kind of device a place.
  ///
  /// - Parameter vantage: The scene's.
  /// - Returns: Whether measurements would hold a point.
  public func fits(_ vantage: Vantage) -> Bool {
    switch self {
    case .depthCamera: !vantage.cameras.isEmpty || !vantage.walk.isEmpty
    case .handheld: !vantage.walk.isEmpty
    case .panorama: !vantage.tripods.isEmpty
    case .lidar, .lidarMap: !vantage.drive.isEmpty
    case .aerial: !vantage.area.isEmpty
    }
  }

  /// What the device does, in a line.
  public var summary: String {
    switch self {
    case .depthCamera: "Depth camera: one organised view with noise, holes and flying points"
    case .handheld: "Depth camera carried about, its views fused as scanned rooms are"
    case .panorama: "Scanner on a tripod: all around, millimetre noise, no colour fringes"
    case .lidar: "Spinning LiDAR: one sweep of 16 to 128 rings, intensity and time"
    case .lidarMap: "Spinning LiDAR: sweeps along a drive, put together"
    case .aerial: "Laser scanner under an aircraft"
    }
  }
}
