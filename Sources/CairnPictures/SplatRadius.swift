/// How large points are drawn, in pixels of the canvas.
struct SplatRadius {
  /// The distance of each point to its neighbours; empty where all points have one size.
  var spacings: [Float]
  /// The radius where `spacings` is empty.
  var fixed: Float
  /// The smallest and the largest radius.
  var limits: ClosedRange<Float>

  /// The share of the spacing that closes a surface seen at an angle.
  private static let overlap: Float = 1.0

  @inline(__always)
  func pixels(_ index: Int, depth: Float, focal: Float) -> Float {
    guard !spacings.isEmpty else { return fixed }
    let radius = Self.overlap * spacings[index] * focal / depth
    return min(max(radius, limits.lowerBound), limits.upperBound)
  }
}
