import CairnKernels
import TestSupport
import Testing

struct PackedPointsTests {
  /// Coordinates with all that may come up, and the values to spare.
  private static func coordinates(_ count: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    let unusual: [Float] = [.nan, .infinity, -.infinity, .leastNonzeroMagnitude, -0.0, 3e38]
    return (0..<count + packedPadding).map { _ in
      Int.random(in: 0..<12, using: &generator) == 0
        ? unusual.randomElement(using: &generator) ?? 0 : .random(in: -1...1, using: &generator)
    }
  }

  private let x = Self.coordinates(61, seed: 1)
  private let y = Self.coordinates(61, seed: 2)
  private let z = Self.coordinates(61, seed: 3)

  private func squaredDistance(_ a: Int, _ b: Int) -> Float {
    let (dx, dy, dz) = (x[b] - x[a], y[b] - y[a], z[b] - z[a])
    return (dx * dx + dy * dy) + dz * dz
  }

  @Test func `a pair is found where there is one, at every length and limit`() {
    var found = 0
    for first in [0..<0, 0..<1, 3..<10, 5..<21, 40..<61] {
      for second in [0..<0, 7..<8, 10..<18, 20..<39, 30..<61] {
        for limit: Float in [0, 1e-3, 0.02, 0.1, 1, .infinity] {
          let expected = first.contains { a in
            second.contains { squaredDistance(a, $0) <= limit }
          }
          #expect(
            containsPair(
              x: x.span, y: y.span, z: z.span, first, second, squaredDistance: limit) == expected)
          found += expected ? 1 : 0
        }
      }
    }
    #expect(found > 20)
  }

  @Test func `points near a place are counted, or enough of them`() {
    for range in [0..<0, 0..<1, 3..<10, 5..<21, 0..<61] {
      for limit: Float in [0, 0.1, 1, .infinity] {
        for index in 0..<61 {
          let expected = range.count { squaredDistance(index, $0) <= limit }
          let place = SIMD3(x[index], y[index], z[index])
          for enough in [0, 1, 3, 100] {
            let counted = countNear(
              place, x: x.span, y: y.span, z: z.span, range, squaredDistance: limit, limit: enough)
            #expect(counted == expected || min(counted, expected) >= enough)
          }
        }
      }
    }
    // More than a block of them.
    let zeros = [Float](repeating: 0, count: 5000 + packedPadding)
    let all = countNear(
      .zero, x: zeros.span, y: zeros.span, z: zeros.span, 1..<5000, squaredDistance: 0, limit: 9999)
    #expect(all == 4999)
  }

  @Test(arguments: [0, 1, 2, 100, 2047, 5000])
  func `words are sorted by some bits and keep their order in the others`(count: Int) {
    var generator = SeededGenerator(seed: 4)
    let words = (0..<count).map { _ in UInt64.random(in: 0...UInt64.max, using: &generator) }
    for bits in [0..<64, 20..<27, 3..<3, 0..<1, 63..<64, 12..<35] {
      var sorted = words
      sortStably(&sorted, byBits: bits)
      let mask = bits.count == 64 ? UInt64.max : UInt64(1) << UInt64(bits.count) - 1
      let keyed = words.enumerated().map {
        ($0.element >> UInt64(bits.lowerBound) & mask, $0.offset)
      }
      let expected = keyed.sorted { $0 < $1 }.map { words[$0.1] }
      #expect(sorted == expected)
    }
  }
}
