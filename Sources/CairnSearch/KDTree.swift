import CairnGeometry
import CairnKernels

/// A k-d tree: halves the points along the longest side until 16 are left, and looks at wide pieces.
///
/// Answers are exact. Three levels of halving make one node with eight children, whose boxes are
/// looked at together; points are copied in the order of the leaves, so that 16 distances are
/// computed from one piece of memory. Nothing depends on the number of threads or on the instruction
/// set: squared distances are (*dx*² + *dy*²) + *dz*² in `Float`, rounded after each operation.
///
/// The tree takes 18 bytes a point beside the cloud.
public struct KDTree: SpatialIndex {
  let tree: PointTree

  /// The number of points, those with NaN coordinates included.
  public let count: Int

  /// How many bytes the tree takes beside the cloud.
  public var byteCount: Int { tree.byteCount }

  /// Builds a tree, on up to `Threads.count` threads.
  ///
  /// - Parameter points: Fewer than 2³¹; those with a NaN or infinite coordinate are left out.
  /// - Complexity: O(*n* log *n*).
  public init(_ points: [SIMD3<Float>]) {
    count = points.count
    tree = PointTree(points.span)
  }
}
