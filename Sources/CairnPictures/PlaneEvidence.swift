import CairnGeometry

/// A plane that holds many of the points, and how the others lie about it.
struct PlaneEvidence {
  /// Unit normal, towards the side where more of the other points are.
  var normal: SIMD3<Float>
  /// The plane's distance from the origin along `normal`.
  var offset: Float
  /// The share of all points that lie in the plane.
  var support: Float
  /// Of the points off the plane, the share on the side of `normal`: 0.5…1.
  var oneSidedness: Float

  /// Finds planes by drawing three points at a time.
  ///
  /// - Parameters:
  ///   - points: A few thousand, scaled.
  ///   - tolerance: How far from the plane a point may lie.
  /// - Returns: The planes that hold at least 3 % of the points, the largest first.
  static func planes(in points: [SIMD3<Float>], tolerance: Float = 0.008) -> [PlaneEvidence] {
    guard points.count >= 20 else { return [] }
    var generator = SplitMix(state: 7)
    var found: [PlaneEvidence] = []
    for _ in 0..<240 {
      let a = points[generator.index(below: points.count)]
      let b = points[generator.index(below: points.count)]
      let c = points[generator.index(below: points.count)]
      guard let plane = Plane(through: a, b, c) else { continue }
      var (on, above) = (0, 0)
      for point in points {
        let distance = plane.signedDistance(to: point)
        if abs(distance) < tolerance { on += 1 } else if distance > 0 { above += 1 }
      }
      let support = Float(on) / Float(points.count)
      guard support >= 0.03 else { continue }
      let off = max(points.count - on, 1)
      let share = Float(above) / Float(off)
      let side: Float = share >= 0.5 ? 1 : -1
      found.append(
        PlaneEvidence(
          normal: plane.normal * side, offset: plane.offset * side, support: support,
          oneSidedness: max(share, 1 - share)))
    }
    return found.sorted { $0.support > $1.support }
  }
}

/// SplitMix64 (Steele et al., 2014), so that the same cloud always gets the same view.
struct SplitMix {
  var state: UInt64

  mutating func index(below count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(count))
  }
}
