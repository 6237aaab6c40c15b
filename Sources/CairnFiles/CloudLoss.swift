import CairnClouds

/// Something of a cloud that an output does not hold, or holds differently.
///
/// Writers return these instead of losing in silence; the tool prints each on standard error.
public enum CloudLoss: Sendable, Hashable, CustomStringConvertible {
  /// A field is not in the output.
  case field(String)
  /// Values of a field were rounded to the type of the output, the first of them at point `first`.
  case precision(field: String, type: ScalarType, changed: Int, first: Int)
  /// A field's type became one that the format has; `inexactCount` values were rounded.
  case converted(field: String, from: ScalarType, to: ScalarType, inexactCount: Int)
  /// A field with a list per point, for which the format has no place.
  case list(field: String)
  /// A field without values, for which the format has no place.
  case emptyField(String)
  /// The output has a field that the cloud lacks; it holds zeros.
  case zeros(field: String)
  /// A field has another name in the output.
  case renamed(String, to: String)
  /// A field with several values per point became several fields, named `NAME_0` and so on.
  case split(String)
  /// The output has no names; readers tell fields by their position.
  case names
  /// Header comments and `obj_info` lines.
  case comments
  /// Where the sensor stood.
  case viewpoint
  /// The rows of an organised cloud: the points are in the output, one after the other.
  case organization(width: Int, height: Int)
  /// Another table of a PLY file.
  case element(String)

  /// What is lost, in one line.
  public var description: String {
    switch self {
    case .field(let name): "field '\(name)' is left out"
    case .precision(let field, let type, let changed, let first):
      "field '\(field)': \(changed) values rounded to \(type.rawValue), first at point \(first)"
    case .converted(let field, let from, let to, let count):
      "field '\(field)' is written as \(to.rawValue), not \(from.rawValue)"
        + (count > 0 ? "; \(count) values were rounded" : "")
    case .list(let field): "field '\(field)' is left out: it has a list per point"
    case .emptyField(let field): "field '\(field)' is left out: it has no values"
    case .zeros(let field): "field '\(field)' is not in the cloud and filled with 0"
    case .renamed(let name, let newName): "field '\(name)' is called '\(newName)' there"
    case .split(let name): "field '\(name)' becomes '\(name)_0', '\(name)_1' …"
    case .names: "the names of the fields are left out; the format has none"
    case .comments: "the header's comments are left out"
    case .viewpoint: "the viewpoint is left out"
    case .organization(let width, let height):
      "the grid of \(width) × \(height) points becomes one row"
    case .element(let name): "element '\(name)' is left out"
    }
  }

  /// Returns what every format without room for more than columns loses of a cloud.
  ///
  /// - Parameters:
  ///   - cloud: What is written.
  ///   - keepsGrid: Whether the format has width and height.
  ///   - keepsComments: Whether the format has comments.
  /// - Returns: One entry for each thing the cloud has and the format has not.
  static func surroundings(
    of cloud: PointCloud, keepsGrid: Bool = false, keepsComments: Bool = false
  ) -> [CloudLoss] {
    var losses: [CloudLoss] = []
    if cloud.isOrganized, !keepsGrid {
      losses.append(.organization(width: cloud.width, height: cloud.height))
    }
    if cloud.viewpoint != .identity { losses.append(.viewpoint) }
    if !keepsComments, !cloud.comments.isEmpty || !cloud.objectInfo.isEmpty {
      losses.append(.comments)
    }
    return losses + (cloud.leadingElements + cloud.trailingElements).map { .element($0.name) }
  }
}
