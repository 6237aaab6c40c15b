extension DepthCamera {
  /// A device at random, one of three kinds.
  ///
  /// - Parameters:
  ///   - random: Decides.
  ///   - pointCount: About how many pixels; those of the device where `nil`.
  /// - Returns: A camera with a focal length, noise and flaws as such devices have them.
  public static func random(
    _ random: inout SceneRandom, pointCount: Int? = nil
  ) -> DepthCamera {
    var camera: DepthCamera
    switch random.unit() {
    case ..<0.55: camera = kinect
    case ..<0.75: camera = timeOfFlight
    default: camera = stereo
    }
    camera.focalLength *= random.number(in: 0.95...1.05)
    camera.noise *= random.number(in: 0.7...1.4)
    camera.raggedness *= random.number(in: 0.7...1.4)
    camera.flyingShare *= random.number(in: 0.6...1.4)
    camera.dropout = random.number(in: 0.6...1.3)
    camera.colorTurn = [random.normal() * 0.0012, random.normal() * 0.0012]
    camera.roll = random.normal() * 0.03
    return pointCount.map { camera.withPixels($0) } ?? camera
  }

  /// Structured light as in Kinect v1, Xtion and Astra: 640 x 480, depth in eighths of a pixel of
  /// disparity.
  public static let kinect = DepthCamera(
    principle: .structuredLight, width: 640, height: 480, focalLength: 540, baseline: 0.075,
    disparityStep: 0.125, depthStep: 0.001, noise: 0.085, raggedness: 1.4, flyingShare: 0.08,
    range: 0.45...5, dropout: 1, colorEye: [0.025, 0, 0], colorTurn: [0.001, -0.001])

  /// Time of flight as in Kinect v2 and its successor: 512 x 424, many points between front and back.
  public static let timeOfFlight = DepthCamera(
    principle: .timeOfFlight, width: 512, height: 424, focalLength: 365, baseline: 0,
    disparityStep: 0, depthStep: 0.001, noise: 1.8, raggedness: 0.5, flyingShare: 0.55,
    range: 0.35...5, dropout: 1, colorEye: [-0.04, 0, 0], colorTurn: [0.001, -0.001])

  /// Two cameras as in RealSense D400: 640 x 480, bumpy, with wide edges.
  public static let stereo = DepthCamera(
    principle: .stereo, width: 640, height: 480, focalLength: 470, baseline: 0.055,
    disparityStep: 0.03125, depthStep: 0.001, noise: 0.085, raggedness: 2.6, flyingShare: 0.3,
    range: 0.3...10, dropout: 1, colorEye: [0.015, 0, 0], colorTurn: [0.001, 0.001])

  /// Returns the camera with fewer or more pixels and the same view.
  ///
  /// - Parameter count: About how many; at least 1.
  /// - Returns: A camera of the same shape of picture.
  public func withPixels(_ count: Int) -> DepthCamera {
    var camera = self
    let scale = (Float(count) / Float(width * height)).squareRoot()
    camera.width = max(Int((Float(width) * scale).rounded()), 1)
    camera.height = max(Int((Float(height) * scale).rounded()), 1)
    camera.focalLength = focalLength * Float(camera.width) / Float(width)
    return camera
  }
}
