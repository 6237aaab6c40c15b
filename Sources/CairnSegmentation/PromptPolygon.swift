import CairnGeometry

/// A closed polygon in a view of the cloud, as one draws it with a lasso.
///
/// The object is what the polygon encloses for the most part: an edge that was cut off belongs to it, a
/// wall that goes on outside does not. The polygon may cross itself: inside is what an odd number of
/// its lines lie around (even-odd rule).
public struct PromptPolygon: Sendable, Hashable {
  /// The corners, in the coordinates to which ``view`` maps; the last one is joined to the first.
  public var vertices: [SIMD2<Double>]
  /// How the view shows positions of the file.
  ///
  /// The matrix of a viewer does, projection times model view, with corners from -1 to 1; so does a
  /// 3 × 4 camera matrix with corners in pixels, once (0, 0, 0, -1) is put in as its third row.
  public var view: ViewProjection
  /// Whether objects that are hidden in the view are meant too, as by a viewer that shows through.
  public var includesHidden: Bool

  /// Creates a polygon in a view.
  public init(vertices: [SIMD2<Double>], view: ViewProjection, includesHidden: Bool = false) {
    self.vertices = vertices
    self.view = view
    self.includesHidden = includesHidden
  }
}
