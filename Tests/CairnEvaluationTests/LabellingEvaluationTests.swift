import CairnClouds
import CairnEvaluation
import CairnKernels
import CairnSegmentation
import TestSupport
import Testing

struct LabellingEvaluationTests {
  /// Runs of equal labels.
  static func labels(_ runs: (UInt32, Int)...) -> [UInt32] {
    runs.flatMap { Array(repeating: $0.0, count: $0.1) }
  }

  /// Two objects of 10, one of 4 that is too small to count, 12 points of none.
  static let truth = labels((1, 10), (2, 10), (3, 4), (0, 12))
  static let evaluation = LabellingEvaluation(minimumPoints: 5)

  @Test func `true labels under other names are perfect`() {
    let labels = Self.labels((7, 10), (5, 10), (9, 4), (0, 12))
    let score = Self.evaluation.score(labels, truth: Self.truth)
    #expect(score.matches.map(\.truth) == [1, 2])
    #expect(score.matches.map(\.found) == [7, 5])
    #expect(score.panopticQuality == 1)
    #expect(score.precision == 1)
    #expect(score.recall == 1)
    #expect(score.covering == 1)
  }

  @Test func `figures of a labelling with every kind of fault`() {
    // 1 is cut at 8, its rest is an object of its own; 2 is found with 1 point of the small one too
    // many; an object is found where none is known.
    let labels = Self.labels((1, 8), (4, 2), (2, 11), (0, 3), (6, 12))
    let score = Self.evaluation.score(labels, truth: Self.truth)
    let ious = [8.0 / 10, 10.0 / 11]
    #expect(score.matches.map(\.iou) == ious)
    #expect(score.missedCount == 0)
    #expect(score.superfluousCount == 2)
    #expect(score.precision == 0.5)
    #expect(score.recall == 1)
    #expect(score.segmentationQuality == (ious[0] + ious[1]) / 2)
    #expect(score.recognitionQuality == 2.0 / 3)
    #expect(abs((score.panopticQuality ?? 0) - (ious[0] + ious[1]) / 3) < 1e-12)
    #expect(score.bestIoUs == ious)
  }

  @Test func `half in common is no match`() {
    let score = Self.evaluation.score(
      Self.labels((1, 5), (0, 5), (2, 10), (2, 4), (2, 6), (0, 6)), truth: Self.truth)
    #expect(score.matches.isEmpty)
    #expect(score.missedCount == 2)
    #expect(score.superfluousCount == 2)
    #expect(score.bestIoUs == [0.5, 0.5])
    #expect(score.panopticQuality == 0)
    #expect(score.segmentationQuality == nil)
  }

  @Test func `what is found of a small object is neither right nor wrong`() {
    for labels in [
      Self.labels((1, 10), (2, 10), (3, 4), (0, 12)),
      Self.labels((1, 10), (2, 10), (3, 2), (4, 2), (0, 12)),
      Self.labels((1, 10), (2, 10), (3, 4), (3, 3), (0, 9)),
    ] {
      #expect(Self.evaluation.score(labels, truth: Self.truth).precision == 1)
    }
    let mostlyOutside = Self.labels((1, 10), (2, 10), (3, 4), (3, 5), (0, 7))
    #expect(Self.evaluation.score(mostlyOutside, truth: Self.truth).precision == 2.0 / 3)
  }

  @Test func `points without an object are background or count nowhere`() {
    let labels = Self.labels((1, 10), (2, 10), (0, 4), (2, 6), (6, 6))
    let strict = Self.evaluation.score(labels, truth: Self.truth)
    #expect(strict.matches.map(\.iou) == [1, 10.0 / 16])
    #expect(strict.superfluousCount == 1)
    var lenient = Self.evaluation
    lenient.ignoresUnlabelled = true
    let score = lenient.score(labels, truth: Self.truth)
    #expect(score.matches.map(\.iou) == [1, 1])
    #expect(score.superfluousCount == 0)
    // Mostly on another object is wrong all the same.
    let onOther = Self.labels((1, 6), (6, 4), (2, 10), (0, 4), (6, 3), (0, 9))
    #expect(lenient.score(onOther, truth: Self.truth).superfluousCount == 1)
  }

  @Test func `nothing found, nothing there`() {
    let nothing = Self.evaluation.score(Self.labels((0, 36)), truth: Self.truth)
    #expect(nothing.precision == nil)
    #expect(nothing.recall == 0)
    #expect(nothing.panopticQuality == 0)
    #expect(nothing.covering == 0)
    let empty = Self.evaluation.score([], truth: [])
    #expect(empty.panopticQuality == nil)
    #expect(empty.covering == nil)
  }

