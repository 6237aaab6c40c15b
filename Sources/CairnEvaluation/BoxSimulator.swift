import CairnClouds
import CairnSegmentation

/// Draws boxes around objects, as a simulated person does.
///
/// The box has the axes of the file, holds all of the object, and is larger on each of its six sides
/// by a twentieth of its edge there: nobody hits a corner exactly, and who wants an object takes
/// rather more than less. The margin is at least a hundredth of the box's diagonal, so that a sheet of
/// paper gets a box that has a height. (Kirillov et al., "Segment anything", 2023, train with corners
/// off by a tenth of an edge, to either side.)
public struct BoxSimulator: Sendable {
  private let positions: Positions
  /// The margin around what has no extent of its own.
  private let leastMargin: Double

  /// Creates a simulator for a cloud.
  ///
  /// - Parameter positions: Where the points are, all finite.
  public init(_ positions: Positions) {
    self.positions = positions
    let extent = Self.bounds(of: positions.points).map { ($1 - $0).max() / 1000 } ?? 0
    // Around a cloud that is a single place any box will do.
    leastMargin = extent > 0 ? extent : 1
  }

  /// Returns a box around an object.
  ///
  /// - Parameter isMember: Whether each point belongs to the object; at least one does.
  /// - Returns: The box, in file coordinates.
  /// - Complexity: O(*n*).
  public func box(around isMember: [Bool]) -> PromptBox {
    let members = isMember.indices.filter { isMember[$0] }.map { positions.points[$0] }
    guard let (low, high) = Self.bounds(of: members) else {
      preconditionFailure("an object without points has no box")
    }
    let size = high - low
    let diagonal = (size * size).sum().squareRoot()
    let least = SIMD3(repeating: max(diagonal / 100, leastMargin))
    let margin = pointwiseMax(size / 20, least)
    return PromptBox(
      min: low - margin + positions.origin, max: high + margin + positions.origin)
  }

  private static func bounds(
    of points: [SIMD3<Float>]
  ) -> (low: SIMD3<Double>, high: SIMD3<Double>)? {
    guard let first = points.first else { return nil }
    return (
      SIMD3<Double>(points.reduce(first, pointwiseMin)),
      SIMD3<Double>(points.reduce(first, pointwiseMax))
    )
  }
}
