/// A box turned in space: all points within half of `size` of `center` along the rotated axes.
public struct OrientedBox: Sendable, Hashable {
  /// The middle of the box, in the unit of the cloud.
  public var center: SIMD3<Float>
  /// Edge lengths along the box's own axes, in the unit of the cloud; not negative.
  public var size: SIMD3<Float>
  /// Turns the box's own axes into the cloud's.
  public var rotation: Rotation

  /// Creates a box from its middle, its edge lengths and its rotation.
  public init(center: SIMD3<Float>, size: SIMD3<Float>, rotation: Rotation = .identity) {
    self.center = center
    self.size = size
    self.rotation = rotation
  }

  /// Creates an oriented box that covers an axis-aligned one.
  public init(_ box: Box) {
    self.init(center: box.center, size: box.size)
  }

  /// A point along the box's own axes, counted from its middle.
  package func local(_ point: SIMD3<Float>) -> SIMD3<Float> {
    rotation.inverse.applied(to: point - center)
  }

  /// Whether a point lies inside or on a face; false for NaN.
  public func contains(_ point: SIMD3<Float>) -> Bool {
    let local = local(point)
    return all(local .>= -size / 2) && all(local .<= size / 2)
  }

  /// How far a point is inside: its distance from the nearest face plane, negative outside.
  public func depth(of point: SIMD3<Float>) -> Float {
    let local = local(point)
    return (size / 2 - pointwiseMax(local, -local)).min()
  }

  /// The eight corners, in binary order of the local axes (x changes fastest).
  public var corners: [SIMD3<Float>] {
    (0..<8).map { corner in
      let sign = SIMD3<Float>(
        corner & 1 == 0 ? -0.5 : 0.5, corner & 2 == 0 ? -0.5 : 0.5, corner & 4 == 0 ? -0.5 : 0.5)
      return center + rotation.applied(to: sign * size)
    }
  }
}
