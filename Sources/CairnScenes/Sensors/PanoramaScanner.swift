import CairnGeometry
import CairnKernels

/// A laser scanner on a tripod: the whole sphere but for the floor below it, from one or more
/// stations, with colour.
///
/// Points are in the frame of the first station, z up.
public struct PanoramaScanner: Sensor {
  /// From one direction to the next, radians.
  public var angularStep: Float
  /// What lies steeper below is hidden by the tripod, radians below the horizon.
  public var lowest: Float = 1.1
  /// The deviation of a range at 10 m, metres; less nearby.
  public var rangeNoise: Float
  /// Farther points are not measured, metres.
  public var range: ClosedRange<Float>
  /// The angle across a beam, radians.
  public var divergence: Float
  /// At most so many of the scene's tripods are used.
  public var stationCount: Int
  /// How well stations fit to each other, metres.
  public var registrationNoise: Float
  /// Of points nearer to each other than this only one is kept, metres; 0 keeps all.
  public var cell: Float
  /// About how many points are kept; all where `nil`.
  public var pointLimit: Int?

  /// A scanner at random.
  ///
  /// - Parameters:
  ///   - random: Decides.
  ///   - pointCount: About how many points at most; up to a million where `nil`.
  /// - Returns: A scanner of the fineness and accuracy of such devices.
  public static func random(
    _ random: inout SceneRandom, pointCount: Int? = nil
  ) -> PanoramaScanner {
    let stationCount = random.choice([1, 1, 2, 2, 3, 4])
    // 1.5 million directions at most: a finer grid shows nothing more of furniture.
    let finest = (11 * Float(stationCount) / 1e6).squareRoot()
    var step = max(random.number(in: 0.12...0.4) * .pi / 180, finest)
    // 17 directions for a squared step; what is lost in the sky and to thinning is made up for.
    if let pointCount {
      step = max((10 * Float(stationCount) / Float(max(pointCount, 1))).squareRoot(), 0.001)
    }
    return PanoramaScanner(
      angularStep: step, rangeNoise: random.number(in: 0.0007...0.004),
      range: 0.3...random.number(in: 30...120), divergence: random.number(in: 0.0003...0.001),
      stationCount: stationCount, registrationNoise: random.number(in: 0.0005...0.004),
      cell: random.number(in: 0.004...0.015), pointLimit: pointCount)
  }

  /// What the scanner delivers from the scene's tripods.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - random: Which tripods, the light and the noise.
  /// - Returns: Points in the frame of the first station; none where there is no tripod.
  /// - Complexity: Some four rays a direction; on all threads.
  public func measurements(
    of geometry: SceneGeometry, random: inout SceneRandom
  ) -> Measurements {
    var tripods = geometry.scene.vantage.tripods
    guard !tripods.isEmpty else { return Measurements() }
    var result = Measurements()
    for number in 0..<min(stationCount, tripods.count) {
      let place = tripods.remove(at: random.index(in: 0..<tripods.count))
      let pose = RigidTransform.level(at: place, heading: random.number(in: 0...6.283))
      let station = station(of: geometry, at: pose, random: &random)
      if number == 0 {
        result = station
        continue
      }
      let shift = SIMD3(random.normal(), random.normal(), random.normal()) * registrationNoise
      let turn = Rotation.about([0, 0, 1], by: random.normal() * registrationNoise * 0.1)
      let estimated = pose * RigidTransform(at: shift, rotation: turn)
      result.append(station.moved(by: result.frame.inverse * estimated, into: result.frame))
    }
    if cell > 0 { result = result.thinned(cell: cell) }
    return pointLimit.map { result.thinned(to: $0, random: &random) } ?? result
  }

