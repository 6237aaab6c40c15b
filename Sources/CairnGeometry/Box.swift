/// An axis-aligned box: all points between two corners, faces included.
///
/// Coordinates are in the unit of the cloud. An empty box has `min` above `max` and contains nothing.
public struct Box: Sendable, Hashable {
  /// The corner with the smallest coordinates.
  public var min: SIMD3<Float>
  /// The corner with the largest coordinates.
  public var max: SIMD3<Float>

  /// Creates a box between two corners.
  @inlinable
  public init(min: SIMD3<Float>, max: SIMD3<Float>) {
    self.min = min
    self.max = max
  }

  /// The box that contains nothing; the identity of ``formUnion(_:)``.
  @inlinable
  public static var empty: Box {
    Box(min: SIMD3(repeating: .infinity), max: SIMD3(repeating: -.infinity))
  }

  /// Creates the smallest box that holds all finite points; empty where there is none.
  ///
  /// - Parameter points: Points in any order; those with a NaN or infinite coordinate are skipped.
  /// - Complexity: O(*n*).
  @inlinable
  public init(bounding points: some Sequence<SIMD3<Float>>) {
    self = .empty
    for point in points where point.isFinite { formUnion(point) }
  }

  /// Whether no point lies inside.
  public var isEmpty: Bool { any(min .> max) }
  /// Edge lengths, in the unit of the cloud; zero where the box is empty.
  public var size: SIMD3<Float> { isEmpty ? .zero : max - min }
  /// The point half-way between the corners.
  public var center: SIMD3<Float> { min + (max - min) / 2 }

  /// Whether a point lies inside or on a face; false for NaN.
  public func contains(_ point: SIMD3<Float>) -> Bool {
    all(point .>= min) && all(point .<= max)
  }

  /// Grows the box just enough to contain a point.
  @inlinable
  public mutating func formUnion(_ point: SIMD3<Float>) {
    min = pointwiseMin(min, point)
    max = pointwiseMax(max, point)
  }

  /// The squared distance from a point to the box, in squared cloud units; 0 inside.
  public func squaredDistance(to point: SIMD3<Float>) -> Float {
    let outside = point - point.clamped(lowerBound: min, upperBound: max)
    return outside.squaredLength
  }
}
