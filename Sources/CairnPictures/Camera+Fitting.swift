import CairnGeometry

/// The area of a picture to fill, in pixels.
struct Frame {
  /// Pixels in a row.
  var width: Float
  /// The number of rows.
  var height: Float
  /// The share of the picture that the cloud takes, at most.
  var fill: Float = 0.93
}

extension Camera {
  /// Moves the eye back, sideways and up until the points fill the frame.
  ///
  /// - Parameters:
  ///   - points: What to show, about the origin; far outliers may fall outside.
  ///   - anchors: What must be inside.
  ///   - frame: The picture.
  ///   - trim: The share of the points that may fall outside at each side.
  ///   - rounds: How often to correct; each leaves a fraction of the error.
  mutating func fit(
    _ points: [SIMD3<Float>], anchors: [SIMD3<Float>] = [], in frame: Frame, trim: Float,
    rounds: Int = 10
  ) {
    // 32° from top to bottom: enough perspective to tell near from far, little enough to keep shapes.
    let halfHeight: Float = 0.287
    focal = frame.height / 2 / halfHeight
    center = SIMD2(frame.width / 2, frame.height / 2)
    let points = sample(points, limit: 6000)
    var target = SIMD3<Float>.zero
    var distance: Float = 2
    for _ in 0..<rounds {
      eye = target - forward * distance
      var (horizontal, vertical): ([Float], [Float]) = ([], [])
      for point in points {
        let relative = point - eye
        // What is behind or beside the eye pulls the eye back as if it were just before it.
        let depth = max(relative.dot(forward), 0.1 * distance)
        horizontal.append(relative.dot(right) / depth)
        vertical.append(relative.dot(up) / depth)
      }
      var x = robustRange(horizontal, share: trim, margin: trim > 0.01 ? 0.05 : 0.2)
      var y = robustRange(vertical, share: trim, margin: trim > 0.01 ? 0.05 : 0.2)
      for anchor in anchors {
        let relative = anchor - eye
        let depth = max(relative.dot(forward), 0.1 * distance)
        let (column, row) = (relative.dot(right) / depth, relative.dot(up) / depth)
        x = (min(x.low, column), max(x.high, column))
        y = (min(y.low, row), max(y.high, row))
      }
      target += right * ((x.low + x.high) / 2 * distance)
      target += up * ((y.low + y.high) / 2 * distance)
      let halfWidth = halfHeight * frame.width / frame.height
      let used = max((x.high - x.low) / (2 * halfWidth), (y.high - y.low) / (2 * halfHeight))
      distance *= max(used / frame.fill, 0.05)
      distance = min(max(distance, 0.02), 1e4)
    }
    eye = target - forward * distance
  }

  /// Keeps the eye where it is and chooses focal length and centre so that the points fill the frame.
  mutating func zoom(to points: [SIMD3<Float>], anchors: [SIMD3<Float>], in frame: Frame) {
    var (horizontal, vertical): ([Float], [Float]) = ([], [])
    for point in points {
      let relative = point - eye
      let depth = relative.dot(forward)
      guard depth > Self.nearest else { continue }
      horizontal.append(relative.dot(right) / depth)
      vertical.append(relative.dot(up) / depth)
    }
    var x = robustRange(horizontal)
    var y = robustRange(vertical)
    for anchor in anchors {
      let relative = anchor - eye
      let depth = max(relative.dot(forward), Self.nearest)
      x = (min(x.low, relative.dot(right) / depth), max(x.high, relative.dot(right) / depth))
      y = (min(y.low, relative.dot(up) / depth), max(y.high, relative.dot(up) / depth))
    }
    focal =
      frame.fill
      * min(
        frame.width / max(x.high - x.low, 1e-3), frame.height / max(y.high - y.low, 1e-3))
    center = SIMD2(
      frame.width / 2 - focal * (x.low + x.high) / 2,
      frame.height / 2 + focal * (y.low + y.high) / 2)
  }
}
