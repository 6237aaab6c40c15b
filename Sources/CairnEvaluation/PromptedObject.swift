import CairnClouds
import CairnSegmentation

/// An object that is being prompted, and what came of it so far.
struct PromptedObject {
  private let truth: Mask
  /// The answer so far; nothing is selected before the first.
  private var mask: Mask
  /// All prompts, in the order in which they were given.
  private(set) var prompts: [Prompt] = []
  private var result: ObjectResult
  /// What else a click may mean, with the least number of points that counts; `nil` where it is not
  /// asked.
  private let meanings: (columns: ClickMeanings, minimumPoints: Int)?

  /// Takes an object that nobody prompted yet.
  init(
    _ label: InstanceLabel, in labels: [InstanceLabel],
    meanings: (columns: ClickMeanings, minimumPoints: Int)? = nil
  ) {
    self.meanings = meanings
    truth = Mask(labels.map { $0 == label })
    mask = Mask(emptyFor: labels.count)
    result = ObjectResult(label: label, pointCount: truth.selectedCount)
  }

  /// Whether each point is the object's.
  var isMember: [Bool] { truth.isSelected }

  /// Clicks where the answer is most wrong.
  ///
  /// - Parameter simulator: Says where that is.
  /// - Returns: Whether anything was wrong.
  mutating func click(by simulator: ClickSimulator) -> Bool {
    guard let click = simulator.nextClick(truth: isMember, predicted: mask.isSelected) else {
      return false
    }
    result.clicks.append(click)
    prompts.append(
      click.isPositive ? .positive(index: click.index) : .negative(index: click.index))
    return true
  }

  /// Gives the one prompt that there is.
  mutating func give(_ prompt: Prompt) { prompts = [prompt] }

  /// Takes the method's answer to the prompts.
  mutating func accept(_ answer: Candidates, after seconds: Double) {
    mask = obeying(answer.best.mask)
    if result.ious.isEmpty {
      result.candidates = answer.map { candidate in
        JudgedAnswer(
          expectedIoU: Double(candidate.iouScore),
          iou: obeying(candidate.mask).intersectionOverUnion(with: truth))
      }
      judgeOtherMeanings(of: answer)
    }
    result.ious.append(mask.intersectionOverUnion(with: truth))
    result.expectedIoUs.append(Double(answer.best.iouScore))
    result.seconds.append(seconds)
  }

  /// Compares the candidates of the first answer with what else the click may mean.
  private mutating func judgeOtherMeanings(of answer: Candidates) {
    guard let meanings, let click = result.clicks.first else { return }
    func judged(_ meant: Mask?) -> OtherMeaning? {
      guard let meant, meant.selectedCount >= meanings.minimumPoints else { return nil }
      return OtherMeaning(
        pointCount: meant.selectedCount,
        candidateIoUs: answer.map { obeying($0.mask).intersectionOverUnion(with: meant) })
    }
    result.part = judged(meanings.columns.part(clickedAt: click.index, of: truth))
    result.group = judged(meanings.columns.group(clickedAt: click.index, of: truth))
  }

  /// The mask with clicked points as their clicks say.
  private func obeying(_ mask: Mask) -> Mask {
    var mask = mask
    for click in result.clicks { mask[click.index] = click.isPositive }
    return mask
  }

  /// What came of it; the last scores are repeated, where nothing was wrong early, until there are so
  /// many.
  func result(withAnswers count: Int) -> ObjectResult {
    var result = result
    while result.ious.count < count {
      result.ious.append(result.ious.last ?? 1)
      result.expectedIoUs.append(result.expectedIoUs.last ?? 1)
    }
    return result
  }
}
