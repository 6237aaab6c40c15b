/// The shortest decimal that reads back as the same number, and the nearest of those:
/// `significand` × 10^`exponent`.
///
/// R. Giulietti, "The Schubfach way to render doubles", 2020.
package struct ShortestDecimal: Equatable {
  package var significand: UInt64
  package var exponent: Int

  /// Takes a positive finite Float apart.
  @inline(__always)
  package init(_ value: Float, powers: borrowing Span<UInt64>) {
    let fraction = value.bitPattern & 0x7F_FFFF
    let biased = Int(value.bitPattern >> 23 & 0xFF)
    var c = fraction
    var q = 1 - 150
    if biased != 0 {
      c |= 0x80_0000
      q = biased - 150
      // Whole numbers below 2²⁴ are their own shortest decimal.
      if q <= 0, q > -24, c & ((1 << UInt32(-q)) &- 1) == 0 {
        (significand, exponent) = (UInt64(c >> UInt32(-q)), 0)
        return
      }
    }
    let isCloserBelow = fraction == 0 && biased > 1
    let k = (q &* 1_262_611 &- (isCloserBelow ? 524_031 : 0)) >> 22
    let h = UInt64(truncatingIfNeeded: q &+ (-k &* 1_741_647) >> 19 &+ 1)
    let index = (-k &- PowersOfTen.exponents.lowerBound) &* 2
    let g = unsafe powers[unchecked: index] &+ 1
    func scaled(_ bound: UInt32) -> UInt32 {
      let product = g.multipliedFullWidth(by: UInt64(bound) &<< h)
      let odd: UInt32 = product.low >> 32 > 1 ? 1 : 0
      return UInt32(truncatingIfNeeded: product.high) | odd
    }
    let odd = c & 1
    let lower = scaled(4 &* c &- 2 &+ (isCloserBelow ? 1 : 0)) &+ odd
    let middle = scaled(4 &* c)
    let upper = scaled(4 &* c &+ 2) &- odd
    let s = middle >> 2
    if s >= 10 {
      let tens = s / 10
      let isDownInside = lower <= 40 &* tens
      let isUpInside = 40 &* tens &+ 40 <= upper
      if isDownInside != isUpInside {
        (significand, exponent) = (UInt64(tens) &+ (isUpInside ? 1 : 0), k &+ 1)
        return
      }
    }
    let isDownInside = lower <= 4 &* s
    let isUpInside = 4 &* s &+ 4 <= upper
    let half = 4 &* s &+ 2
    let roundsUp =
      isDownInside != isUpInside
      ? isUpInside : middle > half || (middle == half && s & 1 != 0)
    (significand, exponent) = (UInt64(s) &+ (roundsUp ? 1 : 0), k)
  }

  /// Takes a positive finite Double apart.
  @inline(__always)
  package init(_ value: Double, powers: borrowing Span<UInt64>) {
    let fraction = value.bitPattern & 0xF_FFFF_FFFF_FFFF
    let biased = Int(value.bitPattern >> 52 & 0x7FF)
    var c = fraction
    var q = 1 - 1075
    if biased != 0 {
      c |= 0x10_0000_0000_0000
      q = biased - 1075
      if q <= 0, q > -53, c & ((1 << UInt64(-q)) &- 1) == 0 {
        (significand, exponent) = (c >> UInt64(-q), 0)
        return
      }
    }
    let isCloserBelow = fraction == 0 && biased > 1
    let k = (q &* 1_262_611 &- (isCloserBelow ? 524_031 : 0)) >> 22
    let h = UInt64(truncatingIfNeeded: q &+ (-k &* 1_741_647) >> 19 &+ 1)
    let index = (-k &- PowersOfTen.exponents.lowerBound) &* 2
    var high = unsafe powers[unchecked: index]
    var low = unsafe powers[unchecked: index &+ 1]
    // Schubfach wants 10ᵏ rounded up; beyond 10⁵⁵ the table cuts off.
    if -k > 55 {
      low &+= 1
      if low == 0 { high &+= 1 }
    }
    func scaled(_ bound: UInt64) -> UInt64 {
      let bound = bound &<< h
      let inner = low.multipliedFullWidth(by: bound).high
      let outer = high.multipliedFullWidth(by: bound)
      let (sum, overflow) = outer.low.addingReportingOverflow(inner)
      return outer.high &+ (overflow ? 1 : 0) | (sum > 1 ? 1 : 0)
    }
    let odd = c & 1
    let lower = scaled(4 &* c &- 2 &+ (isCloserBelow ? 1 : 0)) &+ odd
    let middle = scaled(4 &* c)
    let upper = scaled(4 &* c &+ 2) &- odd
    let s = middle >> 2
    if s >= 10 {
      let tens = s / 10
      let isDownInside = lower <= 40 &* tens
      let isUpInside = 40 &* tens &+ 40 <= upper
      if isDownInside != isUpInside {
        (significand, exponent) = (tens &+ (isUpInside ? 1 : 0), k &+ 1)
        return
      }
    }
    let isDownInside = lower <= 4 &* s
    let isUpInside = 4 &* s &+ 4 <= upper
    let half = 4 &* s &+ 2
    let roundsUp =
      isDownInside != isUpInside
      ? isUpInside : middle > half || (middle == half && s & 1 != 0)
    (significand, exponent) = (s &+ (roundsUp ? 1 : 0), k)
  }
}
