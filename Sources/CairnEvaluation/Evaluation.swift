import CairnClouds
import CairnSegmentation

/// Measures a promptable method with simulated prompts.
///
/// Every labelled object of a cloud is selected by up to ``maximumClicks`` clicks, each where the
/// answer to the earlier ones is most wrong (``ClickSimulator``), or by another ``Prompting``; what is
/// not the object is background. Clicked points count as their click says. All of it happens on a
/// thinned cloud.
public struct Evaluation: Sendable {
  /// What is done to select an object.
  public var prompting = Prompting.clicks
  /// How many clicks each object gets, where it is clicked.
  public var maximumClicks = 10
  /// Clouds with more points than this are thinned; `nil` keeps all points.
  public var pointLimit: Int?
  /// Objects with fewer kept points are skipped.
  public var minimumPoints = 100

  /// Creates an evaluation.
  ///
  /// - Parameters:
  ///   - prompting: What is done to select an object.
  ///   - maximumClicks: How many clicks each object gets; at least 1.
  ///   - pointLimit: Thin clouds to this many points; `nil` keeps all.
  ///   - minimumPoints: Skip objects with fewer kept points.
  public init(
    _ prompting: Prompting = .clicks, maximumClicks: Int = 10, pointLimit: Int? = nil,
    minimumPoints: Int = 100
  ) {
    precondition(maximumClicks > 0, "\(maximumClicks) clicks measure nothing")
    self.prompting = prompting
    self.maximumClicks = maximumClicks
    self.pointLimit = pointLimit
    self.minimumPoints = minimumPoints
  }

  /// How many answers to each object count.
  public var answerCount: Int { prompting.isClicked ? maximumClicks : 1 }

  /// Measures all objects of a cloud.
  ///
  /// - Parameters:
  ///   - predictor: The method.
  ///   - cloud: A cloud with positions.
  ///   - labels: The object of each point; 0 is none.
  ///   - name: What to call the cloud in the result.
  /// - Returns: One result per object, with times. Where the cloud has columns `part` or `group`, the
  ///   candidates of the first click are compared with the part clicked and with the group as well.
  /// - Throws: What the predictor throws, or that the cloud has no points or no positions.
  public func measure(
    _ predictor: some Predictor, on cloud: PointCloud, labels: [InstanceLabel], name: String
  ) throws(SegmentationError) -> SceneResult {
    let kept = try KeptPoints(of: cloud, labels: labels, limit: pointLimit)
    let clock = ContinuousClock()
    let start = clock.now
    let embedding = try predictor.encode(kept.cloud)
    var result = SceneResult(
      name: name, pointCount: kept.labels.count, encodingSeconds: (clock.now - start).inSeconds)
    let labels = kept.labelsOfObjects(withAtLeast: minimumPoints)
    switch prompting {
    case .clicks:
      let simulator = ClickSimulator(kept.positions.points)
      for label in labels {
        result.objects += try click([label], of: kept, in: embedding, simulator)
      }
    case .clicksTogether(let groupSize):
      let simulator = ClickSimulator(kept.positions.points)
      result.groups = kept.groups(of: labels, size: groupSize)
      for group in result.groups {
        result.objects += try click(group, of: kept, in: embedding, simulator)
      }
      result.objects.sort { $0.label < $1.label }
    case .boxes, .lassos:
      result.objects = try prompt(labels, of: kept, in: embedding)
    }
    return result
  }

  /// Clicks objects in rounds, until nothing is wrong with any of them or there are enough clicks.
  private func click(
    _ labels: [InstanceLabel], of kept: KeptPoints, in embedding: any Embedding,
    _ simulator: ClickSimulator
  ) throws(SegmentationError) -> [ObjectResult] {
    // Of objects together, the clicks on the others say what is meant.
    let meanings =
      prompting == .clicks
      ? (columns: ClickMeanings(of: kept.cloud), minimumPoints: minimumPoints) : nil
    var objects = labels.map { PromptedObject($0, in: kept.labels, meanings: meanings) }
    let clock = ContinuousClock()
    for _ in 0..<maximumClicks {
      var isAnyClicked = false
      for number in objects.indices where objects[number].click(by: simulator) {
        isAnyClicked = true
      }
      guard isAnyClicked else { break }
      let start = clock.now
      let answers = try answers(to: objects, in: embedding)
      let seconds = (clock.now - start).inSeconds / Double(objects.count)
      for (number, answer) in answers.enumerated() {
        objects[number].accept(answer, after: seconds)
      }
    }
    return objects.map { $0.result(withAnswers: maximumClicks) }
  }

  /// What a method answers to the prompts so far.
  private func answers(
    to objects: [PromptedObject], in embedding: any Embedding
  ) throws(SegmentationError) -> [Candidates] {
    if case .clicks = prompting { return [try embedding.masks(for: objects[0].prompts)] }
    let answers = try embedding.masks(forObjects: objects.map(\.prompts))
    precondition(
      answers.count == objects.count, "\(answers.count) answers for \(objects.count) objects")
    return answers
  }

  /// The one prompt that each object gets; `nil` where they are clicked.
  func drawing(on kept: KeptPoints) -> ((_ isMember: [Bool]) -> Prompt)? {
    switch prompting {
    case .clicks, .clicksTogether: return nil
    case .boxes:
      let simulator = BoxSimulator(kept.positions)
      return { .box(simulator.box(around: $0)) }
    case .lassos:
      let simulator = LassoSimulator(kept.positions)
      return { .polygon(simulator.lasso(around: $0)) }
    }
  }

  /// Gives each object one prompt.
  private func prompt(
    _ labels: [InstanceLabel], of kept: KeptPoints, in embedding: any Embedding
  ) throws(SegmentationError) -> [ObjectResult] {
    guard let makePrompt = drawing(on: kept) else { return [] }
    var results: [ObjectResult] = []
    let clock = ContinuousClock()
    for label in labels {
      var object = PromptedObject(label, in: kept.labels)
      object.give(makePrompt(object.isMember))
      let start = clock.now
      let answer = try embedding.masks(for: object.prompts)
      object.accept(answer, after: (clock.now - start).inSeconds)
      results.append(object.result(withAnswers: 1))
    }
    return results
  }
}

extension Duration {
  /// The duration in seconds, to about a nanosecond.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
