import CairnKernels

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

  /// Lists what visits to pieces of work find.
  init(
    count: Int, pieces workCount: Int, grain: Int,
    visiting: @Sendable (Range<Int>, (Int, Span<Int32>, Span<Float>) -> Void) -> Void
  ) {
    let pieces = concurrentMap((workCount + grain - 1) / grain, grain: 1) { number in
      var piece = Piece()
      visiting(number * grain..<min((number + 1) * grain, workCount)) { piece.append($0, $1, $2) }
      return piece
    }
    var lengths = [Int](repeating: 0, count: count)
    for piece in pieces {
      for (place, length) in zip(piece.places, piece.lengths) { lengths[place] = length }
    }
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    for length in lengths { offsets.append(offsets[offsets.count - 1] + length) }
    let total = offsets[count]
    var indices = [Int32](repeating: 0, count: total)
    var squaredDistances = [Float](repeating: 0, count: total)
    for piece in pieces {
      var from = 0
      for (place, length) in zip(piece.places, piece.lengths) {
        let target = offsets[place]..<offsets[place] + length
        indices.replaceSubrange(target, with: piece.indices[from..<from + length])
        squaredDistances.replaceSubrange(target, with: piece.squaredDistances[from..<from + length])
        from += length
      }
    }
    self.init(offsets: offsets, indices: indices, squaredDistances: squaredDistances)
  }

  /// What one piece of work finds.
  private struct Piece: Sendable {
    var places: [Int] = []
    var lengths: [Int] = []
    var indices: [Int32] = []
    var squaredDistances: [Float] = []

    mutating func append(_ place: Int, _ indices: Span<Int32>, _ squaredDistances: Span<Float>) {
      places.append(place)
      lengths.append(indices.count)
      for slot in indices.indices {
        self.indices.append(indices[slot])
        self.squaredDistances.append(squaredDistances[slot])
      }
    }
  }

  /// The neighbors of one place, as ``SpatialIndex/neighbors(within:of:)`` gives them.
  public subscript(place: Int) -> [Neighbor] {
    (offsets[place]..<offsets[place + 1])
      .map { Neighbor(index: Int(indices[$0]), squaredDistance: squaredDistances[$0]) }
      .sorted { $0.isBefore($1) }
  }
}
