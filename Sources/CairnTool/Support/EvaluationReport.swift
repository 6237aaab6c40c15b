import CairnEvaluation
import CairnJSON

/// What `cairn eval` prints.
struct EvaluationReport {
  let summary: EvaluationSummary
  let method: String
  let evaluation: Evaluation

  /// The IoUs whose number of clicks is reported.
  static let qualities = [0.8, 0.85, 0.9]

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
          + "\(name(ofIoUAfter: 1)) \(mean), encoded in \(milliseconds(scene.encodingSeconds))")
      guard showingObjects else { continue }
      for object in scene.objects {
        let ious = object.ious.map(percent).joined(separator: " ")
        lines.append("  label \(object.label), \(object.pointCount.formatted) points: \(ious)")
      }
    }
    lines.append("")
    lines.append(
      "method \(method), \(summary.objects.count) objects in \(summary.scenes.count) clouds"
        + (evaluation.pointLimit.map { ", at most \($0.formatted) points" } ?? "") + prompted)
    for clicks in clickCounts {
      guard let iou = summary.meanIoU(after: clicks) else { continue }
      lines.append(
        "\(name(ofIoUAfter: clicks))\t\(percent(iou))\(text(summary.interval(ofIoUAfter: clicks)))")
    }
    lines += candidatesLine + meaningLines
    for quality in Self.qualities where evaluation.prompting.isClicked {
      guard let clicks = summary.meanClicks(toReach: quality),
        let failures = summary.failureShare(at: quality)
      else { continue }
      lines.append(
        "NoC@\(Int(quality * 100))\t\(clicks.fixed(2)), never: \(percent(failures)) %"
      )
    }
    lines += expectationLine
    lines += timeLine
    return lines.joined(separator: "\n")
  }

  /// What was done, where it is not clicks for one object after the other.
  private var prompted: String {
    switch evaluation.prompting {
    case .clicks: ""
    case .clicksTogether(let groupSize): ", \(groupSize) together"
    case .boxes: ", one box each"
    case .lassos: ", one lasso each"
    }
  }

  private func name(ofIoUAfter clicks: Int) -> String {
    evaluation.prompting.isClicked ? "IoU@\(clicks)" : "IoU"
  }

  private var timeLine: [String] {
    guard let first = median(summary.objects.compactMap(\.seconds.first)) else { return [] }
    guard evaluation.prompting.isClicked else { return ["time\t\(milliseconds(first))"] }
    guard let later = median(summary.objects.flatMap { $0.seconds.dropFirst() }) else { return [] }
    return ["time\tfirst click \(milliseconds(first)), later ones \(milliseconds(later))"]
  }

  /// How good the best candidate of the first answer is, where a method gives several.
  private var candidatesLine: [String] {
    // Of objects together, the clicks on the others say which candidate is meant.
    guard groupSize == nil, summary.objects.contains(where: { $0.candidates.count > 1 }),
      let best = summary.mean(of: Self.bestCandidate), let gain = summary.mean(of: Self.gain)
    else { return [] }
    return [
      "\(evaluation.prompting.isClicked ? "best@1" : "best")\t\(percent(best))\(text(summary.interval(of: Self.bestCandidate))), "
        + "\(percent(gain))\(text(summary.interval(of: Self.gain))) over the first candidate"
    ]
  }

  /// How well the candidates of the first click cover what else it may mean.
  private var meaningLines: [String] {
    Self.meanings.compactMap { name, figure in
      guard let best = summary.mean(of: figure) else { return nil }
      let count = summary.objects.count { !figure($0).isEmpty }
      return "\(name)@1\t\(percent(best))\(text(summary.interval(of: figure))), "
        + "best candidate for the \(name) of what is clicked, \(count) objects"
    }
  }

  /// How far expected scores are from the true ones.
  private var expectationLine: [String] {
    guard let error = summary.mean(of: Self.errors) else { return [] }
    let parts = [
      ("first answers", summary.firstCalibration), ("later ones", summary.laterCalibration),
    ].filter { _ in evaluation.prompting.isClicked }.compactMap { name, calibration in
      calibration.meanError.map { ", \(name) \(percent($0))" }
    }
    return [
      "error of expected IoU\t\(percent(error))\(text(summary.interval(of: Self.errors)))"
        + parts.joined()
    ]
  }

  static let bestCandidate: @Sendable (ObjectResult) -> [Double] = { object in
    object.bestCandidateIoU.map { [$0] } ?? []
  }
  static let gain: @Sendable (ObjectResult) -> [Double] = { object in
    object.bestCandidateGain.map { [$0] } ?? []
  }
  /// What a first click may mean beside the object, with the best candidate's IoU where an object has it.
  static let meanings: [(name: String, figure: @Sendable (ObjectResult) -> [Double])] = [
    ("part", { object in object.part?.bestCandidateIoU.map { [$0] } ?? [] }),
    ("group", { object in object.group?.bestCandidateIoU.map { [$0] } ?? [] }),
  ]
  static let errors: @Sendable (ObjectResult) -> [Double] = { $0.answers.map(\.error) }

  private func text(_ interval: ClosedRange<Double>?) -> String {
    interval.map { " [\(percent($0.lowerBound)), \(percent($0.upperBound))]" } ?? ""
  }
  private func percent(_ value: Double) -> String { (value * 100).fixed(1) }
  private func milliseconds(_ seconds: Double) -> String { "\((seconds * 1000).fixed(1)) ms" }

  private func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }
}
