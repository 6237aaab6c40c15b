import CairnClouds
import CairnEvaluation
import CairnSegmentation
import Testing

struct OtherMeaningTests {
  /// Of 20 points on a line, 2…7 are an object of two parts, and 10…12 another on top of it.
  static let labels: [UInt32] = (0..<20).map { 2...7 ~= $0 ? 1 : 10...12 ~= $0 ? 2 : 0 }

  static func cloud(parts: Bool = true, groups: Bool = true) -> PointCloud {
    var cloud = PointCloud(positions: (0..<20).map { SIMD3(Float($0), 0, 0) })
    if parts {
      let parts = labels.enumerated().map { $1 == 1 ? ($0 < 5 ? 1 : 2) : 2 * $1 }
      cloud.append(Field("part", .uint32(parts)))
    }
    if groups { cloud.append(Field("group", .uint32(labels.map { min($0, 1) }))) }
    return cloud
  }

  /// Answers the first click with half of the first object, the object, and all up to 12.
  static let predictor = ScriptedPredictor { objects in
    objects.map { _ in
      Candidates(
        best: Candidate(selecting: 2...4, of: 20, expectedIoU: 0.75),
        others: [
          Candidate(selecting: 2...7, of: 20, expectedIoU: 0.5),
          Candidate(selecting: 2...12, of: 20, expectedIoU: 0.25),
        ])
    }
  }

  func measure(
    _ cloud: PointCloud, _ prompting: Prompting = .clicks, minimumPoints: Int = 1
  ) throws -> [ObjectResult] {
    try Evaluation(prompting, maximumClicks: 2, minimumPoints: minimumPoints).measure(
      Self.predictor, on: cloud, labels: Self.labels, name: "line"
    ).objects
  }

  @Test func `candidates are compared with the part clicked and with the group`() throws {
    let objects = try measure(Self.cloud())
    #expect(objects[0].clicks.first?.index == 4)
    #expect(
      objects[0].part == OtherMeaning(pointCount: 3, candidateIoUs: [1, 3.0 / 6, 3.0 / 11]))
    #expect(
      objects[0].group == OtherMeaning(pointCount: 9, candidateIoUs: [3.0 / 9, 6.0 / 9, 9.0 / 11]))
    #expect(objects[0].group?.bestCandidateIoU == 9.0 / 11)
    // The second object is one part; its click is in every candidate.
    #expect(objects[1].part == nil)
    #expect(objects[1].clicks.first?.index == 11)
    #expect(
      objects[1].group == OtherMeaning(pointCount: 9, candidateIoUs: [4.0 / 9, 7.0 / 9, 9.0 / 11]))
  }

  @Test func `columns that are missing mean nothing`() throws {
    let objects = try measure(Self.cloud(parts: false))
    #expect(objects[0].part == nil)
    #expect(objects[0].group != nil)
    #expect(try measure(Self.cloud(groups: false))[0].group == nil)
    #expect(try measure(Self.cloud(groups: false))[0].part != nil)
  }

  @Test func `small parts do not count`() throws {
    let objects = try measure(Self.cloud(), minimumPoints: 4)
    #expect(objects.map(\.label) == [1])
    #expect(objects[0].part == nil)
    #expect(objects[0].group?.pointCount == 9)
  }

  @Test(arguments: [Prompting.clicksTogether(groupSize: 2), .boxes])
  func `only a click alone has other meanings`(prompting: Prompting) throws {
    for object in try measure(Self.cloud(), prompting) {
      #expect(object.part == nil)
      #expect(object.group == nil)
    }
  }
}
