/// Which cells count as neighbors of a cell.
public enum VoxelConnectivity: Sendable, CaseIterable {
  /// The 6 that share a face.
  case faces
  /// The 18 that share a face or an edge.
  case edges
  /// The 26 that share a face, an edge or a corner.
  case corners

  /// How many neighbors a cell has.
  public var count: Int { offsets.count }

  /// The way to each neighbor, in cells; z outermost, x innermost, ascending.
  ///
  /// The second half leads the ways of the first half back.
  package var offsets: [SIMD3<Int32>] {
    let steps: Int32 = self == .faces ? 1 : self == .edges ? 2 : 3
    var result: [SIMD3<Int32>] = []
    for z in Int32(-1)...1 {
      for y in Int32(-1)...1 {
        for x in Int32(-1)...1 where (1...steps).contains(abs(x) + abs(y) + abs(z)) {
          result.append(SIMD3(x, y, z))
        }
      }
    }
    return result
  }
}
