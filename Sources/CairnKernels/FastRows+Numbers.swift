/// Numbers between two separators; `nil` for those in an unusual form, which the general code reads.
///
/// All of this looks up to 16 bytes back and 8 ahead, for which the caller has made room.
extension FastRows {
  @inline(__always)
  func eight(_ position: Int) -> UInt64 {
    UInt64(
      littleEndian: unsafe text.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self))
  }

  @inline(__always)
  func byte(_ position: Int) -> UInt8 {
    unsafe text.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt8.self)
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
    let isNegative = byte(start) == 45
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
          littleEndian: unsafe text.unsafeLoadUnaligned(
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
        whole &* (unsafe tables.whole[unchecked: after]) &+ digitValue(fraction),
        after, isNegative
      )
    }
    guard after <= 16, point <= 2 else { return nil }
    let upper = last(after &- 8, of: eight(stop &- 16))
    let lower = eight(stop &- 8) ^ 0x3030_3030_3030_3030
    guard areDigits(upper), areDigits(lower) else { return nil }
    // At most 18 digits.
    let high =
      whole &* (unsafe tables.whole[unchecked: after &- 8]) &+ digitValue(upper)
    return (high &* 100_000_000 &+ digitValue(lower), after, isNegative)
  }

  @inline(__always)
  func float(_ start: Int, _ stop: Int) -> Float? {
    // Zeros and ones, of which normals and empty measurements are full.
    let isSigned = byte(start) == 45
    if stop &- start == (isSigned ? 2 : 1) {
      let digit = byte(stop &- 1) &- 48
      return digit < 10 ? (isSigned ? -Float(digit) : Float(digit)) : nil
    }
    guard let (significand, after, isNegative) = decimal(start, stop) else { return nil }
    // The product is off by less than two units in the last place of a Double, which matters only
    // beside the middle between two Floats.
    let double =
      Double(Int64(bitPattern: significand)) * (unsafe tables.inverse[unchecked: after])
    let rest = Int64(bitPattern: double.bitPattern & 0x1FFF_FFFF) &- 0x1000_0000
    guard UInt64(bitPattern: rest &+ 8) > 16, double >= 0x1p-126 || significand == 0 else {
      return nil
    }
    return Float(isNegative ? -double : double)
  }

  @inline(__always)
  func double(_ start: Int, _ stop: Int) -> Double? {
    guard let (significand, after, isNegative) = decimal(start, stop) else { return nil }
    let value: Double
    if significand <= 1 << 53 {
      value = Double(Int64(bitPattern: significand)) / (unsafe tables.exact[unchecked: after])
    } else {
      guard
        let nearest = nearestDouble(significand, exponent: -after, powers: tables.significands)
      else { return nil }
      value = nearest
    }
    return isNegative ? -value : value
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
