/// Why there is no picture.
public enum PictureError: Error, Equatable, CustomStringConvertible {
  /// Width or height is not within ``PictureOptions/sizes``.
  case size(width: Int, height: Int)
  /// The cloud has no columns x, y, z with one number per point.
  case noPositions(fields: [String])
  /// A mask does not have one entry per point.
  case maskCount(Int, points: Int)
  /// The asked coloring needs a field that the cloud does not have.
  case noField(String, fields: [String])
  /// libpng refused, for the reason it gave.
  case png(String)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .size(let width, let height):
      let sizes = PictureOptions.sizes
      return "a picture of \(width) × \(height) pixels: width and height must be from "
        + "\(sizes.lowerBound) to \(sizes.upperBound)"
    case .noPositions(let fields):
      return "no fields x, y, z with one number per point; the cloud has "
        + Self.list(fields)
    case .maskCount(let count, let points):
      return "a mask of \(count) entries for \(points) points; it needs one entry per point"
    case .noField(let wanted, let fields):
      return "no \(wanted) to color by; the cloud has " + Self.list(fields)
        + "; leave the coloring out to get one that fits"
    case .png(let reason):
      return "libpng could not write the picture: \(reason)"
    }
  }

  private static func list(_ fields: [String]) -> String {
    fields.isEmpty ? "no fields" : fields.joined(separator: ", ")
  }
}
