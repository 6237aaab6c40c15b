import CairnClouds
import CairnJSON

/// What `cairn info` says of a cloud.
struct CloudSummary {
  private let cloud: PointCloud
  private let path: String
  private var minimum: [Double?] = [nil, nil, nil]
  private var maximum: [Double?] = [nil, nil, nil]
  private var nonfiniteCount = 0

  init(_ cloud: PointCloud, path: String) {
    self.cloud = cloud
    self.path = path
    guard let (x, y, z) = cloud.positionFields else { return }
    var isFinite = [Bool](repeating: true, count: cloud.count)
    for (axis, field) in [x, y, z].enumerated() {
      var (low, high) = (Double.infinity, -Double.infinity)
      for (index, value) in field.values.doubles().enumerated() {
        guard value.isFinite else {
          isFinite[index] = false
          continue
        }
        low = min(low, value)
        high = max(high, value)
      }
      guard low <= high else { continue }
      minimum[axis] = low
      maximum[axis] = high
    }
    nonfiniteCount = isFinite.count { !$0 }
  }

  /// The number of objects in the column `label`; `nil` where there is none.
  private var objectCount: Int? { cloud.labels.map { Set($0).subtracting([0]).count } }

  /// One JSON object; `points`, `nonfinite`, `min`, `max`, `format`, `encoding`, `width`, `height`
  /// and `fields` are promised to other programs.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("path", .string(path)),
      ("points", .integer(cloud.count)),
      ("nonfinite", .integer(nonfiniteCount)),
      ("min", corner(minimum)),
      ("max", corner(maximum)),
      ("format", cloud.origin.map { .string($0.format.rawValue) } ?? .null),
      ("encoding", cloud.origin.map { .string($0.encoding.rawValue) } ?? .null),
      ("version", cloud.origin.map { .string($0.version) } ?? .null),
      ("width", .integer(cloud.width)),
      ("height", .integer(cloud.height)),
      ("fields", .array(cloud.fields.map(json))),
      ("objects", objectCount.map { .integer($0) } ?? .null),
      ("comments", .array(cloud.comments.map { .string($0) })),
      ("elements", .array((cloud.leadingElements + cloud.trailingElements).map(json))),
    ]
    if cloud.viewpoint != .identity {
      let (position, turn) = (cloud.viewpoint.translation, cloud.viewpoint.quaternion)
      let numbers = (0..<3).map { position[$0] } + (0..<4).map { turn[$0] }
      members.append(("viewpoint", .array(numbers.map { .number($0) })))
    }
    return .members(members)
  }

  private func corner(_ values: [Double?]) -> JSONValue {
    .array(values.map { $0.map { .number($0) } ?? .null })
  }

  private func json(_ field: Field) -> JSONValue {
    .members([
      ("name", .string(field.name)), ("type", .string(field.type.rawValue)),
      ("count", field.count.map { .integer($0) } ?? .string("list")),
    ])
  }

  private func json(_ element: Element) -> JSONValue {
    .members([
      ("name", .string(element.name)), ("count", .integer(element.count)),
      ("fields", .array(element.fields.map(json))),
    ])
  }

  /// The same for people.
  var text: String {
    var lines: [String] = []
    let format = cloud.origin.map { origin in
      let version = origin.version.isEmpty ? "" : " \(origin.version)"
      return "\(origin.format.rawValue.uppercased())\(version), \(origin.encoding.rawValue)"
    }
    lines.append("\(path)  \(format ?? "")")
    var points = "points   \(cloud.count.formatted)"
    if cloud.isOrganized { points += "  (\(cloud.width) × \(cloud.height))" }
    if nonfiniteCount > 0 { points += ", \(nonfiniteCount.formatted) of them NaN or infinite" }
    lines.append(points)
    let axes = ["x", "y", "z"]
    for axis in 0..<3 {
      guard let low = minimum[axis], let high = maximum[axis] else { continue }
      lines.append("\(axes[axis])        \(low.formatted) … \(high.formatted)")
    }
    if cloud.positionFields == nil {
      lines.append("no x, y, z: not a point cloud that can be seen")
    }
    let columns = cloud.fields.map { field in
      switch field.arity {
      case .fixed(1): "\(field.name) \(field.type)"
      case .fixed(let count): "\(field.name) \(field.type)×\(count)"
      case .list: "\(field.name) list of \(field.type)"
      }
    }
    lines.append("columns  \(columns.joined(separator: ", "))")
    if let objectCount { lines.append("objects  \(objectCount) in column label") }
    for element in cloud.leadingElements + cloud.trailingElements {
      let names = element.fields.map(\.name).joined(separator: ", ")
      lines.append("also     \(element.count.formatted) \(element.name): \(names)")
    }
    // PCD's first line says nothing that the line above does not.
    for comment in cloud.comments where !comment.hasPrefix(".PCD v") {
      lines.append("comment  \(comment)")
    }
    return lines.joined(separator: "\n")
  }
}
