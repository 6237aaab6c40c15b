import CairnClouds
import CairnFiles
import CairnJSON
import CairnPictures

/// What `cairn partition` prints and draws.
struct PartitionReport {
  let file: String
  let partitioning: Partitioning
  let cloud: PointCloud
  /// The groups, the largest first.
  let objects: [LabelSidecar.Object]

  init(file: String, _ partitioning: Partitioning, of cloud: PointCloud) {
    self.file = file
    self.partitioning = partitioning
    self.cloud = cloud
    objects = LabelSidecar.Object.all(in: cloud, labels: partitioning.labels)
  }

  private var labelledCount: Int { objects.reduce(0) { $0 + $1.count } }

  /// How many groups the table shows.
  private static let shownCount = 20

  /// A table of the largest groups.
  var text: String {
    let noun = partitioning.kind.noun + (objects.count == 1 ? "" : "s")
    var summary =
      "\(objects.count.formatted) \(noun) with \(labelledCount.formatted) of "
      + "\(cloud.count.formatted) points"
    if partitioning.removedCount > 0 {
      summary += ", \(partitioning.removedCount.formatted) were left out before"
    }
    guard !objects.isEmpty else { return summary }
    var rows = [["label", "points", "size in x, y, z"]]
    if !partitioning.planes.isEmpty { rows[0].append("plane") }
    for object in objects.prefix(Self.shownCount) {
      var row = ["\(object.id)", object.count.formatted, object.sizeText]
      if let plane = partitioning.planes[object.id] { row.append(plane.text) }
      rows.append(row)
    }
    var lines = [summary] + aligned(rows, numbers: 2)
    if objects.count > Self.shownCount {
      lines.append("… and \((objects.count - Self.shownCount).formatted) smaller ones")
    }
    return lines.joined(separator: "\n")
  }

  /// The same with every group, for programs.
  var json: JSONValue {
    .members([
      ("file", .string(file)), ("into", .string(partitioning.kind.rawValue)),
      ("points", .integer(cloud.count)), ("labelled", .integer(labelledCount)),
      ("removed", .integer(partitioning.removedCount)),
      ("spacing", partitioning.spacing.map { .number($0) } ?? .null),
      (
        "parameters",
        .members(
          partitioning.parameters.map { parameter in
            switch parameter.value {
            case .number(let number): (parameter.name, .number(number))
            case .word(let word): (parameter.name, .string(word))
            case .flag: (parameter.name, .bool(true))
            }
          })
      ),
      ("groups", .integer(objects.count)), ("objects", .array(objects.map(json))),
    ])
  }

  private func json(_ object: LabelSidecar.Object) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .integer(Int(object.id))), ("count", .integer(object.count)),
      ("min", .vector(object.box?.min)), ("max", .vector(object.box?.max)),
    ]
    if let plane = partitioning.planes[object.id] {
      members.append(
        ("plane", .members([("normal", .vector(plane.normal)), ("offset", .number(plane.offset))])))
    }
    return .members(members)
  }

  /// A PNG of the labelled cloud, grey where no group is.
  func picture(of labelled: PointCloud) throws -> [UInt8] {
    var options = PictureOptions()
    options.coloring = .labels
    return try labelled.picture(options).png()
  }

  /// What to try where the result is probably not what was wanted; `nil` where nothing is odd.
  var hint: String? {
    guard let largest = objects.first else {
      return "no group is large enough; try a larger --distance or a smaller --minimum"
    }
    let isLinked = partitioning.kind.options.contains("remove-planes")
    guard isLinked, partitioning.removedCount == 0, largest.count * 10 > 6 * cloud.count else {
      return nil
    }
    let share = largest.count * 100 / cloud.count
    return "one group has \(share) % of all points: things that stand on a floor or a table hang "
      + "together through it; try --remove-planes 1, or outdoors --remove-ground"
  }
}

extension FilePlane {
  /// `0.1 x + 0.2 y + 0.97 z = 3`.
  var text: String {
    let terms = zip(["x", "y", "z"], [normal.x, normal.y, normal.z]).map { name, value in
      let digits = (abs(value) * 10_000).rounded() / 10_000
      return (value < 0 ? "- " : "+ ") + "\(digits.formatted) \(name)"
    }
    let left = terms.joined(separator: " ")
    return (left.hasPrefix("+ ") ? String(left.dropFirst(2)) : left) + " = \(offset.shortened)"
  }
}

extension Double {
  /// The number with four digits, more where there are more before the point.
  var shortened: String {
    guard self != 0, isFinite else { return self == 0 ? "0" : formatted }
    var scale = 1000.0
    while magnitude * scale < 1000, scale < 1e300 { scale *= 10 }
    while magnitude * scale >= 10_000, scale > 1 { scale /= 10 }
    return ((self * scale).rounded() / scale).formatted
  }
}
