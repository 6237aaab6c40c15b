import CairnClouds
import CairnGeometry
import CairnSegmentation

/// Draws lassos around objects, as a simulated person does.
///
/// No protocol for lassos in clouds is established; this one follows what a viewer offers:
/// - The object is brought to the middle of the picture. The eye is three times as far from its middle
///   as its farthest point; what is farther away from the object does not stand in the way.
/// - Of 26 directions, those to the faces, edges and corners of a cube, the one is taken from which
///   most of the object's points are seen; the first of equals. What hides a point is decided as for
///   `Prompt.polygon(_:)`.
/// - What is seen of the object is outlined with one line (`HandOutline`), as exactly as a hand does
///   in a hurry: outside by up to a twelfth of the object's width in the picture.
/// - Where no view shows half of the points, the viewer shows through: the whole object is outlined,
///   and the lasso means hidden points too.
public struct LassoSimulator: Sendable {
  private let positions: Positions

  /// Creates a simulator for a cloud.
  ///
  /// - Parameter positions: Where the points are, all finite.
  public init(_ positions: Positions) { self.positions = positions }

  /// Returns a lasso around an object.
  ///
  /// - Parameter isMember: Whether each point belongs to the object; at least one does.
  /// - Returns: The lasso, in the view chosen, which shows file coordinates.
  /// - Complexity: O(*n* log *n*) for each of the views.
  public func lasso(around isMember: [Bool]) -> PromptPolygon {
    precondition(isMember.contains(true), "an object without points has no outline")
    let views = ObjectView.around(isMember, of: positions.points)
    var best: (view: ObjectView, seen: [Int])?
    for view in views {
      let seen = view.seenMembers(isMember, of: positions.points)
      if seen.count > best?.seen.count ?? -1 { best = (view, seen) }
    }
    guard let (view, seen) = best else { preconditionFailure("there are 26 views") }
    let members = isMember.indices.filter { isMember[$0] }
    let isHidden = 2 * seen.count < members.count
    let outline = HandOutline(
      around: (isHidden ? members : seen).compactMap { row in
        view.image(of: positions.points[row]).map { SIMD2($0.x, $0.y) }
      }, exactness: ObjectView.objectWidth / 24)
    return PromptPolygon(
      vertices: outline.vertices, view: view.projection.counted(from: -positions.origin),
      includesHidden: isHidden)
  }
}
