import CairnGeometry
import CairnKernels

/// A plane and the points that lie on it.
public struct PlaneSegment: Sendable {
  /// The plane fitted to the points.
  public var plane: Plane
  /// The points, ascending.
  public var members: [Int]
}

/// Finds the largest planes of a cloud, one after the other (RANSAC with refit, seeded).
///
/// A hypothesis is a point with its normal; it is scored on a sample and, if best, refitted to all
/// points near it.
///
/// - Parameters:
///   - points: Positions.
///   - normals: Unit normals, either side; zero for points without one.
///   - tolerance: The largest distance of a point from its plane, in the unit of the cloud.
///   - minimumCount: Smaller planes are not looked for.
///   - limit: How many planes to find at most.
///   - seed: Decides which hypotheses are tried.
/// - Returns: Planes by descending size; no point is on two.
/// - Complexity: O(*n*) per plane.
public func planes(
  in points: [SIMD3<Float>], normals: [SIMD3<Float>], tolerance: Float, minimumCount: Int,
  limit: Int, seed: UInt64 = 1
) -> [PlaneSegment] {
  var generator = SplitMix64(seed: seed)
  var remaining = points.indices.filter { normals[$0] != .zero && points[$0].isFinite }
  var result: [PlaneSegment] = []
  let alignment: Float = 0.8
  func isOn(_ plane: Plane, _ index: Int, _ tolerance: Float) -> Bool {
    abs(plane.signedDistance(to: points[index])) <= tolerance
      && abs(plane.normal.dot(normals[index])) >= alignment
  }
  while result.count < limit, remaining.count >= max(minimumCount, 3) {
    let stride = max(remaining.count / 1500, 1)
    let sample = Swift.stride(from: 0, to: remaining.count, by: stride).map { remaining[$0] }
    var best: (plane: Plane, score: Int)?
    for _ in 0..<160 {
      let index = remaining[Int(generator.next() % UInt64(remaining.count))]
      let plane = Plane(normal: normals[index], offset: normals[index].dot(points[index]))
      let score = sample.count { isOn(plane, $0, 1.5 * tolerance) }
      if score > best?.score ?? 0 { best = (plane, score) }
    }
    guard var plane = best?.plane else { break }
    for round in 0..<4 {
      let members = remaining.filter { isOn(plane, $0, round == 0 ? 2 * tolerance : tolerance) }
      plane = fitted(to: members.map { points[$0] }) ?? plane
    }
    let members = remaining.filter { isOn(plane, $0, tolerance) }
    guard members.count >= minimumCount else { break }
    result.append(PlaneSegment(plane: plane, members: members))
    // Both ascend.
    var next = 0
    remaining = remaining.filter { index in
      guard next < members.count, members[next] == index else { return true }
      next += 1
      return false
    }
  }
  return result.enumerated().sorted {
    ($0.element.members.count, -$0.offset) > ($1.element.members.count, -$1.offset)
  }.map(\.element)
}

/// The plane with the smallest sum of squared distances; `nil` for fewer than three points.
func fitted(to points: [SIMD3<Float>]) -> Plane? {
  guard points.count >= 3 else { return nil }
  let center = points.reduce(SIMD3<Double>.zero) { $0 + SIMD3<Double>($1) } / Double(points.count)
  let origin = SIMD3<Float>(center)
  var sums = PlaneSums()
  for point in points { sums.add(point - origin) }
  let all = sums
  let normal = fittedPlanes(1) { _ in all }.normals[0]
  guard normal != .zero else { return nil }
  return Plane(normal: normal, offset: normal.dot(origin))
}
