import CairnGeometry

/// The covariance of points around their mean: a symmetric 3 × 3 matrix, gathered point by point.
struct Covariance {
  private var weight: Float = 0
  private var sum = SIMD3<Float>.zero
  private var squares = SIMD3<Float>.zero
  private var products = SIMD3<Float>.zero

  /// Adds a point; keep coordinates small, relative to a point nearby.
  mutating func add(_ point: SIMD3<Float>, weight w: Float = 1) {
    weight += w
    sum += point * w
    squares += point * point * w
    products += point * SIMD3(point.y, point.z, point.x) * w
  }

  var mean: SIMD3<Float> { weight > 0 ? sum / weight : .zero }

  /// Eigenvalues ascending, with the eigenvector of the smallest (Jacobi's rotations).
  func eigen() -> (values: SIMD3<Float>, smallest: SIMD3<Float>) {
    guard weight > 0 else { return (.zero, [0, 0, 1]) }
    let m = mean
    let diagonal = squares / weight - m * m
    let off = products / weight - m * SIMD3(m.y, m.z, m.x)
    var (a00, a11, a22) = (diagonal.x, diagonal.y, diagonal.z)
    var (a01, a12, a02) = (off.x, off.y, off.z)
    var v0 = SIMD3<Float>(1, 0, 0)
    var v1 = SIMD3<Float>(0, 1, 0)
    var v2 = SIMD3<Float>(0, 0, 1)
    for _ in 0..<6 {
      rotate(&a00, &a11, &a01, &a02, &a12, &v0, &v1)
      rotate(&a00, &a22, &a02, &a01, &a12, &v0, &v2)
      rotate(&a11, &a22, &a12, &a01, &a02, &v1, &v2)
    }
    let (low, high) = (min(a00, a11, a22), max(a00, a11, a22))
    let values = SIMD3(low, a00 + a11 + a22 - low - high, high)
    return (values, low == a00 ? v0 : low == a11 ? v1 : v2)
  }

  /// Turns the plane of axes p and q so that their product vanishes.
  private func rotate(
    _ app: inout Float, _ aqq: inout Float, _ apq: inout Float, _ arp: inout Float,
    _ arq: inout Float, _ vp: inout SIMD3<Float>, _ vq: inout SIMD3<Float>
  ) {
    guard abs(apq) > 1e-12 * (abs(app) + abs(aqq)), apq != 0 else { return }
    let theta = (aqq - app) / (2 * apq)
    let t = (theta >= 0 ? 1 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    app -= t * apq
    aqq += t * apq
    apq = 0
    (arp, arq) = (c * arp - s * arq, s * arp + c * arq)
    (vp, vq) = (c * vp - s * vq, s * vp + c * vq)
  }
}
