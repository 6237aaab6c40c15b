import CairnGeometry

/// A turning LiDAR: rings of equal elevation, intensity by material and angle, missing echoes.
public struct SpinningLidar: Sendable {
  /// The number of rings.
  public var rings: Int
  /// Measurements in a turn.
  public var columns: Int
  /// Elevation of the lowest and the highest ring, radians.
  public var elevations: ClosedRange<Float>
  /// Deviation of the range, metres.
  public var noise: Float = 0.012
  /// What is farther away gives no echo, metres.
  public var range: Float = 70

  /// Creates a LiDAR.
  ///
  /// - Parameters:
  ///   - rings: The number of rings.
  ///   - columns: Measurements in a turn.
  ///   - elevations: Of the lowest and the highest ring, radians.
  public init(rings: Int, columns: Int, elevations: ClosedRange<Float>) {
    (self.rings, self.columns, self.elevations) = (rings, columns, elevations)
  }

  /// What one turn measures, in the sensor's coordinates: x ahead, y left, z up.
  ///
  /// - Complexity: O(rings × columns × objects).
  func samples(of scene: Scene, from eye: SIMD3<Float>, random: inout SceneRandom) -> [Sample] {
    var samples: [Sample] = []
    for column in 0..<columns {
      let (sine, cosine) = sineAndCosine(-2 * .pi * Float(column) / Float(columns))
      for ring in 0..<rings {
        let share = Float(ring) / Float(max(rings - 1, 1))
        let elevation =
          elevations.lowerBound + share * (elevations.upperBound - elevations.lowerBound)
        let (rise, level) = sineAndCosine(elevation)
        let direction = SIMD3(cosine * level, sine * level, rise)
        let (noise, luck, scatter) = (random.normal(), random.unit(), random.unit())
        let ray = Ray(origin: eye, direction: direction)
        guard let surface = scene.firstSurface(along: ray, within: range) else { continue }
        let facing = -surface.normal.dot(direction)
        let echo = surface.material.reflectivity * (0.25 + 0.75 * facing)
        // Weak echoes are lost, more of them the farther they come from.
        guard luck > 0.02 + 0.3 * (surface.distance / range) * (1 - echo) else { continue }
        let distance =
          surface.distance + self.noise * noise + surface.material.fuzz * (scatter - 0.2)
        samples.append(
          Sample(
            position: direction * distance, intensity: min(max(echo + 0.04 * noise, 0), 1),
            ring: ring, label: surface.label))
      }
    }
    return samples
  }
}
