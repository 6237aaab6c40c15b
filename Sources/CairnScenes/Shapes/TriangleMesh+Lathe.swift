import CairnGeometry

extension TriangleMesh {
  /// A cylinder on z = 0 about the z axis.
  ///
  /// - Parameters:
  ///   - radius: Metres; positive.
  ///   - height: Metres; positive.
  ///   - segments: The number of sides, at least 3; as many as look round where `nil`.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  /// - Returns: A closed mesh.
  public static func cylinder(
    radius: Float, height: Float, segments: Int? = nil, _ material: Material,
    part: String = "body"
  ) -> TriangleMesh {
    lathe(
      [[0, 0], [radius, 0], [radius, height], [0, height]], segments: segments, material,
      part: part)
  }

  /// A body of revolution about the z axis.
  ///
  /// - Parameters:
  ///   - profile: Radius and height of points of its outline, metres, with the body on the left:
  ///     upwards on the outside, downwards on the inside of a vessel. Ends off the axis are closed
  ///     by a disk, unless the last point is the first: then it is a ring.
  ///   - segments: The number of sides, at least 3; as many as look round where `nil`.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  /// - Returns: A closed mesh.
  public static func lathe(
    _ profile: [SIMD2<Float>], segments: Int? = nil, _ material: Material, part: String = "body"
  ) -> TriangleMesh {
    precondition(profile.count > 1, "a profile of \(profile.count) points")
    let sides = segments ?? roundSegments(radius: profile.map(\.x).max() ?? 0)
    var outline = profile
    let isRing = profile.count > 2 && profile[0] == profile[profile.count - 1]
    if isRing {
      outline.removeLast()
    } else {
      let last = profile[profile.count - 1]
      if profile[0].x > 0 { outline.insert([0, profile[0].y], at: 0) }
      if last.x > 0 { outline.append([0, last.y]) }
    }
    let turns = (0..<sides).map { sineAndCosine(Float($0) / Float(sides) * 2 * .pi) }
    var strip = RingStrip()
    for point in outline {
      if point.x <= 0 {
        strip.addPole([0, 0, point.y])
      } else {
        strip.addRing(turns.map { SIMD3(point.x * $0.cosine, point.x * $0.sine, point.y) })
      }
    }
    if isRing { strip.close() }
    return TriangleMesh(
      positions: strip.positions, triangles: strip.triangles, material: material, part: part)
  }

  /// How many sides a circle needs so that chords stay within 0.35 mm of it, or, where it is large,
  /// a fraction of its radius that no sensor sees.
  package static func roundSegments(radius: Float) -> Int {
    let sides = Float.pi / (2 * 0.000_35 / Swift.max(radius, 1e-6)).squareRoot()
    return Swift.min(Swift.max(Int(sides.rounded(.up) / 2) * 2, 12), 40)
  }
}

/// Rings of vertices joined one after another, counterclockwise seen from the outside when each ring
/// turns counterclockwise about the way from the first to the last.
struct RingStrip {
  private(set) var positions: [SIMD3<Float>] = []
  private(set) var triangles: [SIMD3<UInt32>] = []
  private var rings: [(first: UInt32, count: UInt32)] = []

  /// Adds a ring and joins it with the one before.
  mutating func addRing(_ ring: [SIMD3<Float>]) {
    let first = UInt32(positions.count)
    positions.append(contentsOf: ring)
    rings.append((first, UInt32(ring.count)))
    joinLast()
  }

  /// Adds a ring that is a single point.
  mutating func addPole(_ pole: SIMD3<Float>) { addRing([pole]) }

  /// Joins the last ring with the first.
  mutating func close() {
    guard let first = rings.first, let last = rings.last else { return }
    join(last, first)
  }

  private mutating func joinLast() {
    guard rings.count > 1 else { return }
    join(rings[rings.count - 2], rings[rings.count - 1])
  }

  private mutating func join(
    _ low: (first: UInt32, count: UInt32), _ high: (first: UInt32, count: UInt32)
  ) {
    let sides = Swift.max(low.count, high.count)
    guard sides > 1 else { return }
    for side in 0..<sides {
      let next = (side + 1) % sides
      let a = low.first + (low.count == 1 ? 0 : side)
      let b = low.first + (low.count == 1 ? 0 : next)
      let c = high.first + (high.count == 1 ? 0 : next)
      let d = high.first + (high.count == 1 ? 0 : side)
      if low.count > 1 { triangles.append([a, b, c]) }
      if high.count > 1 { triangles.append([a, c, d]) }
    }
  }
}
