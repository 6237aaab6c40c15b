import CairnGeometry

/// How likely two neighboring voxels are on the same object: 1 for sure, 0 not at all.
///
/// Objects are mostly convex and meet in concave folds (Stein et al., "Object partitioning using
/// local convexity", 2014), so a concave fold weighs most. Where the outside is not known, any fold
/// counts as half concave.
struct EdgeAffinity: Sendable {
  let centers: [SIMD3<Float>]
  let normals: [SIMD3<Float>]
  let isOriented: Bool
  let spacing: [Float]
  let colors: [SIMD3<Float>]?
  let planes: [Int32]

  func callAsFunction(_ a: Int, _ b: Int) -> Float {
    let offset = centers[b] - centers[a]
    let distance = offset.length
    var cost = 0.5 * max(distance / min(spacing[a], spacing[b]) - 1, 0)
    if isOriented {
      let direction = distance > 0 ? offset / distance : .zero
      cost += 8 * min(max(normals[a].dot(direction) - normals[b].dot(direction), 0), 1.5)
    } else {
      cost += 5 * (1 - abs(normals[a].dot(normals[b])))
    }
    if let colors { cost += (colors[a] - colors[b]).length }
    // Between a large plane and what stands on it.
    if planes[a] != planes[b] { cost += 2 }
    return exponential(-cost)
  }
}
