import CairnClouds

/// Something of a cloud that the file it was written to does not hold.
public enum CloudLoss: Sendable, Equatable, CustomStringConvertible {
  /// Tables other than the points, such as faces.
  case elements([String])
  /// A field with a list per point.
  case list(field: String)
  /// A field without values.
  case emptyField(String)
  /// A field whose type the format does not have; `inexactCount` values were rounded.
  case converted(field: String, from: ScalarType, to: ScalarType, inexactCount: Int)
  /// A field whose name the format cannot have.
  case renamed(field: String, to: String)
  /// Fields that the format has no place for.
  case fields([String])
  /// A field that the format has and the cloud has not; it holds zeros.
  case zeros(field: String)
  /// A field with several values per point, which became several fields.
  case split(field: String)
  /// The names of the fields, where a format has none.
  case names
  /// Comments and notes.
  case comments
  /// Where the sensor stood.
  case viewpoint
  /// The grid of an organised cloud.
  case grid(width: Int, height: Int)

  /// What is lost, in one line.
  public var description: String {
    switch self {
    case .elements(let names): "elements not written: \(names.joined(separator: ", "))"
    case .list(let field): "list field not written: \(field)"
    case .emptyField(let field): "field without values not written: \(field)"
    case .converted(let field, let from, let to, let count):
      "field \(field) written as \(to.rawValue), not \(from.rawValue)"
        + (count > 0 ? "; \(count) values were rounded" : "")
    case .renamed(let field, let to): "field '\(field)' written as '\(to)'"
    case .fields(let names): "fields not written: \(names.joined(separator: ", "))"
    case .zeros(let field): "the cloud has no field \(field); 0 written for every point"
    case .split(let field): "field \(field) written as \(field)_0, \(field)_1 …"
    case .names: "names of fields not written; the format has none"
    case .comments: "comments not written"
    case .viewpoint: "viewpoint not written"
    case .grid(let width, let height): "grid of \(width) × \(height) points not written"
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
      losses.append(.grid(width: cloud.width, height: cloud.height))
    }
    if cloud.viewpoint != .identity { losses.append(.viewpoint) }
    let hasNotes = !cloud.objectInfo.isEmpty || (!keepsComments && !cloud.comments.isEmpty)
    if hasNotes { losses.append(.comments) }
    let elements = (cloud.leadingElements + cloud.trailingElements).map(\.name)
    return elements.isEmpty ? losses : losses + [.elements(elements)]
  }

  /// Returns the loss of all fields but some; nothing where there are no others.
  static func fieldsExcept(_ written: Set<String>, of cloud: PointCloud) -> [CloudLoss] {
    let names = cloud.fields.map(\.name).filter { !written.contains($0) }
    return names.isEmpty ? [] : [.fields(names)]
  }

  /// Returns the loss of values that another type does not hold; nothing where it holds all.
  static func rounding(
    _ field: Field, _ converted: FieldValues.Converted
  ) -> [CloudLoss] {
    guard converted.changedCount > 0 else { return [] }
    return [
      .converted(
        field: field.name, from: field.type, to: converted.values.type,
        inexactCount: converted.changedCount)
    ]
  }
}
