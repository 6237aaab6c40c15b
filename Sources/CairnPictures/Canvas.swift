import CairnGeometry

/// Which point each pixel shows, and how deep it lies: the picture at twice its size.
struct Canvas {
  /// Pixels in a row.
  let width: Int
  /// The number of rows.
  let height: Int
  /// Depth along the camera's forward direction; infinity where there is no point.
  var depths: [Float]
  /// The drawn point; -1 where there is none.
  var indices: [Int32]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    depths = Array(repeating: .infinity, count: width * height)
    indices = Array(repeating: -1, count: width * height)
  }

  /// Draws every point as a disc that faces the eye.
  ///
  /// The disc bulges towards the eye (Schütz, Potree, 2016: paraboloids), so that where discs overlap
  /// each pixel shows the point it is nearest to. Equal depths show the earlier point.
  ///
  /// - Parameters:
  ///   - points: Where they are.
  ///   - camera: What sees them, in pixels of the canvas.
  ///   - radius: How large their discs are.
  mutating func draw(_ points: [SIMD3<Float>], camera: Camera, radius: SplatRadius) {
    for (index, point) in points.enumerated() {
      let projected = camera.project(point)
      let depth = projected.z
      guard depth > Camera.nearest else { continue }
      let radius = radius.pixels(index, depth: depth, focal: camera.focal)
      let reach = SIMD2(projected.x, projected.y)
      guard
        reach.x + radius >= 0, reach.x - radius < Float(width),
        reach.y + radius >= 0, reach.y - radius < Float(height)
      else { continue }
      let left = max(0, Int((reach.x - radius).rounded(.down)))
      let right = min(width - 1, Int((reach.x + radius).rounded(.down)))
      let top = max(0, Int((reach.y - radius).rounded(.down)))
      let bottom = min(height - 1, Int((reach.y + radius).rounded(.down)))
      let squaredRadius = radius * radius
      // At the rim the disc lies one radius, as a length, behind its middle.
      let fall = depth / (camera.focal * radius)
      for row in top...bottom {
        let dy = Float(row) + 0.5 - reach.y
        let start = row * width
        for column in left...right {
          let dx = Float(column) + 0.5 - reach.x
          let squaredDistance = dx * dx + dy * dy
          guard squaredDistance <= squaredRadius else { continue }
          let surface = depth + squaredDistance * fall
          if surface < depths[start + column] {
            depths[start + column] = surface
            indices[start + column] = Int32(index)
          }
        }
      }
    }
  }
}
