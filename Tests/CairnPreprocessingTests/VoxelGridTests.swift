import CairnPreprocessing
import TestSupport
import Testing

struct VoxelGridTests {
  static func cloud(_ count: Int, scale: Float = 1) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: 3)
    return (0..<count).map { _ in
      SIMD3(.random(in: 0..<1, using: &generator), .random(in: 0..<1, using: &generator), 0) * scale
    }
  }

  @Test func `points of one cell share a voxel and its center is their mean`() {
    let grid = VoxelGrid([[0.1, 0, 0], [1.5, 0, 0], [0.3, 0.2, 0], [-0.1, 0, 0]], edge: 1)
    #expect(grid.voxelOfPoint == [0, 1, 0, 2])
    #expect(grid.centers == [[0.2, 0.1, 0], [1.5, 0, 0], [-0.1, 0, 0]])
    #expect(grid.pointCounts == [2, 1, 1])
  }

  @Test func `points that are not finite are in no voxel`() {
    let grid = VoxelGrid([[.nan, 0, 0], [1, 1, 1], [0, .infinity, 0]], edge: 1)
    #expect(grid.voxelOfPoint == [-1, 0, -1])
    #expect(VoxelGrid([], edge: 1).count == 0)
  }

  @Test(arguments: [1e-3, 1, 1e3] as [Float])
  func `the edge that fills a number of voxels follows the unit`(scale: Float) {
    let grid = VoxelGrid(Self.cloud(20_000, scale: scale), occupying: 2000)
    #expect(grid.count <= 2000)
    #expect(grid.count >= 1800)
    #expect(abs(grid.edge / scale / 0.0223 - 1) < 0.1)
  }

  @Test func `clouds without extent fill one voxel`() {
    let one = VoxelGrid(Array(repeating: [1, 2, 3], count: 9), occupying: 100)
    #expect(one.count == 1)
    #expect(VoxelGrid([], occupying: 100).count == 0)
    #expect(VoxelGrid([[0, 0, 0], [1, 0, 0]], occupying: 1).count >= 1)
  }

  @Test(arguments: [2e-38, 1e-30, 1e-18, 1e18, 1e30, 3e38] as [Float])
  func `two places are two voxels, however near or far`(_ distance: Float) {
    let places: [SIMD3<Float>] = [.zero, [distance, 0, 0]]
    let grid = VoxelGrid((0..<40).map { places[$0 % 2] }, occupying: 24)
    #expect(grid.count == 2)
    #expect(grid.edge > 0 && grid.edge.isFinite)
    #expect(grid.centers == places)
  }

  @Test func `one point far away does not put all others into one voxel`() {
    let grid = VoxelGrid(Self.cloud(20_000) + [[1e5, 0, 0]], occupying: 2000)
    #expect(grid.count >= 1800)
  }

  @Test func `each voxel knows its first point and a random one, each point as likely`() {
    let points = Self.cloud(3000) + [[.nan, 0, 0]]
    let grid = VoxelGrid(points, edge: 0.5)
    for (voxel, first) in grid.firstPoints.enumerated() {
      #expect(grid.voxelOfPoint.firstIndex(of: Int32(voxel)) == Int(first))
    }
    #expect(grid.randomPoints(seed: 5) == grid.randomPoints(seed: 5))
    var below = 0
    for seed in 0..<400 {
      let chosen = grid.randomPoints(seed: UInt64(seed))
      for (voxel, point) in chosen.enumerated() {
        #expect(grid.voxelOfPoint[Int(point)] == Int32(voxel))
        if point < 1500 { below += 1 }
      }
    }
    // Half of 1600 choices; five standard deviations are 100.
    #expect(abs(below - 800) < 100)
    #expect(VoxelGrid([], edge: 1).randomPoints(seed: 1).isEmpty)
  }

  @Test func `far away and huge clouds have exact cells`() {
    let far = (0..<1000).map { SIMD3<Float>(1e6 + Float($0) * 0.125, -1e6, 3e9) }
    let grid = VoxelGrid(far, edge: 0.25)
    #expect(grid.count == 500)
    #expect(grid.pointCounts.allSatisfy { $0 == 2 })
  }
}
