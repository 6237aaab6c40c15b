import CairnGeometry
import CairnPreprocessing
import CairnSegmentation
import Testing

struct BoxReadingTests {
  /// A lattice of 9 × 9 × 9 points, from -2 to 2 along each axis, each a voxel of its own.
  static let points: [SIMD3<Float>] = (0..<729).map { index in
    let place = SIMD3<Float>(Float(index % 9), Float(index / 9 % 9), Float(index / 81))
    return place / 2 - SIMD3(repeating: 2)
  }

  @Test(arguments: [Rotation.identity, Rotation(quaternion: [0.2, 0.3, -0.4, 0.8]) ?? .identity])
  func `what fills a box is measured along its own axes`(rotation: Rotation) {
    let center = SIMD3<Float>(5, -3, 40)
    let turned = Self.points.map { center + rotation.applied(to: $0) }
    let grid = VoxelGrid(turned, edge: 0.01)
    let reading = BoxReading(
      OrientedBox(center: center, size: [4.1, 4.1, 4.1], rotation: rotation), grid)
    func fill(where isMember: (SIMD3<Float>) -> Bool) -> Float {
      reading.fill(
        of: Self.points.indices.filter { isMember(Self.points[$0]) }.map {
          Int(grid.voxelOfPoint[$0])
        })
    }
    let full = Float(4 / 4.1)
    #expect(abs(fill { _ in true } - full * full * full) < 1e-4)
    // Half as wide and a quarter as high.
    let part = fill { $0.x <= 0 && abs($0.z) <= 0.5 }
    #expect(abs(part - full * full * full / 8) < 1e-4)
    #expect(fill { $0.x == 0 } < 1e-4)
    #expect(fill { _ in false } == 0)
  }

  @Test func `what is outside of the box counts for nothing`() {
    let grid = VoxelGrid(Self.points, edge: 0.01)
    let reading = BoxReading(OrientedBox(center: [-1, 0, 0], size: [2.1, 4.1, 4.1]), grid)
    let half = reading.fill(
      of: Self.points.indices.filter { Self.points[$0].x <= 0 }.map { Int(grid.voxelOfPoint[$0]) })
    #expect(reading.fill(of: 0..<grid.count) == half)
    #expect(half > 0.8)
  }
}
