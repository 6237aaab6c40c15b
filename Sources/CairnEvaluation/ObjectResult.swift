/// How well one object was selected, click by click.
public struct ObjectResult: Sendable, Hashable, Codable {
  /// The object's id in the cloud's labels.
  public var label: UInt32
  /// How many of the kept points are the object's.
  public var pointCount: Int
  /// Intersection over union after 1, 2, … clicks, carried on once nothing was wrong.
  public var ious: [Double]
  /// The scores that the method expected for its best mask, after 1, 2, … clicks.
  public var expectedIoUs: [Double]
  /// The clicks made; fewer than `ious` where nothing was wrong earlier.
  public var clicks: [SimulatedClick]
  /// Seconds that each answer took.
  public var seconds: [Double]

  /// Creates a result.
  public init(
    label: UInt32, pointCount: Int, ious: [Double] = [], expectedIoUs: [Double] = [],
    clicks: [SimulatedClick] = [], seconds: [Double] = []
  ) {
    self.label = label
    self.pointCount = pointCount
    self.ious = ious
    self.expectedIoUs = expectedIoUs
    self.clicks = clicks
    self.seconds = seconds
  }

  /// The number of clicks that first reach a quality; `nil` where none does.
  public func clicks(toReach iou: Double) -> Int? {
    ious.firstIndex { $0 >= iou }.map { $0 + 1 }
  }
}

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
