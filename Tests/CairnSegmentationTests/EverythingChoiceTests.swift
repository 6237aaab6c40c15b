import CairnClouds
import CairnSegmentation
import Testing

/// An embedding whose answers are written down: squares of a board of 40 × 40 points.
struct Board: Embedding {
  /// Columns and rows, and what a method says of the square.
  struct Answer {
    var columns: Range<Int>
    var rows: Range<Int>
    var iouScore: Float
    var logit: Float = 5

    func contains(_ index: Int) -> Bool {
      columns.contains(index % 40) && rows.contains(index / 40)
    }
  }

  /// The answers to a click, those that are not clicked left out.
  var answers: @Sendable (_ click: Int) -> [Answer]

  var positions: Positions {
    Positions(points: (0..<1600).map { SIMD3(Float($0 % 40), Float($0 / 40), 0) })
  }

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates {
    guard case .clickOnPoint(let index, true) = prompts.first?.kind else { throw .noPrompts }
    let candidates = answers(index).map { answer in
      Candidate(
        logits: (0..<1600).map { answer.contains($0) ? answer.logit : -5 },
        iouScore: answer.iouScore)
    }
    let nothing = Candidate(logits: Array(repeating: -5, count: 1600), iouScore: 0)
    return Candidates(best: candidates.first ?? nothing, others: Array(candidates.dropFirst()))
  }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] { [] }

  /// What is found among squares; a click gives all of them that it is in.
  static func found(
    _ squares: [Answer], _ change: (inout EverythingOptions) -> Void = { _ in }
  ) throws -> FoundObjects {
    var options = EverythingOptions()
    // The board is one large plane.
    options.includesSurfaces = true
    change(&options)
    return try Board { click in squares.filter { $0.contains(click) } }.everything(options)
  }

  /// The label at a column and a row.
  static func label(_ found: FoundObjects, _ column: Int, _ row: Int) -> InstanceLabel {
    found.labels[row * 40 + column]
  }
}

struct EverythingChoiceTests {
  typealias Square = Board.Answer

  @Test func `nearly equal answers are one object`() throws {
    let found = try Board.found([
      Square(columns: 5..<15, rows: 5..<15, iouScore: 0.9),
      Square(columns: 5..<15, rows: 5..<16, iouScore: 0.8),
      Square(columns: 4..<15, rows: 5..<15, iouScore: 0.7),
      Square(columns: 25..<35, rows: 25..<35, iouScore: 0.6),
    ])
    #expect(found.objects.count == 2)
    #expect(Board.label(found, 10, 10) == 1)
    #expect(Board.label(found, 30, 30) == 2)
    #expect(Board.label(found, 20, 20) == 0)
  }

  @Test func `parts of a better object are not objects`() throws {
    let found = try Board.found([
      Square(columns: 5..<25, rows: 5..<25, iouScore: 0.9),
      Square(columns: 5..<15, rows: 5..<25, iouScore: 0.5),
      Square(columns: 15..<25, rows: 5..<25, iouScore: 0.5),
    ])
    #expect(found.objects.map(\.pointCount) == [400])
  }

  @Test func `groups of better objects are not objects`() throws {
    let found = try Board.found([
      Square(columns: 5..<15, rows: 5..<25, iouScore: 0.9),
      Square(columns: 15..<25, rows: 5..<25, iouScore: 0.9),
      Square(columns: 5..<25, rows: 5..<25, iouScore: 0.5),
    ])
    #expect(found.objects.map(\.pointCount) == [200, 200])
  }

  @Test func `a print on a box is the box, a cup on a plate is not the plate`() throws {
    let small = Square(columns: 10..<15, rows: 10..<15, iouScore: 0.9)
    let large = Square(columns: 5..<25, rows: 5..<25, iouScore: 0.6)
    let box = try Board.found([small, large])
    #expect(box.objects.map(\.pointCount) == [400])
    // Clicks on the plate give the plate without the cup as well.
    let embedding = Board { click in
      [small, large].filter { $0.contains(click) }
        + (large.contains(click) && !small.contains(click)
          ? [Square(columns: 5..<25, rows: 5..<25, iouScore: 0.5, logit: 4)] : [])
    }
    let plate = try PlateEmbedding(board: embedding, cup: small).everything(Self.surfaces)
    #expect(plate.objects.map(\.pointCount) == [375, 25])
  }

  static var surfaces: EverythingOptions {
    var options = EverythingOptions()
    options.includesSurfaces = true
    options.minimumPoints = 10
    return options
  }

  @Test func `an answer that hangs on the threshold is none`() throws {
    let sure = Square(columns: 5..<15, rows: 5..<15, iouScore: 0.9, logit: 2)
    var unsure = Square(columns: 20..<30, rows: 20..<30, iouScore: 0.9, logit: 0.5)
    #expect(try Board.found([sure, unsure]).objects.map(\.pointCount) == [100])
    unsure.logit = 1
    #expect(try Board.found([sure, unsure]).objects.count == 2)
  }

