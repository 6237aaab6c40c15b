/// How well everything in one cloud was found.
public struct LabelledScene: Sendable, Hashable, Codable {
  /// What the caller calls the cloud.
  public var name: String
  /// How many points were kept after thinning.
  public var pointCount: Int
  /// Seconds that encoding the cloud took.
  public var encodingSeconds: Double
  /// Seconds that finding the objects took, the encoding not counted.
  public var searchSeconds: Double
  /// The objects found, against the true ones.
  public var score: LabellingScore

  /// Creates a result.
  public init(
    name: String, pointCount: Int, encodingSeconds: Double, searchSeconds: Double,
    score: LabellingScore
  ) {
    self.name = name
    self.pointCount = pointCount
    self.encodingSeconds = encodingSeconds
    self.searchSeconds = searchSeconds
    self.score = score
  }
}
