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
  static func order(of points: [SIMD3<Float>], _ kept: [Int], edge: Double) -> Order {
    let axes = (0..<3).map { axis in
      Axis(kept.lazy.map { points[$0][axis] }, scale: 1 / edge)
    }
    let indexBits = bitCount(kept.count)
    let bits = axes.map { bitCount(Int($0.highest)) }
    let total = bits.reduce(indexBits, +)
    guard total <= 64 else {
      return orderByAxes(axes, points, kept, indexBits: indexBits, bits: bits)
    }
    var words: [UInt64] = []
    words.reserveCapacity(kept.count)
    let (yShift, zShift) = (UInt64(bits[0]), UInt64(bits[0] + bits[1]))
    let (xAxis, yAxis, zAxis) = (axes[0], axes[1], axes[2])
    for (index, row) in kept.enumerated() {
      let point = points[row]
      let (x, y, z) = (
        UInt64(xAxis[index, point.x]), UInt64(yAxis[index, point.y]), UInt64(zAxis[index, point.z])
      )
      let key = x | y << yShift | z << zShift
      words.append(key << UInt64(indexBits) | UInt64(index))
    }
    sortStably(&words, byBits: indexBits..<total)
    let sorted = words
    let (xMask, yMask) = (UInt64(1) << yShift - 1, UInt64(1) << UInt64(bits[1]) - 1)
    return Order(words: words, indexBits: indexBits) { place in
      let key = sorted[place] >> UInt64(indexBits)
      return SIMD3(
        Int32(truncatingIfNeeded: key & xMask), Int32(truncatingIfNeeded: key >> yShift & yMask),
        Int32(truncatingIfNeeded: key >> zShift))
    }
  }

  /// Sorts axis by axis where the cells of all three do not fit into a word.
  private static func orderByAxes(
    _ axes: [Axis], _ points: [SIMD3<Float>], _ kept: [Int], indexBits: Int, bits: [Int]
  ) -> Order {
    let mask = UInt64(1) << UInt64(indexBits) - 1
    func cell(_ index: Int, _ axis: Int) -> Int32 { axes[axis][index, points[kept[index]][axis]] }
    var words = kept.indices.map { UInt64($0) }
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

/// The cells along one axis, numbered from 0 on.
private struct Axis {
  private let scale: Double
  private let lowest: Double
  /// Numbers of the points where they do not simply follow from coordinates.
  private var numbers: [Int32] = []
  private(set) var highest: Int32 = 0

  init(_ coordinates: some Collection<Float>, scale: Double) {
    self.scale = scale
    guard let first = coordinates.first else {
      lowest = 0
      return
    }
    var (low, high) = (first, first)
    for coordinate in coordinates {
      low = min(low, coordinate)
      high = max(high, coordinate)
    }
    lowest = (Double(low) * scale).rounded(.down)
    let last = Double(high) * scale - lowest
    if last < 0x1p30 {
      highest = Int32(last)
    } else {
      closeGaps(coordinates)
    }
  }

  /// The cell of a point: the how manieth of those given, and its coordinate.
  @inline(__always)
  subscript(index: Int, coordinate: Float) -> Int32 {
    numbers.isEmpty ? Int32(Double(coordinate) * scale - lowest) : numbers[index]
  }

  /// Numbers the cells anew, all gaps of three or more being equal, so that one point far away does
  /// not use up the numbers.
  private mutating func closeGaps(_ coordinates: some Collection<Float>) {
    let cells = coordinates.map { (Double($0) * scale).rounded(.down) }
    let order = cells.indices.sorted { cells[$0] < cells[$1] }
    numbers = Array(repeating: 0, count: cells.count)
    var last = lowest
    for index in order {
      highest += Int32(min(cells[index] - last, 3))
      numbers[index] = highest
      last = cells[index]
    }
  }
}
