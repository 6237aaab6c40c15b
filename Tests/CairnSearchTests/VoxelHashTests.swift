import CairnGeometry
import CairnSearch
import TestSupport
import Testing

struct VoxelHashTests {
  @Test(arguments: Distribution.allCases, [0.01, 0.3, 5] as [Float])
  func `voxels hold all finite points and know their neighbors`(
    on distribution: Distribution, cellSize: Float
  ) {
    let points = distribution.sample(count: 301, seed: 5)
    let hash = VoxelHash(points, cellSize: cellSize)
    var seen = 0
    for voxel in 0..<hash.voxelCount {
      #expect(hash.voxel(at: hash.cells[voxel]) == voxel)
      for point in hash.points(of: voxel) {
        #expect(hash.voxelOfPoint[Int(point)] == Int32(voxel))
        #expect(hash.voxel(around: points[Int(point)]) == voxel)
        seen += 1
      }
      for connectivity in VoxelConnectivity.allCases {
        let limit: Int32 = connectivity == .faces ? 1 : connectivity == .edges ? 2 : 3
        let expected = hash.cells.indices.filter { other in
          let way = hash.cells[other] &- hash.cells[voxel]
          let steps = abs(way.x) + abs(way.y) + abs(way.z)
          return (1...limit).contains(steps) && way.max() <= 1 && way.min() >= -1
        }
        #expect(hash.neighbors(of: voxel, connectivity: connectivity).sorted() == expected)
      }
    }
    #expect(seen == points.count(where: \.isFinite))
  }

  @Test func `there are 6, 18 and 26 cells around a cell`() {
    #expect(VoxelConnectivity.allCases.map(\.count) == [6, 18, 26])
    var points: [SIMD3<Float>] = []
    for cell in 0..<27 {
      points.append(SIMD3(Float(cell % 3), Float(cell / 3 % 3), Float(cell / 9)) + 0.5)
    }
    let hash = VoxelHash(points, cellSize: 1)
    #expect(hash.neighbors(of: 13, connectivity: .corners).count == 26)
    #expect(hash.neighbors(of: 13, connectivity: .edges).count == 18)
    #expect(hash.neighbors(of: 13, connectivity: .faces) == [4, 10, 12, 14, 16, 22])
    #expect(hash.neighbors(of: 0, connectivity: .corners).count == 7)
  }

  @Test func `what is empty or not finite has no voxel`() {
    let hash = VoxelHash([[0, 0, 0], [.nan, 0, 0]], cellSize: 1)
    #expect(hash.voxelOfPoint == [0, -1])
    #expect(hash.voxel(around: [.nan, 0, 0]) == nil)
    #expect(hash.voxel(at: [1, 0, 0]) == nil)
    #expect(VoxelHash([], cellSize: 1).voxelCount == 0)
    #expect(VoxelHash([], cellSize: 1).voxel(at: .zero) == nil)
  }

  @Test(arguments: [0.01, 0.1, 1, 7] as [Float])
  func `what is found far from the origin is what brute force finds`(cellSize: Float) {
    let points = Distribution.farAway.sample(count: 500, seed: 3)
    let (hash, expected) = (VoxelHash(points, cellSize: cellSize), BruteForce(points))
    for place in points.prefix(40) {
      for radius in [0.0625, 0.1, 0.125, 0.3] as [Float] {
        #expect(
          hash.neighbors(within: radius, of: place)
            == expected.neighbors(within: radius, of: place))
      }
      #expect(hash.nearest(9, to: place) == expected.nearest(9, to: place))
    }
  }
}
