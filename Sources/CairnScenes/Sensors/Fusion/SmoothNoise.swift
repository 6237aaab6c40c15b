import CairnGeometry

/// A smooth random field over space: random numbers on a lattice of edge 1, interpolated.
struct SmoothNoise: Sendable {
  /// Different seeds, different fields.
  let seed: UInt64

  /// The field at a place, -1…1.
  func value(at place: SIMD3<Float>) -> Float {
    let cell = place.rounded(.down)
    let part = place - cell
    let upper = part * part * (3 - 2 * part)
    let lower = 1 - upper
    var sum: Float = 0
    for corner in 0..<8 {
      let (i, j, k) = (corner & 1, corner >> 1 & 1, corner >> 2)
      let weight =
        (i == 0 ? lower.x : upper.x) * (j == 0 ? lower.y : upper.y) * (k == 0 ? lower.z : upper.z)
      sum +=
        weight
        * corner3(Int64(cell.x) + Int64(i), Int64(cell.y) + Int64(j), Int64(cell.z) + Int64(k))
    }
    return sum
  }

  /// Three fields along a line, each -1…1.
  func vector(at time: Float) -> SIMD3<Float> {
    [value(at: [time, 0, 0.5]), value(at: [time, 7, 0.5]), value(at: [time, 13, 0.5])]
  }

  private func corner3(_ x: Int64, _ y: Int64, _ z: Int64) -> Float {
    var bits =
      seed ^ UInt64(bitPattern: x) &* 0x9E37_79B9_7F4A_7C15
      ^ UInt64(bitPattern: y) &* 0xC2B2_AE3D_27D4_EB4F
      ^ UInt64(bitPattern: z) &* 0x1656_67B1_9E37_79F9
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return Float((bits ^ bits >> 31) >> 40) * 0x1p-23 - 1
  }
}
