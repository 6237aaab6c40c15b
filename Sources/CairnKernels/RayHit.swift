/// Where a ray meets a triangle.
public struct RayHit: Sendable, Equatable {
  /// How far along the ray, in lengths of its direction.
  public var distance: Float
  /// Which triangle, as a position in the list that the tree was built over.
  public var triangle: Int
  /// The weight of the triangle's second corner, 0…1 but for rounding.
  public var u: Float
  /// The weight of the triangle's third corner; the first has `1 - u - v`.
  public var v: Float

  /// Describes a hit.
  ///
  /// - Parameters:
  ///   - distance: How far along the ray, in lengths of its direction.
  ///   - triangle: Which triangle.
  ///   - u: The weight of its second corner.
  ///   - v: The weight of its third corner.
  @inlinable
  public init(distance: Float, triangle: Int, u: Float, v: Float) {
    self.distance = distance
    self.triangle = triangle
    self.u = u
    self.v = v
  }

  /// Reads an entry of ``RayHits``; `nil` where it says that nothing is met.
  @inlinable
  init?(entry: SIMD4<UInt32>) {
    guard entry.y != .max else { return nil }
    self.init(
      distance: Float(bitPattern: entry.x), triangle: Int(entry.y),
      u: Float(bitPattern: entry.z), v: Float(bitPattern: entry.w))
  }
}

/// What each of many rays meets first, 16 bytes a ray.
public struct RayHits: RandomAccessCollection, Sendable, Equatable {
  /// Distance, the bits of the triangle's index, and two weights; infinity, all bits set and zeros
  /// for a ray that meets nothing.
  @usableFromInline let entries: [SIMD4<UInt32>]

  /// The entry of a ray that meets nothing.
  static let miss = SIMD4<UInt32>(Float.infinity.bitPattern, .max, 0, 0)

  init(entries: [SIMD4<UInt32>]) {
    self.entries = entries
  }

  /// The first ray.
  @inlinable public var startIndex: Int { 0 }
  /// The number of rays.
  @inlinable public var endIndex: Int { entries.count }

  /// What a ray meets first; `nil` where it meets nothing.
  ///
  /// - Parameter ray: Which ray.
  @inlinable
  public subscript(ray: Int) -> RayHit? { RayHit(entry: entries[ray]) }

  /// How far along a ray its hit is, in lengths of its direction; infinite where there is none.
  ///
  /// - Parameter ray: Which ray.
  /// - Returns: The distance.
  @inlinable
  public func distance(ofRay ray: Int) -> Float { Float(bitPattern: entries[ray].x) }
}
