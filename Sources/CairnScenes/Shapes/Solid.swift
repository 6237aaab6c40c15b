import CairnGeometry

/// A body as a signed distance, to be cut out of others and joined with them, and then turned into
/// triangles by ``TriangleMesh/solid(_:cell:_:part:)``.
///
/// Distances are metres, negative inside, and never change faster than the place does; after cuts and
/// blends they may be smaller than the true ones.
public struct Solid: Sendable {
  private indirect enum Form: Sendable {
    case box(half: SIMD3<Float>, rounding: Float)
    case capsule(from: SIMD3<Float>, to: SIMD3<Float>, radius: Float)
    case cone(bottom: Float, top: Float, height: Float)
    case torus(radius: Float, tube: Float)
    case halfSpace(normal: SIMD3<Float>, offset: Float)
    case union(Form, Form, blend: Float)
    case intersection(Form, Form)
    case complement(Form)
    case moved(Form, RigidTransform)
  }

  private let form: Form
  /// A box around it; infinite for a half-space.
  let bounds: Box

  private init(_ form: Form, _ bounds: Box) { (self.form, self.bounds) = (form, bounds) }

  /// A box about the origin.
  ///
  /// - Parameters:
  ///   - size: Edge lengths.
  ///   - rounding: The radius of edges and corners, at most half the shortest edge.
  /// - Returns: The solid.
  public static func box(_ size: SIMD3<Float>, rounding: Float = 0) -> Solid {
    Solid(.box(half: size / 2, rounding: rounding), Box(min: -size / 2, max: size / 2))
  }

  /// A ball about the origin.
  public static func sphere(radius: Float) -> Solid {
    capsule(from: .zero, to: .zero, radius: radius)
  }

  /// A round bar with round ends.
  ///
  /// - Parameters:
  ///   - from: The middle of one end's ball.
  ///   - to: The middle of the other's.
  ///   - radius: Of the bar and both balls.
  /// - Returns: The solid.
  public static func capsule(from: SIMD3<Float>, to: SIMD3<Float>, radius: Float) -> Solid {
    Solid(
      .capsule(from: from, to: to, radius: radius),
      Box(min: pointwiseMin(from, to) - radius, max: pointwiseMax(from, to) + radius))
  }

  /// A cylinder about the origin, along z.
  public static func cylinder(radius: Float, height: Float) -> Solid {
    cone(bottom: radius, top: radius, height: height)
  }

  /// A cone, cut off or not, about the origin, along z.
  ///
  /// - Parameters:
  ///   - bottom: The radius at half the height below the origin.
  ///   - top: The radius at half the height above it; 0 for a tip.
  ///   - height: Its length along z.
  /// - Returns: The solid.
  public static func cone(bottom: Float, top: Float, height: Float) -> Solid {
    let wide = Swift.max(bottom, top)
    let corner = SIMD3(wide, wide, height / 2)
    return Solid(
      .cone(bottom: bottom, top: top, height: height), Box(min: -corner, max: corner))
  }

  /// A ring about the z axis.
  ///
  /// - Parameters:
  ///   - radius: From the origin to the middle of the tube.
  ///   - tube: The radius of the tube.
  /// - Returns: The solid.
  public static func torus(radius: Float, tube: Float) -> Solid {
    let corner = SIMD3(radius + tube, radius + tube, tube)
    return Solid(.torus(radius: radius, tube: tube), Box(min: -corner, max: corner))
  }

  /// All places on one side of a plane.
  ///
  /// - Parameters:
  ///   - normal: The direction out of the solid.
  ///   - offset: How far the plane is from the origin along the normal.
  /// - Returns: The solid, of no use but to cut others.
  public static func halfSpace(normal: SIMD3<Float>, offset: Float) -> Solid {
    let everything = SIMD3<Float>(repeating: .infinity)
    return Solid(
      .halfSpace(normal: normal.normalized, offset: offset),
      Box(min: -everything, max: everything))
  }

  /// Returns this and another solid as one.
  ///
  /// - Parameters:
  ///   - other: What is joined to it.
  ///   - blend: How wide the seam is filled, metres; 0 for a sharp corner.
  /// - Returns: The union.
  public func joined(with other: Solid, blend: Float = 0) -> Solid {
    let around = Box(
      min: pointwiseMin(bounds.min, other.bounds.min) - blend / 4,
      max: pointwiseMax(bounds.max, other.bounds.max) + blend / 4)
    return Solid(.union(form, other.form, blend: blend), around)
  }

  /// Returns what this and another solid share.
  public func intersected(with other: Solid) -> Solid {
    let around = Box(
      min: pointwiseMax(bounds.min, other.bounds.min),
      max: pointwiseMin(bounds.max, other.bounds.max))
    return Solid(.intersection(form, other.form), around)
  }

  /// Returns this solid without what it shares with another.
  public func without(_ other: Solid) -> Solid {
    Solid(.intersection(form, .complement(other.form)), bounds)
  }

  /// Returns the solid elsewhere.
  public func moved(_ transform: RigidTransform) -> Solid {
    guard bounds.size.isFinite else { return Solid(.moved(form, transform.inverse), bounds) }
    let corners = (0..<8).map { index in
      let share = SIMD3<Float>(Float(index & 1), Float(index >> 1 & 1), Float(index >> 2))
      return transform.applied(to: bounds.min + bounds.size * share)
    }
    return Solid(.moved(form, transform.inverse), Box(bounding: corners))
  }

  /// Returns the solid shifted.
  public func moved(by offset: SIMD3<Float>) -> Solid { moved(RigidTransform(at: offset)) }

  /// How far a place is from the surface, metres; negative inside.
  ///
  /// - Complexity: O(solids that it was made of).
  public func distance(to place: SIMD3<Float>) -> Float { Self.distance(form, place) }

  private static func distance(_ form: Form, _ place: SIMD3<Float>) -> Float {
    switch form {
    case .box(let half, let rounding):
      let away = SIMD3(abs(place.x), abs(place.y), abs(place.z)) - half + rounding
      return pointwiseMax(away, .zero).length + Swift.min(away.max(), 0) - rounding
    case .capsule(let from, let to, let radius):
      let (along, offset) = (to - from, place - from)
      let length = along.squaredLength
      let share = length > 0 ? Swift.min(Swift.max(offset.dot(along) / length, 0), 1) : 0
      return (offset - along * share).length - radius
    case .cone(let bottom, let top, let height):
      let radius = (place.x * place.x + place.y * place.y).squareRoot()
      let slope = (bottom - top) / height
      let middle = (bottom + top) / 2
      let side = (radius - middle + place.z * slope) / (1 + slope * slope).squareRoot()
      return Swift.max(side, abs(place.z) - height / 2)
    case .torus(let radius, let tube):
      let out = (place.x * place.x + place.y * place.y).squareRoot() - radius
      return (out * out + place.z * place.z).squareRoot() - tube
    case .halfSpace(let normal, let offset):
      return place.dot(normal) - offset
    case .union(let one, let other, let blend):
      let (a, b) = (distance(one, place), distance(other, place))
      guard blend > 0 else { return Swift.min(a, b) }
      // The polynomial smooth minimum of I. Quilez.
      let near = Swift.max(blend - abs(a - b), 0) / blend
      return Swift.min(a, b) - near * near * blend / 4
    case .intersection(let one, let other):
      return Swift.max(distance(one, place), distance(other, place))
    case .complement(let form):
      return -distance(form, place)
    case .moved(let form, let back):
      return distance(form, back.applied(to: place))
    }
  }
}
