import CairnKernels
import Glibc

/// Rays of one kind in a room.
struct RaySet {
  let name: String
  var origins: [SIMD3<Float>] = []
  var directions: [SIMD3<Float>] = []
  /// Whether all rays begin at one place.
  var isFromOnePlace = true
  /// Whether neighbors go much the same way.
  var isCoherent = true
  var isAnyEnough = false
  var after: Float = 0
  var within: Float = .infinity

  private static let eye: SIMD3<Float> = [4, 3, 1.6]

  /// A picture of 640 by 480 pixels.
  static let camera = RaySet(name: "camera, rows") { number in
    let (row, column) = number.quotientAndRemainder(dividingBy: 640)
    return [1, 0.8 - 1.6 * Float(column) / 640, 0.5 - 1.2 * Float(row) / 480]
  }

  /// 64 rings of a LiDAR.
  static let rings = RaySet(name: "LiDAR, ring by ring") { number in
    let (ring, step) = number.quotientAndRemainder(dividingBy: 4800)
    return beam(ring: ring, step: step)
  }

  /// The same as a LiDAR fires: all rings, then the next step of its turn.
  static let columns = RaySet(name: "LiDAR, step by step") { number in
    beam(ring: number % 64, step: number / 64)
  }

  /// From everywhere into all directions.
  static let scattered: RaySet = {
    var set = RaySet(name: "scattered") { number in
      // Points on a ball, spread by the golden angle in an order without neighbors.
      let mixed = number &* 7919 % 307_200
      let height = 1 - 2 * (Double(mixed) + 0.5) / 307_200
      let turn = Double(mixed) * 2.399_963_229_728_653
      let width = (1 - height * height).squareRoot()
      return SIMD3<Float>(SIMD3(width * cos(turn), width * sin(turn), height))
    }
    set.origins = set.directions.indices.map { number in
      let place = SIMD3<Double>(0.7548776662, 0.5698402910, 0.4301597090) * Double(number)
      return SIMD3<Float>(place - place.rounded(.down)) * Room.size
    }
    (set.isFromOnePlace, set.isCoherent) = (false, false)
    return set
  }()

  /// From what a set of rays meets toward a lamp.
  ///
  /// - Parameters:
  ///   - set: The rays.
  ///   - tree: What they meet.
  ///   - isFromLamp: Whether to look from the lamp instead.
  /// - Returns: The rays.
  static func shadows(of set: RaySet, in tree: TriangleTree, isFromLamp: Bool) -> RaySet {
    let lamp: SIMD3<Float> = [6, 1, 2.9]
    let hits = tree.nearestHits(from: set.origins, along: set.directions)
    var shadows = RaySet(name: isFromLamp ? "shadows, from the lamp" : "shadows, to the lamp")
    for (ray, hit) in hits.enumerated() {
      let place = set.origins[ray] + (hit?.distance ?? 1) * set.directions[ray]
      shadows.origins.append(isFromLamp ? lamp : place)
      shadows.directions.append(isFromLamp ? place - lamp : lamp - place)
    }
    shadows.isFromOnePlace = isFromLamp
    shadows.isAnyEnough = true
    (shadows.after, shadows.within) = (1e-3, 0.999)
    return shadows
  }

  private static func beam(ring: Int, step: Int) -> SIMD3<Float> {
    let turn = Float(step) * 2 * .pi / 4800
    let rise = (Float(ring) - 40) * 0.012
    return [cosf(turn) * cosf(rise), sinf(turn) * cosf(rise), sinf(rise)]
  }

  private init(name: String) { self.name = name }

  private init(name: String, _ direction: (Int) -> SIMD3<Float>) {
    self.name = name
    directions = (0..<307_200).map(direction)
    origins = Array(repeating: Self.eye, count: directions.count)
  }
}
