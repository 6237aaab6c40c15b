import CairnGeometry

extension SpinningLidar {
  /// How many rings a device has.
  public enum Rings: Int, Sendable, Hashable, CaseIterable {
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case sixteen = 16
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case thirtyTwo = 32
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case sixtyFour = 64
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case oneHundredTwentyEight = 128
  }

  /// A device at random.
  ///
  /// - Parameters:
  ///   - random: Decides.
  ///   - rings: How many rings; any where `nil`.
  ///   - pointCount: About how many beams a sweep has, by other steps; the device's own
  ///     where `nil`.
  /// - Returns: A device with the elevations of such devices, and noise and losses as they have.
  public static func random(
    _ random: inout SceneRandom, rings: Rings? = nil, pointCount: Int? = nil
  ) -> SpinningLidar {
    let rings = rings ?? random.choice(Rings.allCases)
    let tables = tables(rings)
    let table = tables[random.index(in: 0..<tables.count)]
    var step = random.choice([0.1, 0.1667, 0.2, 0.4] as [Float]) * degree
    if let pointCount { step = 2 * .pi / max(Float(pointCount) / Float(table.count), 8) }
    return SpinningLidar(
      elevations: table, azimuthStep: step, period: random.choice([0.05, 0.1, 0.1]),
      rangeNoise: random.number(in: 0.006...0.025),
      rangeStep: random.choice([0.001, 0.002, 0.004]),
      range: random.number(in: 0.4...1)...random.number(in: 80...140),
      divergence: random.number(in: 0.0012...0.0035), darkRange: random.number(in: 40...100),
      dropout: random.number(in: 0.002...0.03), isDeskewed: random.chance(0.6))
  }

  /// The device without any error.
  ///
  /// - Parameters:
  ///   - rings: How many rings, evenly between -25 and 15 degrees.
  ///   - azimuthStep: From one firing to the next, radians.
  /// - Returns: A device that measures up to 200 m.
  public static func ideal(rings: Int, azimuthStep: Float) -> SpinningLidar {
    SpinningLidar(
      elevations: even(-25, 15, rings), azimuthStep: azimuthStep, rangeNoise: 0, rangeStep: 0,
      range: 0.05...200, divergence: 0, darkRange: .infinity, dropout: 0, isDeskewed: true,
      carrier: .empty)
  }

  /// Elevations of devices with so many rings, from their manuals.
  static func tables(_ rings: Rings) -> [[Float]] {
    switch rings {
    case .sixteen: [even(-15, 15, 16), even(-16.6, 16.6, 16)]
    case .thirtyTwo:
      // HDL-32E; VLP-32C, denser about the horizon; OS1-32.
      [even(-30.67, 10.67, 32), vlp32, even(-22.5, 22.5, 32)]
    case .sixtyFour:
      // HDL-64E has two blocks; Pandar64 is six times denser in the middle.
      [
        even(-24.33, -8.83, 32) + even(-8.33, 2, 32), even(-22.5, 22.5, 64),
        even(-25, -15, 3) + even(-13, -7, 6) + even(-6, 2, 48) + even(3, 15, 7),
      ]
    case .oneHundredTwentyEight:
      [even(-22.5, 22.5, 128), even(-25, -6.5, 24) + even(-6.3, 2, 80) + even(2.4, 15, 24)]
    }
  }

  private static let vlp32: [Float] =
    [
      -25, -15.639, -11.31, -8.843, -7.254, -6.148, -5.333, -4.667, -4, -3.667, -3.333, -3, -2.667,
      -2.333, -2, -1.667, -1.333, -1, -0.667, -0.333, 0, 0.333, 0.667, 1, 1.333, 1.667, 2.333,
      3.333, 4.667, 7, 10.333, 15,
    ].map { $0 * degree }

  static let degree = Float.pi / 180

  /// Angles at equal steps, from degrees to radians.
  private static func even(_ low: Float, _ high: Float, _ count: Int) -> [Float] {
    (0..<count).map { (low + (high - low) * Float($0) / Float(max(count - 1, 1))) * degree }
  }
}
