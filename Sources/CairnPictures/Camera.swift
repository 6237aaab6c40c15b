import CairnGeometry

/// A perspective view: where the eye is, where it looks, and how large things become.
struct Camera {
  /// Position of the eye.
  var eye: SIMD3<Float>
  /// Unit vectors to the right, up, and into the picture.
  let right: SIMD3<Float>
  let up: SIMD3<Float>
  let forward: SIMD3<Float>
  /// Pixels that something of size 1 covers at depth 1.
  var focal: Float
  /// The pixel straight ahead of the eye.
  var center: SIMD2<Float>

  /// What is nearer than this is not drawn.
  static let nearest: Float = 0.003

  /// Creates a camera at the origin.
  ///
  /// - Parameters:
  ///   - forward: Where it looks; not zero.
  ///   - up: What is up in the picture; any direction, but not along `forward`.
  init(forward: SIMD3<Float>, up: SIMD3<Float>) {
    let forward = forward.normalized
    var right = forward.cross(up).normalized
    if right == .zero { right = Self.anyPerpendicular(to: forward) }
    self.forward = forward
    self.right = right
    self.up = right.cross(forward)
    eye = .zero
    focal = 1
    center = .zero
  }

  /// Creates a camera that looks at the origin from a direction around it.
  init(azimuth: Float, elevation: Float, up: SIMD3<Float>) {
    let (sine, cosine) = sineAndCosine(azimuth)
    let (rise, reach) = sineAndCosine(elevation)
    let frame = Self.frame(up: up)
    let level = cosine * frame.back + sine * frame.right
    let outward = reach * level + rise * up.normalized
    // Straight from above `up` says nothing: the way that the level direction points is up then.
    let hint = rise * rise > 0.999 ? (rise > 0 ? -level : level) : up
    self.init(forward: -outward, up: hint)
  }

  /// The point as column, row and depth; depth is along `forward`.
  @inline(__always)
  func project(_ point: SIMD3<Float>) -> SIMD3<Float> {
    let relative = point - eye
    let depth = relative.dot(forward)
    let factor = focal / depth
    return SIMD3(
      center.x + relative.dot(right) * factor, center.y - relative.dot(up) * factor, depth)
  }

  /// Right and back of someone who stands upright at azimuth 0.
  static func frame(up: SIMD3<Float>) -> (right: SIMD3<Float>, back: SIMD3<Float>) {
    let up = up.normalized
    let axis: SIMD3<Float> = abs(up.x) > 0.9 ? [0, 1, 0] : [1, 0, 0]
    let right = (axis - up * axis.dot(up)).normalized
    return (right, right.cross(up))
  }

  private static func anyPerpendicular(to vector: SIMD3<Float>) -> SIMD3<Float> {
    let axis: SIMD3<Float> = abs(vector.x) > 0.9 ? [0, 1, 0] : [1, 0, 0]
    return vector.cross(axis).normalized
  }
}
