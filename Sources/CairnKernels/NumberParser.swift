/// Why a piece of text is not the number that was wanted.
public enum NumberFault: Error, Sendable, Hashable {
  /// It is no decimal number.
  case notANumber
  /// It is a number that the type cannot hold: too large, negative, or with a fraction.
  case outOfRange
}

/// Reads numbers from text, one token at a time.
///
/// Numbers are decimal, with an optional fraction and exponent; `nan`, `inf` and `infinity` count in
/// any case and with any sign. Hexadecimal numbers, digit separators and decimal commas do not.
struct NumberParser: ~Escapable {
  let text: RawSpan
  let tables: NumberTables
  /// The end of what may be read.
  let end: Int

  /// Reads from the first `end` bytes of a text.
  @_lifetime(copy text, copy tables)
  init(_ text: RawSpan, end: Int, tables: NumberTables) {
    precondition(end <= text.byteCount, "\(end) of \(text.byteCount) bytes")
    self.text = text
    self.end = end
    self.tables = tables
  }

  /// The byte at a position; 0, which is no part of a number, at the end.
  @inline(__always)
  func byte(_ position: Int) -> UInt8 {
    // Positions grow from 0 and stop at `end`.
    position < end
      ? unsafe text.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt8.self) : 0
  }

  /// Eight bytes from a position on, zeros after the end, the first in the lowest bits.
  @inline(__always)
  private func word(_ position: Int) -> UInt64 {
    if position &+ 8 <= end {
      return UInt64(
        littleEndian: unsafe text.unsafeLoadUnaligned(
          fromUncheckedByteOffset: position, as: UInt64.self))
    }
    var word: UInt64 = 0
    for index in 0..<8 { word |= UInt64(byte(position &+ index)) &<< UInt64(index &* 8) }
    return word
  }

  /// A run of decimal digits.
  struct Digits {
    /// Their value, modulo 2⁶⁴.
    var value: UInt64 = 0
    /// How many there are.
    var count = 0
  }

  /// Adds all digits from `position` on.
  @inline(__always)
  func scan(_ position: inout Int, into digits: inout Digits) {
    while true {
      let (value, count) = leadingDigits(word(position))
      guard count > 0 else { return }
      digits.value = digits.value &* (unsafe tables.whole[unchecked: count]) &+ value
      digits.count &+= count
      position &+= count
      if count < 8 { return }
    }
  }

  /// Reads a whole number.
  ///
  /// - Parameters:
  ///   - position: Where it begins; afterwards, where it ends.
  ///   - type: What it must fit.
  /// - Returns: The value.
  /// - Throws: What is wrong with it.
  @inline(__always)
  func integer<Value: FixedWidthInteger>(
    _ position: inout Int, as type: Value.Type
  ) throws(NumberFault) -> Value {
    let start = position
    let isNegative = byte(position) == 45
    if isNegative || byte(position) == 43 { position &+= 1 }
    var digits = Digits()
    scan(&position, into: &digits)
    guard isEnd(position), digits.count > 0, digits.count <= 18 else {
      return try slowInteger(start, &position, as: type)
    }
    let value = Int64(bitPattern: digits.value)
    guard let value = Value(exactly: isNegative ? 0 &- value : value) else {
      throw .outOfRange
    }
    return value
  }

  /// Reads a Float: the one nearest to the number that is written.
  @inline(__always)
  func float(_ position: inout Int) throws(NumberFault) -> Float {
    let start = position
    guard let decimal = decimal(&position), decimal.exponent >= -22, decimal.exponent <= 22 else {
      return try slowFloat(start, &position)
    }
    // Clinger's fast path in Double: one rounding, or two within the margin below.
    let power = unsafe tables.exact[unchecked: decimal.exponent.magnitudeIndex]
    let double =
      decimal.exponent < 0
      ? Double(decimal.significand) / power : Double(decimal.significand) * power
    // A Double near the middle between two Floats might have been rounded onto it. A significand
    // above 2⁵³ is rounded twice, so the margin is four units in the last place.
    let rest = Int64(bitPattern: double.bitPattern & 0x1FFF_FFFF) &- 0x1000_0000
    guard rest.magnitude > 4, double >= 0x1p-126 || decimal.significand == 0 else {
      return try slowFloat(start, &position)
    }
    return Float(decimal.isNegative ? -double : double)
  }

  /// Reads a Double: the one nearest to the number that is written.
  @inline(__always)
  func double(_ position: inout Int) throws(NumberFault) -> Double {
    let start = position
    guard let decimal = decimal(&position) else { return try slowDouble(start, &position) }
    let double: Double
    if decimal.significand <= 1 << 53, decimal.exponent >= -22, decimal.exponent <= 22 {
      // Clinger's fast path: both numbers are exact, so one rounding is all there is.
      let power = unsafe tables.exact[unchecked: decimal.exponent.magnitudeIndex]
      double =
        decimal.exponent < 0
        ? Double(decimal.significand) / power : Double(decimal.significand) * power
    } else if decimal.significand != 0,
      let nearest = nearestDouble(
        decimal.significand, exponent: decimal.exponent, powers: tables.significands)
    {
      double = nearest
    } else {
      return try slowDouble(start, &position)
    }
    return decimal.isNegative ? -double : double
  }

  private struct Decimal {
    var isNegative: Bool
    var significand: UInt64
    var exponent: Int
  }

  /// Reads a decimal of at most 19 digits; `nil` for everything else.
  @inline(__always)
  private func decimal(_ position: inout Int) -> Decimal? {
    let first = byte(position)
    if first == 45 || first == 43 { position &+= 1 }
    var digits = Digits()
    scan(&position, into: &digits)
    var exponent = 0
    if byte(position) == 46 {
      position &+= 1
      let before = digits.count
      scan(&position, into: &digits)
      exponent = before &- digits.count
    }
    if byte(position) | 0x20 == 101 {
      position &+= 1
      let sign = byte(position)
      if sign == 45 || sign == 43 { position &+= 1 }
      var power = Digits()
      scan(&position, into: &power)
      guard power.count > 0, power.count < 5 else { return nil }
      let value = Int(truncatingIfNeeded: power.value)
      exponent &+= sign == 45 ? 0 &- value : value
    }
    guard isEnd(position), digits.count > 0, digits.count <= 19 else { return nil }
    return Decimal(isNegative: first == 45, significand: digits.value, exponent: exponent)
  }

  /// Whether a token may end here.
  @inline(__always)
  func isEnd(_ position: Int) -> Bool {
    position >= end || byte(position) <= 32 && isBlankOrLineEnd(byte(position))
  }
}

