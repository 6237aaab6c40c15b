/// The points around many places: a list for each place, one after the other.
///
/// The order within a list is always the same, but not by distance.
public struct NeighborLists: Sendable, Equatable {
  /// The list of place *i* is at `offsets[i]..<offsets[i + 1]`; shape [`count` + 1].
  public let offsets: [Int]
  /// Which points are near.
  public let indices: [Int32]
  /// How far they are, in squared cloud units; as long as `indices`.
  public let squaredDistances: [Float]

  /// How many places were asked about.
  public var count: Int { offsets.count - 1 }

  package init(offsets: [Int], indices: [Int32], squaredDistances: [Float]) {
    self.offsets = offsets
    self.indices = indices
    self.squaredDistances = squaredDistances
  }

  /// The neighbors of one place, as ``SpatialIndex/neighbors(within:of:)`` gives them.
  public subscript(place: Int) -> [Neighbor] {
    (offsets[place]..<offsets[place + 1])
      .map { Neighbor(index: Int(indices[$0]), squaredDistance: squaredDistances[$0]) }
      .sorted { $0.isBefore($1) }
  }
}
