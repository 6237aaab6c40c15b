import CairnClouds
import CairnGeometry

/// What a cloud seems to be, to choose a view: which way is up, and what sensor saw it from where.
struct SceneGuess {
  /// How the cloud came about.
  enum Kind: Equatable {
    /// One view of a camera at `sensor`, which looked along `forward`.
    case cameraView(forward: SIMD3<Float>, up: SIMD3<Float>)
    /// A sweep of a LiDAR at `sensor`: points all around, denser near by.
    case sweep
    /// A scan of a room from inside: points all around and as high as wide.
    case panorama
    /// A wall or the like in the coordinates of a camera that looked along `forward`, but not from
    /// where the sensor is said to be.
    case wall(forward: SIMD3<Float>)
    /// Anything else.
    case other
  }

  var kind = Kind.other
  var up: SIMD3<Float> = [0, 0, 1]
  /// The sensor, in scaled coordinates.
  var sensor = SIMD3<Float>.zero
  /// The height along `up` above which a ceiling hides a room from those who look from above.
  var ceiling: Float?

  init(_ drawn: DrawnPoints, cloud: PointCloud, origin: SIMD3<Double>) {
    let points = sample(drawn.points, limit: 24_000)
    let fewer = sample(drawn.points, limit: 1800)
    let viewpoint = cloud.viewpoint
    sensor = drawn.scaled(SIMD3<Float>(viewpoint.translation - origin))
    if !(sensor.squaredLength < 1e12) { sensor = SIMD3(repeating: 1e6) }
    let planes = PlaneEvidence.planes(in: fewer)
    let turn =
      Rotation(
        quaternion: SIMD4<Float>(
          Float(viewpoint.quaternion.y), Float(viewpoint.quaternion.z),
          Float(viewpoint.quaternion.w), Float(viewpoint.quaternion.x))) ?? .identity
    // Cameras look along z with y down (ROS, PCL, OpenCV) or along -z with y up (OpenGL).
    for sign in [Float(1), -1] {
      let forward = turn.applied(to: [0, 0, sign])
      let cameraUp = turn.applied(to: [0, -sign, 0])
      guard isInFrustum(points, forward: forward, up: cameraUp) else { continue }
      let hidden = hiddenShare(points, forward: forward, up: cameraUp)
      guard !isSeenThroughItsPlane(planes) else { continue }
      up = Self.uprightPlane(planes, near: cameraUp)?.normal ?? cameraUp
      if hidden < 0.35 { kind = .cameraView(forward: forward, up: cameraUp) }
      return
    }
    if Self.isWallBeforeCamera(planes), points.allSatisfy({ $0.z > sensor.z }) {
      (kind, up) = (.wall(forward: [0, 0, 1]), [0, -1, 0])
      return
    }
    up = Self.longAxis(fewer) ?? Self.up(planes)
    kind = kindAround(points)
    if kind == .panorama { ceiling = ceiling(planes) }
  }

  /// Whether nearly all points lie where a camera at the sensor sees them.
  private func isInFrustum(
    _ points: [SIMD3<Float>], forward: SIMD3<Float>, up: SIMD3<Float>
  ) -> Bool {
    let right = forward.cross(up)
    var inside = 0
    for point in points {
      let relative = point - sensor
      let depth = relative.dot(forward)
      if depth > 0, abs(relative.dot(right)) < 1.3 * depth, abs(relative.dot(up)) < depth {
        inside += 1
      }
    }
    return points.count >= 100 && Float(inside) > 0.98 * Float(points.count)
  }

  /// Whether the sensor would look at the largest plane from behind, as at a table from below.
  private func isSeenThroughItsPlane(_ planes: [PlaneEvidence]) -> Bool {
    guard let plane = planes.first, plane.support > 0.1 else { return false }
    // What is on a table is on the sensor's side of it, even where the floor beyond has more points.
    let nearShare = (1 - plane.oneSidedness) * (1 - plane.support)
    return nearShare < 0.03 && plane.oneSidedness > 0.8 && plane.normal.dot(sensor) < plane.offset
  }

  /// The share of the directions from the sensor in which points lie well behind others: hardly any
  /// in what one camera saw, edges apart.
  private func hiddenShare(
    _ points: [SIMD3<Float>], forward: SIMD3<Float>, up: SIMD3<Float>
  ) -> Float {
    let right = forward.cross(up)
    // About six points a cell.
    let columns = max(4, Int((Float(points.count) / 6).squareRoot()))
    var (low, high) = (SIMD2<Float>(repeating: .infinity), SIMD2<Float>(repeating: -.infinity))
    var rays: [SIMD3<Float>] = []
    for point in points {
      let relative = point - sensor
      let depth = relative.dot(forward)
      guard depth > 1e-9 else { continue }
      let ray = SIMD3(relative.dot(right) / depth, relative.dot(up) / depth, depth)
      rays.append(ray)
      low = pointwiseMin(low, SIMD2(ray.x, ray.y))
      high = pointwiseMax(high, SIMD2(ray.x, ray.y))
    }
    var cells = [(count: Int, near: Float, far: Float)](
      repeating: (0, .infinity, 0), count: columns * columns)
    let step = SIMD2(max(high.x - low.x, 1e-9), max(high.y - low.y, 1e-9)) / Float(columns)
    for ray in rays {
      let column = min(Int((ray.x - low.x) / step.x), columns - 1)
      let row = min(Int((ray.y - low.y) / step.y), columns - 1)
      let cell = row * columns + column
      cells[cell].count += 1
      cells[cell].near = min(cells[cell].near, ray.z)
      cells[cell].far = max(cells[cell].far, ray.z)
    }
    var (filled, deep) = (0, 0)
    for cell in cells where cell.count >= 3 {
      filled += 1
      if cell.far > 1.06 * cell.near { deep += 1 }
    }
    return filled >= 20 ? Float(deep) / Float(filled) : 1
  }

