import CairnGeometry
import CairnKernels

/// The ground of a scene that need not be flat: which points lie on it.
///
/// The lowest points of small columns are fitted by planes, coarse ones first, then ever finer ones
/// that may each depart a little from the coarser. Points above a plane weigh less than those on it
/// and below, so that it sinks to the ground; what is far above (roofs, crowns, decks of bridges) or
/// far below (reflections) weighs nothing. Hierarchical robust interpolation, after Kraus and Pfeifer,
/// "Determination of terrain models in wooded areas with airborne laser scanner data", 1998, and
/// Pfeifer, Stadler and Briese, "Derivation of digital terrain models in the SCOP++ environment",
/// 2001. Works for turning sensors, whose points thin out with range, for scans from a tripod and from
/// the air, in any unit.
///
/// What is high over a length and as wide as that (a terrace behind a wall, a flat roof) is the
/// ground's if it is wider than about ten times its height, and a thing if not.
public struct Ground: Sendable {
  /// Whether each point is on the ground; false for points that are not finite.
  public let isGround: [Bool]
  /// How high each point is above the ground.
  ///
  /// In the unit of the cloud; NaN for points that are not finite. Where no ground was measured, above
  /// where it is supposed.
  public let heights: [Float]
  /// Edge of a column, in the unit of the cloud.
  public let columnEdge: Float
  /// The largest distance of a point of the ground from its surface, in the unit of the cloud.
  public let tolerance: Float

  /// Finds the ground.
  ///
  /// - Parameters:
  ///   - points: Positions; fewer than 2³¹.
  ///   - up: The direction against gravity, of any length but zero.
  ///   - columnEdge: Edge of a column, in the unit of the cloud, somewhat less than the width of the
  ///     smallest things that stand on the ground; from the density of the points if `nil`.
  ///   - tolerance: The largest distance of a point of the ground from its surface, in the unit of the
  ///     cloud; from the noise and the column's edge if `nil`.
  ///   - bend: How far the ground may depart from a plane over a length, as a share of that length.
  /// - Complexity: O(*n*) on average.
  public init(
    of points: [SIMD3<Float>], up: SIMD3<Float>, columnEdge: Float? = nil,
    tolerance: Float? = nil, bend: Float = 0.1
  ) {
    precondition(up.isFinite && up.squaredLength > 0, "\(up) is no direction")
    precondition(columnEdge ?? 1 > 0, "a column cannot have an edge of \(columnEdge ?? 1)")
    precondition(tolerance ?? 1 > 0, "points cannot be within \(tolerance ?? 1) of the ground")
    precondition(bend > 0, "ground that bends by \(bend) is none")
    let columns = GroundColumns(points, up: up, edge: columnEdge)
    self.columnEdge = columns.edge
    guard columns.count > 0 else {
      isGround = Array(repeating: false, count: points.count)
      heights = Array(repeating: .nan, count: points.count)
      self.tolerance = tolerance ?? 0
      return
    }
    let surface = GroundSurface(
      columns, reach: tolerance ?? columns.edge * GroundSurface.reachPerEdge, bend: bend)
    let residuals = surface.residuals(of: columns)
    let limit = tolerance ?? residuals.tolerance
    self.tolerance = limit
    heights = residuals.heights
    isGround = residuals.heights.map { abs($0) <= limit }
  }
}
