/// Where a ray meets a scene.
public struct SceneHit: Sendable, BitwiseCopyable {
  /// From the origin of the ray, metres.
  public var distance: Float
  /// Index into ``Scene/bodies``.
  public var body: Int
  /// The triangle of the body's mesh.
  public var triangle: Int
  /// Barycentric coordinates: the weights of the second and the third corner.
  public var place: SIMD2<Float>
  /// The body's place in its tree.
  let slot: Int
  /// The triangle's place in its tree.
  let entry: Int
  /// Which tree.
  let isMoving: Bool
}
