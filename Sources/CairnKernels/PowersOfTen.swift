/// Powers of ten as 128-bit significands, for turning text into numbers and back.
package enum PowersOfTen {
  /// The exponents that the table holds.
  static let exponents = -342...324

  /// Two words for each exponent, the higher first: the leading 128 bits of 10ᵏ with the highest bit
  /// set, cut off for k ≥ 0 (exact up to 55) and rounded up for k < 0.
  package static let significands: [UInt64] = {
    var negative: [UInt64] = []
    // ⌊⌊n / 5⌋ / 5⌋ = ⌊n / 25⌋, so dividing one long number again and again stays exact.
    var long = [UInt64](repeating: 0, count: 18) + [1 << 63]
    for _ in 1 ... -exponents.lowerBound {
      var remainder: UInt64 = 0
      for index in long.indices.reversed() {
        (long[index], remainder) = UInt64(5).dividingFullWidth((remainder, long[index]))
      }
      let (high, low) = leadingBits(long)
      let (up, overflow) = low.addingReportingOverflow(1)
      negative += [up, overflow ? high &+ 1 : high]
    }
    var result = Array(negative.reversed())
    long = [1] + [UInt64](repeating: 0, count: 12)
    for _ in 0...exponents.upperBound {
      let (high, low) = leadingBits(long)
      result += [high, low]
      var carry: UInt64 = 0
      for index in long.indices {
        let product = long[index].multipliedFullWidth(by: 5)
        let (sum, overflow) = product.low.addingReportingOverflow(carry)
        long[index] = sum
        carry = product.high + (overflow ? 1 : 0)
      }
    }
    return result
  }()

  /// Exact powers of ten as Doubles.
  static let exact: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The nearest Doubles to the inverse powers of ten.
  static let inverse: [Double] = [
    1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14,
    1e-15, 1e-16, 1e-17, 1e-18, 1e-19, 1e-20, 1e-21, 1e-22,
  ]

  /// Powers of ten as whole numbers.
  static let whole: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// The highest 128 bits of a number, given least significant word first, the first of them set.
  private static func leadingBits(_ words: [UInt64]) -> (high: UInt64, low: UInt64) {
    guard let top = words.lastIndex(where: { $0 != 0 }) else { return (0, 0) }
    func word(_ index: Int) -> UInt64 { index < 0 ? 0 : words[index] }
    let shift = UInt64(words[top].leadingZeroBitCount)
    guard shift > 0 else { return (word(top), word(top - 1)) }
    return (
      word(top) << shift | word(top - 1) >> (64 - shift),
      word(top - 1) << shift | word(top - 2) >> (64 - shift)
    )
  }
}
