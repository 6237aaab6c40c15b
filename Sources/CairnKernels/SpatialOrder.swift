/// Returns the finite places in an order in which each is near the one before (Morton, 1966).
///
/// Cells of the curve are 1/1024 of the longest side of the places' box.
///
/// - Parameter places: Places; those with a NaN or infinite coordinate are left out.
/// - Returns: Positions in `places`.
/// - Complexity: O(*n*).
public func spatialOrder(of places: borrowing Span<SIMD3<Float>>) -> [UInt32] {
  var low = SIMD3<Float>(repeating: .infinity)
  var high = -low
  for index in 0..<places.count {
    let place = unsafe places[unchecked: index]
    // Zero times a coordinate is zero but for NaN and infinity.
    guard place * 0 == .zero else { continue }
    low = low.replacing(with: place, where: place .< low)
    high = high.replacing(with: place, where: high .< place)
  }
  let size = max((high - low).max(), .leastNormalMagnitude)
  let scale = min(1023 / size, .greatestFiniteMagnitude)
  return unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * places.count) {
    scratch in
    guard let keys = scratch.baseAddress else { return [] }
    let others = unsafe keys + places.count
    var count = 0
    for index in 0..<places.count {
      let place = unsafe places[unchecked: index]
      let cell = (place - low) * scale
      let code = spread(cell.x) | spread(cell.y) << 1 | spread(cell.z) << 2
      unsafe keys[count] = UInt64(code) << 32 | UInt64(truncatingIfNeeded: index)
      count &+= place * 0 == .zero ? 1 : 0
    }
    // A short list is looked at sooner than it is sorted.
    if count > 32 {
      unsafe sort(keys, into: others, count, byTenBitsAt: 32)
      unsafe sort(others, into: keys, count, byTenBitsAt: 42)
      unsafe sort(keys, into: others, count, byTenBitsAt: 52)
    }
    let sorted = unsafe count > 32 ? others : keys
    return unsafe [UInt32](unsafeUninitializedCapacity: count) { order, orderCount in
      for position in 0..<count {
        unsafe order[position] = UInt32(truncatingIfNeeded: sorted[position])
      }
      orderCount = count
    }
  }
}

/// One pass of a radix sort.
private func sort(
  _ keys: UnsafeMutablePointer<UInt64>, into sorted: UnsafeMutablePointer<UInt64>, _ count: Int,
  byTenBitsAt shift: UInt64
) {
  unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 1024) { starts in
    unsafe starts.initialize(repeating: 0)
    for index in 0..<count { unsafe starts[Int(keys[index] &>> shift & 1023)] &+= 1 }
    var start = 0
    for digit in 0..<1024 {
      let next = unsafe start + starts[digit]
      unsafe starts[digit] = start
      start = next
    }
    for index in 0..<count {
      let key = unsafe keys[index]
      let digit = Int(key &>> shift & 1023)
      unsafe sorted[starts[digit]] = key
      unsafe starts[digit] &+= 1
    }
  }
}

/// The lower ten bits of a cell's coordinate, two zeros between each.
private func spread(_ coordinate: Float) -> UInt32 {
  // Sizes that overflow make NaN or infinity; then the order does not matter.
  var bits = coordinate > 0 ? UInt32(min(coordinate, 1023)) : 0
  bits = (bits | bits << 16) & 0x0300_00FF
  bits = (bits | bits << 8) & 0x0300_F00F
  bits = (bits | bits << 4) & 0x030C_30C3
  return (bits | bits << 2) & 0x0924_9249
}
