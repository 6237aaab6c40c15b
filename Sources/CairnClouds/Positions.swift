import CairnGeometry

/// The coordinates of a cloud as Floats for computing, shifted so that large ones stay precise.
///
/// The position of point *i* in the file is `origin + points[i]`.
public struct Positions: Sendable, Equatable {
  /// What was subtracted from every coordinate, in the unit of the cloud; zero for most clouds.
  public var origin: SIMD3<Double>
  /// One position per point, in the cloud's order; NaN where the file has NaN.
  public var points: [SIMD3<Float>]

  /// Creates positions from Floats and what was subtracted from them.
  public init(origin: SIMD3<Double> = .zero, points: [SIMD3<Float>]) {
    self.origin = origin
    self.points = points
  }

  /// Returns a position of the file as these positions count it.
  public func local(_ position: SIMD3<Double>) -> SIMD3<Float> {
    SIMD3<Float>(position - origin)
  }

  /// Returns where point `index` is in the file.
  public func global(_ index: Int) -> SIMD3<Double> {
    SIMD3<Double>(points[index]) + origin
  }
}

extension PointCloud {
  /// The columns that hold x, y and z, in lower or upper case; `nil` where one is missing or is not
  /// one number per point.
  public var positionFields: (x: Field, y: Field, z: Field)? {
    func coordinate(_ name: String) -> Field? {
      guard let field = field(name) ?? field(name.uppercased()), field.isScalar else { return nil }
      return field
    }
    guard let x = coordinate("x"), let y = coordinate("y"), let z = coordinate("z") else {
      return nil
    }
    return (x, y, z)
  }

  /// The coordinates as Floats for computing; `nil` where the cloud has no x, y, z.
  ///
  /// Coordinates far from zero for their spread (8 times the longest edge of the bounding box, as
  /// UTM or ECEF coordinates are) are shifted by the middle of the box before they become Floats, so
  /// that they keep at least 20 bits of precision within the cloud.
  ///
  /// - Complexity: O(*n*); computed at every call.
  public var positions: Positions? {
    guard let (x, y, z) = positionFields else { return nil }
    if case (.float32(let x), .float32(let y), .float32(let z)) = (x.values, y.values, z.values) {
      var points: [SIMD3<Float>] = []
      points.reserveCapacity(count)
      var box = Box.empty
      for index in 0..<count {
        let point = SIMD3(x[index], y[index], z[index])
        points.append(point)
        if point.isFinite { box.formUnion(point) }
      }
      let origin = Self.origin(min: SIMD3<Double>(box.min), max: SIMD3<Double>(box.max))
      if origin != .zero {
        for index in points.indices { points[index] = SIMD3(SIMD3<Double>(points[index]) - origin) }
      }
      return Positions(origin: origin, points: points)
    }
    let (dx, dy, dz) = (x.values.doubles(), y.values.doubles(), z.values.doubles())
    var (low, high) = (SIMD3<Double>(repeating: .infinity), SIMD3<Double>(repeating: -.infinity))
    for index in 0..<count {
      let point = SIMD3(dx[index], dy[index], dz[index])
      guard point.x.isFinite, point.y.isFinite, point.z.isFinite else { continue }
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    let origin = Self.origin(min: low, max: high)
    return Positions(
      origin: origin,
      points: (0..<count).map { SIMD3<Float>(SIMD3(dx[$0], dy[$0], dz[$0]) - origin) })
  }

  private static func origin(min: SIMD3<Double>, max: SIMD3<Double>) -> SIMD3<Double> {
    guard min.x <= max.x else { return .zero }
    let farthest = pointwiseMax(max, -min).max()
    return farthest > 8 * (max - min).max() ? min + (max - min) / 2 : .zero
  }
}
