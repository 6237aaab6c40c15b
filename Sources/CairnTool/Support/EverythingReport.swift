import CairnClouds
import CairnFiles
import CairnJSON
import CairnPictures
import CairnSegmentation

/// What `cairn everything` found: a sidecar, a picture, a table.
struct EverythingReport {
  let file: String
  let method: Method
  let cloud: PointCloud
  let found: FoundObjects
  /// The objects with their boxes, ascending by id.
  let objects: [LabelSidecar.Object]

  init(file: String, method: Method, cloud: PointCloud, found: FoundObjects) {
    self.file = file
    self.method = method
    self.cloud = cloud
    self.found = found
    objects = zip(LabelSidecar.Object.all(in: cloud, labels: found.labels), found.objects)
      .map { description, object in
        var description = description
        description.score = (Double(object.score) * 10_000).rounded() / 10_000
        return description
      }
  }

  /// The file that goes beside the labelled cloud; its prompts are the clicks that gave the objects.
  var sidecar: LabelSidecar {
    let requests = found.objects.map { object in
      ObjectRequest(id: object.label, prompts: [.positive(index: object.clickedPoint)])
    }
    return LabelSidecar(
      method: method.name, weights: method.weights, source: file,
      prompts: .members([("objects", .array(requests.map(\.json)))]), objects: objects)
  }

  /// A PNG of the labelled cloud, grey where no object is.
  func picture(of labelled: PointCloud, viewing: ViewOptions) throws -> [UInt8] {
    var options = PictureOptions()
    viewing.apply(to: &options)
    options.coloring = .labels
    return try labelled.picture(options).png()
  }

  private var labelledCount: Int { objects.reduce(0) { $0 + $1.count } }

  /// A table of the objects.
  var text: String {
    let summary =
      "\(objects.count.formatted) object\(objects.count == 1 ? "" : "s") with "
      + "\(labelledCount.formatted) of \(cloud.count.formatted) points"
    guard !objects.isEmpty else { return summary }
    let rows = objects.map { object in
      [
        "\(object.id)", object.count.formatted, (object.score ?? 0).fixed(2),
        object.sizeText,
      ]
    }
    return
      ([summary] + aligned([["label", "points", "score", "size in x, y, z"]] + rows, numbers: 3))
      .joined(separator: "\n")
  }

  /// The same for programs.
  var json: JSONValue {
    .members([
      ("file", .string(file)), ("method", .string(method.name)), ("points", .integer(cloud.count)),
      ("labelled", .integer(labelledCount)),
      (
        "objects",
        .array(
          zip(objects, found.objects).map { description, object in
            .members([
              ("id", .integer(Int(object.label))), ("count", .integer(object.pointCount)),
              ("score", .estimate(object.score)), ("index", .integer(object.clickedPoint)),
              ("min", .vector(description.box?.min)), ("max", .vector(description.box?.max)),
            ])
          })
      ),
    ])
  }
}
