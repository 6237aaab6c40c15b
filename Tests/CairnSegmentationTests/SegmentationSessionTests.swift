import CairnClouds
import CairnSegmentation
import Testing

struct SegmentationSessionTests {
  static let embedding = Result { try GraphPredictor().encode(Scene.table.cloud) }
  static let three: [Prompt] = [.positive(at: [-0.4, 0.55, 0.7])]
  static let four: [Prompt] = [.positive(at: [-0.4, 0.15, 0.3])]

  @Test func `objects that touch share the points between them`() throws {
    var session = SegmentationSession(try Self.embedding.get())
    try session.setPrompts(Self.three, of: 7, named: "tall")
    try session.setPrompts(Self.four, of: 9)
    let labels = try session.labels()
    for (label, truth) in [(7, 3), (9, 4)] as [(UInt32, UInt32)] {
      let mask = Mask(labels.map { $0 == label })
      #expect(mask.intersectionOverUnion(with: Scene.table.mask(truth)) > 0.8)
    }
    #expect(session.objects[7]?.name == "tall")
  }

  @Test func `no point is in two best masks, clicked points in their own`() throws {
    let objects: [[Prompt]] = [
      [.positive(index: 100)], [.positive(index: 200)], [.positive(index: 100)],
      [.box(PromptBox(min: [-2, -2, -1], max: [2, 2, 2]))],
    ]
    let answers = try Self.embedding.get().masks(forObjects: objects)
    for row in Scene.table.points.indices {
      #expect(answers.count { $0.best.mask[row] } <= 1)
    }
    #expect(answers[0].best.mask[100])
    #expect(answers[1].best.mask[200])
  }

  @Test func `undo and redo walk through the changes`() throws {
    var session = SegmentationSession(try Self.embedding.get())
    #expect(!session.canUndo)
    try session.setPrompts(Self.three, of: 1)
    let first = try session.labels()
    try session.setPrompts(Self.four, of: 2)
    let second = try session.labels()
    session.clear()
    #expect(try session.labels().allSatisfy { $0 == 0 })
    session.undo()
    #expect(try session.labels() == second)
    session.undo()
    #expect(try session.labels() == first)
    session.redo()
    #expect(try session.labels() == second)
    try session.setPrompts([], of: 2)
    #expect(!session.canRedo)
    #expect(try session.labels() == first)
  }

  @Test func `answers do not depend on what was asked before`() throws {
    var session = SegmentationSession(try Self.embedding.get())
    try session.setPrompts([.positive(index: 77), .negative(index: 3000)], of: 1)
    try session.setPrompts(Self.three, of: 1)
    let fresh = try Self.embedding.get().masks(for: Self.three)
    #expect(try session.candidates(for: 1)?.best.logits == fresh.best.logits)
    #expect(try session.candidates(for: 5) == nil)
  }

  @Test func `a refused prompt changes nothing`() throws {
    var session = SegmentationSession(try Self.embedding.get())
    try session.setPrompts(Self.three, of: 1)
    let before = session
    for (prompts, label) in [([.positive(index: -5)], 1), (Self.three, 0)]
      as [([Prompt], UInt32)]
    {
      var copy = before
      #expect(throws: SegmentationError.self) { try copy.setPrompts(prompts, of: label) }
    }
    _ = try? session.setPrompts([.positive(index: -5)], of: 1)
    #expect(session.objects[1]?.prompts == Self.three)
  }
}
