import CairnPreprocessing
import CairnSearch
import TestSupport
import Testing

struct ConnectedComponentsTests {
  @Test func `an edge listed at one end connects both`() {
    #expect(
      connectedComponents(offsets: [0, 1, 1, 2, 2, 3] as [Int32], targets: [2, 4, 4])
        == [0, 1, 0, 2, 0])
    #expect(
      connectedComponents(offsets: [0, 1, 1, 2, 2, 3] as [Int], targets: [2, 4, 4])
        == [0, 1, 0, 2, 0])
    #expect(connectedComponents(offsets: [0] as [Int], targets: []).isEmpty)
  }

  @Test func `voxels connect by faces, edges or corners`() {
    let points: [SIMD3<Float>] = [
      [0.5, 0.5, 0.5], [1.5, 0.5, 0.5], [2.5, 1.5, 0.5], [3.5, 2.5, 1.5], [9, 9, 9],
    ]
    let hash = VoxelHash(points, cellSize: 1)
    #expect(hash.connectedComponents(.faces) == [0, 0, 1, 2, 3])
    #expect(hash.connectedComponents(.edges) == [0, 0, 0, 1, 2])
    #expect(hash.connectedComponents(.corners) == [0, 0, 0, 0, 1])
    #expect(VoxelHash([], cellSize: 1).connectedComponents(.faces).isEmpty)
  }

  @Test(arguments: VoxelConnectivity.allCases)
  func `components are what a walk over neighbors reaches`(connectivity: VoxelConnectivity) {
    var generator = SeededGenerator(seed: 9)
    let points = (0..<700).map { _ in
      SIMD3<Float>(
        .random(in: -6..<6, using: &generator), .random(in: -6..<6, using: &generator),
        .random(in: -6..<6, using: &generator))
    }
    let hash = VoxelHash(points, cellSize: 1)
    var expected = [Int32](repeating: -1, count: hash.voxelCount)
    var next: Int32 = 0
    for start in 0..<hash.voxelCount where expected[start] < 0 {
      var pending = [start]
      while let voxel = pending.popLast() {
        guard expected[voxel] < 0 else { continue }
        expected[voxel] = next
        pending += hash.neighbors(of: voxel, connectivity: connectivity)
      }
      next += 1
    }
    #expect(hash.connectedComponents(connectivity) == expected)
    #expect(next > 1)
  }
}
