import CairnGeometry
import CairnPreprocessing

/// Which way is up in a cloud, as far as its large planes tell, and where its bottom is.
///
/// A network that learns heights must find them by itself: no file says which axis is up.
package struct UpDirection: Sendable {
  /// A unit vector away from what things stand on.
  package var direction: SIMD3<Float>
  /// How far along `direction` the bottom is: the first percentile of the voxels.
  package var bottom: Float
  /// From the bottom to the 99th percentile, in voxel edges; at least 1.
  package var extent: Float

  /// How far a place is above the bottom, in voxel edges.
  @inline(__always)
  package func height(of center: SIMD3<Float>) -> Float { center.dot(direction) - bottom }

  /// Takes a direction that was found before.
  init(direction: SIMD3<Float>, bottom: Float, extent: Float) {
    (self.direction, self.bottom, self.extent) = (direction, bottom, extent)
  }

  /// Finds the direction across the plane to which most of the surface is parallel, on the side
  /// where more voxels are; `nil` without planes.
  ///
  /// - Parameters:
  ///   - centers: Voxels, in voxel edges.
  ///   - normals: Across the surface at each of them.
  ///   - planes: The large planes among them.
  /// - Complexity: O(*n*) for each plane.
  package init?(centers: [SIMD3<Float>], normals: [SIMD3<Float>], planes: [PlaneSegment]) {
    var best: (direction: SIMD3<Float>, score: Float)?
    for segment in planes {
      let normal = segment.plane.normal
      var (parallel, above, below): (Float, Float, Float) = (0, 0, 0)
      for voxel in centers.indices {
        if abs(normals[voxel].dot(normal)) > 0.95 { parallel += 1 }
        let distance = segment.plane.signedDistance(to: centers[voxel])
        if distance > 1.5 { above += 1 } else if distance < -1.5 { below += 1 }
      }
      let balance = (above - below) / max(above + below, 1)
      let score = parallel * (1 + abs(balance))
      if score > best?.score ?? 0 { best = (balance < 0 ? -normal : normal, score) }
    }
    guard let best else { return nil }
    direction = best.direction
    // A few thousand voxels tell percentiles well enough.
    let step = max(centers.count / 4096, 1)
    let heights = stride(from: 0, to: centers.count, by: step)
      .map { centers[$0].dot(best.direction) }.sorted()
    bottom = heights[heights.count / 100]
    extent = max(heights[heights.count - 1 - heights.count / 100] - bottom, 1)
  }
}
