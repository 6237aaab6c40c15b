extension DrawnPoints {
  /// The distance of every point to its neighbours, roughly, in scaled units.
  ///
  /// Points are sorted along a Morton curve, so that the cells of an octree are runs. In the smallest
  /// cells that hold a few points of a surface, `n` points on an edge of `s` are `s / √n` apart.
  ///
  /// - Complexity: O(*n*).
  func spacings() -> [Float] {
    let keys = points.map(Self.mortonKey)
    let order = Self.sorted(keys)
    let sortedKeys = order.map { keys[Int($0)] }
    var spacing = [Float](repeating: 0, count: points.count)
    for level in 0..<14 {
      let shift = UInt64(3 * level)
      let edge = Self.cellEdge * Float(1 << level)
      var start = 0
      while start < sortedKeys.count {
        let cell = sortedKeys[start] >> shift
        var end = start + 1
        while end < sortedKeys.count, sortedKeys[end] >> shift == cell { end += 1 }
        if end - start >= 6 {
          let estimate = edge / Float(end - start).squareRoot()
          for index in order[start..<end] where spacing[Int(index)] == 0 {
            spacing[Int(index)] = estimate
          }
        }
        start = end
      }
    }
    // What is alone stays small.
    return spacing.map { $0 == 0 ? 0.002 : $0 }
  }

  /// Edge of the smallest cell: 16 bits over a cube of edge 4.
  private static let cellEdge: Float = 4 / 65536

  private static func mortonKey(_ point: SIMD3<Float>) -> UInt64 {
    let clamped = point.clamped(
      lowerBound: SIMD3(repeating: -2), upperBound: SIMD3(repeating: 1.9999))
    let cell = SIMD3<UInt32>((clamped + 2) / cellEdge, rounding: .down)
    return spread(cell.x) | spread(cell.y) << 1 | spread(cell.z) << 2
  }

  /// Moves bit *i* of a 16-bit number to bit 3 *i*.
  private static func spread(_ number: UInt32) -> UInt64 {
    var bits = UInt64(number & 0xFFFF)
    bits = (bits | bits << 32) & 0x00FF_0000_0000_FFFF
    bits = (bits | bits << 16) & 0x00FF_0000_FF00_00FF
    bits = (bits | bits << 8) & 0xF00F_00F0_0F00_F00F
    bits = (bits | bits << 4) & 0x30C3_0C30_C30C_30C3
    return (bits | bits << 2) & 0x9249_2492_4924_9249
  }

  /// The positions of the keys in ascending order: a radix sort of 12 bits a pass.
  private static func sorted(_ keys: [UInt64]) -> [Int32] {
    var order = keys.indices.map { Int32($0) }
    var next = order
    for shift in [UInt64(0), 12, 24, 36] {
      var starts = [Int](repeating: 0, count: 4097)
      for key in keys { starts[Int(key >> shift & 4095) + 1] += 1 }
      for digit in 1...4096 { starts[digit] += starts[digit - 1] }
      for index in order {
        let digit = Int(keys[Int(index)] >> shift & 4095)
        next[starts[digit]] = index
        starts[digit] += 1
      }
      swap(&order, &next)
    }
    return order
  }
}
