import CairnClouds
import CairnGeometry
import CairnSegmentation
import Testing

struct GraphPredictorTests {
  /// The middle of the top of each object of the table, a click that a person would make.
  static let tops: [UInt32: SIMD3<Double>] = [
    1: [-0.9, -0.7, 0.5], 2: [0.8, -0.6, 0.65], 3: [-0.4, 0.55, 0.7], 4: [-0.4, 0.15, 0.3],
  ]

  static let table = Result { try GraphPredictor().encode(Scene.table.cloud) }
  static let fused = Result { try GraphPredictor().encode(Scene.fused.cloud) }

  func iou(_ candidate: Candidate, _ label: UInt32, of scene: Scene = .table) -> Double {
    candidate.mask.intersectionOverUnion(with: scene.mask(label))
  }

  @Test(arguments: [1, 2] as [UInt32])
  func `one click on a thing on a table selects the thing`(label: UInt32) throws {
    let top = try #require(Self.tops[label])
    #expect(iou(try Self.table.get().masks(for: [.positive(at: top)]).best, label) > 0.9)
  }

  @Test(arguments: [1, 2] as [UInt32])
  func `it does so where several views were fused and no sensor is known`(label: UInt32) throws {
    let top = try #require(Self.tops[label])
    let best = try Self.fused.get().masks(for: [.positive(at: top)]).best
    #expect(iou(best, label, of: .fused) > 0.9)
  }

