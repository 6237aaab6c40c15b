import CairnGeometry

extension Picture {
  /// Draws a prompt on top.
  ///
  /// - Parameters:
  ///   - mark: The prompt, in the coordinates that `camera` projects.
  ///   - camera: The view, in pixels of this picture.
  mutating func draw(_ mark: PictureMark, camera: Camera) {
    // A mark is as large in a thumbnail as in a poster, relative to the picture.
    let size = max(5, Float(min(width, height)) / 74)
    switch mark {
    case .positive(let point):
      drawClick(point, camera: camera, color: [0.07, 0.62, 0.24], size: size, isPositive: true)
    case .negative(let point):
      drawClick(point, camera: camera, color: [0.86, 0.12, 0.15], size: size, isPositive: false)
    case .box(let box):
      drawEdges(of: box, camera: camera, lineWidth: size / 4.5)
    }
  }

  private mutating func drawClick(
    _ point: SIMD3<Float>, camera: Camera, color: SIMD3<Float>, size: Float, isPositive: Bool
  ) {
    let projected = camera.project(point)
    guard projected.z > Camera.nearest, projected.isFinite else { return }
    let middle = SIMD2(projected.x, projected.y)
    drawDisc(at: middle, radius: size + size / 4 + 1.2, color: SIMD3(repeating: 0.1))
    drawDisc(at: middle, radius: size + size / 4, color: .one)
    drawDisc(at: middle, radius: size, color: color)
    let arm = SIMD2(size * 0.52, 0)
    drawLine(from: middle - arm, to: middle + arm, width: size * 0.28, color: .one)
    guard isPositive else { return }
    let stem = SIMD2(0, size * 0.52)
    drawLine(from: middle - stem, to: middle + stem, width: size * 0.28, color: .one)
  }

  private mutating func drawEdges(of box: OrientedBox, camera: Camera, lineWidth: Float) {
    let corners = box.corners
    // Corners are in binary order: an edge joins two that differ in one bit.
    var edges: [(SIMD2<Float>, SIMD2<Float>)] = []
    for corner in 0..<8 {
      for bit in [1, 2, 4] where corner & bit == 0 {
        if let edge = camera.projectEdge(from: corners[corner], to: corners[corner | bit]) {
          edges.append(edge)
        }
      }
    }
    for (start, end) in edges {
      drawLine(from: start, to: end, width: lineWidth + 2, color: [0.2, 0.16, 0])
    }
    for (start, end) in edges {
      drawLine(from: start, to: end, width: lineWidth, color: [1, 0.82, 0.1])
    }
  }
}

extension Camera {
  /// The ends of an edge in the picture, cut off where it passes behind the eye.
  fileprivate func projectEdge(
    from start: SIMD3<Float>, to end: SIMD3<Float>
  ) -> (SIMD2<Float>, SIMD2<Float>)? {
    let depths = ((start - eye).dot(forward), (end - eye).dot(forward))
    let limit = Self.nearest * 2
    guard max(depths.0, depths.1) > limit else { return nil }
    func cut(_ point: SIMD3<Float>, _ depth: Float, towards other: SIMD3<Float>, _ far: Float)
      -> SIMD2<Float>
    {
      let share = depth < limit ? (limit - depth) / (far - depth) : 0
      let projected = project(point + (other - point) * share)
      return SIMD2(projected.x, projected.y)
    }
    return (
      cut(start, depths.0, towards: end, depths.1), cut(end, depths.1, towards: start, depths.0)
    )
  }
}
