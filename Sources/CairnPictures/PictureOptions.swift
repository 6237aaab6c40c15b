import CairnClouds
import CairnGeometry

/// How to draw a cloud; every option has a default that suits most clouds.
public struct PictureOptions: Sendable {
  /// The widths and heights that can be drawn, in pixels.
  public static let sizes = 1...8192

  /// Pixels in a row.
  public var width = 1280
  /// The number of rows.
  public var height = 960
  /// What gives the points their colour.
  public var coloring = Coloring.automatic
  /// From where to look.
  public var view = PictureView.automatic
  /// The direction that is up in the picture; `nil` guesses it from planes and the sensor.
  public var up: SIMD3<Float>?
  /// The diameter of a point in pixels; `nil` takes what closes surfaces.
  public var pointSize: Float?
  /// Draws only points within this box, in the coordinates of `PointCloud.positions`.
  public var crop: Box?
  /// Draws only the selected points.
  public var visible: Mask?
  /// Whether to draw the ceiling of a room that was scanned from inside; it hides the room in a view
  /// from above.
  public var showsCeiling = false
  /// Surrounds the selected points with a line.
  public var outline: Mask?
  /// Prompts to draw on top.
  public var marks: [PictureMark] = []
  /// Red, green, blue and alpha where there are no points.
  public var background = SIMD4<UInt8>(247, 248, 250, 255)
  /// Whether light and dark tell shape; without, every point has exactly its colour.
  public var isShaded = true

  /// Creates options that are all at their defaults.
  public init() {}
}
