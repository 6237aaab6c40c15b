import CairnGeometry

/// A camera that measures depth and colour: noise that grows with the distance squared, no echo from
/// surfaces at grazing angles, light and shadow in the colour.
public struct DepthCamera: Sendable {
  /// Pixels in a row.
  public var width: Int
  /// The number of rows.
  public var height: Int
  /// The angle from the left to the right edge of the picture, radians.
  public var fieldOfView: Float
  /// Deviation of the depth at 1 m, metres; four times as much at 2 m.
  public var noise: Float = 0.0011
  /// What is farther away is not seen, metres.
  public var range: Float = 8

  /// Creates a camera.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row.
  ///   - height: The number of rows.
  ///   - fieldOfView: The angle from the left to the right edge, radians.
  public init(width: Int, height: Int, fieldOfView: Float) {
    (self.width, self.height, self.fieldOfView) = (width, height, fieldOfView)
  }

  /// What the camera sees: a sample for every pixel, in its own coordinates.
  ///
  /// - Complexity: O(pixels × objects).
  func samples(of scene: Scene, from pose: SensorPose, random: inout SceneRandom) -> [Sample] {
    let (sine, cosine) = sineAndCosine(fieldOfView / 2)
    let focal = Float(width) / 2 / (sine / cosine)
    var samples: [Sample] = []
    samples.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        let local = SIMD3(
          (Float(column) + 0.5 - Float(width) / 2) / focal,
          (Float(row) + 0.5 - Float(height) / 2) / focal, 1)
        samples.append(sample(scene, pose, local, &random))
      }
    }
    return samples
  }

  private func sample(
    _ scene: Scene, _ pose: SensorPose, _ local: SIMD3<Float>, _ random: inout SceneRandom
  ) -> Sample {
    let ray = Ray(origin: pose.eye, direction: pose.direction(local).normalized)
    // Drawn for every ray, so that a change of the scene does not change the noise elsewhere.
    let (noise, luck) = (random.normal(), random.unit())
    let jitter = SIMD3(random.unit(), random.unit(), random.unit()) - 0.5
    guard let surface = scene.firstSurface(along: ray, within: range) else { return .missing }
    let facing = -surface.normal.dot(ray.direction)
    if facing < 0.16, luck > facing * 6 { return .missing }
    let depth = surface.distance / local.length
    let measured = depth + self.noise * depth * depth * noise
    let light = Lighting.brightness(of: surface, along: ray, in: scene, jitter: jitter)
    let grain = 1 + 0.035 * (luck - 0.5)
    return Sample(
      position: local * measured, color: surface.color * light * grain, label: surface.label)
  }
}