  @Test func `an answer that few clicks on it give counts less`() throws {
    let square = Square(columns: 5..<25, rows: 5..<25, iouScore: 0.9)
    let embedding = Board { click in click % 8 == 0 && square.contains(click) ? [square] : [] }
    let few = try embedding.everything(Self.surfaces)
    let all = try Board.found([square])
    #expect((few.objects.first?.score ?? 0) < 0.5 * (all.objects.first?.score ?? 0))
  }

  @Test func `of two answers alike the one that more clicks give is surer`() throws {
    let square = Square(columns: 5..<25, rows: 5..<25, iouScore: 0.9)
    var options = Self.surfaces
    options.clickCount = 60
    options.roundCount = 1
    options.minimumScore = 0
    let often = try Board { square.contains($0) ? [square] : [] }.everything(options)
    // The first click is on the first point, and none of the others is as near.
    let small = Square(columns: 0..<4, rows: 0..<4, iouScore: 0.9)
    let once = try Board { small.contains($0) ? [small] : [] }.everything(options)
    #expect(often.objects.map(\.pointCount) == [400])
    #expect(once.objects.map(\.pointCount) == [16])
    #expect(abs((often.objects.first?.score ?? 0) - 0.9) < 1e-5)
    // 0.9 of the one and a half clicks that are enough.
    #expect(abs((once.objects.first?.score ?? 0) - 0.9 * Float(0.6).squareRoot()) < 1e-5)
  }

  @Test func `a table over a floor is an object, the floor and the wall are not`() throws {
    let found = try Storeys().everything()
    #expect(found.objects.map(\.pointCount) == [900])
    #expect(found.labels.indices.allSatisfy { (found.labels[$0] != 0) == (Storeys.part($0) == 2) })
    var options = EverythingOptions()
    options.includesSurfaces = true
    #expect(try Storeys().everything(options).objects.map(\.pointCount) == [3600, 2400, 900])
  }

  @Test func `small things between the first clicks are found later`() throws {
    let small = (0..<16).map { number in
      Square(
        columns: number % 4 * 10 + 3..<number % 4 * 10 + 6,
        rows: number / 4 * 10 + 3..<number / 4 * 10 + 6, iouScore: 0.8)
    }
    let once = try Board.found(small) {
      ($0.clickCount, $0.roundCount, $0.minimumPoints) = (30, 1, 5)
    }
    let often = try Board.found(small) {
      ($0.clickCount, $0.roundCount, $0.minimumPoints) = (30, 60, 5)
    }
    #expect(once.objects.count < 16)
    #expect(often.objects.count == 16)
  }

  @Test func `what is wrong with a click is thrown`() {
    let embedding = RefusingEmbedding()
    #expect(throws: SegmentationError.noPrompts) { _ = try embedding.everything() }
  }
}

/// A floor, a wall beside it, and a table top between floor and the height of the wall; a click gives the
/// one that it is on.
struct Storeys: Embedding {
  private static func sheet(_ columns: Int, _ rows: Int) -> [SIMD2<Float>] {
    (0..<columns * rows).map { index in SIMD2(Float(index % columns), Float(index / columns)) }
  }

  static func part(_ index: Int) -> Int { index < 3600 ? 0 : index < 6000 ? 1 : 2 }

  var positions: Positions {
    let floor = Self.sheet(60, 60).map { SIMD3($0.x, $0.y, 0) }
    let wall = Self.sheet(60, 40).map { SIMD3($0.x, -1, $0.y + 1) }
    let top = Self.sheet(30, 30).map { SIMD3($0.x + 15, $0.y + 15, 12) }
    return Positions(points: floor + wall + top)
  }

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates {
    guard case .clickOnPoint(let index, true) = prompts.first?.kind else { throw .noPrompts }
    let logits = (0..<6900).map { Self.part($0) == Self.part(index) ? Float(5) : -5 }
    return Candidates(best: Candidate(logits: logits, iouScore: 0.9))
  }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] { [] }
}

/// Clicks on a plate give the plate without the cup on it too.
struct PlateEmbedding: Embedding {
  let board: Board
  let cup: Board.Answer
  var positions: Positions { board.positions }

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates {
    var candidates = try board.masks(for: prompts, refining: previous)
    for index in candidates.others.indices where candidates.others[index].logits.contains(4) {
      candidates.others[index] = Candidate(
        logits: candidates.others[index].logits.enumerated().map {
          cup.contains($0.offset) ? -5 : $0.element
        }, iouScore: candidates.others[index].iouScore)
    }
    return candidates
  }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] { [] }
}

/// Refuses every prompt.
struct RefusingEmbedding: Embedding {
  let positions = Positions(points: [[0, 0, 0], [1, 0, 0], [0, 1, 0]])

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates { throw .noPrompts }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] { [] }
}
