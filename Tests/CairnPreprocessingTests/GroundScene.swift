import CairnGeometry
import TestSupport

/// A landscape with things on it, as a turning sensor or one in the air measures it.
struct GroundScene {
  enum Relief: CaseIterable, Sendable {
    case flat, slope, hills, kerbs, terraces, curve

    /// The height of the ground.
    func height(_ x: Float, _ y: Float) -> Float {
      switch self {
      case .flat: 0
      case .slope: 0.25 * x + 0.1 * y
      case .hills: 0.05 * x + wave(x, 45) * 2.5 + wave(y + 9, 60) * 2
      case .kerbs: abs(y) > 4 ? 0.14 : 0.02 * abs(y)
      case .terraces: 0.03 * x + (y > 14 ? 3 : 0) - (y < -17 ? 2 : 0)
      case .curve: 0.004 * x * x - 0.002 * y * y
      }
    }

    /// A smooth wave without the C library: parabolas.
    private func wave(_ x: Float, _ length: Float) -> Float {
      let turns = x / length
      let phase = 2 * (turns - turns.rounded(.down)) - 1
      return 4 * phase * (1 - abs(phase))
    }
  }

  enum Sensor: CaseIterable, Sendable {
    case turning, aerial
  }

  private(set) var points: [SIMD3<Float>] = []
  private(set) var isGround: [Bool] = []
  private let relief: Relief
  private var boxes: [Box] = []
  private var generator = SeededGenerator(seed: 17)

  init(_ relief: Relief, _ sensor: Sensor) {
    self.relief = relief
    addThings()
    if sensor == .turning { turn() } else { fly() }
    addReflections()
  }

  private mutating func put(
    _ x: Float, _ y: Float, _ size: SIMD3<Float>, above gap: Float = 0
  ) {
    let bottom = relief.height(x, y) + gap
    let half = SIMD3(size.x / 2, size.y / 2, 0)
    boxes.append(
      Box(min: [x, y, bottom - (gap == 0 ? 3 : 0)] - half, max: [x, y, bottom + size.z] + half))
  }

  private mutating func addThings() {
    for step in 0..<9 {
      let x = Float(step) * 9 - 36
      put(x, 3, [4.2, 1.8, 1.3], above: 0.22)
      put(x + 4, -6.5, [0.5, 0.5, 1.7])
      // Trees: a trunk and a crown.
      put(x, 8, [0.3, 0.3, 4])
      put(x, 8, [4, 4, 3], above: 3)
      put(x + 2, 24, [11, 9, 8])
      put(x + 2, -24, [12, 8, 6])
    }
    // A bridge across.
    put(22, 0, [5, 60, 0.8], above: 5)
  }

  private mutating func number(_ low: Float, _ high: Float) -> Float {
    .random(in: low...high, using: &generator)
  }

  /// Takes the first thing that a ray hits, with noise along it.
  private mutating func shoot(from eye: SIMD3<Float>, along way: SIMD3<Float>) {
    var nearest = Float.infinity
    for box in boxes {
      let (a, b) = ((box.min - eye) / way, (box.max - eye) / way)
      let enter = pointwiseMin(a, b).max()
      let leave = pointwiseMax(a, b).min()
      if enter > 0, enter <= leave { nearest = min(nearest, enter) }
    }
    var (distance, last) = (Float(0), Float(0))
    while distance < min(nearest, 80) {
      let place = eye + way * distance
      let gap = place.z - relief.height(place.x, place.y)
      if gap < 0 { break }
      last = distance
      distance += max(0.02, 0.5 * gap)
    }
    let hitsGround = distance < min(nearest, 80)
    if hitsGround {
      for _ in 0..<12 {
        let middle = (last + distance) / 2
        let place = eye + way * middle
        if place.z < relief.height(place.x, place.y) { distance = middle } else { last = middle }
      }
    } else if nearest >= 80 {
      return
    }
    let noise = (number(-1, 1) + number(-1, 1)) * 0.02
    points.append(eye + way * ((hitsGround ? distance : nearest) + noise))
    isGround.append(hitsGround)
  }

  private mutating func turn() {
    let eye = SIMD3<Float>(0, 0, relief.height(0, 0) + 1.9)
    for column in 0..<720 {
      // A square instead of a circle: all directions, no sines.
      let share = Float(column % 180) / 90 - 1
      let side: [SIMD2<Float>] = [[share, 1], [1, -share], [-share, -1], [-1, share]]
      let level = side[column / 180]
      for ring in 0..<48 {
        let rise = -0.45 + 0.75 * Float(ring) / 47
        shoot(
          from: eye,
          along: SIMD3(level.x, level.y, rise * (level * level).sum().squareRoot()).normalized)
      }
    }
  }

  private mutating func fly() {
    for _ in 0..<40_000 {
      let place = SIMD2(number(-40, 40), number(-32, 32))
      let way = SIMD3(number(-0.2, 0.2), number(-0.2, 0.2), -1).normalized
      shoot(from: SIMD3(place.x, place.y, 70), along: way)
    }
  }

  /// Mirror images of things below the ground, and single points deep below.
  private mutating func addReflections() {
    for index in points.indices where !isGround[index] && index % 29 == 0 {
      let place = points[index]
      let surface = relief.height(place.x, place.y)
      guard place.z > surface + 1 else { continue }
      points.append([place.x, place.y, 2 * surface - place.z])
      isGround.append(false)
    }
    for _ in 0..<60 {
      let place = SIMD2(number(-30, 30), number(-20, 20))
      points.append([place.x, place.y, relief.height(place.x, place.y) - number(0.5, 20)])
      isGround.append(false)
    }
  }
}
