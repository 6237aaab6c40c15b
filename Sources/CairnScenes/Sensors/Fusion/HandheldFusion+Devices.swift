import CairnGeometry

extension HandheldFusion {
  /// A scan by someone, with some device.
  ///
  /// - Parameters:
  ///   - random: Decides how many views there are, how fine they are, how noisy and how well tracked.
  ///   - pointCount: About how many points it is to deliver; 50,000 to 150,000 where `nil`.
  /// - Returns: A sensor.
  public static func random(
    _ random: inout SceneRandom, pointCount: Int? = nil
  ) -> HandheldFusion {
    var sensor = HandheldFusion()
    sensor.pointCount = pointCount ?? random.index(in: 50_000..<150_001)
    sensor.viewCount = random.choice([20...28, 26...36, 32...45])
    (sensor.width, sensor.height) = random.choice([(120, 90), (144, 108), (160, 120), (176, 132)])
    sensor.reach = random.number(in: 3.5...5.5)
    sensor.noise = random.number(in: 0.6...1.6)
    // Meshes as programs deliver them, and such as were made lighter, as ScanNet's.
    sensor.thinning = random.chance(0.35) ? 1...1.1 : 1.3...3.2
    if random.chance(0.3) {
      // A fragment: what a few seconds see from near by, as fine as the program makes it.
      sensor.section = random.number(in: 0.15...0.4)
      sensor.viewCount = 12...20
      sensor.reach = random.number(in: 2...3.5)
      sensor.thinning = 1...1.1
    }
    return sensor
  }
}
