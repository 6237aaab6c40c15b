import CairnEvaluation
import CairnJSON
import Foundation

/// What `cairn eval` prints.
struct EvaluationReport {
  let summary: EvaluationSummary
  let method: String
  let pointLimit: Int?

  /// The IoUs whose number of clicks is reported.
  private static let qualities = [0.8, 0.85, 0.9]

  private var clickCounts: [Int] {
    [1, 2, 3, 5, 7, 10, 15, 20].filter { $0 <= summary.maximumClicks }
  }

  /// A table for people.
  func text(showingObjects: Bool) -> String {
    var lines: [String] = []
    for scene in summary.scenes {
      let ious = scene.objects.map { $0.ious[0] }
      let mean = ious.isEmpty ? "–" : percent(ious.reduce(0, +) / Double(ious.count))
      lines.append(
        "\(scene.name): \(scene.pointCount.formatted) points, \(scene.objects.count) objects, "
          + "IoU@1 \(mean), encoded in \(milliseconds(scene.encodingSeconds))")
      guard showingObjects else { continue }
      for object in scene.objects {
        let ious = object.ious.map(percent).joined(separator: " ")
        lines.append("  label \(object.label), \(object.pointCount.formatted) points: \(ious)")
      }
    }
    lines.append("")
    lines.append(
      "method \(method), \(summary.objects.count) objects in \(summary.scenes.count) clouds"
        + (pointLimit.map { ", at most \($0.formatted) points" } ?? ""))
    for clicks in clickCounts {
      guard let iou = summary.meanIoU(after: clicks) else { continue }
      let interval =
        summary.interval(ofIoUAfter: clicks)
        .map { " [\(percent($0.lowerBound)), \(percent($0.upperBound))]" } ?? ""
      lines.append("IoU@\(clicks)\t\(percent(iou))\(interval)")
    }
    for quality in Self.qualities {
      guard let clicks = summary.meanClicks(toReach: quality),
        let failures = summary.failureShare(at: quality)
      else { continue }
      lines.append(
        "NoC@\(Int(quality * 100))\t\(String(format: "%.2f", clicks)), never: \(percent(failures)) %"
      )
    }
    if let first = median(summary.objects.compactMap(\.seconds.first)),
      let later = median(summary.objects.flatMap { $0.seconds.dropFirst() })
    {
      lines.append("time\tfirst click \(milliseconds(first)), later ones \(milliseconds(later))")
    }
    return lines.joined(separator: "\n")
  }

  /// The same with every object, for programs.
  var json: JSONValue {
    let clicks = 1...summary.maximumClicks
    return .members([
      ("method", .string(method)),
      ("protocol", .string("AGILE3D single object, deepest point of the larger error region")),
      ("version", .string(toolVersion)),
      ("point_limit", pointLimit.map { .integer($0) } ?? .null),
      ("scenes", .integer(summary.scenes.count)),
      ("objects", .integer(summary.objects.count)),
      ("iou", .array(clicks.map { number(summary.meanIoU(after: $0)) })),
      (
        "iou_interval",
        .array(
          clicks.map { count in
            summary.interval(ofIoUAfter: count)
              .map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
          })
      ),
      ("noc", perQuality { summary.meanClicks(toReach: $0) }),
      ("never", perQuality { summary.failureShare(at: $0) }),
      ("results", .array(summary.scenes.map(json))),
    ])
  }

  private func perQuality(_ value: (Double) -> Double?) -> JSONValue {
    .members(Self.qualities.map { ("\(Int($0 * 100))", number(value($0))) })
  }

  private func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

  private func json(_ scene: SceneResult) -> JSONValue {
    .members([
      ("name", .string(scene.name)), ("points", .integer(scene.pointCount)),
      ("encoding_ms", .number(scene.encodingSeconds * 1000)),
      (
        "objects",
        .array(
          scene.objects.map { object in
            .members([
              ("label", .integer(Int(object.label))), ("points", .integer(object.pointCount)),
              ("iou", .array(object.ious.map { .number($0) })),
              ("expected_iou", .array(object.expectedIoUs.map { .number($0) })),
              ("ms", .array(object.seconds.map { .number($0 * 1000) })),
              (
                "clicks",
                .array(
                  object.clicks.map { click in
                    .members([
                      ("index", .integer(click.index)), ("positive", .bool(click.isPositive)),
                    ])
                  })
              ),
            ])
          })
      ),
    ])
  }

  private func percent(_ value: Double) -> String { String(format: "%.1f", value * 100) }
  private func milliseconds(_ seconds: Double) -> String {
    String(format: "%.1f ms", seconds * 1000)
  }

  private func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }
}
