import CKernels

/// Numbers between two separators; `nil` for those in an unusual form, which the general code reads.
///
/// All of this looks up to 17 bytes back and 8 ahead, for which the caller has made room.
extension FastRows {
  @inline(__always)
  func eight(_ position: Int) -> UInt64 {
    UInt64(
      littleEndian: unsafe parser.text.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self))
  }

  @inline(__always)
  func byte(_ position: Int) -> UInt8 {
    unsafe parser.text.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt8.self)
  }

  /// The last `count` of eight characters as digits, zeros before them.
  @inline(__always)
  func last(_ count: Int, of eight: UInt64) -> UInt64 {
    // In two steps, as 64 is no legal shift.
    let shift = UInt64(truncatingIfNeeded: 32 &- 4 &* count)
    return (eight ^ 0x3030_3030_3030_3030) & ((~0 &<< shift) &<< shift)
  }

  /// Whether eight bytes are all below ten.
  @inline(__always)
  func areDigits(_ eight: UInt64) -> Bool {
    ((eight &+ 0x7676_7676_7676_7676) | eight) & 0x8080_8080_8080_8080 == 0
  }

  @inline(__always)
  func integer<Value: FixedWidthInteger>(
    _ start: Int, _ stop: Int, as type: Value.Type
  ) -> Value? {
    // A minus before a number that cannot be negative is unusual.
    let isNegative = Value.isSigned && byte(start) == 45
    let count = stop &- start &- (isNegative ? 1 : 0)
    guard let digits = smallInteger(count, stop) else { return nil }
    let value = Int64(bitPattern: digits)
    return Value(exactly: isNegative ? 0 &- value : value)
  }

  /// The value of one to eight digits before a position.
  @inline(__always)
  func smallInteger(_ count: Int, _ stop: Int) -> UInt64? {
    if UInt(bitPattern: count &- 1) < 4 {
      let shift = UInt32(truncatingIfNeeded: 32 &- 8 &* count)
      let four =
        UInt32(
          littleEndian: unsafe parser.text.unsafeLoadUnaligned(
            fromUncheckedByteOffset: stop &- 4, as: UInt32.self)) ^ 0x3030_3030
      let digits = four & (~0 &<< shift)
      guard ((digits &+ 0x7676_7676) | digits) & 0x8080_8080 == 0 else { return nil }
      let pairs = digits &* 10 &+ digits &>> 8
      return UInt64((pairs & 0xFF) &* 100 &+ (pairs &>> 16 & 0xFF))
    }
    guard UInt(bitPattern: count &- 1) < 8 else { return nil }
    let digits = last(count, of: eight(stop &- 8))
    return areDigits(digits) ? digitValue(digits) : nil
  }

  /// The value of the first `count` of eight characters, fewer than eight; 0 for none.
  @inline(__always)
  func leadingInteger(_ count: Int, _ characters: UInt64) -> UInt64? {
    if count <= 4 {
      // In two steps, as 32 is no legal shift.
      let shift = UInt32(truncatingIfNeeded: 16 &- 4 &* count)
      let four = UInt32(truncatingIfNeeded: characters) ^ 0x3030_3030
      let digits = (four &<< shift) &<< shift
      guard ((digits &+ 0x7676_7676) | digits) & 0x8080_8080 == 0 else { return nil }
      let pairs = digits &* 10 &+ digits &>> 8
      return UInt64((pairs & 0xFF) &* 100 &+ (pairs &>> 16 & 0xFF))
    }
    let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    let digits = (characters ^ 0x3030_3030_3030_3030) &<< shift
    return areDigits(digits) ? digitValue(digits) : nil
  }

  /// A decimal of at most eight digits before and eight after the point, or sixteen after it.
  @inline(__always)
  func decimal(
    _ start: Int, _ stop: Int
  ) -> (significand: UInt64, fractionCount: Int, isNegative: Bool)? {
    let isNegative = byte(start) == 45
    let from = start &+ (isNegative ? 1 : 0)
    let count = stop &- from
    let first = eight(from)
    let points = first ^ 0x2E2E_2E2E_2E2E_2E2E
    let point =
      ((points &- 0x0101_0101_0101_0101) & ~points & 0x8080_8080_8080_8080)
      .trailingZeroBitCount &>> 3
    if point >= count {
      guard let digits = smallInteger(count, stop) else { return nil }
      return (digits, 0, isNegative)
    }
    let after = count &- point &- 1
    guard point < 8, count > 1, let whole = leadingInteger(point, first) else { return nil }
    if after <= 8 {
      let fraction = last(after, of: eight(stop &- 8))
      guard areDigits(fraction) else { return nil }
      return (
        whole &* (unsafe parser.tables.whole[unchecked: after]) &+ digitValue(fraction),
        after, isNegative
      )
    }
    guard after <= 16, point <= 2 else { return nil }
    let upper = last(after &- 8, of: eight(stop &- 16))
    let lower = eight(stop &- 8) ^ 0x3030_3030_3030_3030
    guard areDigits(upper), areDigits(lower) else { return nil }
    // At most 18 digits.
    let high =
      whole &* (unsafe parser.tables.whole[unchecked: after &- 8]) &+ digitValue(upper)
    return (high &* 100_000_000 &+ digitValue(lower), after, isNegative)
  }

  /// Whether `cairnDecimal` uses vectors; if not, ``decimal(_:_:)`` is faster.
  private var areVectorsFast: Bool { CAIRN_SSE2 != 0 }

  /// Sixteen bytes of text.
  @inline(__always)
  private func sixteen(_ position: Int) -> CairnBytes16 {
    unsafe parser.text.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: CairnBytes16.self)
  }

  /// A decimal as ``decimal(_:_:)`` has it, faster where there are at most sixteen characters.
  @inline(__always)
  private func shortDecimal(
    _ start: Int, _ stop: Int
  ) -> (significand: UInt64, fractionCount: Int, isNegative: Bool)? {
    let isNegative = byte(start) == 45
    let count = stop &- start &- (isNegative ? 1 : 0)
    guard areVectorsFast, UInt(bitPattern: count &- 1) < 16 else { return decimal(start, stop) }
    // The room before a number is more than these look back.
    let found = cairnDecimal(sixteen(stop &- 16), sixteen(stop &- 17), Int64(count))
    guard found.isDecimal else { return nil }
    return (found.significand, Int(found.fractionCount), isNegative)
  }

  @inline(__always)
  func float(_ start: Int, _ stop: Int) -> Float? {
    let isNegative = byte(start) == 45
    let count = stop &- start &- (isNegative ? 1 : 0)
    let (significand, after): (Double, Int)
    if areVectorsFast, UInt(bitPattern: count &- 1) < 16 {
      let found = cairnDecimal(sixteen(stop &- 16), sixteen(stop &- 17), Int64(count))
      guard found.isDecimal else { return unusualFloat(start, stop) }
      (significand, after) = (found.nearest, Int(found.fractionCount))
    } else {
      guard let found = decimal(start, stop) else { return unusualFloat(start, stop) }
      (significand, after) = (Double(Int64(bitPattern: found.significand)), found.fractionCount)
    }
    // The product is off by less than two units in the last place of a Double, which matters only
    // beside the middle between two Floats. It is 0 or at least 10⁻¹⁶, so the Float is normal.
    let double = significand * (unsafe parser.tables.inverse[unchecked: after])
    let rest = Int64(bitPattern: double.bitPattern & 0x1FFF_FFFF) &- 0x1000_0000
    guard UInt64(bitPattern: rest &+ 8) > 16 else { return unusualFloat(start, stop) }
    // Signs come in any order, so a branch would be guessed wrongly.
    return Float(bitPattern: Float(double).bitPattern | (isNegative ? 0x8000_0000 : 0))
  }

  /// A number in any form that the general code reads.
  @inline(never)
  private func unusualFloat(_ start: Int, _ stop: Int) -> Float? {
    var position = start
    guard let value = try? parser.float(&position), position == stop else { return nil }
    return value
  }

  @inline(__always)
  func double(_ start: Int, _ stop: Int) -> Double? {
    guard let (significand, after, isNegative) = shortDecimal(start, stop) else {
      return unusualDouble(start, stop)
    }
    let value: Double
    if significand <= 1 << 53 {
      let power = unsafe parser.tables.exact[unchecked: after]
      value = Double(Int64(bitPattern: significand)) / power
    } else {
      let powers = parser.tables.significands
      guard let nearest = nearestDouble(significand, exponent: -after, powers: powers) else {
        return unusualDouble(start, stop)
      }
      value = nearest
    }
    return isNegative ? -value : value
  }

  /// A number in any form that the general code reads.
  @inline(never)
  private func unusualDouble(_ start: Int, _ stop: Int) -> Double? {
    var position = start
    guard let value = try? parser.double(&position), position == stop else { return nil }
    return value
  }
}

/// The number that eight digits make, one a byte, the first in the lowest.
@inline(__always)
func digitValue(_ digits: UInt64) -> UInt64 {
  let pairs = digits &* 10 &+ digits &>> 8
  let upper = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let lower = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return (upper &+ lower) &>> 32
}
