/// The nearest points of many places: a table with a row for each place, nearest first.
///
/// Shape of both arrays: [`count`, `width`], one row after the other.
public struct NeighborTable: Sendable, Equatable {
  /// How many neighbors each place has room for: the `k` that was asked for.
  public let width: Int
  /// How many places were asked about.
  public let count: Int
  /// Which points are near; -1 where there are fewer than `width`.
  public let indices: [Int32]
  /// How far they are, in squared cloud units; infinite where there are fewer than `width`; empty
  /// where only indices were asked for.
  public let squaredDistances: [Float]

  package init(width: Int, count: Int, indices: [Int32], squaredDistances: [Float]) {
    self.width = width
    self.count = count
    self.indices = indices
    self.squaredDistances = squaredDistances
  }

  init(width: Int, rows: [[Neighbor]]) {
    let padded = rows.lazy.map { row in
      (0..<width).lazy.map { $0 < row.count ? row[$0] : nil }
    }.joined()
    self.init(
      width: width, count: rows.count, indices: padded.map { Int32($0?.index ?? -1) },
      squaredDistances: padded.map { $0?.squaredDistance ?? .infinity })
  }

  /// The neighbors of one place, with distances of NaN where the table keeps none, as ``SpatialIndex/nearest(_:to:)`` gives them.
  public subscript(place: Int) -> [Neighbor] {
    (place * width..<(place + 1) * width).lazy.filter { indices[$0] >= 0 }.map {
      Neighbor(
        index: Int(indices[$0]),
        squaredDistance: squaredDistances.isEmpty ? .nan : squaredDistances[$0])
    }
  }
}
