/// Writes numbers as text into a span, one after the other.
struct NumberWriter: ~Copyable, ~Escapable {
  /// The longest text of one number, `-1.2345678901234567e-300` and a separator, with room to spare.
  static let longestNumber = 32

  private var bytes: MutableSpan<UInt8>
  private let powers: Span<UInt64>
  /// Bytes written so far.
  private(set) var count = 0

  /// Starts at the front of a span, which must have room for ``longestNumber`` bytes a number.
  @_lifetime(copy bytes, copy powers)
  init(_ bytes: consuming MutableSpan<UInt8>, powers: Span<UInt64>) {
    self.bytes = bytes
    self.powers = powers
  }

  @inline(__always)
  mutating func writeByte(_ byte: UInt8) {
    // The caller gives `longestNumber` bytes for each number, so this stays within.
    unsafe bytes[unchecked: count] = byte
    count &+= 1
  }

  @inline(__always)
  mutating func write(_ value: UInt64) {
    if value < 10 { return writeByte(UInt8(truncatingIfNeeded: value) &+ 48) }
    writeDigits(value, count: decimalLength(value))
  }

  @inline(__always)
  mutating func write(_ value: Int64) {
    if value < 0 { writeByte(45) }
    write(value.magnitude)
  }

  /// Writes the shortest text that reads back as the same bits, but for the payload of a NaN.
  @inline(__always)
  mutating func write(_ value: Float) {
    guard value.isFinite, value != 0 else { return writeSpecial(Double(value)) }
    if value.sign == .minus { writeByte(45) }
    write(ShortestDecimal(value.magnitude, powers: powers))
  }

  /// Writes the shortest text that reads back as the same bits, but for the payload of a NaN.
  @inline(__always)
  mutating func write(_ value: Double) {
    guard value.isFinite, value != 0 else { return writeSpecial(value) }
    if value.sign == .minus { writeByte(45) }
    write(ShortestDecimal(value.magnitude, powers: powers))
  }

  private mutating func writeSpecial(_ value: Double) {
    if value.sign == .minus, !value.isNaN { writeByte(45) }
    if value == 0 { return writeByte(48) }
    for byte in (value.isNaN ? "nan" : "inf").utf8 { writeByte(byte) }
  }

  @inline(__always)
  private mutating func write(_ decimal: consuming ShortestDecimal) {
    var (significand, exponent) = (decimal.significand, decimal.exponent)
    while true {
      let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      significand = quotient
      exponent &+= 1
    }
    let length = decimalLength(significand)
    /// Digits before the decimal point.
    let point = length &+ exponent
    if exponent >= 0, point <= 17 {
      writeDigits(significand, count: length)
      for _ in 0..<exponent { writeByte(48) }
    } else if point > 0, point < length {
      // The digits go one place too far to the right, then those before the point move back.
      let start = count
      count &+= 1
      writeDigits(significand, count: length)
      for index in start..<start &+ point {
        unsafe bytes[unchecked: index] = bytes[unchecked: index &+ 1]
      }
      unsafe bytes[unchecked: start &+ point] = 46
    } else if point <= 0, point > -5 {
      writeByte(48)
      writeByte(46)
      for _ in 0..<(0 &- point) { writeByte(48) }
      writeDigits(significand, count: length)
    } else {
      let start = count
      count &+= 1
      writeDigits(significand, count: length)
      unsafe bytes[unchecked: start] = bytes[unchecked: start &+ 1]
      if length > 1 {
        unsafe bytes[unchecked: start &+ 1] = 46
      } else {
        count = start &+ 1
      }
      writeByte(101)
      writeByte(point > 0 ? 43 : 45)
      let magnitude = UInt64((point &- 1).magnitude)
      if magnitude < 10 { writeByte(48) }
      write(magnitude)
    }
  }

  @inline(__always)
  private mutating func writeDigits(_ value: UInt64, count length: Int) {
    var (value, position) = (value, count &+ length)
    while value >= 100 {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 100)
      value = quotient
      let tens = UInt8(truncatingIfNeeded: (remainder &* 103) &>> 10)
      position &-= 2
      unsafe bytes[unchecked: position] = tens &+ 48
      unsafe bytes[unchecked: position &+ 1] =
        UInt8(truncatingIfNeeded: remainder) &- tens &* 10 &+ 48
    }
    let tens = UInt8(truncatingIfNeeded: (value &* 103) &>> 10)
    unsafe bytes[unchecked: position &- 1] = UInt8(truncatingIfNeeded: value) &- tens &* 10 &+ 48
    if tens > 0 { unsafe bytes[unchecked: position &- 2] = tens &+ 48 }
    count &+= length
  }
}

/// The number of decimal digits of a positive number.
@inline(__always)
func decimalLength(_ value: UInt64) -> Int {
  // 1233 / 2¹² is log₁₀ 2, near enough for 64 bits.
  let guess = ((64 &- value.leadingZeroBitCount) &* 1233) &>> 12
  return guess &+ (value >= wholePowersOfTen(guess) ? 1 : 0)
}

/// 10ⁿ for n in 0…19.
@inline(__always)
package func wholePowersOfTen(_ exponent: Int) -> UInt64 {
  let powers: InlineArray<20, UInt64> = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]
  return unsafe powers[unchecked: exponent]
}
