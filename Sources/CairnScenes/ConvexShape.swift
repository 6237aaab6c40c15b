import CairnGeometry

/// A convex body between planes: boxes, wedges, car bodies.
public struct ConvexShape: Shape {
  /// The planes, normals outward.
  public let planes: [Plane]
  /// A box around all of it.
  public let bounds: Box

  /// A box about the z axis from z = 0 to its height.
  ///
  /// - Parameter size: Edge lengths, metres.
  /// - Returns: The box.
  public static func box(_ size: SIMD3<Float>) -> ConvexShape {
    let half = size / 2
    return ConvexShape(
      planes: [
        Plane(normal: [1, 0, 0], offset: half.x), Plane(normal: [-1, 0, 0], offset: half.x),
        Plane(normal: [0, 1, 0], offset: half.y), Plane(normal: [0, -1, 0], offset: half.y),
        Plane(normal: [0, 0, 1], offset: size.z), Plane(normal: [0, 0, -1], offset: 0),
      ],
      bounds: Box(min: [-half.x, -half.y, 0], max: [half.x, half.y, size.z]))
  }

  /// A prism along y.
  ///
  /// - Parameters:
  ///   - profile: A convex polygon of x and z, counterclockwise seen from -y (x right, z up).
  ///   - width: Its extent along y, about 0.
  ///   - taper: How much narrower it is at the top than at z = 0, on each side, per unit of height.
  /// - Returns: The prism.
  public static func prism(
    profile: [SIMD2<Float>], width: Float, taper: Float = 0
  ) -> ConvexShape {
    var planes: [Plane] = []
    var bounds = Box.empty
    for (index, start) in profile.enumerated() {
      let end = profile[(index + 1) % profile.count]
      let normal = SIMD3(end.y - start.y, 0, start.x - end.x).normalized
      planes.append(Plane(normal: normal, offset: normal.x * start.x + normal.z * start.y))
      bounds.formUnion(SIMD3(start.x, -width / 2, start.y))
      bounds.formUnion(SIMD3(start.x, width / 2, start.y))
    }
    for side in [Float(1), -1] {
      let normal = SIMD3<Float>(0, side, taper).normalized
      planes.append(Plane(normal: normal, offset: abs(normal.y) * width / 2))
    }
    return ConvexShape(planes: planes, bounds: bounds)
  }

  /// The nearest hit beyond `start`: the last entry into a half-space, or the first exit from inside.
  public func firstHit(of ray: Ray, after start: Float) -> Hit? {
    var (enter, exit) = (-Float.infinity, Float.infinity)
    var (enterNormal, exitNormal) = (SIMD3<Float>.zero, SIMD3<Float>.zero)
    for plane in planes {
      let slope = plane.normal.dot(ray.direction)
      let height = plane.offset - plane.normal.dot(ray.origin)
      if abs(slope) < 1e-9 {
        guard height >= 0 else { return nil }
        continue
      }
      let distance = height / slope
      if slope < 0 {
        if distance > enter { (enter, enterNormal) = (distance, plane.normal) }
      } else if distance < exit {
        (exit, exitNormal) = (distance, plane.normal)
      }
    }
    guard enter < exit else { return nil }
    if enter > start { return Hit(distance: enter, normal: enterNormal) }
    return exit > start && exit < .infinity ? Hit(distance: exit, normal: exitNormal) : nil
  }
}
