import CairnGeometry

/// A prompt to draw on a picture, on top of all points.
///
/// Coordinates are those of the cloud's `PointCloud.positions`, that is, without its origin.
public enum PictureMark: Sendable, Hashable {
  /// A click on the object: a green disc with a plus.
  case positive(at: SIMD3<Float>)
  /// A click off the object: a red disc with a minus.
  case negative(at: SIMD3<Float>)
  /// A box around the object: yellow edges.
  case box(OrientedBox)

  /// Points that the picture must show.
  var anchors: [SIMD3<Float>] {
    switch self {
    case .positive(let point), .negative(let point): [point]
    case .box(let box): box.corners
    }
  }
}
