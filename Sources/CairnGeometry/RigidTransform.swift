/// A rotation followed by a translation: where a body is and how it is turned.
public struct RigidTransform: Sendable, Hashable {
  /// Turns the body's axes into those of the space it is in.
  public var rotation: Rotation
  /// Where the body's origin is, in the unit of the space.
  public var position: SIMD3<Float>

  /// The transform that changes nothing.
  public static let identity = RigidTransform()

  /// Creates a transform.
  ///
  /// - Parameters:
  ///   - position: Where the origin goes.
  ///   - rotation: How the axes are turned.
  public init(at position: SIMD3<Float> = .zero, rotation: Rotation = .identity) {
    self.rotation = rotation
    self.position = position
  }

  /// The transform back.
  public var inverse: RigidTransform {
    let back = rotation.inverse
    return RigidTransform(at: -back.applied(to: position), rotation: back)
  }

  /// Returns a point of the body in the space it is in.
  public func applied(to point: SIMD3<Float>) -> SIMD3<Float> {
    rotation.applied(to: point) + position
  }

  /// The transform that moves as the right one does and then as the left one.
  public static func * (left: RigidTransform, right: RigidTransform) -> RigidTransform {
    RigidTransform(
      at: left.applied(to: right.position), rotation: left.rotation * right.rotation)
  }
}
