import CairnEvaluation
import CairnJSON

extension EvaluationReport {
  /// What is printed, with every object, for programs.
  var json: JSONValue {
    let clicks = 1...summary.maximumClicks
    let isClicked = evaluation.prompting.isClicked
    return .members([
      ("method", .string(method)), ("prompts", .string(prompts.rawValue)),
      ("protocol", .string(rule)), ("together", groupSize.map { .integer($0) } ?? .null),
      ("version", .string(toolVersion)),
      ("point_limit", evaluation.pointLimit.map { .integer($0) } ?? .null),
      ("scenes", .integer(summary.scenes.count)),
      ("objects", .integer(summary.objects.count)),
      ("iou", .array(clicks.map { number(summary.meanIoU(after: $0)) })),
      ("iou_interval", .array(clicks.map { pair(summary.interval(ofIoUAfter: $0)) })),
      ("best_iou", number(summary.mean(of: Self.bestCandidate))),
      ("best_iou_interval", pair(summary.interval(of: Self.bestCandidate))),
      ("best_gain", number(summary.mean(of: Self.gain))),
      ("best_gain_interval", pair(summary.interval(of: Self.gain))),
      ("meanings", meanings),
      ("noc", isClicked ? perQuality { summary.meanClicks(toReach: $0) } : .null),
      ("never", isClicked ? perQuality { summary.failureShare(at: $0) } : .null),
      ("calibration", calibration),
      ("results", .array(summary.scenes.map(json))),
    ])
  }

  private var prompts: PromptKind {
    switch evaluation.prompting {
    case .clicks, .clicksTogether: .clicks
    case .boxes: .boxes
    case .lassos: .lassos
    }
  }

  /// How many objects are prompted together; `nil` where each is alone.
  var groupSize: Int? {
    if case .clicksTogether(let groupSize) = evaluation.prompting { groupSize } else { nil }
  }

  /// How the prompts are made, in words.
  private var rule: String {
    switch evaluation.prompting {
    case .clicks: "AGILE3D single object, deepest point of the larger error region"
    case .clicksTogether:
      "groups of neighbors, each object clicked at the deepest point of its larger error region"
    case .boxes: "one axis-aligned box, a twentieth of its edge larger on each side"
    case .lassos: "one lasso around what is seen, from where most is seen of 26 directions"
    }
  }

  private func perQuality(_ value: (Double) -> Double?) -> JSONValue {
    .members(Self.qualities.map { ("\(Int($0 * 100))", number(value($0))) })
  }

  private var meanings: JSONValue {
    .members(
      Self.meanings.map { name, figure in
        (
          name,
          .members([
            ("objects", .integer(summary.objects.count { !figure($0).isEmpty })),
            ("best_iou", number(summary.mean(of: figure))),
            ("best_iou_interval", pair(summary.interval(of: figure))),
          ])
        )
      })
  }

  private func json(_ meaning: OtherMeaning?) -> JSONValue {
    guard let meaning else { return .null }
    return .members([
      ("points", .integer(meaning.pointCount)),
      ("candidate_iou", .array(meaning.candidateIoUs.map { .number($0) })),
    ])
  }

  private var calibration: JSONValue {
    .members([
      ("error", number(summary.mean(of: Self.errors))),
      ("error_interval", pair(summary.interval(of: Self.errors))),
      ("first", json(summary.firstCalibration)),
      ("later", json(summary.laterCalibration)),
      ("candidates", json(summary.candidateCalibration)),
    ])
  }

  private func json(_ calibration: Calibration) -> JSONValue {
    .members([
      ("answers", .integer(calibration.count)), ("error", number(calibration.meanError)),
      (
        "bins",
        .array(
          calibration.bins.map { bin in
            .members([
              ("from", .number(bin.lowerBound)), ("to", .number(bin.upperBound)),
              ("answers", .integer(bin.count)), ("expected_iou", number(bin.meanExpectedIoU)),
              ("iou", number(bin.meanIoU)),
            ])
          })
      ),
    ])
  }

  private func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
  private func pair(_ interval: ClosedRange<Double>?) -> JSONValue {
    interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  private func json(_ scene: SceneResult) -> JSONValue {
    .members([
      ("name", .string(scene.name)), ("points", .integer(scene.pointCount)),
      ("encoding_ms", .number(scene.encodingSeconds * 1000)),
      (
        "groups",
        .array(scene.groups.map { group in .array(group.map { .integer(Int($0)) }) })
      ),
      (
        "objects",
        .array(
          scene.objects.map { object in
            .members([
              ("label", .integer(Int(object.label))), ("points", .integer(object.pointCount)),
              ("iou", .array(object.ious.map { .number($0) })),
              ("expected_iou", .array(object.expectedIoUs.map { .number($0) })),
              ("candidate_iou", .array(object.candidates.map { .number($0.iou) })),
              (
                "candidate_expected_iou",
                .array(object.candidates.map { .number($0.expectedIoU) })
              ),
              ("part", json(object.part)), ("group", json(object.group)),
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
}
