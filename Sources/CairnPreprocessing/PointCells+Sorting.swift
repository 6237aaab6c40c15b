import CairnGeometry
import CairnKernels

extension PointCells {
  /// The order of points by their cells.
  struct Order {
    /// One word for each point: above `indexBits`, what it was sorted by; below, which point.
    var words: [UInt64]
    var indexBits: Int
    /// The cell of the point at a place of the order.
    var cells: (Int) -> SIMD3<Int32>
  }

  /// Sorts points by the layer, line and column of their cells.
  static func order(
    of points: [SIMD3<Float>], edge: Double, where isIncluded: ((Int) -> Bool)?
  ) -> Order {
    let indexBits = bitCount(max(points.count - 1, 0))
    var words: [UInt64] = []
    words.reserveCapacity(points.count)
    var low = SIMD3<Float>(repeating: .infinity)
    var high = -low
    for (index, point) in points.enumerated() {
      guard point.isFinite else { continue }
      if let isIncluded, !isIncluded(index) { continue }
      low = low.replacing(with: point, where: point .< low)
      high = high.replacing(with: point, where: point .> high)
      words.append(UInt64(truncatingIfNeeded: index))
    }
    let axes = (0..<3).map { axis in
      CellAxis(
        low[axis], high[axis], scale: 1 / edge,
        all: words.lazy.map { (index: Int($0), coordinate: points[Int($0)][axis]) })
    }
    let bits = axes.map { bitCount(Int($0.highest)) }
    let total = bits.reduce(indexBits, +)
    guard total <= 64 else {
      return orderByAxes(words, axes, points, indexBits: indexBits, bits: bits)
    }
    let shifts = (UInt64(indexBits), UInt64(indexBits + bits[0]), UInt64(total - bits[2]))
    let (xAxis, yAxis, zAxis) = (axes[0], axes[1], axes[2])
    for place in words.indices {
      let index = Int(words[place])
      let point = points[index]
      let x = UInt64(UInt32(bitPattern: xAxis[index, point.x])) << shifts.0
      let y = UInt64(UInt32(bitPattern: yAxis[index, point.y])) << shifts.1
      let z = UInt64(UInt32(bitPattern: zAxis[index, point.z])) << shifts.2
      words[place] = UInt64(index) | x | y | z
    }
    sortStably(&words, byBits: indexBits..<total)
    let sorted = words
    let (xMask, yMask) = (UInt64(1) << UInt64(bits[0]) - 1, UInt64(1) << UInt64(bits[1]) - 1)
    return Order(words: words, indexBits: indexBits) { place in
      let word = sorted[place]
      return SIMD3(
        Int32(truncatingIfNeeded: word >> shifts.0 & xMask),
        Int32(truncatingIfNeeded: word >> shifts.1 & yMask),
        // All bits above may be none at all.
        Int32(truncatingIfNeeded: bits[2] == 0 ? 0 : word >> shifts.2))
    }
  }

  /// Sorts axis by axis where the cells of all three do not fit into a word.
  private static func orderByAxes(
    _ indices: [UInt64], _ axes: [CellAxis], _ points: [SIMD3<Float>], indexBits: Int, bits: [Int]
  ) -> Order {
    let mask = UInt64(1) << UInt64(indexBits) - 1
    func cell(_ index: Int, _ axis: Int) -> Int32 { axes[axis][index, points[index][axis]] }
    var words = indices
    for axis in 0..<3 {
      for place in words.indices {
        let index = words[place] & mask
        words[place] = UInt64(cell(Int(index), axis)) << UInt64(indexBits) | index
      }
      sortStably(&words, byBits: indexBits..<indexBits + bits[axis])
    }
    let sorted = words
    return Order(words: words, indexBits: indexBits) { place in
      let index = Int(sorted[place] & mask)
      return SIMD3(cell(index, 0), cell(index, 1), cell(index, 2))
    }
  }

  private static func bitCount(_ highest: Int) -> Int {
    Int.bitWidth - highest.leadingZeroBitCount
  }
}
