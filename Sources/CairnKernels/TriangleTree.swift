/// A tree of boxes over triangles, for casting rays: nodes of eight children, packs of up to eight
/// triangles.
///
/// ```swift
/// let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
/// if let hit = tree.nearestHit(from: eye, along: view) { print(hit.distance, hit.triangle) }
/// ```
///
/// Triangles are hit from both sides. Rays do not slip through between triangles that share an edge
/// or a corner, as long as both name the same position or equal ones. Distances are in lengths of the
/// direction, which may have any length from 10⁻¹⁸ to 10¹⁸; they are as exact as the size of the triangle
/// that is hit allows, so rays from a surface need an `after` above some millionth of it. All
/// instruction sets and numbers of threads give the same bits.
public struct TriangleTree: Sendable {
  /// Four vectors a node; see `cairnNodeSize`.
  let nodes: [SIMD16<Float>]
  /// Five vectors a pack; see `cairnPackSize`.
  let packs: [SIMD16<Float>]
  /// The node or pack to begin with.
  let root: UInt32

  /// The number of triangles that can be hit.
  public let count: Int
  /// The lowest corner of the triangles' box; infinite where there is none.
  public let low: SIMD3<Float>
  /// The highest corner of the triangles' box; negative infinity where there is none.
  public let high: SIMD3<Float>

  /// How many bytes nodes and packs take.
  public var byteCount: Int { (nodes.count + packs.count) * MemoryLayout<SIMD16<Float>>.stride }

  /// Builds a tree on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - positions: Where corners are.
  ///   - triangles: Positions of the three corners of each; fewer than 2²⁸. Those whose corners lie
  ///     in one line, or are not finite or beyond ±10¹², are never hit.
  /// - Precondition: All corners are there.
  /// - Complexity: O(*n* log *n*) time for *n* triangles; some 100 bytes a triangle while building,
  ///   60 afterwards.
  public init(positions: [SIMD3<Float>], triangles: [SIMD3<UInt32>]) {
    precondition(triangles.count < 1 << 28, "\(triangles.count) triangles are too many for a tree")
    let builder = TriangleTreeBuilder(positions: positions, triangles: triangles)
    let built = builder.build()
    (nodes, packs, root) = (built.nodes, built.packs, built.root)
    let box = builder.whole.bounds
    count = builder.whole.count
    low = -SIMD3(box[0], box[1], box[2])
    high = SIMD3(box[4], box[5], box[6])
  }
}
