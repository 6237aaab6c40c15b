import CairnGeometry
import CairnKernels

/// Finds the plane with the most points near it (RANSAC with refit, seeded).
///
/// Planes through three random points are counted until a better one is unlikely: Fischler and Bolles,
/// "Random sample consensus", 1981. Each best one is refitted to the points near it (Chum et al.,
/// "Locally optimized RANSAC", 2003).
///
/// - Parameters:
///   - points: Positions; those with a NaN or infinite coordinate are on no plane.
///   - tolerance: The largest distance of a point from its plane, in the unit of the cloud; positive.
///   - iterations: How many planes to try at most.
///   - confidence: How likely three points of the largest plane are among the tries, 0 ..< 1.
///   - seed: Decides which planes are tried.
/// - Returns: The plane and its points; `nil` where no three points span one.
/// - Complexity: O(*n*) for each try.
public func largestPlane(
  in points: [SIMD3<Float>], tolerance: Float, iterations: Int = 1000, confidence: Double = 0.99,
  seed: UInt64 = 1
) -> PlaneSegment? {
  largestPlanes(
    in: points, tolerance: tolerance, minimumCount: 3, limit: 1, iterations: iterations,
    confidence: confidence, seed: seed
  ).first
}

/// Finds the largest planes, one after the other, as ``largestPlane(in:tolerance:iterations:confidence:seed:)``
/// finds the first.
///
/// - Parameters:
///   - points: Positions; those with a NaN or infinite coordinate are on no plane.
///   - tolerance: The largest distance of a point from its plane, in the unit of the cloud; positive.
///   - minimumCount: Smaller planes are not looked for.
///   - limit: How many planes to find at most.
///   - iterations: How many planes to try at most for each.
///   - confidence: How likely three points of the largest plane are among the tries, 0 ..< 1.
///   - seed: Decides which planes are tried.
/// - Returns: Planes in the order in which they were found; no point is on two.
/// - Complexity: O(*n*) for each try.
public func largestPlanes(
  in points: [SIMD3<Float>], tolerance: Float, minimumCount: Int, limit: Int,
  iterations: Int = 1000, confidence: Double = 0.99, seed: UInt64 = 1
) -> [PlaneSegment] {
  precondition(tolerance > 0, "points cannot be within \(tolerance) of a plane")
  precondition((0..<1).contains(confidence), "a confidence of \(confidence) is not in 0..<1")
  precondition(points.count < Int32.max, "\(points.count) points are too many for planes")
  var generator = SplitMix64(seed: seed)
  var rows = points.indices.filter { points[$0].isFinite }.map { Int32($0) }
  var result: [PlaneSegment] = []
  while result.count < limit, rows.count >= max(minimumCount, 3) {
    let search = PlaneSearch(
      points: PlanePoints(points.span, rows: rows.span), tolerance: tolerance)
    guard
      let best = search.best(iterations: iterations, confidence: confidence, using: &generator)
    else { break }
    let places = search.points.placesNear(best.normal, best.offset, tolerance: tolerance)
    guard places.count >= max(minimumCount, 3) else { break }
    let shift = SIMD3<Double>(best.normal) * SIMD3<Double>(search.points.origin)
    let plane = Plane(normal: best.normal, offset: Float(Double(best.offset) + shift.sum()))
    result.append(PlaneSegment(plane: plane, members: places.map { Int(rows[Int($0)]) }))
    guard result.count < limit else { break }
    var rest: [Int32] = []
    rest.reserveCapacity(rows.count - places.count)
    var next = 0
    for (place, row) in rows.enumerated() {
      if next < places.count, Int(places[next]) == place { next += 1 } else { rest.append(row) }
    }
    rows = rest
  }
  return result
}