  @Test(arguments: [false, true])
  func `matches agree with masks compared one by one`(ignoresUnlabelled: Bool) {
    var random = SeededGenerator(seed: 4)
    let evaluation = LabellingEvaluation(minimumPoints: 12, ignoresUnlabelled: ignoresUnlabelled)
    for _ in 0..<20 {
      var truth: [UInt32] = []
      while truth.count < 400 {
        truth += Array(
          repeating: UInt32.random(in: 0...9, using: &random),
          count: Int.random(in: 1...40, using: &random))
      }
      let labels = truth.map { label in
        UInt32.random(in: 0...9, using: &random) < 2
          ? UInt32.random(in: 0...5, using: &random) : label % 7 * 2
      }
      let score = evaluation.score(labels, truth: truth)
      var matches: [LabellingScore.Match] = []
      var best: [Double] = []
      for label in Set(truth).subtracting([0]).sorted() {
        let mask = Mask(truth.map { $0 == label })
        guard mask.selectedCount >= 12 else { continue }
        var highest = 0.0
        for found in Set(labels).subtracting([0]) {
          let iou = mask.intersectionOverUnion(
            with: Mask(
              zip(labels, truth).map { $0 == found && !(ignoresUnlabelled && $1 == 0) }))
          highest = max(highest, iou)
          if iou > 0.5 { matches.append(.init(truth: label, found: found, iou: iou)) }
        }
        best.append(highest)
      }
      #expect(score.matches == matches)
      #expect(score.bestIoUs == best)
      #expect(score.missedCount == best.count - matches.count)
    }
  }

  @Test func `a summary counts all objects together and draws clouds`() throws {
    func scene(_ ious: [Double], missed: Int) -> LabelledScene {
      LabelledScene(
        name: "", pointCount: 0, encodingSeconds: 0, searchSeconds: 0,
        score: LabellingScore(
          matches: ious.map { .init(truth: 1, found: 1, iou: $0) }, missedCount: missed,
          truths: (0..<UInt32(ious.count + missed)).map { $0 + 1 },
          bestIoUs: ious + Array(repeating: 0, count: missed)))
    }
    let summary = LabellingSummary([scene([0.8, 1], missed: 0), scene([], missed: 2)])
    #expect(summary.score.recall == 0.5)
    #expect(summary.score.segmentationQuality == 0.9)
    let interval = try #require(summary.interval(of: \.recall))
    #expect(interval == 0...1)
    #expect(summary.interval(of: \.recall) == interval)
    #expect(LabellingSummary([]).interval(of: \.recall) == nil)
    #expect(LabellingSummary([]).score.panopticQuality == nil)
  }

  @Test func `a method is measured on a thinned cloud`() throws {
    let cloud = PointCloud(positions: (0..<200).map { SIMD3(Float($0), 0, 0) })
    let truth = (0..<200).map { UInt32($0 / 100) + 1 }
    let scene = try LabellingEvaluation(pointLimit: 50, minimumPoints: 5).measure(
      HalvingPredictor(), on: cloud, labels: truth, name: "line")
    #expect((49...50).contains(scene.pointCount))
    #expect(scene.score.matches.count == 2)
    #expect(scene.score.truths == [1, 2])
    #expect((scene.score.panopticQuality ?? 0) > 0.9)
    let again = try LabellingEvaluation(pointLimit: 50).repeated(
      HalvingPredictor(), on: cloud, labels: truth)
    #expect(again.cloud.count == scene.pointCount)
    #expect(again.truth.count == scene.pointCount)
    #expect(
      LabellingEvaluation(minimumPoints: 5).score(again.found, truth: again.truth) == scene.score)
    #expect(throws: SegmentationError.emptyCloud) {
      _ = try LabellingEvaluation().measure(
        HalvingPredictor(), on: PointCloud(positions: []), labels: [], name: "")
    }
  }
}

/// A method that finds two objects: the first half of the points and the second.
struct HalvingPredictor: Predictor {
  static let method = "halving"

  func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    HalvingEmbedding(positions: cloud.positions ?? Positions(points: []))
  }
}

struct HalvingEmbedding: Embedding {
  let positions: Positions

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates { throw .noPrompts }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] { [] }

  func everything(_ options: EverythingOptions) throws(SegmentationError) -> FoundObjects {
    let count = positions.points.count
    return FoundObjects(labels: (0..<count).map { 2 * $0 < count ? 1 : 2 }, objects: [])
  }
}
