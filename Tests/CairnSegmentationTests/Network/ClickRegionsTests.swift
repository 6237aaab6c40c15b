import CairnClouds
import CairnSegmentation
import Glibc
import Testing

/// What the network reads of the regions around clicks.
struct ClickRegionsTests {
  /// A floor, with an encoder that sets a square of it off.
  static let floor = Result {
    var points: [SIMD3<Float>] = []
    for row in 0..<60 { for column in 0..<60 { points.append([Float(row), Float(column), 0]) } }
    var scene = try NetworkInputTests.scene(PointCloud(positions: points), voxelLimit: 3600)
    let superpoints = try #require(scene.integers["superpoint_of_voxel"])
    let voxels = try #require(scene.integers["voxel_of_point"])
    var isSquare = [Bool](repeating: false, count: scene.superpointCount)
    for (voxel, point) in zip(voxels, points) where isInSquare(point) {
      isSquare[Int(superpoints[Int(voxel)])] = true
    }
    let neighbors = try #require(scene.integers["superpoint_neighbors"])
    let count = Int(TrainingScene.widths[4])
    scene.setContext(
      affinities: neighbors.indices.map {
        neighbors[$0] >= 0 && isSquare[Int(neighbors[$0])] == isSquare[$0 / count] ? 0.95 : 0.05
      })
    return (scene: scene, points: points)
  }

  static func isInSquare(_ point: SIMD3<Float>) -> Bool {
    (20..<40).contains(point.x) && (20..<40).contains(point.y)
  }

  let width = Int(TrainingScene.widths[6])
  let voxelWidth = Int(TrainingScene.widths[7])

  @Test func `nearness falls with the distance to a superpoint's nearest voxel`() throws {
    let scene = try Self.floor.get().scene
    let superpoints = try #require(scene.integers["superpoint_of_voxel"])
    let values = try #require(scene.values(clicks: [(40, true)], regionDepths: nil, last: nil))
    var nearest = [Float](repeating: .infinity, count: scene.superpointCount)
    for (voxel, superpoint) in superpoints.enumerated() {
      let offset = scene.centers[voxel] - scene.centers[40]
      nearest[Int(superpoint)] = min(
        nearest[Int(superpoint)], (offset * offset).sum().squareRoot())
    }
    for (superpoint, distance) in nearest.enumerated() {
      let value = values.superpoints[superpoint * width + 37]
      #expect(abs(value - exp(-distance / 6)) < 1e-5)
    }
  }

  @Test func `a click in the middle of a thing is deep in its region, one at its edge is not`()
    throws
  {
    let (scene, points) = try Self.floor.get()
    let superpoints = try #require(scene.integers["superpoint_of_voxel"])
    let voxels = try #require(scene.integers["voxel_of_point"])
    func superpoint(_ x: Int, _ y: Int) -> Int {
      Int(superpoints[Int(voxels[points.firstIndex(of: [Float(x), Float(y), 0])!])])
    }
    let qualities = try [(30, 30), (21, 38)].map { x, y in
      let voxel = Int(voxels[60 * x + y])
      let values = try #require(
        scene.values(clicks: [(voxel, true)], regionDepths: nil, last: nil)
      ).superpoints
      let (own, other) = (superpoint(x, y) * width, superpoint(5, 5) * width)
      // The best region is the square: the rest of the floor joins in a worse, larger one.
      #expect(values[own + 40] > values[other + 40])
      #expect(values[other + 41] == values[own + 40])
      return values[own + 40]
    }
    #expect(qualities[0] > 0.15)
    #expect(qualities[1] < 0.5 * qualities[0])
  }

  @Test func `an answer is taken to be wrong as far around a click as nothing was right`() throws {
    let scene = try Self.floor.get().scene
    let center = scene.centers[40]
    func distance(_ voxel: Int) -> Float {
      let offset = scene.centers[voxel] - center
      return (offset * offset).sum().squareRoot()
    }
    let right = (0..<scene.voxelCount).filter { distance($0) >= 4 }
    let radius = try #require(right.map(distance).min())
    for isPositive in [true, false] {
      let sign: Float = isPositive ? 1 : -1
      let last = (0..<scene.voxelCount).map { distance($0) < 4 ? -sign : sign }
      let values = try #require(
        scene.values(clicks: [(40, isPositive)], regionDepths: nil, last: last))
      for voxel in 0..<scene.voxelCount {
        let expected = sign * min(radius / (distance(voxel) + 0.5), 1)
        #expect(abs(values.voxels[voxel * voxelWidth + 11] - expected) < 1e-5)
      }
    }
    let fresh = try #require(scene.values(clicks: [(40, true)], regionDepths: nil, last: nil))
    for voxel in 0..<scene.voxelCount { #expect(fresh.voxels[voxel * voxelWidth + 11] == 0) }
  }
}
