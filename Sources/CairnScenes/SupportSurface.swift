import CairnGeometry

/// A level area of a body on which things can stand: a table top, a shelf board, a floor.
///
/// In the body's own frame, metres; a rectangle along x and y.
public struct SupportSurface: Sendable, Hashable {
  /// The corner with the smallest x and y.
  public var min: SIMD2<Float>
  /// The corner with the largest x and y.
  public var max: SIMD2<Float>
  /// How high it lies.
  public var height: Float
  /// How high things on it may be, metres; infinity under the open sky.
  public var clearance: Float

  /// Creates a surface.
  ///
  /// - Parameters:
  ///   - min: The corner with the smallest x and y.
  ///   - max: The corner with the largest x and y.
  ///   - height: How high it lies.
  ///   - clearance: How high things on it may be.
  public init(
    from min: SIMD2<Float>, to max: SIMD2<Float>, height: Float, clearance: Float = .infinity
  ) {
    (self.min, self.max, self.height, self.clearance) = (min, max, height, clearance)
  }

  /// Edge lengths, metres.
  public var size: SIMD2<Float> { max - min }
}