  /// What the scanner delivers from one place.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - pose: Of the scanner, z up.
  ///   - random: The light and the noise.
  /// - Returns: Points in the scanner's frame, column after column from below.
  public func station(
    of geometry: SceneGeometry, at pose: RigidTransform, random: inout SceneRandom
  ) -> Measurements {
    let lighting = Lighting(
      for: geometry, eye: pose.position, center: pose.position - SIMD3(0, 0, 0.8),
      random: &random)
    let seed = random.next()
    let columns = max(Int((2 * Float.pi / angularStep).rounded()), 1)
    let rows = max(Int(((lowest + .pi / 2) / angularStep).rounded(.down)), 1)
    let beams = beams(columns, rows, NoiseField(seed: seed))
    let directions = concurrentValues(beams.count) { pose.rotation.applied(to: beams[$0]) }
    let seen = geometry.surfaces(
      from: [pose.position], along: directions, within: range.upperBound, gaps: 0.3,
      seed: seed &+ 1)
    let ranges = ranges(seen, rows, NoiseField(seed: seed &+ 2))
    let colors = lighting.colors(
      of: seen, from: [pose.position], along: directions, in: geometry,
      layout: Lighting.Layout(width: rows, height: columns, isImage: true), seed: seed &+ 3)
    let kept = ranges.indices.filter { ranges[$0].isFinite }
    var result = Measurements()
    (result.width, result.frame, result.poses) = (kept.count, pose, [pose])
    result.positions = concurrentValues(kept.count) { beams[kept[$0]] * ranges[kept[$0]] }
    result.colors = kept.map { colors[$0] }
    result.intensities = concurrentValues(kept.count) { index in
      guard let surface = seen[kept[index]] else { return 0 }
      var noise = NoiseField(seed: seed &+ 4).random(kept[index], 0)
      let echo = surface.reflectivity * (0.3 + 0.7 * surface.cosine) * (1 - 0.5 * surface.gloss)
      return min(max(echo * (1 + 0.06 * noise.normal()), 0), 1)
    }
    result.labels = concurrentValues(kept.count) { index in
      guard let surface = seen[kept[index]] else { return PointLabels() }
      return geometry.labels(at: surface.hit)
    }
    return result
  }

  /// Unit vectors in the scanner's frame, column after column.
  private func beams(_ columns: Int, _ rows: Int, _ noise: NoiseField) -> [SIMD3<Float>] {
    let turns = (0..<columns).map { sineAndCosine(Float($0) * angularStep) }
    let heights = (0..<rows).map { sineAndCosine(Float($0) * angularStep - lowest) }
    return concurrentValues(columns * rows) { index in
      let (turn, height) = (turns[index / rows], heights[index % rows])
      var random = noise.random(index, 0)
      let straight = SIMD3(
        turn.cosine * height.cosine, turn.sine * height.cosine, height.sine)
      let off = SIMD3(random.normal(), random.normal(), random.normal()) * (divergence / 4)
      return (straight + off).normalized
    }
  }

  /// What is measured; NaN where nothing comes back.
  private func ranges(
    _ seen: [SeenSurface?], _ rows: Int, _ noise: NoiseField
  ) -> [Float] {
    concurrentValues(seen.count) { beam in
      guard let surface = seen[beam] else { return .nan }
      var random = noise.random(beam, 0)
      var distance = surface.hit.distance
      let other = beam + random.choice([1, -1, rows, -rows])
      let (share, chance) = (random.unit(), random.unit())
      if seen.indices.contains(other), let second = seen[other] {
        let step = second.hit.distance - distance
        // Phase-shift scanners know one range for a beam, wherever it went.
        if step > 0.03, step < 2, share < 0.5, chance < 0.4 * divergence / angularStep {
          distance += step * share
        }
      }
      distance += surface.fuzz * random.normal()
      var lobe = surface.cosine
      for _ in 0..<5 { lobe *= lobe }
      let scattered = 1 - 0.8 * surface.gloss + surface.gloss * lobe
      let echo = surface.reflectivity * surface.cosine * scattered
      guard echo * (1 + 0.4 * random.normal()) > 0.006 + 2e-6 * distance * distance,
        !random.chance(surface.transparency * 0.8)
      else { return .nan }
      let deviation = rangeNoise * (0.4 + 0.06 * distance) / max(echo, 0.05).squareRoot() * 0.6
      distance += deviation * random.normal()
      return range.contains(distance) ? distance : .nan
    }
  }
}
