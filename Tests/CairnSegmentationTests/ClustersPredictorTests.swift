import CairnClouds
import CairnSegmentation
import Testing

struct ClustersPredictorTests {
  @Test func `things apart on a table are clusters, the table is a plane`() throws {
    let embedding = try ClustersPredictor().encode(Scene.table.cloud)
    for (click, label) in [([-0.9, -0.7, 0.5], 1), ([0.8, -0.6, 0.65], 2), ([0, -0.3, 0], 0)]
      as [(SIMD3<Double>, UInt32)]
    {
      let best = try embedding.masks(for: [.positive(at: click)]).best
      #expect(best.mask.intersectionOverUnion(with: Scene.table.mask(label)) > 0.85)
    }
  }

  @Test func `a negative click splits a cluster between the clicks`() throws {
    let embedding = try ClustersPredictor().encode(Scene.table.cloud)
    let one = try embedding.masks(for: [.positive(at: [-0.4, 0.55, 0.7])]).best
    #expect(one.mask[Scene.table.middle(of: 4)])
    let split = try embedding.masks(
      for: [.positive(at: [-0.4, 0.55, 0.7]), .negative(at: [-0.3, 0.12, 0.3])]
    ).best
    #expect(!split.mask[Scene.table.middle(of: 4)])
    #expect(split.mask.intersectionOverUnion(with: Scene.table.mask(3)) > 0.6)
  }
}
