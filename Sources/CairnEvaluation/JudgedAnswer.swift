/// One answer of a method: how good it expected it to be, and how good it is.
public struct JudgedAnswer: Sendable, Hashable, Codable {
  /// The intersection over union that the method expected.
  public var expectedIoU: Double
  /// The intersection over union with the object.
  public var iou: Double

  /// Creates a judged answer.
  public init(expectedIoU: Double, iou: Double) {
    self.expectedIoU = expectedIoU
    self.iou = iou
  }

  /// How far the method was off.
  public var error: Double { abs(expectedIoU - iou) }
}
