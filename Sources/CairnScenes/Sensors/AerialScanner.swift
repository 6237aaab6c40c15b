import CairnGeometry
import CairnKernels

/// A laser scanner under an aircraft: several flight lines over an area, coloured from an
/// orthophoto.
///
/// Points are in the scene's frame.
public struct AerialScanner: Sensor {
  /// Points a square metre of ground, all lines together.
  public var density: Float
  /// About how many points instead, whatever the size of the area.
  public var pointCount: Int?
  /// How high the aircraft flies above the area, metres.
  public var altitude: Float
  /// The largest angle between a beam and the vertical, radians.
  public var scanAngle: Float
  /// How many lines are flown side by side.
  public var lineCount: Int
  /// The direction of flight, counterclockwise from x, radians.
  public var heading: Float
  /// The deviation of a range, metres.
  public var rangeNoise: Float
  /// The deviation of a place across the beam, metres: the footprint and the aircraft's position.
  public var footprintNoise: Float
  /// By how much lines fit badly to each other, metres.
  public var lineNoise: Float
  /// The edge of a pixel of the orthophoto, metres.
  public var pixel: Float

  /// A scanner at random.
  ///
  /// - Parameters:
  ///   - random: Decides.
  ///   - pointCount: About how many points; where `nil`, 5 to 200 a square metre.
  /// - Returns: A scanner, and how it is flown.
  public static func random(
    _ random: inout SceneRandom, pointCount: Int? = nil
  ) -> AerialScanner {
    // Most surveys are sparse: even over the logarithm.
    let doublings = random.number(in: 0...5.3)
    var even: Float = 5
    for _ in 0..<Int(doublings) { even *= 2 }
    even *= 1 + doublings - doublings.rounded(.down)
    return AerialScanner(
      density: even, pointCount: pointCount, altitude: random.number(in: 60...300),
      scanAngle: random.number(in: 0.2...0.5), lineCount: random.index(in: 1..<5),
      heading: random.number(in: 0...6.283), rangeNoise: random.number(in: 0.015...0.04),
      footprintNoise: random.number(in: 0.02...0.06), lineNoise: random.number(in: 0.005...0.03),
      pixel: random.choice([0.05, 0.1, 0.2]))
  }

  /// What the scanner delivers over the scene's area.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - random: The light and the noise.
  /// - Returns: Points in the scene's frame; none where there is a roof.
  /// - Complexity: Some five rays a point; on all threads.
  public func measurements(
    of geometry: SceneGeometry, random: inout SceneRandom
  ) -> Measurements {
    let area = geometry.scene.vantage.area
    guard !area.isEmpty else { return Measurements() }
    let lighting = Lighting(
      for: geometry, eye: area.center, center: area.center, random: &random)
    let (origins, directions, lines) = beams(over: area, &random)
    let seed = random.next()
    let reach = 2 * altitude + area.size.length
    let seen = geometry.surfaces(
      from: origins, along: directions, within: reach, gaps: 0.45, seed: seed)
    let noise = NoiseField(seed: seed &+ 1)
    let places = concurrentValues(seen.count) { beam in
      guard let surface = seen[beam] else { return SIMD3<Float>(repeating: .nan) }
      var random = noise.random(beam, 0)
      let echo = surface.reflectivity * surface.cosine * (1 - 0.7 * surface.gloss)
      guard echo * (1 + 0.4 * random.normal()) > 0.01, !random.chance(surface.transparency * 0.8)
      else { return SIMD3(repeating: .nan) }
      let along = surface.hit.distance + surface.fuzz * random.normal()
      let across = SIMD3(random.normal(), random.normal(), 0.2 * random.normal())
      return origins[beam] + directions[beam] * (along + rangeNoise * random.normal())
        + across * footprintNoise + lines[beam]
    }
    let kept = places.indices.filter { places[$0].isFinite }
    var result = Measurements()
    (result.width, result.positions) = (kept.count, kept.map { places[$0] })
    result.poses = passes(over: area).map { RigidTransform(at: $0, rotation: .identity) }
    result.intensities = concurrentValues(kept.count) { index in
      guard let surface = seen[kept[index]] else { return 0 }
      var random = noise.random(kept[index], 1)
      return min(max(surface.reflectivity * surface.cosine * (1 + 0.1 * random.normal()), 0), 1)
    }
    result.labels = concurrentValues(kept.count) { index in
      guard let surface = seen[kept[index]] else { return PointLabels() }
      return geometry.labels(at: surface.hit)
    }
    result.colors = photographed(result.positions, in: geometry, lighting, &random)
    return result
  }

