import CairnClouds
import CairnGeometry

/// The points of a cloud that a picture shows, moved and scaled so that their robust bounding box is
/// about the origin and has a diagonal of 1: from here on no unit matters.
struct DrawnPoints {
  /// Scaled positions, all finite.
  var points: [SIMD3<Float>] = []
  /// The row of the cloud of each point.
  var rows: [Int32] = []
  /// What was the middle of the robust box.
  let center: SIMD3<Float>
  /// What positions were multiplied with.
  let scale: Float

  init(_ positions: [SIMD3<Float>], options: PictureOptions) {
    var kept: [SIMD3<Float>] = []
    kept.reserveCapacity(positions.count)
    rows.reserveCapacity(positions.count)
    for (row, point) in positions.enumerated() where point.isFinite {
      if let crop = options.crop, !crop.contains(point) { continue }
      if let visible = options.visible, !visible[row] { continue }
      kept.append(point)
      rows.append(Int32(row))
    }
    let box = robustBox(sample(kept, limit: 50_000))
    // Halved first: the extent of coordinates near the end of Float's range overflows.
    let (low, high) = box.isEmpty ? (.zero, .zero) : (box.min / 2, box.max / 2)
    center = low + high
    let extent = high - low
    let largest = extent.max()
    let diagonal = largest > 0 ? 2 * largest * (extent / largest).length : 0
    scale = diagonal.isFinite && diagonal > 1e-30 ? 1 / diagonal : 1
    points = kept
    for index in points.indices { points[index] = scaled(kept[index]) }
    // What is farther out by fifteen orders of magnitude would not be in the picture anyway.
    let limit: Float = 1e30
    if points.contains(where: { !($0.squaredLength < limit) }) {
      let near = points.indices.filter { points[$0].squaredLength < limit }
      rows = near.map { rows[$0] }
      points = near.map { points[$0] }
    }
  }

  /// A position of the cloud as these points have it.
  func scaled(_ position: SIMD3<Float>) -> SIMD3<Float> {
    // Halved for the same reason as above.
    (position / 2 - center / 2) * scale * 2
  }

  /// Leaves out what lies above a height along `up`.
  mutating func remove(above height: Float, along up: SIMD3<Float>) {
    let kept = points.indices.filter { points[$0].dot(up) <= height }
    rows = kept.map { rows[$0] }
    points = kept.map { points[$0] }
  }
}
