import CairnClouds
import CairnFiles
import CairnGeometry
import CairnJSON
import CairnPictures
import CairnSegmentation

/// What `cairn segment` found: labels, a sidecar, a picture, a summary.
struct SegmentReport {
  let file: String
  let method: Method
  let cloud: PointCloud
  let requests: [ObjectRequest]
  /// The mask taken for each request, in the same order.
  let candidates: [Candidate]

  /// Whether no object has a point.
  var isEmpty: Bool { candidates.allSatisfy { $0.mask.selectedCount == 0 } }

  /// One id per point.
  ///
  /// - Parameter old: Ids to edit; those of the objects asked for are cleared first.
  /// - Returns: 0 where no object is.
  func labels(updating old: [InstanceLabel]? = nil) -> [InstanceLabel] {
    var labels = old ?? Array(repeating: 0, count: cloud.count)
    let ids = Set(requests.map(\.id))
    for index in labels.indices where ids.contains(labels[index]) { labels[index] = 0 }
    for (request, candidate) in zip(requests, candidates) {
      for index in candidate.mask.isSelected.indices where candidate.mask[index] {
        labels[index] = request.id
      }
    }
    return labels
  }

  /// The file that goes beside the labelled cloud; its prompts can be given to `--prompts` again.
  ///
  /// - Parameter labels: One id per point of the labelled cloud.
  /// - Returns: All objects of the labels; those asked for with their names and scores.
  func sidecar(labels: [InstanceLabel]) -> LabelSidecar {
    var objects = LabelSidecar.Object.all(in: cloud, labels: labels)
    for (request, candidate) in zip(requests, candidates) {
      guard let index = objects.firstIndex(where: { $0.id == request.id }) else { continue }
      objects[index].name = request.name
      objects[index].score = (Double(candidate.iouScore) * 10_000).rounded() / 10_000
    }
    return LabelSidecar(
      method: method.name, weights: method.weights, source: file,
      prompts: .members([("objects", .array(requests.map(\.json)))]), objects: objects)
  }

  /// A PNG of the labelled cloud with the prompts.
  func picture(of labelled: PointCloud, viewing: ViewOptions) throws -> [UInt8] {
    var options = PictureOptions()
    viewing.apply(to: &options)
    // What is not selected keeps its own colours, so that one sees where the object is.
    options.coloring = .automatic
    let selected = labels()
    options.outline = Mask(selected.map { $0 > 0 })
    options.marks = try marks(requests.flatMap(\.prompts), in: cloud)
    return try labelled.picture(options).png()
  }

  /// One line per object.
  var text: String {
    zip(requests, candidates).map { request, candidate in
      let name = request.name.map { " (\($0))" } ?? ""
      let count = candidate.mask.selectedCount
      if count == 0 { return "object \(request.id)\(name): nothing selected" }
      let score = Double(candidate.iouScore).fixed(2)
      return "object \(request.id)\(name): \(count.formatted) of \(cloud.count.formatted) points, "
        + "estimated IoU \(score)"
    }.joined(separator: "\n")
  }

  /// The same as one JSON object.
  var json: JSONValue {
    .members([
      ("file", .string(file)), ("method", .string(method.name)), ("points", .integer(cloud.count)),
      (
        "objects",
        .array(
          zip(requests, candidates).map { request, candidate in
            .members([
              ("id", .integer(Int(request.id))),
              ("name", request.name.map { .string($0) } ?? .null),
              ("count", .integer(candidate.mask.selectedCount)),
              ("iou", .estimate(candidate.iouScore)),
            ])
          })
      ),
    ])
  }
}

/// The prompts as a picture shows them; masks and lassos have no place in space and are left out.
func marks(_ prompts: [Prompt], in cloud: PointCloud) throws -> [PictureMark] {
  guard let positions = cloud.positions else { return [] }
  return prompts.compactMap { prompt in
    switch prompt.kind {
    case .click(let position, let isPositive):
      return mark(positions.local(position), isPositive)
    case .clickOnPoint(let index, let isPositive):
      guard positions.points.indices.contains(index) else { return nil }
      return mark(positions.points[index], isPositive)
    case .box(let box):
      return .box(
        OrientedBox(
          center: positions.local(box.center), size: SIMD3<Float>(box.size), rotation: box.rotation)
      )
    case .mask, .polygon:
      return nil
    }
  }
}

private func mark(_ point: SIMD3<Float>, _ isPositive: Bool) -> PictureMark {
  isPositive ? .positive(at: point) : .negative(at: point)
}
