import CairnClouds

/// How well the objects of one cloud were selected.
public struct SceneResult: Sendable, Hashable, Codable {
  /// What the caller calls the cloud.
  public var name: String
  /// How many points were kept after thinning.
  public var pointCount: Int
  /// Seconds that encoding the cloud took.
  public var encodingSeconds: Double
  /// The objects, by ascending label; those with too few kept points are left out.
  public var objects: [ObjectResult]
  /// The labels of the objects that were prompted together; none where each was alone.
  public var groups: [[InstanceLabel]] = []

  /// Creates a result.
  public init(
    name: String, pointCount: Int, encodingSeconds: Double, objects: [ObjectResult] = []
  ) {
    self.name = name
    self.pointCount = pointCount
    self.encodingSeconds = encodingSeconds
    self.objects = objects
  }
}
