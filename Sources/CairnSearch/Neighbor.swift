/// A point that a search found.
public struct Neighbor: Sendable, Hashable {
  /// Which point of the indexed array.
  public var index: Int
  /// The squared Euclidean distance to the point asked about, in squared cloud units.
  public var squaredDistance: Float

  /// Creates a neighbor.
  public init(index: Int, squaredDistance: Float) {
    self.index = index
    self.squaredDistance = squaredDistance
  }

  /// Whether this neighbor comes before another: nearer, or as near with the smaller index.
  @inlinable
  func isBefore(_ other: Neighbor) -> Bool {
    squaredDistance != other.squaredDistance
      ? squaredDistance < other.squaredDistance : index < other.index
  }
}
