/// What gives the points of a picture their colour.
public enum Coloring: String, Sendable, Hashable, CaseIterable {
  /// Labels where a point has one, else rgb, else intensity, else height.
  case automatic
  /// The palette's colour of every point's `label`.
  case labels
  /// The cloud's own colours.
  case rgb
  /// The intensity, over the range that holds all but the extremes.
  case intensity
  /// The height along the up axis.
  case height
  /// One light grey.
  case plain
}