  /// The middle of each flight line.
  private func passes(over area: Box) -> [SIMD3<Float>] {
    let side = sineAndCosine(heading)
    let across = SIMD3(-side.sine, side.cosine, 0)
    let swath = altitude * sineAndCosine(scanAngle).sine * 2
    let spacing = min(swath * 0.6, SIMD3(area.size.x, area.size.y, 0).length / Float(lineCount))
    return (0..<lineCount).map { line in
      let offset = (Float(line) - Float(lineCount - 1) / 2) * spacing
      return SIMD3(area.center.x, area.center.y, area.min.z + altitude) + across * offset
    }
  }

  /// Where beams start, where they go, and by how much their line is off.
  private func beams(
    over area: Box, _ random: inout SceneRandom
  ) -> (origins: [SIMD3<Float>], directions: [SIMD3<Float>], lines: [SIMD3<Float>]) {
    let passes = passes(over: area)
    let side = sineAndCosine(heading)
    let (ahead, across) = (SIMD3(side.cosine, side.sine, 0), SIMD3(-side.sine, side.cosine, 0))
    let errors = passes.map { _ in
      SIMD3(random.normal(), random.normal(), random.normal()) * lineNoise
    }
    // Scan lines across the flight; each point of the ground is seen by every line in reach.
    let radius = SIMD3(area.size.x, area.size.y, 0).length / 2
    let density = pointCount.map { Float($0) / max(area.size.x * area.size.y, 1) } ?? density
    let spacing = (Float(lineCount) / max(density, 1e-3)).squareRoot()
    let (steps, limit) = (Int(2 * radius / spacing) + 1, sineAndCosine(scanAngle))
    let slope = limit.sine / limit.cosine
    let seed = random.next()
    var (origins, directions, lines) = ([SIMD3<Float>](), [SIMD3<Float>](), [SIMD3<Float>]())
    for (number, pass) in passes.enumerated() {
      let noise = NoiseField(seed: seed &+ UInt64(number))
      for row in 0..<steps {
        for column in 0..<steps {
          var random = noise.random(column, row)
          let along = Float(row) * spacing - radius + 0.15 * spacing * random.normal()
          let beside = Float(column) * spacing - radius + 0.15 * spacing * random.normal()
          let middle = SIMD3(area.center.x, area.center.y, area.min.z)
          let target = middle + ahead * along + across * beside
          guard target.x >= area.min.x, target.x <= area.max.x, target.y >= area.min.y,
            target.y <= area.max.y
          else { continue }
          let origin = pass + ahead * along
          let way = target - origin
          // A swath at least over the middle of the area, however low the aircraft.
          guard abs(way.dot(across)) < max(slope * altitude, radius / Float(lineCount)) else {
            continue
          }
          origins.append(origin)
          directions.append(way.normalized)
          lines.append(errors[number])
        }
      }
    }
    return (origins, directions, lines)
  }

  /// The colours of an orthophoto: those of what lies on top.
  private func photographed(
    _ positions: [SIMD3<Float>], in geometry: SceneGeometry, _ lighting: Lighting,
    _ random: inout SceneRandom
  ) -> [SIMD3<Float>] {
    let top = geometry.scene.vantage.area.max.z + 50
    let shift = SIMD3(random.normal(), random.normal(), 0) * pixel
    let (pixel, seed) = (pixel, random.next())
    let origins = concurrentValues(positions.count) { index in
      let place = ((positions[index] + shift) / pixel).rounded(.down) * pixel + pixel / 2
      return SIMD3(place.x, place.y, top)
    }
    let down = [SIMD3<Float>](repeating: [0, 0, -1], count: positions.count)
    let seen = geometry.surfaces(from: origins, along: down, within: 2 * top + 500, seed: seed)
    return lighting.colors(
      of: seen, from: origins, along: down, in: geometry,
      layout: Lighting.Layout(width: positions.count, height: 1, isImage: false),
      seed: seed &+ 1)
  }
}
