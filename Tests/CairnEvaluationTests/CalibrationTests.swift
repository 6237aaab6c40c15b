import CairnClouds
import CairnEvaluation
import CairnSegmentation
import Testing

struct CalibrationTests {
  @Test func `bins hold counts and means, and the error is the mean distance`() {
    let answers = [(0.05, 0.25), (0.41, 0.5), (0.49, 0.3), (1, 0.9), (0.95, 1)]
      .map { JudgedAnswer(expectedIoU: $0, iou: $1) }
    let calibration = Calibration(answers)
    #expect(calibration.count == 5)
    #expect(calibration.bins.map(\.count) == [1, 0, 0, 0, 2, 0, 0, 0, 0, 2])
    #expect(abs((calibration.meanError ?? 0) - (0.2 + 0.09 + 0.19 + 0.1 + 0.05) / 5) < 1e-12)
    #expect(abs((calibration.bins[4].meanExpectedIoU ?? 0) - 0.45) < 1e-12)
    #expect(abs((calibration.bins[4].meanIoU ?? 0) - 0.4) < 1e-12)
    #expect(calibration.bins[1].meanIoU == nil)
    #expect(calibration.bins[9].lowerBound == 0.9)
    #expect(calibration.bins[9].upperBound == 1)
  }

  @Test func `scores beyond 0 and 1 are in the outermost bins`() {
    let answers = [-0.5, 1.5, .nan].map { JudgedAnswer(expectedIoU: $0, iou: 0.5) }
    #expect(Calibration(answers, binCount: 2).bins.map(\.count) == [2, 1])
    #expect(Calibration([]).meanError == nil)
    #expect(Calibration([]).bins.allSatisfy { $0.count == 0 && $0.meanExpectedIoU == nil })
  }

  /// Object 1 is points 2…7 of 20 on a line.
  static let cloud = PointCloud(positions: (0..<20).map { SIMD3(Float($0), 0, 0) })
  static let labels: [UInt32] = (0..<20).map { 2...7 ~= $0 ? 1 : 0 }

  /// Three candidates after the first click: 4…5, the object and 2…13; later on 2…8, then the object.
  static let predictor = ScriptedPredictor { objects in
    objects.map { prompts in
      switch prompts.count {
      case 1:
        Candidates(
          best: Candidate(selecting: 4...5, of: 20, expectedIoU: 0.75),
          others: [
            Candidate(selecting: 2...7, of: 20, expectedIoU: 0.5),
            Candidate(selecting: 2...13, of: 20, expectedIoU: 0.25),
          ])
      case 2: Candidates(best: Candidate(selecting: 2...8, of: 20, expectedIoU: 0.75))
      default: Candidates(best: Candidate(selecting: 2...7, of: 20, expectedIoU: 0.75))
      }
    }
  }

  @Test func `the best candidate of the first answer is known, and every answer is judged once`()
    throws
  {
    let scene = try Evaluation(maximumClicks: 5, minimumPoints: 1).measure(
      Self.predictor, on: Self.cloud, labels: Self.labels, name: "line")
    let object = try #require(scene.objects.first)
    // Of the missing 2, 3, 6, 7 the first is clicked, then what is too much.
    #expect(object.clicks.map(\.index) == [4, 2, 8])
    #expect(object.candidates.map(\.iou) == [2.0 / 6, 1, 0.5])
    #expect(object.candidates.map(\.expectedIoU) == [0.75, 0.5, 0.25])
    #expect(object.bestCandidateIoU == 1)
    #expect(object.bestCandidateGain == 1 - 2.0 / 6)
    #expect(object.ious == [2.0 / 6, 6.0 / 7, 1, 1, 1])
    // The two scores that were carried on are no answers.
    #expect(object.answers.map(\.iou) == [2.0 / 6, 6.0 / 7, 1])
    let summary = EvaluationSummary([scene], maximumClicks: 5)
    #expect(summary.firstCalibration.count == 1)
    #expect(summary.laterCalibration.count == 2)
    #expect(summary.candidateCalibration.count == 3)
    let error = summary.mean { $0.answers.map(\.error) }
    let expected = (0.75 - 2.0 / 6 + (6.0 / 7 - 0.75) + 0.25) / 3
    #expect(abs((error ?? 0) - expected) < 1e-12)
    #expect(abs((summary.laterCalibration.meanError ?? 0) - (6.0 / 7 - 0.5) / 2) < 1e-12)
    let interval = try #require(summary.interval { $0.answers.map(\.error) })
    #expect(abs(interval.lowerBound - expected) < 1e-12)
    #expect(abs(interval.upperBound - expected) < 1e-12)
  }

  @Test(arguments: [1, 2, 9])
  func `what was measured is answered again`(clicks: Int) throws {
    let evaluation = Evaluation(maximumClicks: 5, minimumPoints: 1)
    let scene = try evaluation.measure(
      Self.predictor, on: Self.cloud, labels: Self.labels, name: "line")
    let answers = try evaluation.repeated(
      scene.objects, after: clicks, Self.predictor, on: Self.cloud, labels: Self.labels)
    let answer = try #require(answers.first)
    #expect(answer.truth.indices == [2, 3, 4, 5, 6, 7])
    #expect(answer.prompts.count == min(clicks, 3))
    let iou = answer.candidates.best.mask.intersectionOverUnion(with: answer.truth)
    #expect(iou == scene.objects[0].ious[min(clicks, 3) - 1])
    var boxes = evaluation
    boxes.prompting = .boxes
    let boxed = try boxes.repeated(
      scene.objects, after: clicks, Self.predictor, on: Self.cloud, labels: Self.labels)
    guard case .box(let box) = boxed.first?.prompts.first?.kind else {
      Issue.record("no box")
      return
    }
    #expect(box.center.x == 4.5)
    boxes.prompting = .clicksTogether(groupSize: 2)
    #expect(
      try boxes.repeated(
        scene.objects, after: 1, Self.predictor, on: Self.cloud, labels: Self.labels
      ).isEmpty)
  }

  @Test func `candidates obey the click before they are judged`() throws {
    let predictor = ScriptedPredictor { _ in
      [
        Candidates(
          best: Candidate(selecting: 0...0, of: 20, expectedIoU: 1),
          others: [Candidate(selecting: 5...7, of: 20, expectedIoU: 0.5)])
      ]
    }
    let scene = try Evaluation(maximumClicks: 1, minimumPoints: 1).measure(
      predictor, on: Self.cloud, labels: Self.labels, name: "line")
    #expect(scene.objects.first?.candidates.map(\.iou) == [1.0 / 7, 4.0 / 6])
  }

  @Test func `the interval of a figure leaves out clouds that do not have it`() throws {
    let with = SceneResult(
      name: "", pointCount: 9, encodingSeconds: 0,
      objects: [
        ObjectResult(label: 1, pointCount: 9, ious: [0.5], expectedIoUs: [0.75], seconds: [1]),
        ObjectResult(label: 2, pointCount: 9, ious: [1], expectedIoUs: [0.5], seconds: [1]),
      ])
    let without = SceneResult(name: "", pointCount: 9, encodingSeconds: 0)
    let summary = EvaluationSummary([with, without], maximumClicks: 1)
    #expect(summary.mean { $0.answers.map(\.error) } == 0.375)
    #expect(summary.interval { $0.answers.map(\.error) } == 0.375...0.375)
    #expect(summary.interval { $0.bestCandidateIoU.map { [$0] } ?? [] } == nil)
  }
}
