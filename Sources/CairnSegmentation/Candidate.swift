import CairnClouds
import CairnKernels

/// One answer to prompts.
public struct Candidate: Sendable {
  /// The selected points.
  public var mask: Mask
  /// How sure each point is: above 0 where it is selected.
  public var logits: [Float]
  /// The expected intersection over union with the object meant, 0…1.
  public var iouScore: Float

  /// Creates a candidate from one logit per point.
  public init(logits: [Float], iouScore: Float) {
    mask = Mask(
      concurrentRows(logits.count, grain: 1 << 14) { points, output in
        for point in points { output.append(logits[point] > 0) }
      })
    self.logits = logits
    self.iouScore = iouScore
  }
}

/// The answers to prompts, best first; there is always at least one.
public struct Candidates: Sendable, RandomAccessCollection {
  /// The answer most likely meant.
  public var best: Candidate
  /// The other answers, best first.
  public var others: [Candidate]

  /// Creates a list of answers, best first.
  public init(best: Candidate, others: [Candidate] = []) {
    self.best = best
    self.others = others
  }

  /// The position of the best answer.
  public var startIndex: Int { 0 }
  /// One past the last answer.
  public var endIndex: Int { others.count + 1 }
  /// An answer; 0 is the best.
  public subscript(position: Int) -> Candidate { position == 0 ? best : others[position - 1] }
}