  /// Whether the points lie all around the sensor, near and far, as a turning sensor sees them.
  private func kindAround(_ points: [SIMD3<Float>]) -> Kind {
    guard points.count >= 1000 else { return .other }
    let frame = Camera.frame(up: up)
    var sectors = [Int](repeating: 0, count: 64)
    var (ranges, heights): ([Float], [Float]) = ([], [])
    for point in points {
      let relative = point - sensor
      let (x, y) = (relative.dot(frame.right), relative.dot(frame.back))
      ranges.append((x * x + y * y).squareRoot())
      heights.append(relative.dot(up))
      // An angle by quadrant and slope: even enough to tell all around from one side.
      let slope = abs(y) / max(abs(x) + abs(y), 1e-12)
      let quadrant = (x < 0 ? 1 : 0) + (y < 0 ? 2 : 0)
      sectors[quadrant * 16 + min(Int(slope * 16), 15)] += 1
    }
    let reached = sectors.count { $0 * 600 > points.count }
    ranges.sort()
    heights.sort()
    let far = ranges.quantile(0.9)
    guard reached >= 48, far > 3 * ranges.quantile(0.15) else { return .other }
    return heights.quantile(0.98) - heights.quantile(0.02) < 0.6 * far ? .sweep : .panorama
  }

  /// Just below the plane above the sensor that has everything else below.
  private func ceiling(_ planes: [PlaneEvidence]) -> Float? {
    let lid = planes.first {
      $0.normal.dot(up) < -0.97 && $0.oneSidedness > 0.9 && $0.support > 0.05
        && -$0.offset > sensor.dot(up)
    }
    return lid.map { -$0.offset - 0.02 }
  }

  /// The plane to stand on, if one is within 55° of what is up in the camera's picture.
  private static func uprightPlane(
    _ planes: [PlaneEvidence], near up: SIMD3<Float>
  ) -> PlaneEvidence? {
    planes.first { $0.support > 0.08 && $0.normal.dot(up) > 0.57 }
  }

  /// Whether the largest plane stands across z with everything else on the near side of it, as in
  /// fused camera views, whose z points into the scene and y down.
  private static func isWallBeforeCamera(_ planes: [PlaneEvidence]) -> Bool {
    guard let best = planes.first else { return false }
    let across = abs(best.normal.z)
    if best.support > 0.8 { return across > 0.6 && across < 0.96 }
    // A ceiling, too, has everything below, but also a floor.
    let hasFloor = planes.contains {
      $0.normal.dot(best.normal) < -0.96 && $0.support > 0.15 * best.support
        && abs($0.offset + best.offset) > 0.1
    }
    return across > 0.85 && best.normal.z < 0 && best.oneSidedness > 0.8 && !hasFloor
      && best.support > 0.15
  }

  /// The axis along which something like a pole stands.
  private static func longAxis(_ points: [SIMD3<Float>]) -> SIMD3<Float>? {
    guard points.count >= 10 else { return nil }
    let mean = points.reduce(.zero, +) / Float(points.count)
    var (axis, total): (SIMD3<Float>, Float) = ([0.3, 0.4, 0.5], 0)
    for point in points { total += (point - mean).squaredLength }
    var along: Float = 0
    // Power iteration; the covariance is applied point by point.
    for _ in 0..<12 {
      axis = axis.normalized
      var next = SIMD3<Float>.zero
      for point in points {
        let offset = point - mean
        next += offset * offset.dot(axis)
      }
      along = next.length
      axis = next
    }
    guard along > 0.93 * total, total > 0 else { return nil }
    axis = axis.normalized
    if abs(axis.z) > 0.9 { return [0, 0, 1] }
    return abs(axis.y) > 0.9 ? [0, 1, 0] : nil
  }

  /// Of the large planes of one direction the one that has nearly everything on one side: the floor
  /// tells what is up, where a table has more of the floor below than of objects above.
  private static func outermost(
    _ planes: [PlaneEvidence], parallelTo plane: PlaneEvidence
  ) -> PlaneEvidence {
    planes.filter {
      abs($0.normal.dot(plane.normal)) > 0.97 && $0.support > 0.25 * plane.support
    }.max { $0.oneSidedness < $1.oneSidedness } ?? plane
  }

  /// Up as most clouds have it: z, unless the planes speak for y or for a direction of their own.
  private static func up(_ planes: [PlaneEvidence]) -> SIMD3<Float> {
    guard let best = planes.first else { return [0, 0, 1] }
    func plane(along axis: Int) -> PlaneEvidence? { planes.first { abs($0.normal[axis]) > 0.96 } }
    if let plane = plane(along: 2), plane.support > 0.3 * best.support { return [0, 0, 1] }
    if let plane = plane(along: 1), plane.support > 0.3 * best.support {
      return [0, outermost(planes, parallelTo: plane).normal.y > 0 ? 1 : -1, 0]
    }
    let lowest = outermost(planes, parallelTo: best)
    return best.support < 0.15 || lowest.oneSidedness < 0.6 ? [0, 0, 1] : lowest.normal
  }
}
