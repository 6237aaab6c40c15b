import CairnGeometry
import CairnScenes

extension Surface {
  /// Fewer small pieces than this are no foliage.
  private static let fewestLeaves = 150
  /// A piece longer than this share of the whole is no leaf.
  private static let longestLeaf: Float = 0.2
  /// Left-over leaves grow by this factor at most.
  private static let mostGrowth: Float = 2.2

  /// Leaves out some of very many small pieces and enlarges the others, so that foliage stays as dense as
  /// it was.
  ///
  /// A leaf cannot become less than two triangles, so a crown of fifty thousand can only be made light by
  /// leaving leaves out. Cook and others, "Stochastic Simplification of Aggregate Detail", SIGGRAPH
  /// 2007.
  ///
  /// - Parameter limit: How many triangles all leaves may have, four each where they have more.
  /// - Complexity: O(triangles).
  package mutating func thinLeaves(to limit: Int) {
    let pieces = pieces()
    let longest = Self.longestLeaf * bounds.size.length
    var boxes = [Box](repeating: .empty, count: (pieces.max().map { Int($0) } ?? -1) + 1)
    var sizes = [Int](repeating: 0, count: boxes.count)
    for (index, piece) in pieces.enumerated() {
      sizes[Int(piece)] += 1
      for corner in 0..<3 {
        boxes[Int(piece)].formUnion(positions[Int(triangles[index][corner])])
      }
    }
    let leaves = boxes.indices.filter { boxes[$0].size.length < longest }
    let wanted = leaves.reduce(0) { $0 + min(sizes[$1], 4) }
    guard leaves.count >= Self.fewestLeaves, wanted > limit else { return }
    let share = Float(limit) / Float(wanted)
    let growth = min((1 / share).squareRoot(), Self.mostGrowth)
    var isKept = [Bool](repeating: true, count: boxes.count)
    var isLeaf = [Bool](repeating: false, count: boxes.count)
    for leaf in leaves {
      var random = SceneRandom(seed: UInt64(leaf))
      isLeaf[leaf] = true
      isKept[leaf] = random.chance(share)
    }
    var isMoved = [Bool](repeating: false, count: positions.count)
    let old = bounds
    for (index, piece) in pieces.enumerated() where isLeaf[Int(piece)] && isKept[Int(piece)] {
      let center = boxes[Int(piece)].center
      for corner in 0..<3 {
        let vertex = Int(triangles[index][corner])
        guard !isMoved[vertex] else { continue }
        isMoved[vertex] = true
        let grown = center + (positions[vertex] - center) * growth
        // The catalog's size stays what it is.
        positions[vertex] = pointwiseMin(pointwiseMax(grown, old.min), old.max)
      }
    }
    keep { _, index in isKept[Int(pieces[index])] }
  }

  /// For every triangle, the number of what hangs together by shared vertices.
  private func pieces() -> [UInt32] {
    var whole = self
    whole.partOfTriangle = Array(repeating: 0, count: triangles.count)
    return whole.connectedPieces()
  }
}
