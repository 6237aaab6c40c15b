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
    /// Anything else.
    case other
  }

  var kind = Kind.other
  var up: SIMD3<Float> = [0, 0, 1]
  /// The sensor, in scaled coordinates.
  var sensor = SIMD3<Float>.zero

  init(_ drawn: DrawnPoints, cloud: PointCloud, origin: SIMD3<Double>) {
    let points = sample(drawn.points, limit: 24_000)
    let fewer = sample(drawn.points, limit: 2500)
    let viewpoint = cloud.viewpoint
    sensor = drawn.scaled(SIMD3<Float>(viewpoint.translation - origin))
    if !sensor.isFinite { sensor = SIMD3(repeating: 1e6) }
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
      guard !isSeenThroughItsPlane(planes) else { continue }
      up = Self.uprightPlane(planes, near: cameraUp)?.normal ?? cameraUp
      if isSingleView(points, forward: forward, up: cameraUp) {
        kind = .cameraView(forward: forward, up: cameraUp)
      }
      return
    }
    up = Self.up(planes)
    if isSweep(points) { kind = .sweep }
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
    guard let plane = planes.first, plane.support > 0.1, plane.oneSidedness > 0.8 else {
      return false
    }
    return plane.normal.dot(sensor) < plane.offset
  }

  /// Whether the sensor sees hardly any point behind another.
  private func isSingleView(
    _ points: [SIMD3<Float>], forward: SIMD3<Float>, up: SIMD3<Float>
  ) -> Bool {
    let right = forward.cross(up)
    // About six points a cell.
    let columns = max(4, Int((Float(points.count) / 6).squareRoot()))
    var (low, high) = (SIMD2<Float>(repeating: .infinity), SIMD2<Float>(repeating: -.infinity))
    var rays: [SIMD3<Float>] = []
    for point in points {
      let relative = point - sensor
      let depth = relative.dot(forward)
      guard depth > 0 else { continue }
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
      if cell.far > 1.15 * cell.near { deep += 1 }
    }
    return filled >= 20 && Float(deep) < 0.3 * Float(filled)
  }

  /// Whether the points lie flat and all around the sensor, most of them near it.
  private func isSweep(_ points: [SIMD3<Float>]) -> Bool {
    guard points.count >= 1000 else { return false }
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
    let height = robustRange(heights)
    let far = ranges.quantile(0.9)
    return reached >= 48 && far > 3 * ranges.quantile(0.15)
      && height.high - height.low < 0.6 * far
  }

  /// The plane to stand on, if one is within 55° of what is up in the camera's picture.
  private static func uprightPlane(
    _ planes: [PlaneEvidence], near up: SIMD3<Float>
  ) -> PlaneEvidence? {
    planes.first { $0.support > 0.08 && $0.normal.dot(up) > 0.57 }
  }

  /// Up as most clouds have it: z, unless the planes speak for y or for a direction of their own.
  private static func up(_ planes: [PlaneEvidence]) -> SIMD3<Float> {
    guard let best = planes.first else { return [0, 0, 1] }
    func plane(along axis: Int) -> PlaneEvidence? { planes.first { abs($0.normal[axis]) > 0.96 } }
    if let plane = plane(along: 2), plane.support > 0.3 * best.support { return [0, 0, 1] }
    if let plane = plane(along: 1), plane.support > 0.3 * best.support {
      return [0, plane.normal.y > 0 ? 1 : -1, 0]
    }
    if best.support < 0.15 || best.oneSidedness < 0.6 { return [0, 0, 1] }
    return best.normal
  }
}
