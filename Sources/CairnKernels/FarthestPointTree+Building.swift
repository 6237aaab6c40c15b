extension FarthestPointTree {
  /// Points in a bucket, at most.
  private static let bucketSize = 128

  /// Builds the node of a range of entries, and all below it.
  mutating func build(_ entries: inout [SIMD4<Float>], _ range: Range<Int>) -> Int {
    let node = nodes.count
    var (low, high) = Self.bounds(of: entries.span, range)
    let initial = UInt64(Float.infinity.bitPattern) << 32 | 1
    nodes.append(
      Node(low: low, high: high, farthest: initial, right: -1, group: 0, groupCount: 0))
    low.w = 0
    high.w = 0
    nodes[node].low = low
    nodes[node].high = high
    let size = high - low
    let axis = size.x >= size.y && size.x >= size.z ? 0 : size.y >= size.z ? 1 : 2
    guard range.count > Self.bucketSize, size[axis] > 0 else {
      addBucket(entries.span, range, to: node)
      return node
    }
    let middle = Self.split(&entries, range, axis: axis)
    _ = build(&entries, range.lowerBound..<middle)
    nodes[node].right = Int32(truncatingIfNeeded: build(&entries, middle..<range.upperBound))
    return node
  }

  private mutating func addBucket(
    _ entries: Span<SIMD4<Float>>, _ range: Range<Int>, to node: Int
  ) {
    nodes[node].group = Int32(truncatingIfNeeded: indices.count)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      var (x, y, z) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
      var distance = SIMD8<Float>(repeating: -1)
      var index = SIMD8<Int32>(repeating: .max)
      for lane in 0..<min(8, range.upperBound - start) {
        let entry = entries[start + lane]
        (x[lane], y[lane], z[lane]) = (entry.x, entry.y, entry.z)
        distance[lane] = .infinity
        index[lane] = Int32(bitPattern: entry.w.bitPattern)
      }
      values.append(x)
      values.append(y)
      values.append(z)
      values.append(distance)
      indices.append(index)
    }
    nodes[node].groupCount = Int32(truncatingIfNeeded: indices.count) - nodes[node].group
  }

  private static func bounds(
    of entries: Span<SIMD4<Float>>, _ range: Range<Int>
  ) -> (low: SIMD4<Float>, high: SIMD4<Float>) {
    var low = entries[range.lowerBound]
    var high = low
    for position in range {
      let entry = entries[position]
      low.replace(with: entry, where: entry .< low)
      high.replace(with: entry, where: entry .> high)
    }
    return (low, high)
  }

  /// Moves entries below about the median to the front.
  ///
  /// - Returns: Where the back begins; neither part is empty.
  private static func split(
    _ entries: inout [SIMD4<Float>], _ range: Range<Int>, axis: Int
  ) -> Int {
    var pivot = median(of: entries, range, axis: axis)
    var entries = entries.mutableSpan
    var middle = partition(&entries, range, axis: axis, below: pivot)
    if middle == range.lowerBound {
      // Nothing is below the pivot: take what is equal to it as well.
      pivot = pivot.nextUp
      middle = partition(&entries, range, axis: axis, below: pivot)
    }
    precondition(
      middle > range.lowerBound && middle < range.upperBound, "\(range) was not split by \(pivot)")
    return middle
  }

  /// The median of 15 entries at equal distances.
  private static func median(
    of entries: [SIMD4<Float>], _ range: Range<Int>, axis: Int
  ) -> Float {
    var sorted = SIMD16<Float>.zero
    for number in 0..<15 {
      let value = entries[range.lowerBound + number * range.count / 15][axis]
      var place = number
      while place > 0, sorted[place - 1] > value {
        sorted[place] = sorted[place - 1]
        place -= 1
      }
      sorted[place] = value
    }
    return sorted[7]
  }

  private static func partition(
    _ entries: inout MutableSpan<SIMD4<Float>>, _ range: Range<Int>, axis: Int,
    below pivot: Float
  ) -> Int {
    switch axis {
    case 0: partition(&entries, range, below: pivot) { $0.x }
    case 1: partition(&entries, range, below: pivot) { $0.y }
    default: partition(&entries, range, below: pivot) { $0.z }
    }
  }

  /// Without branches: each entry changes places with the first that is not below.
  @inline(__always)
  private static func partition(
    _ entries: inout MutableSpan<SIMD4<Float>>, _ range: Range<Int>, below pivot: Float,
    _ coordinate: (SIMD4<Float>) -> Float
  ) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= entries.count)
    var middle = range.lowerBound
    for position in range {
      // In range by the check above.
      let entry = unsafe entries[unchecked: position]
      unsafe entries[unchecked: position] = entries[unchecked: middle]
      unsafe entries[unchecked: middle] = entry
      middle &+= coordinate(entry) < pivot ? 1 : 0
    }
    return middle
  }
}
