import CairnGeometry

/// One view of a depth camera: depth, colour and truth of every pixel, row after row.
package struct DepthView: Sendable {
  /// How places become pixels.
  package let lens: DepthLens
  /// Where the program thinks the camera was.
  package let pose: RigidTransform
  /// Along the axis, metres; 0 where none was measured.
  package let depths: [Float]
  /// Red, green, blue in 0…1.
  package let colors: [SIMD3<Float>]
  /// What the rays of the pixels met.
  package let labels: [PointLabels]

  /// The measured points in the frame of the scene.
  package var points: [SIMD3<Float>] {
    var points: [SIMD3<Float>] = []
    for row in 0..<lens.height {
      for column in 0..<lens.width {
        let depth = depths[row * lens.width + column]
        guard depth > 0 else { continue }
        points.append(pose.applied(to: lens.ray(column: column, row: row) * depth))
      }
    }
    return points
  }
}

/// A view's projection of a frame: multiplied by a place, it gives the column times the depth, the
/// row times the depth, and the depth.
struct ViewProjection: Sendable {
  let x: SIMD4<Float>
  let y: SIMD4<Float>
  let z: SIMD4<Float>
  let origin: SIMD4<Float>

  /// Projects the points of a frame.
  ///
  /// - Parameters:
  ///   - view: Onto its pixels.
  ///   - axes: The frame in the scene.
  init(onto view: DepthView, from axes: RigidTransform) {
    let toView = view.pose.inverse * axes
    let (focal, center) = (view.lens.focalLength, view.lens.center)
    func projected(_ place: SIMD3<Float>) -> SIMD4<Float> {
      [focal * place.x + center.x * place.z, focal * place.y + center.y * place.z, place.z, 0]
    }
    x = projected(toView.rotation.applied(to: [1, 0, 0]))
    y = projected(toView.rotation.applied(to: [0, 1, 0]))
    z = projected(toView.rotation.applied(to: [0, 0, 1]))
    origin = projected(toView.position)
  }

  @inline(__always)
  func callAsFunction(_ place: SIMD3<Float>) -> SIMD4<Float> {
    origin + x * place.x + y * place.y + z * place.z
  }
}
