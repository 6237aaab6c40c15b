import CairnSearch

/// Finds the connected components of a graph.
///
/// - Parameters:
///   - offsets: The neighbors of element *i* are `targets[offsets[i]..<offsets[i + 1]]`; one more than
///     there are elements.
///   - targets: Elements; an edge need only be listed at one of its ends.
/// - Returns: The component of each element, numbered in the order of their first element.
/// - Complexity: O(*n* + *m*) nearly, for *n* elements and *m* edges.
public func connectedComponents(offsets: [Int32], targets: [Int32]) -> [Int32] {
  components(count: offsets.count - 1, targets: targets) { Int(offsets[$0]) }
}

/// Finds the connected components of a graph; as the function for `Int32` offsets.
///
/// - Parameters:
///   - offsets: The neighbors of element *i* are `targets[offsets[i]..<offsets[i + 1]]`; one more than
///     there are elements.
///   - targets: Elements; an edge need only be listed at one of its ends.
/// - Returns: The component of each element, numbered in the order of their first element.
/// - Complexity: O(*n* + *m*) nearly, for *n* elements and *m* edges.
public func connectedComponents(offsets: [Int], targets: [Int32]) -> [Int32] {
  components(count: offsets.count - 1, targets: targets) { offsets[$0] }
}

extension VoxelHash {
  /// Finds the connected components of the occupied voxels.
  ///
  /// The component of a point is that of its voxel (``CairnSearch/VoxelHash/voxelOfPoint``).
  ///
  /// - Parameter connectivity: Which cells count as neighbors.
  /// - Returns: The component of each voxel, numbered in the order of their first voxel.
  /// - Complexity: O(*v*) on average, for *v* voxels.
  public func connectedComponents(_ connectivity: VoxelConnectivity) -> [Int32] {
    var sets = DisjointSets(count: voxelCount)
    forEachPair(connectivity) { sets.join($0, $1) }
    return sets.labels()
  }
}

@inline(__always)
private func components(count: Int, targets: [Int32], _ offset: (Int) -> Int) -> [Int32] {
  precondition(count >= 0, "offsets are one more than the elements, not \(count + 1)")
  var sets = DisjointSets(count: count)
  for element in 0..<count {
    for slot in offset(element)..<offset(element + 1) { sets.join(element, Int(targets[slot])) }
  }
  return sets.labels()
}
