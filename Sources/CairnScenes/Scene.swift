import CairnGeometry

/// Objects, and what they stand on, waiting to be seen by a sensor.
public struct Scene: Sendable {
  /// What no label is given to: floor, walls, table, ground, facades.
  public private(set) var surroundings: [SceneObject] = []
  /// The objects; the label of each is its index + 1.
  public private(set) var objects: [SceneObject] = []

  private var groups: [Group] = []

  /// Creates an empty scene.
  public init() {}

  /// Adds something without a label.
  public mutating func addSurrounding(_ object: SceneObject) {
    surroundings.append(object)
    groups.append(Group(object, label: 0))
  }

  /// Adds an object.
  ///
  /// - Parameter object: At its place in the scene.
  /// - Returns: Its label.
  @discardableResult
  public mutating func add(_ object: SceneObject) -> UInt32 {
    objects.append(object)
    groups.append(Group(object, label: UInt32(objects.count)))
    return UInt32(objects.count)
  }

  /// What a ray meets first.
  ///
  /// - Parameters:
  ///   - ray: In the scene.
  ///   - limit: What is farther away, in metres, is not seen.
  /// - Returns: The surface, or `nil` where the ray meets nothing.
  /// - Complexity: O(objects + parts of the objects near the ray).
  public func firstSurface(along ray: Ray, within limit: Float) -> Surface? {
    // An infinity for a component of zero is what the box test wants.
    let inverse = 1 / ray.direction
    var best: Surface?
    var reach = limit
    for group in groups where group.bounds.isHit(by: ray, inverse: inverse, from: 1e-3, to: reach) {
      for part in group.parts
      where part.bounds.isHit(by: ray, inverse: inverse, from: 1e-3, to: reach) {
        guard let surface = part.surface(along: ray, within: reach, label: group.label) else {
          continue
        }
        best = surface
        reach = surface.distance
      }
    }
    return best
  }
}

/// A point of a surface that a ray meets.
public struct Surface: Sendable {
  /// From the origin of the ray, metres.
  public var distance: Float
  /// Unit vector towards the side from which the ray comes.
  public var normal: SIMD3<Float>
  /// Red, green, blue in 0…1, without light.
  public var color: SIMD3<Float>
  /// The material.
  public var material: Material
  /// The object; 0 for surroundings.
  public var label: UInt32
}

/// An object with what the ray caster needs at hand.
private struct Group {
  struct Member {
    let part: Part
    let bounds: Box
    let inverse: Rotation
    /// The middle of the shape in its own coordinates.
    let middle: SIMD3<Float>

    func surface(along ray: Ray, within limit: Float, label: UInt32) -> Surface? {
      var local = Ray(
        origin: inverse.applied(to: ray.origin - part.position),
        direction: inverse.applied(to: ray.direction))
      // From near the shape: with far origins the quadratic equations cancel in Float.
      let advance = (middle - local.origin).dot(local.direction)
      local.origin = local.point(at: advance)
      guard let hit = part.shape.firstHit(of: local, after: 1e-3 - advance) else { return nil }
      let distance = hit.distance + advance
      guard distance < limit else { return nil }
      let normal = part.rotation.applied(to: hit.normal)
      return Surface(
        distance: distance, normal: normal.dot(ray.direction) > 0 ? -normal : normal,
        color: part.material.color(at: local.point(at: hit.distance)), material: part.material,
        label: label)
    }
  }

  let parts: [Member]
  let bounds: Box
  let label: UInt32

  init(_ object: SceneObject, label: UInt32) {
    parts = object.parts.map {
      Member(
        part: $0, bounds: $0.bounds, inverse: $0.rotation.inverse, middle: $0.shape.bounds.center)
    }
    bounds = object.bounds
    self.label = label
  }
}
