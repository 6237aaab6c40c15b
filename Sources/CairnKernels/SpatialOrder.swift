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
  var order: [UInt32] = []
  order.reserveCapacity(places.count)
  for index in 0..<places.count {
    let place = unsafe places[unchecked: index]
    guard place * 0 == .zero else { continue }
    low = low.replacing(with: place, where: place .< low)
    high = high.replacing(with: place, where: high .< place)
    order.append(UInt32(truncatingIfNeeded: index))
  }
  // A short list is looked at sooner than it is sorted.
  guard order.count > 32 else { return order }
  let size = max((high - low).max(), .leastNormalMagnitude)
  let scale = min(1023 / size, .greatestFiniteMagnitude)
  var keys: [UInt64] = order.map { index in
    let cell = (unsafe places[unchecked: Int(index)] - low) * scale
    let code = spread(cell.x) | spread(cell.y) << 1 | spread(cell.z) << 2
    return UInt64(code) << 32 | UInt64(index)
  }
  var others = keys
  for shift in stride(from: UInt64(32), through: 52, by: 10) {
    var counts = [Int](repeating: 0, count: 1025)
    for key in keys { counts[Int(key >> shift & 1023) + 1] += 1 }
    for digit in 0..<1024 { counts[digit + 1] += counts[digit] }
    for key in keys {
      let digit = Int(key >> shift & 1023)
      others[counts[digit]] = key
      counts[digit] += 1
    }
    swap(&keys, &others)
  }
  for (position, key) in keys.enumerated() { order[position] = UInt32(truncatingIfNeeded: key) }
  return order
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
