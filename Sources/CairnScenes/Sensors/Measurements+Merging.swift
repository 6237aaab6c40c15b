import CairnGeometry
import CairnKernels

extension Measurements {
  /// Adds another view; both in the same frame, and not organised from then on.
  ///
  /// - Parameter other: Of a sensor that measures the same things.
  /// - Complexity: O(points of `other`).
  public mutating func append(_ other: Measurements) {
    positions += other.positions
    colors += other.colors
    intensities += other.intensities
    rings += other.rings
    times += other.times
    labels += other.labels
    poses += other.poses
    (width, height) = (count, 1)
  }

  /// Returns the points elsewhere.
  ///
  /// - Parameters:
  ///   - transform: From the present frame to the new one.
  ///   - frame: The new one's ``frame``.
  /// - Returns: The same measurements, each position transformed.
  func moved(by transform: RigidTransform, into frame: RigidTransform) -> Measurements {
    var result = self
    result.positions = positions.map { transform.applied(to: $0) }
    result.frame = frame
    return result
  }

  /// Returns some of the rows, in the order given; no longer organised.
  public func selected(_ rows: [Int]) -> Measurements {
    func chosen<Value>(_ values: [Value]) -> [Value] {
      values.isEmpty ? [] : rows.map { values[$0] }
    }
    var result = self
    result.positions = chosen(positions)
    result.colors = chosen(colors)
    result.intensities = chosen(intensities)
    result.rings = chosen(rings)
    result.times = chosen(times)
    result.labels = chosen(labels)
    (result.width, result.height) = (rows.count, 1)
    return result
  }

  /// Returns the first point of every cell of a grid.
  ///
  /// - Parameter cell: The edge of a cell, metres; positive.
  /// - Returns: Fewer points, in their order.
  /// - Complexity: O(*n*).
  func thinned(cell: Float) -> Measurements {
    var table = CellTable()
    _ = table.countCells(of: positions.span, edge: cell, limit: .max)
    return selected(table.firstPoints.map { Int($0) })
  }

  /// Returns at most so many points, evenly taken from all.
  ///
  /// - Parameters:
  ///   - limit: At least 1.
  ///   - random: Decides which.
  /// - Returns: Some of the points, in their order.
  func thinned(to limit: Int, random: inout SceneRandom) -> Measurements {
    guard count > limit else { return self }
    var (rest, needed) = (count, limit)
    // Knuth's selection sampling: each point with the same probability, exactly so many.
    let chosen = positions.indices.filter { _ in
      let isTaken = Float(rest) * random.unit() < Float(needed)
      rest -= 1
      if isTaken { needed -= 1 }
      return isTaken
    }
    return selected(chosen)
  }
}
