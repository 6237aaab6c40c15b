extension PlanePoints {
  /// Fits a plane to the points near a plane.
  ///
  /// Heights above the plane are fitted by a linear function of the place on it, which keeps the
  /// numbers small; for planes as near as these the perpendicular distances are least, too.
  ///
  /// - Parameters:
  ///   - normal: Unit normal of the plane.
  ///   - offset: The plane's distance from the origin of the points.
  ///   - tolerance: The largest distance that is near.
  /// - Returns: The better plane; `nil` where the points lie on a line or there are fewer than three.
  /// - Complexity: O(*n*).
  package func fittedNear(
    _ normal: SIMD3<Float>, _ offset: Float, tolerance: Float
  ) -> (normal: SIMD3<Float>, offset: Float)? {
    // Two directions along the plane, from the axis that is least along the normal.
    let size = SIMD3(abs(normal.x), abs(normal.y), abs(normal.z))
    let axis: SIMD3<Float> =
      size.x <= size.y && size.x <= size.z ? [1, 0, 0] : size.y <= size.z ? [0, 1, 0] : [0, 0, 1]
    let right = Self.normalized(Self.cross(normal, axis))
    let ahead = Self.cross(normal, right)
    let sums = sumsNear(normal, offset, tolerance, right, ahead)
    guard sums.count >= 3 else { return nil }
    let n = sums.count
    let (mu, mv, mh) = (sums.u / n, sums.v / n, sums.h / n)
    let uu = sums.uu / n - mu * mu
    let uv = sums.uv / n - mu * mv
    let vv = sums.vv / n - mv * mv
    let (uh, vh) = (sums.uh / n - mu * mh, sums.vh / n - mv * mh)
    let determinant = uu * vv - uv * uv
    guard determinant > 1e-9 * (uu + vv) * (uu + vv) else { return nil }
    let a = (uh * vv - vh * uv) / determinant
    let b = (vh * uu - uh * uv) / determinant
    let tilted = SIMD3<Double>(normal) - a * SIMD3<Double>(right) - b * SIMD3<Double>(ahead)
    let length = (tilted * tilted).sum().squareRoot()
    guard length > 0, length.isFinite else { return nil }
    let height = Double(offset) + mh - a * mu - b * mv
    return (SIMD3<Float>(tilted / length), Float(height / length))
  }

  /// Sums over the points near a plane: place along two directions, height above it.
  private struct Sums {
    var (count, u, v, h) = (0.0, 0.0, 0.0, 0.0)
    var (uu, uv, vv, uh, vh) = (0.0, 0.0, 0.0, 0.0, 0.0)
  }

  private func sumsNear(
    _ normal: SIMD3<Float>, _ offset: Float, _ tolerance: Float, _ right: SIMD3<Float>,
    _ ahead: SIMD3<Float>
  ) -> Sums {
    let values = values.span
    var sums = Sums()
    // Few enough points at a time that sums of Float stay exact to six digits.
    for start in stride(from: 0, to: values.count, by: 3 * 64) {
      var (count, u, v, h) = (
        SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero
      )
      var (uu, uv, vv, uh, vh) = (u, u, u, u, u)
      for group in stride(from: start, to: min(start + 3 * 64, values.count), by: 3) {
        let (x, y, z) = (values[group], values[group + 1], values[group + 2])
        let height = Self.distance(x, y, z, normal, offset)
        let isNear = (height .<= tolerance) .& (height .>= -tolerance)
        let weight = SIMD8<Float>.zero.replacing(with: 1, where: isNear)
        // Padding is NaN, which no weight takes away.
        let zero = SIMD8<Float>.zero
        let nearU = zero.replacing(with: Self.distance(x, y, z, right, 0), where: isNear)
        let nearV = zero.replacing(with: Self.distance(x, y, z, ahead, 0), where: isNear)
        let nearH = zero.replacing(with: height, where: isNear)
        count += weight
        u += nearU
        v += nearV
        h += nearH
        uu += nearU * nearU
        uv += nearU * nearV
        vv += nearV * nearV
        uh += nearU * nearH
        vh += nearV * nearH
      }
      sums.count += Double(count.sum())
      sums.u += Double(u.sum())
      sums.v += Double(v.sum())
      sums.h += Double(h.sum())
      sums.uu += Double(uu.sum())
      sums.uv += Double(uv.sum())
      sums.vv += Double(vv.sum())
      sums.uh += Double(uh.sum())
      sums.vh += Double(vh.sum())
    }
    return sums
  }

  private static func cross(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }

  private static func normalized(_ vector: SIMD3<Float>) -> SIMD3<Float> {
    vector / (vector * vector).sum().squareRoot()
  }
}
