import CairnClouds

/// A cloud, and what was odd about the file that it came from.
public struct CloudReading: Sendable, Equatable {
  /// The cloud.
  public var cloud: PointCloud
  /// What was accepted, but should be said.
  public var warnings: [CloudWarning]

  /// Creates a reading.
  public init(cloud: PointCloud, warnings: [CloudWarning] = []) {
    self.cloud = cloud
    self.warnings = warnings
  }
}
