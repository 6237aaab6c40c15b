import CairnClouds

/// Every object that was found in a cloud; no point is in two.
public struct FoundObjects: Sendable, Hashable {
  /// One of the objects.
  public struct Object: Sendable, Hashable {
    /// Its label; 1 is the object with most points.
    public var label: InstanceLabel
    /// The point whose click gave the object.
    public var clickedPoint: Int
    /// How sure it is that this is one object, 0…1: expected IoU, stability, agreement of the clicks on
    /// it and whether these are enough, multiplied.
    public var score: Float
    /// How many points have its label.
    public var pointCount: Int

    /// Creates a description of an object.
    public init(label: InstanceLabel, clickedPoint: Int, score: Float, pointCount: Int) {
      self.label = label
      self.clickedPoint = clickedPoint
      self.score = score
      self.pointCount = pointCount
    }
  }

  /// The label of each point; 0 where no object was found.
  public var labels: [InstanceLabel]
  /// The objects, ascending by label.
  public var objects: [Object]

  /// Creates a result from the label of each point and the objects, ascending by label.
  public init(labels: [InstanceLabel], objects: [Object]) {
    self.labels = labels
    self.objects = objects
  }
}
