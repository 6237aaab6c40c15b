/// Kernels over points whose coordinates lie in three arrays.
///
/// Eight points are looked at together, so every array must reach ``packedPadding`` values beyond
/// the last point; what they hold does not matter. Distances are
/// `(dx * dx + dy * dy) + dz * dz` in `Float`. NaN is near nothing.
public let packedPadding = 8

/// Whether a point of one range lies near a point of another.
///
/// - Parameters:
///   - x: First coordinates.
///   - y: Second coordinates.
///   - z: Third coordinates.
///   - first: Positions of points; the loop over these is the outer one.
///   - second: Positions of points.
///   - squaredDistance: The largest squared distance.
/// - Returns: Whether there is such a pair.
/// - Complexity: O(`first.count` · `second.count` / 8).
public func containsPair(
  x: borrowing Span<Float>, y: borrowing Span<Float>, z: borrowing Span<Float>,
  _ first: Range<Int>, _ second: Range<Int>, squaredDistance: Float
) -> Bool {
  checkPacked(x.count, y.count, z.count, first)
  checkPacked(x.count, y.count, z.count, second)
  return unsafe x.withUnsafeBufferPointer { x in
    unsafe y.withUnsafeBufferPointer { y in
      unsafe z.withUnsafeBufferPointer { z in
        let limit = SIMD8<Float>(repeating: squaredDistance)
        for a in first {
          let (ax, ay, az) = unsafe (x[a], y[a], z[a])
          var b = second.lowerBound
          while b &+ 8 <= second.upperBound {
            if unsafe any(squaredDistances(x, y, z, b, ax, ay, az) .<= limit) { return true }
            b &+= 8
          }
          if b < second.upperBound {
            let inside =
              lanes(below: second.upperBound &- b)
            if unsafe any((squaredDistances(x, y, z, b, ax, ay, az) .<= limit) .& inside) {
              return true
            }
          }
        }
        return false
      }
    }
  }
}

/// Counts points near a place, and may stop counting at a limit.
///
/// - Parameters:
///   - place: Where to look.
///   - x: First coordinates.
///   - y: Second coordinates.
///   - z: Third coordinates.
///   - range: Positions of points.
///   - squaredDistance: The largest squared distance.
///   - limit: How many are enough.
/// - Returns: How many points are near, or some number from `limit` on where there are so many.
/// - Complexity: O(`range.count` / 8).
public func countNear(
  _ place: SIMD3<Float>, x: borrowing Span<Float>, y: borrowing Span<Float>,
  z: borrowing Span<Float>, _ range: Range<Int>, squaredDistance: Float, limit: Int
) -> Int {
  checkPacked(x.count, y.count, z.count, range)
  return unsafe x.withUnsafeBufferPointer { x in
    unsafe y.withUnsafeBufferPointer { y in
      unsafe z.withUnsafeBufferPointer { z in
        let reach = SIMD8<Float>(repeating: squaredDistance)
        var found = 0
        var b = range.lowerBound
        while b < range.upperBound, found < limit {
          // Blocks of 2¹⁰ between looks at the limit; a lane counts to 2⁷ in a block.
          let end = min(b &+ 1024, range.upperBound)
          var counts = SIMD8<Int32>.zero
          while b &+ 8 <= end {
            let near = unsafe squaredDistances(x, y, z, b, place.x, place.y, place.z) .<= reach
            counts.replace(with: counts &+ 1, where: near)
            b &+= 8
          }
          if b < end {
            let inside = lanes(below: end &- b)
            let near = unsafe squaredDistances(x, y, z, b, place.x, place.y, place.z) .<= reach
            counts.replace(with: counts &+ 1, where: near .& inside)
            b = end
          }
          found &+= Int(counts.wrappedSum())
        }
        return found
      }
    }
  }
}

/// Which lanes are below a count.
@inline(__always)
private func lanes(below count: Int) -> SIMDMask<SIMD8<Int32>> {
  SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7) .< SIMD8(repeating: Int32(truncatingIfNeeded: count))
}

@inline(__always)
private func checkPacked(_ x: Int, _ y: Int, _ z: Int, _ range: Range<Int>) {
  precondition(
    range.lowerBound >= 0 && range.upperBound + packedPadding <= min(x, y, z),
    "points \(range) of \(x), \(y) and \(z) coordinates with \(packedPadding) to spare")
}

@inline(__always)
private func squaredDistances(
  _ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>,
  _ z: UnsafeBufferPointer<Float>, _ position: Int, _ px: Float, _ py: Float, _ pz: Float
) -> SIMD8<Float> {
  let offset = position &* MemoryLayout<Float>.stride
  let dx =
    unsafe UnsafeRawPointer(x.baseAddress.unsafelyUnwrapped).loadUnaligned(
      fromByteOffset: offset, as: SIMD8<Float>.self) - px
  let dy =
    unsafe UnsafeRawPointer(y.baseAddress.unsafelyUnwrapped).loadUnaligned(
      fromByteOffset: offset, as: SIMD8<Float>.self) - py
  let dz =
    unsafe UnsafeRawPointer(z.baseAddress.unsafelyUnwrapped).loadUnaligned(
      fromByteOffset: offset, as: SIMD8<Float>.self) - pz
  return (dx * dx + dy * dy) + dz * dz
}
