import CairnGeometry

/// Ground that is not quite a plane: z = slope · (x, y) + bend.x x² + bend.y y², over a rectangle.
public struct GroundShape: Shape {
  /// Rise per metre along x and y.
  public let slope: SIMD2<Float>
  /// Curvature along x and y, 1 / metre.
  public let bend: SIMD2<Float>
  /// The rectangle, in x and y.
  public let extent: Box

  /// Creates ground.
  ///
  /// - Parameters:
  ///   - slope: Rise per metre along x and y.
  ///   - bend: Curvature along x and y, 1 / metre.
  ///   - extent: The rectangle, in x and y.
  public init(slope: SIMD2<Float>, bend: SIMD2<Float>, extent: Box) {
    (self.slope, self.bend, self.extent) = (slope, bend, extent)
  }

  /// A box around all of it.
  public var bounds: Box { Box(min: extent.min - [0, 0, 20], max: extent.max + [0, 0, 20]) }

  /// The height of the ground.
  public func height(_ x: Float, _ y: Float) -> Float {
    slope.x * x + slope.y * y + bend.x * x * x + bend.y * y * y
  }

  /// The nearest hit beyond `start`, from above or below.
  public func firstHit(of ray: Ray, after start: Float) -> Hit? {
    let (o, d) = (ray.origin, ray.direction)
    let a = bend.x * d.x * d.x + bend.y * d.y * d.y
    let b = slope.x * d.x + slope.y * d.y - d.z + 2 * (bend.x * o.x * d.x + bend.y * o.y * d.y)
    let c = height(o.x, o.y) - o.z
    var roots: [Float] = []
    if abs(a) < 1e-9 {
      if abs(b) > 1e-9 { roots = [-c / b] }
    } else {
      let discriminant = b * b - 4 * a * c
      guard discriminant >= 0 else { return nil }
      // The form without cancellation (Press et al., Numerical Recipes, 5.6).
      let q = -(b + (b < 0 ? -1 : 1) * discriminant.squareRoot()) / 2
      roots = abs(q) > 1e-12 ? [q / a, c / q].sorted() : [0]
    }
    for distance in roots where distance > start {
      let point = ray.point(at: distance)
      guard
        point.x >= extent.min.x, point.x <= extent.max.x, point.y >= extent.min.y,
        point.y <= extent.max.y
      else { continue }
      let normal = SIMD3(
        -slope.x - 2 * bend.x * point.x, -slope.y - 2 * bend.y * point.y, 1
      ).normalized
      return Hit(distance: distance, normal: normal)
    }
    return nil
  }
}
