import CairnGeometry
import CairnKernels

/// A laser scanner that turns about the vertical: rings of points, one sweep a turn.
///
/// Points are in its own frame at the beginning of the sweep, x ahead, y left, z up, in the order in
/// which they were fired; without those that did not come back.
public struct SpinningLidar: Sensor {
  /// The angle of each laser above the horizon, radians, the lowest first: ring 0.
  public var elevations: [Float]
  /// The angle of each laser beside the others, radians; empty where they fire in one plane.
  public var azimuthOffsets: [Float] = []
  /// From one firing to the next, radians.
  public var azimuthStep: Float
  /// Seconds a turn.
  public var period: Float = 0.1
  /// The deviation of a range, metres.
  public var rangeNoise: Float
  /// The step to which ranges are rounded, metres.
  public var rangeStep: Float
  /// Nearer and farther points are not measured, metres.
  public var range: ClosedRange<Float>
  /// The angle across a beam, radians.
  public var divergence: Float
  /// The range at which a surface of reflectivity 0.1 that faces the device is lost half the time,
  /// metres.
  public var darkRange: Float
  /// The share of points that are lost for no reason.
  public var dropout: Float
  /// Whether the device's own motion is taken out of the points again; what is left in bends walls.
  public var isDeskewed: Bool
  /// What carries the device, in its frame, metres: beams that meet it are lost.
  ///
  /// Where `nil`, the roof of a car below a device more than 1.4 m above the ground, a small robot
  /// below a lower one.
  public var carrier: Box?

  /// What the device delivers from one of the places of the scene's drive.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - random: Where, how fast the vehicle drives, and the noise.
  /// - Returns: Points in the device's frame; none where the scene offers no place.
  public func measurements(
    of geometry: SceneGeometry, random: inout SceneRandom
  ) -> Measurements {
    let drive = geometry.scene.vantage.drive
    guard !drive.isEmpty else { return Measurements() }
    let path = SensorPath(drive, speed: random.number(in: 0.5...12))
    let start = random.unit() * max(path.duration - period, 0)
    return sweep(of: geometry, along: path, from: start, random: &random)
  }

  /// One turn of the device while it moves.
  ///
  /// - Parameters:
  ///   - geometry: The scene; bodies move on during the sweep.
  ///   - path: Of the device.
  ///   - start: When the sweep begins, seconds on the path.
  ///   - random: Noise.
  /// - Returns: Points in the device's frame at the beginning.
  /// - Complexity: A ray for each laser at each step; on all threads.
  public func sweep(
    of geometry: SceneGeometry, along path: SensorPath, from start: Float,
    random: inout SceneRandom
  ) -> Measurements {
    let (rings, steps) = (elevations.count, Int((2 * Float.pi / azimuthStep).rounded()))
    let seed = random.next()
    let turned = path.pose(at: start)
    // Positions along the sweep, each good for 16 firings.
    let poses = (0...(steps + 15) / 16).map {
      path.pose(at: start + period * Float($0 * 16) / Float(steps))
    }
    let beams = beams(rings, steps, seed: seed)
    let spread = NoiseField(seed: seed &+ 3)
    let directions = concurrentValues(beams.count) { index in
      // Somewhere within the beam.
      var random = spread.random(index, 0)
      let off = SIMD3(random.normal(), random.normal(), random.normal()) * (divergence / 4)
      return poses[index / rings / 16].rotation.applied(to: (beams[index] + off).normalized)
    }
    let origins = concurrentValues(beams.count) { poses[$0 / rings / 16].position }
    let met = surfaces(
      of: geometry, from: origins, along: directions, start: start, rings: rings,
      seed: seed &+ 1)
    let seen = concurrentValues(met.count) { index in
      // A beam on a slope measures its middle, at an edge the one side or the other.
      guard var surface = met[index] else { return SeenSurface?.none }
      let straight = poses[index / rings / 16].rotation.applied(to: beams[index])
      let range = surface.hit.distance * surface.cosine / max(-straight.dot(surface.normal), 1e-3)
      if abs(range - surface.hit.distance) < 0.05 * range { surface.hit.distance = range }
      return surface
    }
    let below = geometry.hits(from: turned.position, along: [[0, 0, -1]], within: 1.4)[0]
    let echoes = echoes(
      seen, beams, rings, carrier: carrier ?? (below == nil ? Self.car : Self.robot),
      NoiseField(seed: seed &+ 2))
    let kept = echoes.indices.filter { echoes[$0].range.isFinite }
    let back = turned.inverse
    var result = Measurements()
    (result.width, result.frame, result.poses) = (kept.count, turned, [turned])
    result.positions = concurrentValues(kept.count) { index in
      let beam = kept[index]
      let local = beams[beam] * echoes[beam].range
      guard isDeskewed else { return local }
      return back.applied(to: poses[beam / rings / 16].applied(to: local))
    }
    result.intensities = kept.map { echoes[$0].intensity }
    result.rings = kept.map { UInt8($0 % rings) }
    result.times = kept.map { period * Float($0 / rings) / Float(steps) }
    result.labels = concurrentValues(kept.count) { index in
      guard let surface = seen[echoes[kept[index]].source] else { return PointLabels() }
      return geometry.labels(at: surface.hit)
    }
    return result
  }

  /// What the beams meet, each part of the turn with the bodies where they are by then.
  private func surfaces(
    of geometry: SceneGeometry, from origins: [SIMD3<Float>], along directions: [SIMD3<Float>],
    start: Float, rings: Int, seed: UInt64
  ) -> [SeenSurface?] {
    let parts = geometry.hasMotion ? 6 : 1
    let steps = directions.count / rings
    return (0..<parts).flatMap { part in
      let beams = part * steps / parts * rings..<(part + 1) * steps / parts * rings
      let moment = start + period * (Float(part) + 0.5) / Float(parts)
      return geometry.moved(to: moment).surfaces(
        from: Array(origins[beams]), along: Array(directions[beams]), within: range.upperBound,
        gaps: 0.3, seed: seed &+ UInt64(part))
    }
  }

  /// The directions of all beams in the device's frame, firing after firing.
  private func beams(_ rings: Int, _ steps: Int, seed: UInt64) -> [SIMD3<Float>] {
    let heights = elevations.map { sineAndCosine($0) }
    // Devices begin anywhere; most turn clockwise.
    let first = NoiseField(seed: seed).unit(-1, 0) * 2 * .pi
    let turns = (0..<steps).map { sineAndCosine(first - Float($0) * azimuthStep) }
    let offsets = (azimuthOffsets.isEmpty ? [0] : azimuthOffsets).map { sineAndCosine($0) }
    return concurrentValues(rings * steps) { index in
      let (step, ring) = (index / rings, index % rings)
      let offset = offsets[ring % offsets.count]
      let (sine, cosine) = (
        turns[step].sine * offset.cosine + turns[step].cosine * offset.sine,
        turns[step].cosine * offset.cosine - turns[step].sine * offset.sine
      )
      let height = heights[ring]
      return SIMD3(cosine * height.cosine, sine * height.cosine, height.sine)
    }
  }
}
