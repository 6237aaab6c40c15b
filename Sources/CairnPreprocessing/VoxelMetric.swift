import CairnGeometry

/// How unlike two voxels are.
struct VoxelMetric {
  /// What counts of a voxel, times weights.
  private struct Features {
    var center: SIMD3<Float>
    var normal: SIMD3<Float>
  }

  private let features: [Features]
  /// Times their weight; empty where color does not count.
  private let colors: [SIMD3<Float>]
  private let normalWeight: Float

  init(_ surface: VoxelSurface, spacing: Float, weights: Supervoxels.Weights) {
    let spaceScale = weights.space / spacing
    let normalScale = weights.normal.squareRoot()
    // Centers are taken from one of them, so that coordinates far away stay exact.
    let origin = surface.centers.first ?? .zero
    features = (0..<surface.count).map {
      Features(
        center: (surface.centers[$0] - origin) * spaceScale,
        normal: surface.normals[$0] * normalScale)
    }
    colors = weights.color == 0 ? [] : surface.colors.map { $0 * weights.color }
    normalWeight = weights.normal
  }

  /// The weighted sum of how far apart two voxels are, how their normals and their colors differ.
  @inline(__always)
  func callAsFunction(_ a: Int32, _ b: Int32) -> Float {
    let (first, second) = (features[Int(a)], features[Int(b)])
    let distance = (first.center - second.center).length
    let sum = distance + normalWeight - abs(first.normal.dot(second.normal))
    return colors.isEmpty ? sum : sum + (colors[Int(a)] - colors[Int(b)]).length
  }
}
