/// A cell as one number of 64 bits, by which a hash table finds it.
enum CellKey {
  /// No cell.
  static let none = UInt64.max
  /// Keys from here on are hashes of wide cells, which other cells may share.
  static let firstWide: UInt64 = 1 << 63

  /// 1.5 · 2²³: added to a number, it leaves the integral part in the lowest bits.
  private static let shifter: Float = 12_582_912
  private static let half: Float = 1_048_576

  /// The keys of the cells that four points are in; ``none`` for points that are not finite.
  @inline(__always)
  static func of(
    _ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>, _ d: SIMD3<Float>, edge: Float
  ) -> SIMD4<UInt64> {
    let x = biased(SIMD4(a.x, b.x, c.x, d.x) / edge)
    let y = biased(SIMD4(a.y, b.y, c.y, d.y) / edge)
    let z = biased(SIMD4(a.z, b.z, c.z, d.z) / edge)
    let every = x | y | z
    if (every.x | every.y | every.z | every.w) < 1 << 21 {
      return SIMD4<UInt64>(truncatingIfNeeded: x)
        | SIMD4<UInt64>(truncatingIfNeeded: y) &<< 21
        | SIMD4<UInt64>(truncatingIfNeeded: z) &<< 42
    }
    return SIMD4(of(a, edge: edge), of(b, edge: edge), of(c, edge: edge), of(d, edge: edge))
  }

  /// The key of the cell that a point is in; ``none`` for points that are not finite.
  static func of(_ point: SIMD3<Float>, edge: Float) -> UInt64 {
    guard point.x.isFinite, point.y.isFinite, point.z.isFinite else { return none }
    return of(cell(of: point, edge: edge))
  }

  /// Numbers rounded down, counted from -2²⁰; 2²¹ or more for those out of range, NaN included.
  @inline(__always)
  private static func biased(_ scaled: SIMD4<Float>) -> SIMD4<UInt32> {
    // Rounds to the nearest integer, then down: exact below 2²², and no call of the C library.
    let nearest = (scaled + shifter) - shifter
    let below = nearest - SIMD4<Float>.zero.replacing(with: 1, where: nearest .> scaled)
    return unsafe unsafeBitCast(below + (shifter + half), to: SIMD4<UInt32>.self)
      &- shifter.bitPattern
  }

  /// The key of a cell.
  static func of(_ cell: SIMD3<Int32>) -> UInt64 {
    let biased = SIMD3<UInt32>(truncatingIfNeeded: cell &+ 1 << 20)
    return biased.max() < 1 << 21 ? packed(biased.x, biased.y, biased.z) : wide(cell)
  }

  /// The cell of a key that is not wide.
  static func cell(of key: UInt64) -> SIMD3<Int32> {
    let low: UInt64 = 1 << 21 - 1
    let biased = SIMD3<Int32>(Int32(key & low), Int32(key >> 21 & low), Int32(key >> 42 & low))
    return biased &- 1 << 20
  }

  /// The cell that a point is in; cells beyond the range of Int32 count as the outermost ones.
  static func cell(of point: SIMD3<Float>, edge: Float) -> SIMD3<Int32> {
    let limit = SIMD3<Float>(repeating: 2_000_000_000)
    let cell = (point / edge).rounded(.down)
    return SIMD3<Int32>(cell.clamped(lowerBound: -limit, upperBound: limit))
  }

  /// The key of the block of 2 × 2 × 2 cells that the cell of a key is in.
  ///
  /// A wide cell has a block of its own.
  @inline(__always)
  static func block(of key: UInt64) -> UInt64 {
    let lowest: UInt64 = 1 | 1 << 21 | 1 << 42
    return key < firstWide ? key & ~lowest : key
  }

  /// The place, 0..<8, of the cell of a key in its block.
  @inline(__always)
  static func place(of key: UInt64) -> Int {
    let place = key & 1 | key >> 20 & 2 | key >> 40 & 4
    return key < firstWide ? Int(truncatingIfNeeded: place) : 0
  }

  /// Where to look for a key first, in a table of `mask` + 1 slots, a power of two.
  @inline(__always)
  static func slot(of key: UInt64, mask: Int) -> Int {
    let mixed = (key ^ key &>> 31) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> 32) & mask
  }

  @inline(__always)
  private static func packed(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt64 {
    UInt64(x) | UInt64(y) << 21 | UInt64(z) << 42
  }

  private static func wide(_ cell: SIMD3<Int32>) -> UInt64 {
    var value = UInt64(UInt32(bitPattern: cell.x)) &* 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 32) &+ UInt64(UInt32(bitPattern: cell.y)) &* 0xC2B2_AE3D_27D4_EB4F
    value = (value ^ value >> 29) &+ UInt64(UInt32(bitPattern: cell.z)) &* 0x1656_67B1_9E37_79F9
    value = (value ^ value >> 32) &* 0xD6E8_FEB8_6659_FD93
    // The lowest bit keeps it apart from ``none``.
    return (value | firstWide) & ~1
  }
}
