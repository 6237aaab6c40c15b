extension OrientedBox {
  /// The smallest upright box around points: its sides along `up` and, seen along it, as the
  /// rectangle of least area; `nil` where no point is finite.
  ///
  /// The box's own x axis is the longer side of the rectangle, y the shorter one, z is `up`.
  ///
  /// - Parameters:
  ///   - points: Positions; those with a NaN or infinite coordinate are passed over.
  ///   - up: The direction against gravity, or the normal of what the points stand on; of any length
  ///     but zero.
  /// - Complexity: O(*n* log *n* + *h*²), where *h* is the number of corners of the hull.
  public init?(bounding points: [SIMD3<Float>], up: SIMD3<Float>) {
    precondition(up.isFinite && up.squaredLength > 0, "\(up) is no direction")
    let up = up.normalized
    let helper: SIMD3<Float> = abs(up.x) < 0.8 ? [1, 0, 0] : [0, 1, 0]
    let east = helper.cross(up).normalized
    let north = up.cross(east)
    let finite = points.filter(\.isFinite)
    guard let first = finite.first else { return nil }
    // Relative to a point of them: the squares of large coordinates would lose what matters.
    let hull = convexHull(of: finite.map { [east.dot($0 - first), north.dot($0 - first)] })
    // One side of the least rectangle lies on a side of the hull (Freeman and Shapira, 1975).
    var best = (area: Float.infinity, axis: SIMD2<Float>(1, 0), low: hull[0], high: hull[0])
    for (index, corner) in hull.enumerated() {
      let side = hull[(index + 1) % hull.count] - corner
      let length = (side * side).sum().squareRoot()
      let axis = length > 0 ? side / length : [1, 0]
      let turned = hull.map { SIMD2((axis * $0).sum(), axis.x * $0.y - axis.y * $0.x) }
      let low = turned.reduce(turned[0]) { pointwiseMin($0, $1) }
      let high = turned.reduce(turned[0]) { pointwiseMax($0, $1) }
      let size = high - low
      if size.x * size.y < best.area { best = (size.x * size.y, axis, low, high) }
    }
    if best.high.x - best.low.x < best.high.y - best.low.y {
      // A quarter turn: the new x is the old y, the new y the old -x.
      best.axis = [-best.axis.y, best.axis.x]
      (best.low, best.high) = ([best.low.y, -best.high.x], [best.high.y, -best.low.x])
    }
    let heights = finite.map { up.dot($0 - first) }
    let (bottom, top) = (heights.min() ?? 0, heights.max() ?? 0)
    let x = east * best.axis.x + north * best.axis.y
    let y = up.cross(x)
    let middle = (best.low + best.high) / 2
    self.init(
      center: first + x * middle.x + y * middle.y + up * ((bottom + top) / 2),
      size: [best.high.x - best.low.x, best.high.y - best.low.y, top - bottom],
      rotation: Rotation(x, y, up))
  }
}

/// The corners of the convex hull, counterclockwise (Andrew's monotone chain, 1979).
private func convexHull(of points: [SIMD2<Float>]) -> [SIMD2<Float>] {
  let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  func chain(_ points: some Sequence<SIMD2<Float>>) -> [SIMD2<Float>] {
    var chain: [SIMD2<Float>] = []
    for point in points {
      while chain.count > 1 {
        let last = chain[chain.count - 1] - chain[chain.count - 2]
        let next = point - chain[chain.count - 2]
        guard last.x * next.y - last.y * next.x <= 0 else { break }
        chain.removeLast()
      }
      chain.append(point)
    }
    return chain
  }
  let (lower, upper) = (chain(sorted), chain(sorted.reversed()))
  return lower.count > 1 ? lower.dropLast() + upper.dropLast() : lower
}

extension Rotation {
  /// The rotation whose x, y and z axes are these three, of length 1, at right angles, right-handed.
  fileprivate init(_ x: SIMD3<Float>, _ y: SIMD3<Float>, _ z: SIMD3<Float>) {
    // Of the four ways the one whose root is largest (Shepperd, 1978).
    let candidates: [SIMD4<Float>] = [
      [1 + x.x - y.y - z.z, x.y + y.x, x.z + z.x, y.z - z.y],
      [x.y + y.x, 1 - x.x + y.y - z.z, y.z + z.y, z.x - x.z],
      [x.z + z.x, y.z + z.y, 1 - x.x - y.y + z.z, x.y - y.x],
      [y.z - z.y, z.x - x.z, x.y - y.x, 1 + x.x + y.y + z.z],
    ]
    let lengths = candidates.map { ($0 * $0).sum() }
    let largest = lengths.indices.max { lengths[$0] < lengths[$1] } ?? 3
    self = Rotation(quaternion: candidates[largest]) ?? .identity
  }
}
