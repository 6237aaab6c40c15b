/// Points in groups of eight, x, y and z apart, as planes are counted and fitted on them.
///
/// Coordinates are relative to an origin among the points, so that they are as exact as those of a
/// cloud far from zero can be.
package struct PlanePoints: Sendable {
  /// Eight x, eight y, eight z; what a last group lacks is NaN, and near no plane.
  var values: [SIMD8<Float>] = []
  /// What was subtracted from all points.
  package let origin: SIMD3<Float>
  /// How many points there are.
  package let count: Int

  /// Takes points.
  ///
  /// - Parameters:
  ///   - points: Positions, in the unit of the cloud.
  ///   - rows: Which of them; finite ones.
  /// - Complexity: O(*n*).
  package init(_ points: Span<SIMD3<Float>>, rows: Span<Int32>) {
    count = rows.count
    origin = rows.isEmpty ? .zero : points[Int(rows[0])]
    let origin = origin
    values.append(addingCapacity: 3 * ((rows.count + 7) / 8)) { output in
      preferLargePages(&output)
      for start in stride(from: 0, to: rows.count, by: 8) {
        var x = SIMD8<Float>(repeating: .nan)
        var (y, z) = (x, x)
        for lane in 0..<min(8, rows.count - start) {
          let point = points[Int(rows[start + lane])] - origin
          (x[lane], y[lane], z[lane]) = (point.x, point.y, point.z)
        }
        output.append(x)
        output.append(y)
        output.append(z)
      }
    }
  }

  /// A point by its place among the rows, relative to the origin.
  package subscript(place: Int) -> SIMD3<Float> {
    let (group, lane) = (3 * (place / 8), place % 8)
    return SIMD3(values[group][lane], values[group + 1][lane], values[group + 2][lane])
  }

  /// Counts the points near a plane.
  ///
  /// - Parameters:
  ///   - normal: Unit normal of the plane.
  ///   - offset: The plane's distance from the origin of the points.
  ///   - tolerance: The largest distance that is near.
  ///   - step: Only every so many groups of eight are looked at.
  /// - Returns: The number of points near it, of those looked at.
  /// - Complexity: O(*n*).
  package func countNear(
    _ normal: SIMD3<Float>, _ offset: Float, tolerance: Float, step: Int = 1
  ) -> Int {
    let values = values.span
    var total = 0
    var counts = SIMD8<Int32>.zero
    var group = 0
    while group < values.count {
      // In range: there are three times as many values as groups.
      let distance = unsafe Self.distance(
        values[unchecked: group], values[unchecked: group &+ 1], values[unchecked: group &+ 2],
        normal, offset)
      let isNear = (distance .<= tolerance) .& (distance .>= -tolerance)
      counts &-= unsafe unsafeBitCast(isNear, to: SIMD8<Int32>.self)
      group &+= 3 &* step
    }
    for lane in 0..<8 { total += Int(counts[lane]) }
    return total
  }

  /// Lists the points near a plane.
  ///
  /// - Parameters:
  ///   - normal: Unit normal of the plane.
  ///   - offset: The plane's distance from the origin of the points.
  ///   - tolerance: The largest distance that is near.
  /// - Returns: Their places among the rows, ascending: those that ``countNear(_:_:tolerance:step:)``
  ///   counts.
  /// - Complexity: O(*n*).
  package func placesNear(
    _ normal: SIMD3<Float>, _ offset: Float, tolerance: Float
  ) -> [Int32] {
    let values = values.span
    var places: [Int32] = []
    places.append(addingCapacity: count) { output in
      for place in stride(from: 0, to: values.count, by: 3) {
        let distance = Self.distance(
          values[place], values[place + 1], values[place + 2], normal, offset)
        let isNear = (distance .<= tolerance) .& (distance .>= -tolerance)
        let bits = unsafe unsafeBitCast(isNear, to: SIMD8<Int32>.self)
        guard bits.wrappedSum() != 0 else { continue }
        let first = Int32(truncatingIfNeeded: place / 3 * 8)
        for lane in 0..<8 where bits[lane] != 0 {
          output.append(first &+ Int32(truncatingIfNeeded: lane))
        }
      }
    }
    return places
  }

  /// The signed distances of eight points from a plane.
  @inline(__always)
  static func distance(
    _ x: SIMD8<Float>, _ y: SIMD8<Float>, _ z: SIMD8<Float>, _ normal: SIMD3<Float>,
    _ offset: Float
  ) -> SIMD8<Float> {
    ((x * normal.x + y * normal.y) + z * normal.z) - offset
  }
}