  @Test(arguments: [(3, 4), (4, 3)] as [(UInt32, UInt32)])
  func `of things that touch, one is selected by a click on each`(
    label: UInt32, other: UInt32
  ) throws {
    for (embedding, scene) in [(Self.table, Scene.table), (Self.fused, .fused)] {
      let (top, beside) = (try #require(Self.tops[label]), try #require(Self.tops[other]))
      let best = try embedding.get().masks(for: [.positive(at: top), .negative(at: beside)]).best
      #expect(iou(best, label, of: scene) > 0.8)
    }
  }

  @Test func `one click on the table selects the table and nothing on it`() throws {
    let best = try Self.table.get().masks(for: [.positive(at: [0, -0.3, 0])]).best
    #expect(iou(best, 0) > 0.9)
  }

  @Test func `one click gives up to three answers of different extent, the best first`() throws {
    let candidates = try Self.table.get().masks(for: [.positive(at: [-0.4, 0.55, 0.7])])
    #expect((2...3).contains(candidates.count))
    let counts = candidates.map(\.mask.selectedCount)
    #expect(Set(counts).count == counts.count)
    let scores = candidates.map(\.iouScore)
    #expect(scores == scores.sorted(by: >))
    #expect(scores.allSatisfy { (0...1).contains($0) })
    for candidate in candidates {
      #expect(candidate.mask.isSelected == candidate.logits.map { $0 > 0 })
    }
  }

  @Test(arguments: [1e-3, 1e3] as [Float], [false, true])
  func `neither the unit nor the up axis matters`(scale: Float, isTurned: Bool) throws {
    let turn = Rotation(quaternion: SIMD4(0.6, 0.2, -0.3, 0.5)) ?? .identity
    let move: @Sendable (SIMD3<Float>) -> SIMD3<Float> = { point in
      (isTurned ? turn.applied(to: point) + [3, -2, 9] : point) * scale
    }
    var cloud = PointCloud(positions: Scene.table.points.map(move))
    cloud.viewpoint.translation = SIMD3<Double>(move(Scene.table.cameras[0]))
    let embedding = try GraphPredictor().encode(cloud)
    for (label, top) in Self.tops where label <= 2 {
      let click = SIMD3<Double>(move(SIMD3<Float>(top)))
      #expect(iou(try embedding.masks(for: [.positive(at: click)]).best, label) > 0.85)
    }
  }

  @Test(arguments: [2, 4])
  func `thinned clouds work too`(stride: Int) throws {
    let rows = Array(Swift.stride(from: 0, to: Scene.table.points.count, by: stride))
    let embedding = try GraphPredictor().encode(Scene.table.cloud.selected(rows))
    for label in [1, 2] as [UInt32] {
      let top = try #require(Self.tops[label])
      let best = try embedding.masks(for: [.positive(at: top)]).best
      let truth = Mask(rows.map { Scene.table.labels[$0] == label })
      #expect(best.mask.intersectionOverUnion(with: truth) > 0.75)
    }
  }

  @Test func `posts on uneven ground are found and the ground without them`() throws {
    let embedding = try GraphPredictor().encode(Scene.street.cloud)
    for label in [1, 2] as [UInt32] {
      let click = Prompt.positive(index: Scene.street.middle(of: label))
      #expect(iou(try embedding.masks(for: [click]).best, label, of: .street) > 0.85)
    }
    let ground = try embedding.masks(for: [.positive(at: [0, -0.8, 0])]).best
    #expect(iou(ground, 0, of: .street) > 0.9)
  }

  @Test func `a negative click takes the other thing out and leaves the rest`() throws {
    let embedding = try Self.table.get()
    let start = try embedding.masks(
      for: [.positive(at: [-0.4, 0.55, 0.7]), .positive(at: [-0.4, 0.15, 0.3])])
    #expect(start.best.mask[Scene.table.middle(of: 4)])
    let refined = try embedding.masks(
      for: [
        .positive(at: [-0.4, 0.55, 0.7]), .positive(at: [-0.4, 0.15, 0.3]),
        .negative(at: [-0.3, 0.12, 0.3]),
      ])
    #expect(!refined.best.mask[Scene.table.middle(of: 1)])
    #expect(iou(refined.best, 3) > 0.6)
  }

  @Test func `two positive clicks select two things`() throws {
    let best = try Self.table.get().masks(
      for: [.positive(at: [-0.9, -0.7, 0.5]), .positive(at: [0.8, -0.6, 0.65])]
    ).best
    let both = Mask(Scene.table.labels.map { $0 == 1 || $0 == 2 })
    #expect(best.mask.intersectionOverUnion(with: both) > 0.9)
  }

  @Test func `clicked points obey their click in every mask`() throws {
    let embedding = try Self.table.get()
    for seed in 0..<8 {
      let rows = (0..<6).map { (seed * 7919 + $0 * 104_729) % Scene.table.points.count }
      let prompts = rows.enumerated().map { number, row in
        number % 2 == 0 ? Prompt.positive(index: row) : .negative(index: row)
      }
      for end in 1...prompts.count {
        for candidate in try embedding.masks(for: Array(prompts.prefix(end))) {
          for number in 0..<end {
            #expect(candidate.mask[rows[number]] == (number % 2 == 0))
          }
        }
      }
    }
  }

  @Test func `the last click on a point counts`() throws {
    let best = try Self.table.get().masks(for: [.positive(index: 5), .negative(index: 5)]).best
    #expect(!best.mask[5])
  }

  @Test func `a box selects the thing inside, not the table below`() throws {
    let embedding = try Self.table.get()
    let box = PromptBox(min: [-1.3, -1, -0.1], max: [-0.5, -0.4, 0.6])
    #expect(iou(try embedding.masks(for: [.box(box)]).best, 1) > 0.85)
    let turned = PromptBox(
      center: [0.8, -0.6, 0.3], size: [1.1, 1.1, 0.9],
      rotation: Rotation(quaternion: SIMD4(0, 0, 0.38, 0.92)) ?? .identity)
    #expect(iou(try embedding.masks(for: [.box(turned)]).best, 2) > 0.85)
  }

  @Test func `a box around touching things and a negative click leave one of them`() throws {
    let box = PromptBox(min: [-0.8, -0.1, -0.1], max: [0, 0.9, 0.8])
    let best = try Self.table.get().masks(for: [.box(box), .negative(at: [-0.4, 0.15, 0.3])]).best
    #expect(iou(best, 3) > 0.8)
  }

  @Test func `a rough mask is kept and clicks correct it`() throws {
    let embedding = try Self.table.get()
    let half = Mask(
      zip(Scene.table.points, Scene.table.labels).map { $1 == 1 && $0.x < -0.9 })
    let kept = try embedding.masks(for: [.mask(half)]).best
    #expect(kept.mask.intersectionOverUnion(with: half) > 0.85)
    let more = try embedding.masks(for: [.mask(half), .positive(at: [-0.6, -0.7, 0.25])]).best
    #expect(iou(more, 1) > iou(kept, 1))
    let none = try embedding.masks(for: [.mask(Mask(emptyFor: half.count))]).best
    #expect(none.mask.selectedCount == 0)
  }

  @Test func `equal clouds and prompts get equal answers`() throws {
    let prompts = [Prompt.positive(index: 40), .negative(index: 3000), .positive(index: 6000)]
    let first = try Self.table.get().masks(for: prompts)
    let second = try GraphPredictor().encode(Scene.table.cloud).masks(for: prompts)
    #expect(first.map(\.logits) == second.map(\.logits))
  }

  @Test func `rows that are not finite are never selected`() throws {
    var points = Scene.table.points
    for row in Swift.stride(from: 0, to: points.count, by: 5) { points[row] = SIMD3(.nan, 0, 0) }
    let embedding = try GraphPredictor().encode(PointCloud(positions: points))
    #expect(embedding.pointCount == points.count)
    let everything = Mask(Array(repeating: true, count: points.count))
    for prompt in [Prompt.positive(at: [-0.9, -0.7, 0.5]), .mask(everything)] {
      let best = try embedding.masks(for: [prompt]).best
      #expect(best.mask.selectedCount > 100)
      #expect(points.indices.allSatisfy { points[$0].isFinite || !best.mask[$0] })
    }
  }

  @Test(arguments: [1, 2, 3, 7, 40])
  func `clouds of a few points are answered`(count: Int) throws {
    let points = (0..<count).map { SIMD3<Float>(Float($0 % 3), Float($0 / 3), 0) }
    let embedding = try GraphPredictor().encode(PointCloud(positions: points))
    let best = try embedding.masks(for: [.positive(index: 0)]).best
    #expect(best.mask[0])
    let same = try GraphPredictor().encode(
      PointCloud(positions: Array(repeating: [1, 2, 3], count: count)))
    #expect(try same.masks(for: [.positive(index: count - 1)]).best.mask[count - 1])
  }
}
