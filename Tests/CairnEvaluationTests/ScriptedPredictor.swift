import CairnClouds
import CairnSegmentation

/// A method whose answers, candidates and scores are a function of the prompts of all objects.
struct ScriptedPredictor: Predictor {
  static let method = "scripted"
  var answer: @Sendable (_ objects: [[Prompt]]) -> [Candidates]

  func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    ScriptedEmbedding(positions: cloud.positions ?? Positions(points: []), answer: answer)
  }
}

struct ScriptedEmbedding: Embedding {
  let positions: Positions
  var answer: @Sendable (_ objects: [[Prompt]]) -> [Candidates]

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates { answer([prompts])[0] }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] {
    answer(objects)
  }
}

extension Candidate {
  /// An answer that selects the points of a range, of a cloud with `count` points.
  init(selecting rows: ClosedRange<Int>, of count: Int, expectedIoU: Float) {
    self.init(
      logits: (0..<count).map { rows.contains($0) ? 1 : -1 }, iouScore: expectedIoU)
  }
}
