import CairnClouds
import CairnEvaluation
import CairnGeometry
import CairnPictures
import CairnSegmentation

/// Pictures of what went wrong: a true object and what a method made of it, beside each other.
enum FailurePictures {
  /// The worst answers of an evaluation, the worst first.
  ///
  /// - Parameters:
  ///   - summary: What was measured.
  ///   - clicks: What counts is the answer to so many clicks.
  ///   - count: How many are drawn at most.
  ///   - answers: Gives an object's prompts again in the cloud of a name.
  /// - Returns: PNGs, each with the name of its cloud and the label of its object.
  /// - Throws: What `answers` throws, or what cannot be drawn.
  static func worstAnswers(
    of summary: EvaluationSummary, after clicks: Int, count: Int,
    _ answers: (_ objects: [ObjectResult], _ scene: String) throws -> [RepeatedAnswer]
  ) throws -> [(name: String, png: [UInt8])] {
    let answer = min(clicks, summary.maximumClicks) - 1
    var ranked = summary.scenes.enumerated().flatMap { scene, result in
      result.objects.map { (scene: scene, object: $0) }
    }
    ranked.sort {
      ($0.object.ious[answer], $0.scene, $0.object.label)
        < ($1.object.ious[answer], $1.scene, $1.object.label)
    }
    ranked.removeLast(max(ranked.count - count, 0))
    var pictures = [(name: String, png: [UInt8])](repeating: ("", []), count: ranked.count)
    // A cloud is encoded once for all that is wrong in it.
    for (scene, places) in Dictionary(grouping: ranked.indices, by: { ranked[$0].scene })
      .sorted(by: { $0.key < $1.key })
    {
      let name = summary.scenes[scene].name
      let objects = places.map { ranked[$0].object }
      for (place, answer) in zip(places, try answers(objects, name)) {
        pictures[place] = (
          "\(stem(of: name))-\(ranked[place].object.label)",
          try png(of: answer, label: ranked[place].object.label, in: name)
        )
      }
    }
    return pictures.filter { !$0.png.isEmpty }
  }

  private static func png(
    of answer: RepeatedAnswer, label: InstanceLabel, in name: String
  ) throws -> [UInt8] {
    let best = answer.candidates.best
    let iou = number(best.mask.intersectionOverUnion(with: answer.truth))
    var options = PictureOptions()
    (options.width, options.height) = (480, 360)
    options.crop = surroundings(of: answer.truth, in: answer.cloud)
    options.marks = try marks(answer.prompts, in: answer.cloud)
    let sides = try [
      (answer.truth, "truth"),
      (best.mask, "answer, IoU \(iou) (expected \(number(Double(best.iouScore))))"),
    ].map { mask, caption in
      var cloud = answer.cloud
      cloud.setLabels(mask.isSelected.map { $0 ? 1 : 0 }, updating: true)
      return (picture: try cloud.picture(options), caption: caption)
    }
    return try Picture.beside(
      sides, title: "\(stem(of: name)), label \(label), \(answer.truth.selectedCount) points"
    ).png()
  }

  /// The true objects that were not found without a prompt, those first of which least was found.
  ///
  /// - Parameters:
  ///   - summary: What was measured.
  ///   - count: How many are drawn at most.
  ///   - labelling: Finds everything again in the cloud of a name.
  /// - Returns: PNGs, each with the name of its cloud and the label of its object.
  /// - Throws: What `labelling` throws, or what cannot be drawn.
  static func missedObjects(
    of summary: LabellingSummary, count: Int,
    _ labelling: (_ scene: String) throws -> RepeatedLabelling
  ) throws -> [(name: String, png: [UInt8])] {
    var ranked = summary.scenes.enumerated().flatMap { scene, result in
      zip(result.score.truths, result.score.bestIoUs).filter { $0.1 <= 0.5 }
        .map { (scene: scene, label: $0.0, iou: $0.1) }
    }
    ranked.sort { ($0.iou, $0.scene, $0.label) < ($1.iou, $1.scene, $1.label) }
    ranked.removeLast(max(ranked.count - count, 0))
    var pictures = [(name: String, png: [UInt8])](repeating: ("", []), count: ranked.count)
    for (scene, places) in Dictionary(grouping: ranked.indices, by: { ranked[$0].scene })
      .sorted(by: { $0.key < $1.key })
    {
      let name = summary.scenes[scene].name
      let labelling = try labelling(name)
      for place in places {
        let (_, label, iou) = ranked[place]
        pictures[place] = (
          "\(stem(of: name))-\(label)", try png(of: label, in: labelling, iou: iou, name: name)
        )
      }
    }
    return pictures
  }

  private static func png(
    of label: InstanceLabel, in labelling: RepeatedLabelling, iou: Double, name: String
  ) throws -> [UInt8] {
    let object = Mask(labelling.truth.map { $0 == label })
    var options = PictureOptions()
    (options.width, options.height) = (480, 360)
    options.crop = surroundings(of: object, in: labelling.cloud)
    options.outline = object
    let sides = try [
      (labelling.truth, "truth"), (labelling.found, "found, best IoU \(number(iou))"),
    ].map { labels, caption in
      var cloud = labelling.cloud
      cloud.setLabels(labels, updating: true)
      return (picture: try cloud.picture(options), caption: caption)
    }
    return try Picture.beside(
      sides, title: "\(stem(of: name)), label \(label), \(object.selectedCount) points"
    ).png()
  }

  /// A box around an object, with as much on each side as tells where it is.
  static func surroundings(of object: Mask, in cloud: PointCloud) -> Box? {
    guard let positions = cloud.positions else { return nil }
    let box = Box(bounding: object.indices.lazy.map { positions.points[$0] })
    guard !box.isEmpty else { return nil }
    let margin = SIMD3<Float>(repeating: 1.2 * box.size.length)
    return Box(min: box.min - margin, max: box.max + margin)
  }

  /// A path without its folder and its last extension.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  static func number(_ value: Double) -> String { value.fixed(2) }
}
