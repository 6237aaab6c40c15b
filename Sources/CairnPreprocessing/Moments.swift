import CairnGeometry

/// Weighted sums of vectors and of their products, gathered four lanes at a time.
struct Moments {
  /// Weighted sums of x, y and z, and of the weights.
  private var first = SIMD4<Float>.zero
  /// Weighted sums of xx, yy and zz.
  private var squares = SIMD4<Float>.zero
  /// Weighted sums of xy, yz and zx.
  private var products = SIMD4<Float>.zero

  /// Adds a vector; keep them small, relative to a point nearby.
  @inline(__always)
  mutating func add(_ vector: SIMD3<Float>, weight: Float) {
    let vector = SIMD4(vector.x, vector.y, vector.z, 1)
    let weighted = vector * weight
    first += weighted
    squares += weighted * vector
    products += weighted * SIMD4(vector.y, vector.z, vector.x, 0)
  }

  /// The direction in which the vectors differ least, a unit vector; zero where there is none.
  ///
  /// The smallest eigenvalue is found from below by Newton's method, which never oversteps it; two
  /// rows of what the matrix leaves above it span the plane that the direction is across.
  var thinnestDirection: SIMD3<Float> {
    let sums = SIMD4<Double>(first)
    let mean = sums / sums.w
    let diagonal = SIMD4<Double>(squares) / sums.w - mean * mean
    let off = SIMD4<Double>(products) / sums.w - mean * SIMD4(mean.y, mean.z, mean.x, 0)
    let trace = diagonal.x + diagonal.y + diagonal.z
    guard trace > 0, trace.isFinite else { return .zero }
    let (a, b, c) = (diagonal.x / trace, diagonal.y / trace, diagonal.z / trace)
    let (ab, bc, ca) = (off.x / trace, off.y / trace, off.z / trace)
    let minors = a * b + b * c + c * a - ab * ab - bc * bc - ca * ca
    let determinant = a * (b * c - bc * bc) - ab * (ab * c - bc * ca) + ca * (ab * bc - b * ca)
    var least = 0.0
    for _ in 0..<12 {
      let value = ((least - 1) * least + minors) * least - determinant
      let slope = (3 * least - 2) * least + minors
      guard value < 0, slope > 0 else { break }
      let step = value / slope
      least -= step
      if step > -1e-12 { break }
    }
    let rows = (
      SIMD3(a - least, ab, ca), SIMD3(ab, b - least, bc), SIMD3(ca, bc, c - least)
    )
    var best = cross(rows.0, rows.1)
    let (second, third) = (cross(rows.1, rows.2), cross(rows.2, rows.0))
    if (second * second).sum() > (best * best).sum() { best = second }
    if (third * third).sum() > (best * best).sum() { best = third }
    let longest = (best * best).sum()
    guard longest > 1e-30 else { return .zero }
    return SIMD3<Float>(best / longest.squareRoot())
  }
}

@inline(__always)
private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
