/// Returns the Double nearest to a decimal, `significand` × 10^`exponent`; `nil` where that takes more
/// than 128 bits to decide, or is below the normal numbers or above all.
///
/// M. Eisel and D. Lemire, "Number parsing at a gigabyte per second", 2021, section 5.
///
/// - Parameters:
///   - significand: Not 0.
///   - exponent: Any.
///   - powers: ``PowersOfTen/significands``.
/// - Returns: The Double, rounded to even in the middle.
@inline(never)
func nearestDouble(
  _ significand: UInt64, exponent: Int, powers: borrowing Span<UInt64>
) -> Double? {
  guard exponent >= -342, exponent <= 308 else { return nil }
  let index = (exponent &- PowersOfTen.exponents.lowerBound) &* 2
  var (powerHigh, powerLow) = (powers[index], powers[index &+ 1])
  // The table rounds negative powers up, which is right down to 10⁻²⁷; below, cut off.
  if exponent < -27 {
    if powerLow == 0 { powerHigh &-= 1 }
    powerLow &-= 1
  }
  let leadingZeros = significand.leadingZeroBitCount
  let normalized = significand &<< UInt64(leadingZeros)
  var (high, low) = normalized.multipliedFullWidth(by: powerHigh)
  if high & 0x1FF == 0x1FF {
    let more = normalized.multipliedFullWidth(by: powerLow).high
    let (sum, overflow) = low.addingReportingOverflow(more)
    low = sum
    if overflow { high &+= 1 }
  }
  if low == .max, exponent < -27 || exponent > 55 { return nil }
  let upper = Int(high &>> 63)
  let shift = UInt64(upper &+ 9)
  var mantissa = high &>> shift
  // 217706 / 2¹⁶ is log₂ 10, near enough.
  var power = (217_706 &* exponent) >> 16 &+ 63 &+ upper &- leadingZeros &+ 1023
  guard power > 0 else { return nil }
  if low <= 1, exponent >= -4, exponent <= 23, mantissa & 3 == 1, mantissa &<< shift == high {
    // Exactly in the middle: to even.
    mantissa &= ~1
  }
  mantissa = (mantissa &+ mantissa & 1) &>> 1
  if mantissa >= 1 << 53 {
    mantissa = 1 << 52
    power &+= 1
  }
  guard power < 0x7FF else { return nil }
  return Double(bitPattern: UInt64(power) &<< 52 | mantissa & (1 << 52 - 1))
}
