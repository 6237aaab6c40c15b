import CairnClouds
import CairnGeometry
import CairnPreprocessing
import CairnSegmentation
import TestSupport
import Testing

/// What one click proposes where there are more superpoints than it looks at.
struct ProposalTests {
  /// A floor full of blocks of chance sizes, and the points in the middle of their tops.
  static let field: (cloud: PointCloud, tops: [Int]) = {
    var generator = SeededGenerator(seed: 5)
    var points: [SIMD3<Float>] = []
    var tops: [Int] = []
    for row in 0..<26 {
      for column in 0..<26 {
        let corner = SIMD3<Float>(Float(column), Float(row), 0)
        let half = SIMD2<Float>.random(in: 0.2...0.35, using: &generator)
        let height = Float.random(in: 0.3...0.8, using: &generator)
        for y in stride(from: Float(-0.45), to: 0.5, by: 0.1) {
          for x in stride(from: Float(-0.45), to: 0.5, by: 0.1) {
            let isInside = abs(x) < half.x && abs(y) < half.y
            if isInside, abs(x) < 0.1, abs(y) < 0.1, tops.count < row * 26 + column + 1 {
              tops.append(points.count)
            }
            points.append(corner + [x, y, isInside ? height : 0])
          }
        }
        for z in stride(from: Float(0.05), to: height, by: 0.1) {
          for along in stride(from: Float(-1), through: 1, by: 0.2) {
            points.append(corner + [along * half.x, half.y, z])
            points.append(corner + [along * half.x, -half.y, z])
            points.append(corner + [half.x, along * half.y, z])
            points.append(corner + [-half.x, along * half.y, z])
          }
        }
      }
    }
    return (PointCloud(positions: points), tops)
  }()

  @Test func `a click proposes in a large cloud what it selects there`() throws {
    let (cloud, tops) = Self.field
    try #require(tops.count == 26 * 26)
    let embedding = try NetworkPredictor().encode(cloud)
    let voxels = embedding.voxels()
    let superpoints = try NetworkInputTests.scene(cloud, voxelLimit: 24_000).superpointCount
    try #require(superpoints > 2000, "a click looks at all \(superpoints)")
    let clicked = stride(from: 0, to: tops.count, by: 48).map { tops[$0] }
    let proposed = try embedding.proposals(forClicksOn: clicked, in: voxels)
    var likenesses: [Double] = []
    for (point, proposals) in zip(clicked, proposed) {
      #expect(proposals.count == 3)
      let selected = try embedding.masks(for: [.positive(index: point)])
        .map { candidate in
          Set(
            voxels.voxelOfPoint.indices.filter { candidate.mask[$0] }.map {
              voxels.voxelOfPoint[$0]
            })
        }
      // Proposals are made of whole superpoints, masks of voxels.
      for proposal in proposals where !proposal.voxels.isEmpty {
        let found = Set(proposal.voxels)
        likenesses.append(
          selected.map { Double($0.intersection(found).count) / Double($0.union(found).count) }
            .max() ?? 0)
      }
    }
    let typical = likenesses.sorted()[likenesses.count / 2]
    #expect(typical > 0.75, "\(likenesses)")
  }
}
