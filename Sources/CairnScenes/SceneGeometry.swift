import CairnGeometry
import CairnKernels

/// A scene at a moment, ready for rays: the triangles of all bodies in one tree, those of moving
/// bodies in another.
public struct SceneGeometry: Sendable {
  /// What it was made of.
  public let scene: Scene
  private let still: BodySet
  private let moving: BodySet

  /// Prepares a scene for rays.
  ///
  /// - Parameters:
  ///   - scene: The bodies.
  ///   - time: Where moving bodies are, seconds.
  /// - Complexity: O(*n* log *n*), where *n* is the number of triangles.
  public init(_ scene: Scene, at time: Float = 0) {
    self.scene = scene
    let all = scene.bodies.indices
    still = BodySet(scene, all.filter { scene.bodies[$0].motion == nil }, at: time)
    moving = BodySet(scene, all.filter { scene.bodies[$0].motion != nil }, at: time)
  }

  private init(_ geometry: SceneGeometry, at time: Float) {
    scene = geometry.scene
    still = geometry.still
    moving = BodySet(geometry.moving.tables, of: geometry.scene, at: time)
  }

  /// Returns the scene at another time.
  ///
  /// - Parameter time: Seconds.
  /// - Returns: The same scene with moving bodies elsewhere.
  /// - Complexity: O(*m* log *m*), where *m* is the number of triangles that move.
  public func moved(to time: Float) -> SceneGeometry {
    hasMotion ? SceneGeometry(self, at: time) : self
  }

  /// Whether any body moves.
  public var hasMotion: Bool { !moving.tables.bodies.isEmpty }

  /// How many triangles there are.
  public var triangleCount: Int { still.tree.count + moving.tree.count }

  /// What rays from one place meet first.
  ///
  /// - Parameters:
  ///   - origin: Where the rays start.
  ///   - directions: Unit vectors.
  ///   - reach: What is farther away, in metres, is not seen.
  /// - Returns: For each direction the hit, or `nil` where the ray meets nothing.
  /// - Complexity: O(log *n*) a ray on average; on all threads.
  public func hits(
    from origin: SIMD3<Float>, along directions: [SIMD3<Float>], within reach: Float
  ) -> [SceneHit?] {
    let first = still.tree.nearestHits(from: origin, along: directions, within: reach)
    guard hasMotion else { return joined(first, nil) }
    return joined(
      first, moving.tree.nearestHits(from: origin, along: directions, within: reach))
  }

  /// What rays meet first.
  ///
  /// - Parameters:
  ///   - origins: Where each ray starts.
  ///   - directions: Unit vectors, one for each ray.
  ///   - reach: What is farther away, in metres, is not seen.
  /// - Returns: For each ray the hit, or `nil` where it meets nothing.
  /// - Complexity: O(log *n*) a ray on average; on all threads.
  public func hits(
    from origins: [SIMD3<Float>], along directions: [SIMD3<Float>], within reach: Float
  ) -> [SceneHit?] {
    let first = still.tree.nearestHits(from: origins, along: directions, within: reach)
    guard hasMotion else { return joined(first, nil) }
    return joined(
      first, moving.tree.nearestHits(from: origins, along: directions, within: reach))
  }

  private func joined(_ first: RayHits, _ second: RayHits?) -> [SceneHit?] {
    concurrentValues(first.count, grain: 4096) { ray in
      let near = first[ray]
      if let moved = second?[ray], moved.distance < near?.distance ?? .infinity {
        return moving.hit(moved, isMoving: true)
      }
      return near.map { still.hit($0, isMoving: false) }
    }
  }

  /// Whether something stands in the way of each ray.
  ///
  /// - Parameters:
  ///   - origins: Where each ray starts; a little off the surface that it leaves.
  ///   - directions: Unit vectors, one for each ray; of another length where the reach is to be
  ///     another for each.
  ///   - reach: What is farther away, in lengths of the direction, does not count.
  /// - Returns: One value for each ray.
  /// - Complexity: O(log *n*) a ray on average; on all threads.
  public func areHidden(
    from origins: [SIMD3<Float>], along directions: [SIMD3<Float>], within reach: Float
  ) -> [Bool] {
    let first = still.tree.areHidden(from: origins, along: directions, within: reach)
    guard hasMotion else { return first }
    let second = moving.tree.areHidden(from: origins, along: directions, within: reach)
    return first.indices.map { first[$0] || second[$0] }
  }

  /// The surface at a hit, without its look.
  ///
  /// - Parameters:
  ///   - hit: What a ray met.
  ///   - direction: The ray's, a unit vector.
  /// - Returns: The unit normal towards the side from which the ray came.
  public func normal(at hit: SceneHit, along direction: SIMD3<Float>) -> SIMD3<Float> {
    let normal = hit.isMoving ? moving.normal(of: hit.entry) : still.normal(of: hit.entry)
    return normal.dot(direction) > 0 ? -normal : normal
  }

  /// The material at a hit.
  public func material(at hit: SceneHit) -> Material {
    let tables = hit.isMoving ? moving.tables : still.tables
    return tables.materials[Int(tables.materialOfTriangle[hit.entry])]
  }

  /// The colour at a hit without light, red, green, blue in 0…1.
  public func color(at hit: SceneHit) -> SIMD3<Float> {
    hit.isMoving ? moving.color(at: hit) : still.color(at: hit)
  }

  /// What is known of a hit.
  public func labels(at hit: SceneHit) -> PointLabels {
    hit.isMoving ? moving.labels(at: hit) : still.labels(at: hit)
  }

  /// A hit with all that light asks for.
  ///
  /// - Parameters:
  ///   - hit: What a ray met.
  ///   - direction: The ray's, a unit vector.
  /// - Returns: Normal and look of the surface.
  func surface(at hit: SceneHit, along direction: SIMD3<Float>) -> SeenSurface {
    hit.isMoving
      ? SeenSurface(hit, of: moving, along: direction)
      : SeenSurface(hit, of: still, along: direction)
  }
}