/// The digits with which eight characters begin, and how many they are.
///
/// D. Lemire, "Number parsing at a gigabyte per second", 2021.
@inline(__always)
func leadingDigits(_ characters: UInt64) -> (value: UInt64, count: Int) {
  var eight = characters ^ 0x3030_3030_3030_3030
  let others = ((eight &+ 0x7676_7676_7676_7676) | eight) & 0x8080_8080_8080_8080
  let count = others.trailingZeroBitCount &>> 3
  // Leading zeros instead of what follows the digits; in two steps, as 64 is no legal shift.
  let shift = UInt64(truncatingIfNeeded: 32 &- 4 &* count)
  eight = (eight &<< shift) &<< shift
  eight = eight &* 10 &+ eight &>> 8
  let upper = (eight & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let lower = (eight &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return ((upper &+ lower) &>> 32, count)
}

/// How many of eight characters are digits before the first that is none.
@inline(__always)
func digitCount(_ characters: UInt64) -> Int {
  let eight = characters ^ 0x3030_3030_3030_3030
  let others = ((eight &+ 0x7676_7676_7676_7676) | eight) & 0x8080_8080_8080_8080
  return others.trailingZeroBitCount &>> 3
}

extension Int {
  /// The position in a table of powers for an exponent within it.
  @inline(__always) fileprivate var magnitudeIndex: Int { self < 0 ? 0 &- self : self }
}

/// Whether a byte separates values or ends a line.
@inline(__always)
func isBlankOrLineEnd(_ byte: UInt8) -> Bool {
  byte == 32 || byte == 9 || byte == 10 || byte == 13
}
