import CairnGeometry

/// A box in file coordinates, turned or not.
public struct PromptBox: Sendable, Hashable {
  /// The middle of the box.
  public var center: SIMD3<Double>
  /// Edge lengths along the box's own axes.
  public var size: SIMD3<Double>
  /// Turns the box's own axes into the file's.
  public var rotation: Rotation

  /// Creates a box from its middle, its edge lengths and its rotation.
  public init(center: SIMD3<Double>, size: SIMD3<Double>, rotation: Rotation = .identity) {
    self.center = center
    self.size = size
    self.rotation = rotation
  }

  /// Creates an axis-aligned box between two corners.
  public init(min: SIMD3<Double>, max: SIMD3<Double>) {
    self.init(center: min + (max - min) / 2, size: max - min)
  }
}
