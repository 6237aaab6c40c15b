import CairnGeometry

/// The sum of squared distances to planes, as a function of the place.
///
/// Garland and Heckbert, "Surface Simplification Using Quadric Error Metrics", SIGGRAPH 1997.
struct Quadric: Sendable {
  /// The matrix's xx, yy, zz and the linear part's x, y, z times two, in one row for speed; then xy,
  /// yz, zx times two and the constant.
  private var squares = SIMD3<Double>.zero
  private var products = SIMD3<Double>.zero
  private var linear = SIMD3<Double>.zero
  private var constant = 0.0

  init() {}

  /// The weighted squared distance to a plane.
  ///
  /// - Parameters:
  ///   - normal: Of length 1.
  ///   - point: On the plane.
  ///   - weight: At least 0.
  init(normal: SIMD3<Float>, through point: SIMD3<Float>, weight: Float) {
    let normal = SIMD3<Double>(normal)
    let offset = -(normal * SIMD3<Double>(point)).sum()
    let weight = Double(weight)
    squares = normal * normal * weight
    products = normal * SIMD3(normal.y, normal.z, normal.x) * (2 * weight)
    linear = normal * (2 * offset * weight)
    constant = offset * offset * weight
  }

  /// The value at a place; a little below 0 by rounding.
  func value(at point: SIMD3<Float>) -> Float {
    let point = SIMD3<Double>(point)
    let turned = SIMD3(point.y, point.z, point.x)
    let sum = squares * point * point + products * point * turned + linear * point
    return Float(sum.sum() + constant)
  }

  /// Adds another one.
  static func += (sum: inout Quadric, other: Quadric) {
    sum.squares += other.squares
    sum.products += other.products
    sum.linear += other.linear
    sum.constant += other.constant
  }
}
