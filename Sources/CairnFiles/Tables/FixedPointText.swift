/// A number with so many digits behind the point, as `printf` writes it with `%.2f`.
///
/// Correctly rounded: what counts is the exact value of the Double, and a tie goes to the even digit.
/// From 2^128 on the text is the shortest one that reads back as the same number.
///
/// - Parameters:
///   - value: Any number; one that is not finite is "nan", "inf" or "-inf".
///   - digits: How many, from 0 to 19.
/// - Returns: The text.
package func fixedPointText(_ value: Double, digits: Int) -> String {
  precondition((0...19).contains(digits), "\(digits) digits behind the point")
  // Not a number compares as false.
  guard value.magnitude < 0x1p128 else { return "\(value)" }
  var scale: UInt128 = 1
  for _ in 0..<digits { scale *= 10 }
  let sign = value.sign == .minus ? "-" : ""
  guard value.magnitude < 0x1p53 else {
    // No digit behind the point says anything, and the digits before it need all 128 bits.
    let zeros = digits == 0 ? "" : "." + String(repeating: "0", count: digits)
    return "\(sign)\(UInt128(value.magnitude))\(zeros)"
  }
  // The value is `significand` · 2^-shift, with at most 53 bits, so that 19 digits more are exact.
  let exponent = max(Int(value.exponentBitPattern), 1)
  let significand = value.significandBitPattern | (value.magnitude.isNormal ? 1 << 52 : 0)
  let shift = 1075 - exponent
  let scaled = UInt128(significand) * scale
  var rounded = shift < 128 ? scaled >> UInt128(shift) : 0
  if shift > 0, shift < 128 {
    let half: UInt128 = 1 << UInt128(shift - 1)
    let rest = scaled & (2 * half - 1)
    if rest > half || (rest == half && rounded & 1 == 1) { rounded += 1 }
  }
  let text = String(rounded)
  let padded = String(repeating: "0", count: max(digits + 1 - text.count, 0)) + text
  guard digits > 0 else { return sign + padded }
  return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
}
