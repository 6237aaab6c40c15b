import CairnClouds
import CairnGeometry

/// Turns what was asked for and what the cloud seems to be into a camera.
struct ViewChoice {
  let guess: SceneGuess
  /// What the picture must show.
  let points: [SIMD3<Float>]
  let up: SIMD3<Float>

  init(_ drawn: DrawnPoints, guess: SceneGuess, up: SIMD3<Float>?) {
    self.guess = guess
    let sampled = sample(drawn.points, limit: 20_000)
    let isAround = guess.kind == .sweep || guess.kind == .panorama
    points = isAround ? Self.near(sampled, sensor: guess.sensor) : sampled
    self.up = up.flatMap { $0.isFinite && $0.normalized != .zero ? $0.normalized : nil } ?? guess.up
  }

  /// What lies near the sensor: a sweep reaches far beyond where it shows shapes.
  private static func near(_ points: [SIMD3<Float>], sensor: SIMD3<Float>) -> [SIMD3<Float>] {
    let distances = points.map { ($0 - sensor).length }.sorted()
    let limit = 1.1 * distances.quantile(0.86)
    return points.filter { ($0 - sensor).length < limit }
  }

  /// The camera for a view, in pixels of a picture of the given size.
  func camera(
    for view: PictureView, anchors: [SIMD3<Float>], width: Int, height: Int, isUpGiven: Bool
  ) -> Camera {
    let frame = Frame(width: Float(width), height: Float(height))
    switch view {
    case .sensor:
      return sensorCamera(anchors, frame: frame)
    case .automatic:
      if case .cameraView = guess.kind, !isUpGiven { return sensorCamera(anchors, frame: frame) }
      return orbit(azimuth: nil, elevation: nil, anchors: anchors, frame: frame)
    case .orbit(let azimuth, let elevation):
      return orbit(azimuth: azimuth, elevation: elevation, anchors: anchors, frame: frame)
    }
  }

  private func sensorCamera(_ anchors: [SIMD3<Float>], frame: Frame) -> Camera {
    var (forward, cameraUp) = (-guess.sensor, up)
    if case .cameraView(let direction, let top) = guess.kind {
      (forward, cameraUp) = (direction, top)
    }
    if forward.normalized == .zero { forward = Camera.frame(up: up).back * -1 }
    var camera = Camera(forward: forward, up: cameraUp)
    camera.eye = guess.sensor
    var frame = frame
    frame.fill = 1
    camera.zoom(to: points, anchors: anchors, in: frame)
    return camera
  }

  private func orbit(
    azimuth: Float?, elevation: Float?, anchors: [SIMD3<Float>], frame: Frame
  ) -> Camera {
    let isSweep = guess.kind == .sweep
    var (azimuth, elevation) = (azimuth, elevation)
    if case .wall = guess.kind {
      azimuth = azimuth ?? 0.3
      elevation = elevation ?? 0.15
    }
    let rise = elevation ?? (isSweep ? 0.72 : 0.56)
    let trim: Float = isSweep ? 0.01 : 0.005
    let turn = azimuth ?? bestAzimuth(elevation: rise, trim: trim, frame: frame)
    var camera = Camera(azimuth: turn, elevation: rise, up: up)
    camera.fit(points, anchors: anchors, in: frame, trim: trim)
    return camera
  }

  /// The azimuth from which most points are seen.
  private func bestAzimuth(elevation: Float, trim: Float, frame: Frame) -> Float {
    let few = sample(points, limit: 2500)
    let (width, height) = (80, max(8, min(Int(80 * frame.height / frame.width), 800)))
    let small = Frame(width: Float(width), height: Float(height))
    var best: (score: Float, azimuth: Float) = (-1, 0)
    // Views off the axes show two sides of what stands square.
    for step in 0..<16 {
      let azimuth = (Float(step) + 0.5) * .pi / 8 + 0.05
      var camera = Camera(azimuth: azimuth, elevation: elevation, up: up)
      camera.fit(few, in: small, trim: trim, rounds: 5)
      var canvas = Canvas(width: width, height: height)
      canvas.draw(few, camera: camera, radius: SplatRadius(spacings: [], fixed: 1.7, limits: 1...2))
      var visible = 0
      for point in few {
        let projected = camera.project(point)
        let (column, row) = (
          Int(projected.x.clamped(to: -1...9999)), Int(projected.y.clamped(to: -1...9999))
        )
        guard projected.x >= 0, projected.y >= 0, column < width, row < height else { continue }
        if projected.z <= canvas.depths[row * width + column] + 0.012 { visible += 1 }
      }
      // From the side of the sensor surfaces are complete; behind them are shadows.
      let side = guess.sensor.normalized.dot(-camera.forward)
      let score = Float(visible) / Float(max(few.count, 1)) + 0.06 * side
      if score > best.score + 1e-4 { best = (score, azimuth) }
    }
    return best.azimuth
  }
}

extension Float {
  fileprivate func clamped(to range: ClosedRange<Float>) -> Float {
    // NaN compares false and becomes the lower bound.
    self >= range.lowerBound ? Swift.min(self, range.upperBound) : range.lowerBound
  }
}
