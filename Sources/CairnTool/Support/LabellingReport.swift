import CairnEvaluation
import CairnJSON

/// What `cairn eval --everything` prints.
struct LabellingReport {
  let summary: LabellingSummary
  let method: String
  let evaluation: LabellingEvaluation

  /// The figures, with the names that they have in the text and in JSON.
  private static let figures: [(String, String, KeyPath<LabellingScore, Double?> & Sendable)] = [
    ("precision", "precision", \.precision), ("recall", "recall", \.recall),
    ("PQ", "pq", \.panopticQuality), ("SQ", "sq", \.segmentationQuality),
    ("RQ", "rq", \.recognitionQuality), ("covering", "covering", \.covering),
  ]

  /// Whether there was nothing to find.
  var isEmpty: Bool { summary.score.bestIoUs.isEmpty }

  /// A table for people.
  var text: String {
    var lines: [String] = []
    for scene in summary.scenes {
      let score = scene.score
      lines.append(
        "\(scene.name): \(scene.pointCount.formatted) points, \(score.bestIoUs.count) objects, "
          + "\(score.matches.count) found, \(score.missedCount) missed, "
          + "\(score.superfluousCount) superfluous, PQ \(percent(score.panopticQuality)), "
          + "in \(milliseconds(scene.encodingSeconds)) + \(milliseconds(scene.searchSeconds))")
    }
    let all = summary.score
    lines.append("")
    lines.append(
      "method \(method), \(all.bestIoUs.count) objects in \(summary.scenes.count) clouds"
        + (evaluation.pointLimit.map { ", at most \($0.formatted) points" } ?? "")
        + (evaluation.ignoresUnlabelled ? ", unlabelled points ignored" : ""))
    for (name, _, figure) in Self.figures {
      let interval =
        summary.interval(of: figure)
        .map { " [\(percent($0.lowerBound)), \(percent($0.upperBound))]" } ?? ""
      lines.append("\(name)\t\(percent(all[keyPath: figure]))\(interval)")
    }
    return lines.joined(separator: "\n")
  }

  /// The same with every match, for programs.
  var json: JSONValue {
    let all = summary.score
    var members: [(String, JSONValue)] = [
      ("method", .string(method)),
      ("protocol", .string("everything, one to one at IoU above 0.5")),
      ("version", .string(toolVersion)),
      ("point_limit", evaluation.pointLimit.map { .integer($0) } ?? .null),
      ("minimum_points", .integer(evaluation.minimumPoints)),
      ("unlabelled", .string(evaluation.ignoresUnlabelled ? "ignored" : "background")),
      ("scenes", .integer(summary.scenes.count)), ("objects", .integer(all.bestIoUs.count)),
      ("matched", .integer(all.matches.count)), ("missed", .integer(all.missedCount)),
      ("superfluous", .integer(all.superfluousCount)),
    ]
    for (_, name, figure) in Self.figures {
      members.append((name, number(all[keyPath: figure])))
      let interval = summary.interval(of: figure)
      members.append(
        (
          "\(name)_interval",
          interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
        ))
    }
    return .members(members + [("results", .array(summary.scenes.map(json)))])
  }

  private func json(_ scene: LabelledScene) -> JSONValue {
    .members([
      ("name", .string(scene.name)), ("points", .integer(scene.pointCount)),
      ("encoding_ms", .number(scene.encodingSeconds * 1000)),
      ("search_ms", .number(scene.searchSeconds * 1000)),
      ("objects", .integer(scene.score.bestIoUs.count)),
      ("missed", .integer(scene.score.missedCount)),
      ("superfluous", .integer(scene.score.superfluousCount)),
      ("pq", number(scene.score.panopticQuality)),
      (
        "matches",
        .array(
          scene.score.matches.map { match in
            .members([
              ("label", .integer(Int(match.truth))), ("found", .integer(Int(match.found))),
              ("iou", .number(match.iou)),
            ])
          })
      ),
    ])
  }

  private func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
  private func percent(_ value: Double?) -> String {
    value.map { ($0 * 100).fixed(1) } ?? "–"
  }
  private func milliseconds(_ seconds: Double) -> String { "\((seconds * 1000).fixed(0)) ms" }
}
