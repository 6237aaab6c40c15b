import CairnClouds
import CairnGeometry
import CairnPCL
import CairnSegmentation
import Testing

/// What holds for all methods, whatever the cloud.
struct InputTests {
  static let names = PCLMethods.all.map { type(of: $0).method }

  private func predictor(_ name: String) throws -> any Predictor {
    try #require(PCLMethods.all.first { type(of: $0).method == name })
  }

  private let scene = Scene.table

  @Test(arguments: names)
  func `answers are the same at every call`(of name: String) throws {
    let prompts: [Prompt] = [.positive(index: scene.point(of: 2, near: [0.15, 0.05, 0.15]))]
    let answers = try (0..<2).map { _ in
      try predictor(name).encode(scene.cloud()).masks(for: prompts).best.logits
    }
    #expect(answers[0] == answers[1])
  }

  @Test(arguments: names)
  func `millimetres and metres are the same`(to name: String) throws {
    let click = scene.point(of: 2, near: [0.15, 0.05, 0.15])
    let masks = try [1, 1000].map { scale in
      try predictor(name).encode(scene.cloud(scale: scale)).masks(for: [.positive(index: click)])
        .best.mask
    }
    #expect(masks[0].intersectionOverUnion(with: masks[1]) > 0.9)
  }

  @Test(arguments: names)
  func `rows of NaN are kept and never selected`(by name: String) throws {
    var rows = scene
    for row in stride(from: 0, to: rows.points.count, by: 7) { rows.points[row] = [.nan, 0, 0] }
    let click = try #require(
      rows.points.indices.first { rows.labels[$0] == 2 && rows.points[$0].isFinite })
    let best = try predictor(name).encode(rows.cloud()).masks(for: [.positive(index: click)]).best
    #expect(best.mask.count == rows.points.count)
    #expect(best.mask[click])
    #expect(best.mask.indices.allSatisfy { rows.points[$0].isFinite })
  }

  @Test(arguments: names)
  func `clicked points obey the last click on them`(of name: String) throws {
    let embedding = try predictor(name).encode(scene.cloud())
    let click = scene.point(of: 1, near: [-0.15, 0, 0.12])
    for prompts in [
      [Prompt.positive(index: click), .negative(index: click)],
      [.negative(index: click), .positive(index: click)],
      [.positive(index: 0), .negative(index: click)], [.negative(index: click)],
    ] {
      let isSelected = prompts.last == .positive(index: click)
      for candidate in try embedding.masks(for: prompts) {
        #expect(candidate.mask[click] == isSelected)
      }
    }
  }

  @Test(arguments: names)
  func `a click at the foot of a thing does not select the table`(by name: String) throws {
    let thing = scene.point(of: 1, near: [-0.15, 0, 0.12])
    let foot = scene.point(of: 0, near: [-0.15, -0.09, 0])
    let embedding = try predictor(name).encode(scene.cloud())
    let mask = try embedding.masks(for: [.positive(index: thing), .positive(index: foot)]).best.mask
    #expect(mask[thing] && mask[foot])
    let table = scene.mask(0)
    #expect(10 * table.indices.count { mask[$0] } < table.selectedCount)
    // Clicked first, the table is meant.
    let other = try embedding.masks(for: [.positive(index: foot)]).best.mask
    #expect(2 * table.indices.count { other[$0] } > table.selectedCount)
  }

  @Test(arguments: names)
  func `nothing is selected outside of a box`(by name: String) throws {
    let click = scene.point(of: 2, near: [0.15, 0.05, 0.15])
    let embedding = try predictor(name).encode(scene.cloud())
    let box = PromptBox(center: [0.15, 0.05, 0.12], size: [0.2, 0.2, 0.1])
    for prompts in [[Prompt.box(box)], [.box(box), .positive(index: click)]] {
      let mask = try embedding.masks(for: prompts).best.mask
      #expect(mask.selectedCount > 0)
      #expect(mask.indices.allSatisfy { scene.points[$0].z >= 0.069 })
    }
  }

  @Test(arguments: names)
  func `a mask alone is the answer to it`(by name: String) throws {
    let half = Mask(scene.points.indices.map { scene.labels[$0] == 2 && $0 % 2 == 0 })
    let best = try predictor(name).encode(scene.cloud()).masks(for: [.mask(half)]).best.mask
    #expect(half.indices.allSatisfy { best[$0] })
  }

  @Test(arguments: names)
  func `objects prompted together share no point`(by name: String) throws {
    let embedding = try predictor(name).encode(scene.cloud())
    let answers = try embedding.masks(forObjects: [
      [.positive(index: scene.point(of: 1, near: [-0.15, 0, 0.12]))],
      [.positive(index: scene.point(of: 2, near: [0.15, 0.05, 0.15]))],
    ])
    let (one, other) = (answers[0].best.mask, answers[1].best.mask)
    #expect(one.selectedCount > 0 && other.selectedCount > 0)
    #expect(one.indices.allSatisfy { !other[$0] })
  }

  @Test(arguments: names)
  func `an empty cloud is refused`(by name: String) throws {
    #expect(throws: SegmentationError.emptyCloud) {
      _ = try predictor(name).encode(PointCloud(positions: []))
    }
    #expect(throws: SegmentationError.noFinitePoint(count: 1)) {
      _ = try predictor(name).encode(PointCloud(positions: [[.nan, 0, 0]]))
    }
  }

  /// Few points, points at one place, points in a line: where fits and neighbors run out.
  static let scarce: [[SIMD3<Float>]] = [
    [[1, 2, 3]], [[0, 0, 0], [1, 0, 0]], Array(repeating: [5, 5, 5], count: 100),
    (0..<60).map { [Float($0), 0, 0] }, [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[-1e7, 0, 0], [0, 0, 1e-6], [1e7, 1e7, 0]],
  ]

  @Test(arguments: names, scarce)
  func `few points are enough`(for name: String, points: [SIMD3<Float>]) throws {
    var cloud = PointCloud(positions: points)
    for channel in ["red", "green", "blue"] {
      cloud.append(Field(channel, .uint8(Array(repeating: 100, count: points.count))))
    }
    let embedding = try predictor(name).encode(cloud)
    for row in points.indices.prefix(4) {
      #expect(try embedding.masks(for: [.positive(index: row)]).best.mask[row])
    }
  }
}
