import CairnClouds
import CairnGeometry
import CairnKernels

/// The points that a polygon in a view encloses.
package struct ResolvedLasso: Sendable {
  /// Whether each point is seen inside the polygon or would be, were nothing before it.
  package let isEnclosed: [Bool]
  /// The enclosed points that nothing hides, or all of them where hidden ones are meant too.
  package let isSeen: [Bool]

  /// Finds the points inside a polygon of three or more finite corners.
  ///
  /// - Parameters:
  ///   - polygon: The polygon.
  ///   - view: Its view of `points`.
  ///   - inverse: The inverse of `view`.
  ///   - points: Positions.
  /// - Complexity: O(*n*) times the corners near the row of a point.
  init(
    _ polygon: PromptPolygon, view: ViewProjection, inverse: ViewProjection,
    points: [SIMD3<Float>]
  ) {
    let interior = PolygonInterior(polygon.vertices)
    let images = concurrentMap(points.count) { view.project(SIMD3<Double>(points[$0])) }
    let isEnclosed = concurrentMap(points.count) { row in
      images[row].map { interior.contains(SIMD2($0.x, $0.y)) } ?? false
    }
    self.isEnclosed = isEnclosed
    if polygon.includesHidden {
      isSeen = isEnclosed
    } else {
      let surface = VisibleSurface(
        images, within: isEnclosed, inverse: inverse, points: points)
      isSeen = surface.contained(among: isEnclosed)
    }
  }
}
