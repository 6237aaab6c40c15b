import CairnClouds
import CairnSegmentation
import Testing

/// Two boxes on a floor that goes on below them, as programs make scenes: no sensor, no noise, every
/// side there, and points in rows that do not fit the voxels.
struct BoxesOnFloorTests {
  static func cloud(spacing: Float, offset: SIMD3<Float>) -> (cloud: PointCloud, labels: [Int]) {
    var points: [SIMD3<Float>] = []
    var labels: [Int] = []
    func add(_ corner: SIMD3<Float>, _ u: SIMD3<Float>, _ v: SIMD3<Float>, size: Float, _ id: Int) {
      let count = Int((size / spacing).rounded())
      for i in 0...count {
        for j in 0...count {
          points.append(offset + corner + Float(i) * spacing * u + Float(j) * spacing * v)
          labels.append(id)
        }
      }
    }
    let (x, y, z): (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>) = ([1, 0, 0], [0, 1, 0], [0, 0, 1])
    add(.zero, x, y, size: 1.2, 0)
    for (number, left) in [Float(0.3), 0.8].enumerated() {
      let corner = SIMD3<Float>(left, 0.5, spacing)
      add(corner + 0.2 * z, x, y, size: 0.2, number + 1)
      add(corner, x, z, size: 0.2, number + 1)
      add(corner + 0.2 * y, x, z, size: 0.2, number + 1)
      add(corner, y, z, size: 0.2, number + 1)
      add(corner + 0.2 * x, y, z, size: 0.2, number + 1)
    }
    return (PointCloud(positions: points), labels)
  }

  /// The origin beside, inside, below and far from the scene: where a sensor would be if there were
  /// one, and where the base of a robot is.
  static let offsets: [SIMD3<Float>] = [
    .zero, [-0.6, -0.6, -0.1], [-0.6, -0.6, 0.5], [-0.6, -0.6, -1.5], [5, 5, 5],
  ]

  @Test(arguments: [Float(0.01), 0.02], offsets)
  func `one click on a box gives the box, wherever the origin is`(
    spacing: Float, offset: SIMD3<Float>
  ) throws {
    let (cloud, labels) = Self.cloud(spacing: spacing, offset: offset)
    let embedding = try GraphPredictor().encode(cloud)
    for (id, left) in [(1, Float(0.4)), (2, 0.9)] {
      let top = SIMD3<Double>(offset + [left, 0.6, 0.2 + spacing])
      let candidates = try embedding.masks(for: [.positive(at: top)])
      let truth = Mask(labels.map { $0 == id })
      #expect(candidates.best.mask.intersectionOverUnion(with: truth) > 0.85)
      #expect(candidates.count == 3)
      #expect(Set(candidates.map(\.mask.selectedCount)).count == 3)
    }
  }
}
