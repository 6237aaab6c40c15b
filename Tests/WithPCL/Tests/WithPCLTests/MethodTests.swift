import CairnClouds
import CairnGeometry
import CairnPCL
import CairnSegmentation
import Testing

/// What each method is for.
struct MethodTests {
  let scene = Scene.table
  var box: Int { scene.point(of: 1, near: [-0.15, 0, 0.12]) }
  var ball: Int { scene.point(of: 2, near: [0.15, 0.05, 0.15]) }
  var table: Int { scene.point(of: 0, near: [0, -0.35, 0]) }

  /// The best answer of a method to prompts in a scene.
  private func answer(
    _ predictor: some Predictor, _ prompts: [Prompt], colored: Bool = false
  ) throws -> Mask {
    try predictor.encode(scene.cloud(colored: colored)).masks(for: prompts).best.mask
  }

  @Test func `this build has PCL`() {
    #expect(PCLMethods.isBuilt)
    #expect(PCLMethods.libraryVersion?.hasPrefix("1.") == true)
  }

  @Test func `clusters find what stands on a table, and the table`() throws {
    for (click, label) in [(box, 1), (ball, 2), (table, 0)] {
      let mask = try answer(PCLClustersPredictor(), [.positive(index: click)])
      #expect(mask.intersectionOverUnion(with: scene.mask(label)) > 0.8, "\(label)")
    }
  }

  @Test func `a cut around a click is the object, at some radius`() throws {
    let embedding = try PCLMinimumCutPredictor().encode(scene.cloud())
    for (click, label) in [(box, 1), (ball, 2)] {
      let candidates = try embedding.masks(for: [.positive(index: click)])
      #expect((1...3).contains(candidates.count))
      let best = candidates.map { $0.mask.intersectionOverUnion(with: scene.mask(label)) }.max()
      #expect(best ?? 0 > 0.75, "\(label)")
    }
    // A click on the table selects the plane.
    let mask = try embedding.masks(for: [.positive(index: table)]).best.mask
    #expect(mask.intersectionOverUnion(with: scene.mask(0)) > 0.8)
  }

  @Test func `a click off the object takes from a cut what is nearer to it`() throws {
    let embedding = try PCLMinimumCutPredictor().encode(scene.cloud())
    // Clicks on both select both: then the box is taken off again.
    let both: [Prompt] = [.positive(index: ball), .positive(index: box)]
    let one = try embedding.masks(for: both).best.mask
    #expect(one[box] && one[ball])
    let corrected = try embedding.masks(
      for: [.positive(index: ball), .negative(index: box)]
    ).best.mask
    #expect(corrected.intersectionOverUnion(with: scene.mask(2)) > 0.6)
    #expect(!corrected[box])
    let left = scene.mask(1).indices.count { corrected[$0] }
    #expect(left * 10 < scene.mask(1).selectedCount)
  }

  @Test func `a box says how large the object to cut is`() throws {
    let mask = try answer(
      PCLMinimumCutPredictor(),
      [.box(PromptBox(center: [0.15, 0.05, 0.08], size: [0.16, 0.16, 0.17]))])
    #expect(mask.intersectionOverUnion(with: scene.mask(2)) > 0.7)
  }

  @Test func `a region stays on its face`() throws {
    let mask = try answer(PCLRegionGrowingPredictor(), [.positive(index: box)])
    let top = Mask(scene.points.indices.map { scene.labels[$0] == 1 && scene.points[$0].z > 0.115 })
    #expect(mask.intersectionOverUnion(with: top) > 0.5)
    #expect(!mask[table] && !mask[ball])
  }

  @Test func `regions of one colour end where it ends`() throws {
    let plate = Scene.plate
    let embedding = try PCLColorRegionGrowingPredictor().encode(plate.cloud())
    for (click, label) in [
      (plate.point(of: 1, near: [-0.2, 0, 0]), 1), (plate.point(of: 2, near: [0.2, 0, 0]), 2),
    ] {
      let mask = try embedding.masks(for: [.positive(index: click)]).best.mask
      #expect(mask.intersectionOverUnion(with: plate.mask(label)) > 0.9)
    }
  }

  @Test func `a cloud without colours has no regions of one`() throws {
    let method = PCLColorRegionGrowingPredictor.method
    #expect(throws: SegmentationError.noColors(method: method)) {
      _ = try PCLColorRegionGrowingPredictor().encode(scene.cloud(colored: false))
    }
  }
}
