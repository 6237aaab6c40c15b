import CairnClouds
import CairnEvaluation
import CairnSegmentation
import Testing

/// A method whose answer is a function of the clicks.
struct MadeUpPredictor: Predictor {
  static let method = "made-up"
  var answer: @Sendable (_ clicks: [(index: Int, isPositive: Bool)], _ count: Int) -> [Bool]

  func encode(_ cloud: PointCloud) throws(SegmentationError) -> any Embedding {
    MadeUpEmbedding(positions: cloud.positions ?? Positions(points: []), answer: answer)
  }
}

struct MadeUpEmbedding: Embedding {
  let positions: Positions
  var answer: @Sendable (_ clicks: [(index: Int, isPositive: Bool)], _ count: Int) -> [Bool]

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates {
    var clicks: [(index: Int, isPositive: Bool)] = []
    for prompt in prompts {
      if case .clickOnPoint(let index, let isPositive) = prompt.kind {
        clicks.append((index, isPositive))
      }
    }
    let mask = answer(clicks, pointCount)
    return Candidates(best: Candidate(logits: mask.map { $0 ? 1 : -1 }, iouScore: 0.5))
  }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] { [] }
}

struct EvaluationTests {
  /// Object 1 is points 2…7, object 2 points 10…12, of 20 on a line.
  static let cloud = PointCloud(positions: (0..<20).map { SIMD3(Float($0), 0, 0) })
  static let labels: [UInt32] = (0..<20).map { 2...7 ~= $0 ? 1 : 10...12 ~= $0 ? 2 : 0 }

  func measure(
    _ evaluation: Evaluation = Evaluation(maximumClicks: 4, minimumPoints: 1),
    _ answer: @escaping @Sendable ([(index: Int, isPositive: Bool)], Int) -> [Bool]
  ) throws -> SceneResult {
    try evaluation.measure(
      MadeUpPredictor(answer: answer), on: Self.cloud, labels: Self.labels, name: "line")
  }

  @Test func `a perfect answer needs one click and its IoU is carried on`() throws {
    let result = try measure { clicks, _ in
      Self.labels.map { $0 == Self.labels[clicks[0].index] }
    }
    #expect(result.objects.map(\.label) == [1, 2])
    #expect(result.objects.map(\.pointCount) == [6, 3])
    for object in result.objects {
      #expect(object.ious == [1, 1, 1, 1])
      #expect(object.clicks.count == 1)
      #expect(object.clicks(toReach: 0.9) == 1)
    }
  }

  @Test func `an empty answer gains one clicked point a click`() throws {
    let result = try measure { _, count in Array(repeating: false, count: count) }
    #expect(result.objects[0].ious == [1, 2, 3, 4].map { $0 / 6 } as [Double])
    #expect(result.objects[1].ious == [1.0 / 3, 2.0 / 3, 1, 1])
    #expect(result.objects[0].clicks.map(\.index) == [4, 6, 2, 3])
    #expect(result.objects[0].clicks.map(\.isPositive) == [true, true, true, true])
  }

  @Test func `selecting everything loses one clicked point a click`() throws {
    let result = try measure { _, count in Array(repeating: true, count: count) }
    #expect(result.objects[0].ious == [20, 19, 18, 17].map { 6 / $0 } as [Double])
    // The first click is the object's middle; then the far end of the background, 12 steps away.
    #expect(result.objects[0].clicks.map(\.index) == [4, 19, 13, 10])
    #expect(result.objects[0].clicks.map(\.isPositive) == [true, false, false, false])
  }

  @Test func `small objects are skipped and clouds thinned`() throws {
    let empty: @Sendable ([(index: Int, isPositive: Bool)], Int) -> [Bool] = { _, count in
      Array(repeating: false, count: count)
    }
    let large = try measure(Evaluation(minimumPoints: 4), empty)
    #expect(large.objects.map(\.label) == [1])
    let thin = try measure(Evaluation(pointLimit: 10, minimumPoints: 1), empty)
    #expect(thin.pointCount == 10)
    #expect(thin.objects.map(\.pointCount) == [3, 2])
  }

  @Test func `a cloud without points is an error`() {
    let empty = PointCloud(positions: [])
    let predictor = MadeUpPredictor { _, _ in [] }
    #expect(throws: SegmentationError.emptyCloud) {
      _ = try Evaluation().measure(predictor, on: empty, labels: [], name: "")
    }
  }

  @Test func `means are over objects, not clouds`() throws {
    let scenes = [Self.scene([[0.5, 0.9], [0.85, 0.7]]), Self.scene([[0.2, 0.4]])]
    let summary = EvaluationSummary(scenes, maximumClicks: 2)
    let first = try #require(summary.meanIoU(after: 1))
    let second = try #require(summary.meanIoU(after: 2))
    #expect(abs(first - 1.55 / 3) < 1e-12)
    #expect(abs(second - 2.0 / 3) < 1e-12)
    // 2 clicks, 1 click, never: 2 + 1 + 2.
    #expect(summary.meanClicks(toReach: 0.85) == 5.0 / 3)
    #expect(summary.failureShare(at: 0.85) == 1.0 / 3)
    #expect(summary.failureShare(at: 0.95) == 1)
    let interval = try #require(summary.interval(ofIoUAfter: 1))
    #expect(abs(interval.lowerBound - 0.2) < 1e-12)
    #expect(abs(interval.upperBound - 0.675) < 1e-12)
    #expect(interval == summary.interval(ofIoUAfter: 1))
  }

  @Test func `nothing measured has no mean`() {
    let summary = EvaluationSummary([], maximumClicks: 10)
    #expect(summary.meanIoU(after: 1) == nil)
    #expect(summary.meanClicks(toReach: 0.8) == nil)
    #expect(summary.interval(ofIoUAfter: 1) == nil)
  }

  static func scene(_ ious: [[Double]]) -> SceneResult {
    SceneResult(
      name: "", pointCount: 0, encodingSeconds: 0,
      objects: ious.enumerated().map { index, ious in
        ObjectResult(
          label: UInt32(index), pointCount: 100, ious: ious)
      })
  }
}

struct ThinningTests {
  static let positions = Positions(
    points: (0..<5000).map { index in
      SIMD3(Float(index % 71), Float(index % 67) * 0.9, Float(index % 3))
    })

  @Test(arguments: [1, 7, 100, 1000, 4000])
  func `at most the limit is kept, and nearly all of it where cells allow`(limit: Int) {
    let rows = thinned(Self.positions, to: limit)
    #expect(rows.count <= limit)
    #expect(rows == rows.sorted())
    #expect(rows.count >= 1)
    if limit >= 1000 { #expect(rows.count >= limit * 9 / 10) }
  }

  @Test func `every cell keeps its first point`() {
    let points: [SIMD3<Float>] = [[0, 0, 0], [0.1, 0, 0], [5, 0, 0], [5.1, 0, 0], [9, 0, 0]]
    #expect(thinned(Positions(points: points), to: 3) == [0, 2, 4])
  }

  @Test func `points that are not finite are never kept`() {
    let points: [SIMD3<Float>] = [[.nan, 0, 0], [0, 0, 0], [1, 0, .infinity], [1, 0, 0]]
    #expect(thinned(Positions(points: points), to: 10) == [1, 3])
    #expect(thinned(Positions(points: [[.nan, 0, 0]]), to: 10).isEmpty)
    #expect(thinned(Positions(points: []), to: 10).isEmpty)
  }

  @Test func `equal points leave one`() {
    #expect(thinned(Positions(points: Array(repeating: [1, 2, 3], count: 50)), to: 5) == [0])
  }
}
