import CairnClouds
import CairnGeometry
import CairnPCL
import CairnSegmentation
import Testing

/// Lassos, which PCL's classes do not know: polygons in a view from above or from the front.
struct LassoTests {
  let scene = Scene.table

  /// Columns are x, rows y; what is higher is nearer.
  static let above = ViewProjection(
    x: [1, 0, 0, 0], y: [0, 1, 0, 0], z: [0, 0, -1, 0], origin: [0, 0, 0, 1])
  /// Columns are x, rows z; what has a smaller y is nearer.
  static let front = ViewProjection(
    x: [1, 0, 0, 0], y: [0, 0, 1, 0], z: [0, 1, 0, 0], origin: [0, 0, 0, 1])

  private func rectangle(
    _ low: SIMD2<Double>, _ high: SIMD2<Double>, in view: ViewProjection = above
  ) -> Prompt {
    let corners = [low, [high.x, low.y], high, [low.x, high.y]]
    return .polygon(PromptPolygon(vertices: corners, view: view))
  }

  private var aroundBox: Prompt { rectangle([-0.24, -0.07], [-0.06, 0.07]) }
  private var aroundBall: Prompt { rectangle([0.07, -0.03], [0.23, 0.13]) }
  private var aroundBoth: Prompt { rectangle([-0.26, -0.1], [0.26, 0.16]) }

  private func embedding(_ name: String) throws -> any Embedding {
    let predictor = try #require(PCLMethods.all.first { type(of: $0).method == name })
    return try predictor.encode(scene.cloud())
  }

  /// How many points of a thing a mask has.
  private func count(_ label: Int, in mask: Mask) -> Int {
    mask.indices.count { scene.labels[$0] == label }
  }

  /// The ball is round, and region growing takes most of it for table.
  @Test(arguments: [
    ("pcl-mincut", 2, 0.6), ("pcl-region-growing", 1, 0.8), ("pcl-color-region-growing", 1, 0.9),
    ("pcl-color-region-growing", 2, 0.9), ("pcl-clusters", 1, 0.9), ("pcl-clusters", 2, 0.9),
    ("pcl-lccp", 2, 0.7),
  ])
  func `a lasso around a thing is enough`(name: String, label: Int, leastIoU: Double) throws {
    let lasso = label == 1 ? aroundBox : aroundBall
    let mask = try embedding(name).masks(for: [lasso]).best.mask
    #expect(mask.intersectionOverUnion(with: scene.mask(label)) > leastIoU)
  }

  @Test(arguments: InputTests.names)
  func `the table around a thing and other things are not meant`(name: String) throws {
    let embedding = try embedding(name)
    for (lasso, label) in [(aroundBox, 1), (aroundBall, 2)] {
      let mask = try embedding.masks(for: [lasso]).best.mask
      #expect(count(3 - label, in: mask) == 0)
      #expect(100 * count(0, in: mask) < scene.mask(0).selectedCount)
    }
  }

  @Test(arguments: ["pcl-color-region-growing", "pcl-clusters"])
  func `a lasso around two things selects both, and a negative click one of them less`(
    name: String
  ) throws {
    let embedding = try embedding(name)
    let both = try embedding.masks(for: [aroundBoth]).best.mask
    #expect(both.intersectionOverUnion(with: Mask(scene.labels.map { $0 > 0 })) > 0.9)
    let box = scene.point(of: 1, near: [-0.15, 0, 0.12])
    let one = try embedding.masks(for: [aroundBoth, .negative(index: box)]).best.mask
    #expect(one.intersectionOverUnion(with: scene.mask(2)) > 0.9)
    #expect(count(1, in: one) == 0)
  }

  @Test(arguments: InputTests.names)
  func `of two lassos, what is in both is meant`(name: String) throws {
    let besideBox = rectangle([0.05, 0.001], [0.25, 0.2], in: Self.front)
    let mask = try embedding(name).masks(for: [aroundBoth, besideBox]).best.mask
    #expect(count(1, in: mask) == 0)
    if name != "pcl-region-growing" { #expect(2 * count(2, in: mask) > 2400) }
  }

  @Test func `nothing is cut outside of a lasso`() throws {
    let ball = scene.point(of: 2, near: [0.12, 0.05, 0.13])
    let lasso = rectangle([0.07, -0.03], [0.15, 0.13])
    let embedding = try embedding("pcl-mincut")
    for prompts in [[lasso], [lasso, .positive(index: ball)]] {
      for candidate in try embedding.masks(for: prompts) {
        #expect(candidate.mask.indices.allSatisfy { scene.points[$0].x <= 0.15 })
      }
    }
    let half = try embedding.masks(for: [lasso, .positive(index: ball)]).best.mask
    #expect(
      2 * count(2, in: half)
        > scene.labels.indices.count {
          scene.labels[$0] == 2 && scene.points[$0].x <= 0.15
        })
    // With a click, that one says where the object is, not the middle of the lasso.
    let whole = try embedding.masks(
      for: [aroundBoth, .positive(index: scene.point(of: 2, near: [0.15, 0.05, 0.15]))]
    ).best.mask
    #expect(whole.intersectionOverUnion(with: scene.mask(2)) > 0.9)
  }

  @Test(arguments: InputTests.names)
  func `a lasso around nothing, and one that is none, are refused`(name: String) throws {
    let embedding = try embedding(name)
    #expect(throws: SegmentationError.emptyPolygon(prompt: 0)) {
      _ = try embedding.masks(for: [rectangle([2, 2], [3, 3])])
    }
    #expect(throws: SegmentationError.tooFewVertices(prompt: 1, count: 2)) {
      let line = PromptPolygon(vertices: [[0, 0], [1, 1]], view: Self.above)
      _ = try embedding.masks(for: [aroundBox, .polygon(line)])
    }
  }
}
