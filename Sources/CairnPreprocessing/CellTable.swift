import CairnGeometry

/// Numbers cells in the order in which they are met: a hash table with open addressing.
struct CellTable {
  private var keys: [SIMD3<Int32>]
  private var numbers: [Int32]
  private let bits: Int
  private(set) var count = 0

  /// Creates a table for at most `capacity` different cells.
  init(capacity: Int) {
    var bits = 4
    while 1 << bits < 2 * capacity { bits += 1 }
    self.bits = bits
    keys = Array(repeating: .zero, count: 1 << bits)
    numbers = Array(repeating: -1, count: 1 << bits)
  }

  /// The number of a cell, a new one where it was not met before.
  mutating func number(of cell: SIMD3<Int32>) -> Int {
    let mask = 1 << bits - 1
    var slot = Self.hash(cell) >> (64 - bits)
    while numbers[slot] >= 0 {
      if keys[slot] == cell { return Int(numbers[slot]) }
      slot = (slot + 1) & mask
    }
    keys[slot] = cell
    numbers[slot] = Int32(count)
    count += 1
    return count - 1
  }

  /// How many cells points are in; counting stops soon after `limit`.
  static func occupied(by points: [SIMD3<Float>], edge: Float, limit: Int) -> Int {
    var table = CellTable(capacity: min(points.count, limit + 2))
    for point in points where point.isFinite {
      _ = table.number(of: cell(of: point, edge: edge))
      if table.count > limit { break }
    }
    return table.count
  }

  /// Cells beyond the range of Int32 count as the outermost ones.
  @inline(__always)
  static func cell(of point: SIMD3<Float>, edge: Float) -> SIMD3<Int32> {
    let limit = SIMD3<Float>(repeating: 2_000_000_000)
    let cell = (point / edge).rounded(.down)
    return SIMD3<Int32>(cell.clamped(lowerBound: -limit, upperBound: limit))
  }

  @inline(__always)
  private static func hash(_ cell: SIMD3<Int32>) -> Int {
    var value = UInt64(UInt32(bitPattern: cell.x)) &* 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 32) &+ UInt64(UInt32(bitPattern: cell.y)) &* 0xC2B2_AE3D_27D4_EB4F
    value = (value ^ value >> 29) &+ UInt64(UInt32(bitPattern: cell.z)) &* 0x1656_67B1_9E37_79F9
    value = (value ^ value >> 32) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: value >> 1) &* 2 & Int.max
  }
}
