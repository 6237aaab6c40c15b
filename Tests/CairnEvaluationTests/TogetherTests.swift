import CairnClouds
import CairnEvaluation
import CairnSegmentation
import Testing

struct TogetherTests {
  /// Objects 1…5 of three points each on a line, with 2 to the right of 4.
  static let starts: [UInt32: Int] = [1: 0, 4: 4, 2: 8, 5: 20, 3: 24]
  static let cloud = PointCloud(positions: (0..<30).map { SIMD3(Float($0), 0, 0) })
  static let labels: [UInt32] = (0..<30).map { row in
    starts.first { $0.value...($0.value + 2) ~= row }?.key ?? 0
  }

  func measure(
    groupSize: Int, _ answer: @escaping @Sendable ([[Prompt]]) -> [Candidates]
  ) throws -> SceneResult {
    try Evaluation(.clicksTogether(groupSize: groupSize), maximumClicks: 3, minimumPoints: 1)
      .measure(
        ScriptedPredictor(answer: answer), on: Self.cloud, labels: Self.labels, name: "line")
  }

  /// The object that was clicked first.
  static func object(of prompts: [Prompt]) -> UInt32 {
    if case .clickOnPoint(let index, _) = prompts[0].kind { labels[index] } else { 0 }
  }

  static func candidates(_ rows: ClosedRange<Int>) -> Candidates {
    Candidates(best: Candidate(selecting: rows, of: 30, expectedIoU: 0.5))
  }

  @Test func `groups are neighbors, and the last one has what is left`() throws {
    let perfect: @Sendable ([[Prompt]]) -> [Candidates] = { objects in
      objects.map { prompts in
        let start = Self.starts[Self.object(of: prompts)] ?? 0
        return Self.candidates(start...(start + 2))
      }
    }
    #expect(try measure(groupSize: 2, perfect).groups == [[1, 4], [2, 5], [3]])
    #expect(try measure(groupSize: 3, perfect).groups == [[1, 2, 4], [3, 5]])
    let all = try measure(groupSize: 9, perfect)
    #expect(all.groups == [[1, 2, 3, 4, 5]])
    #expect(all.objects.map(\.label) == [1, 2, 3, 4, 5])
    #expect(all.objects.allSatisfy { $0.ious == [1, 1, 1] && $0.clicks.count == 1 })
  }

  @Test func `every object of a group is clicked once a round, where its own mask is wrong`() throws
  {
    // Object 1 is right at once and loses a point when 4 gets its second click; 4 begins as all.
    let scene = try measure(groupSize: 2) { objects in
      objects.map { prompts in
        switch (Self.object(of: prompts), objects.map(\.count).max() ?? 0) {
        case (1, 2): Self.candidates(0...1)
        case (1, _): Self.candidates(0...2)
        case (4, 1): Self.candidates(0...29)
        case (4, _): Self.candidates(4...6)
        case (let label, _):
          Self.candidates((Self.starts[label] ?? 0)...((Self.starts[label] ?? 0) + 2))
        }
      }
    }
    let (one, four) = (scene.objects[0], scene.objects[3])
    // Round 1: both; round 2: only 4; round 3: only 1, which 4's click had changed.
    #expect(one.ious == [1, 2.0 / 3, 1])
    #expect(one.clicks.map(\.index) == [0, 2])
    #expect(four.ious == [0.1, 1, 1])
    #expect(four.clicks.count == 2)
    #expect(four.clicks.map(\.isPositive) == [true, false])
    #expect(one.answers.count == 3)
  }

  @Test func `one by one and together agree for a method whose objects do not compete`() throws {
    let answer: @Sendable ([[Prompt]]) -> [Candidates] = { objects in
      objects.map { Self.candidates(0...(5 * $0.count)) }
    }
    let together = try measure(groupSize: 4, answer)
    let alone = try Evaluation(maximumClicks: 3, minimumPoints: 1).measure(
      ScriptedPredictor(answer: answer), on: Self.cloud, labels: Self.labels, name: "line")
    #expect(together.objects.map(\.ious) == alone.objects.map(\.ious))
    #expect(together.objects.map(\.clicks) == alone.objects.map(\.clicks))
    #expect(alone.groups.isEmpty)
  }
}
