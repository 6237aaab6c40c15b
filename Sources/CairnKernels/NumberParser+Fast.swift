/// Shortcuts for numbers as programs usually write them; `nil` for all others, which the general
/// code reads. They read ahead without looking where the text ends, so they need room.
extension NumberParser {
  /// How far a shortcut may look ahead.
  static let fastRoom = 64

  @inline(__always)
  private func eight(_ position: Int) -> UInt64 {
    UInt64(
      littleEndian: unsafe text.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self))
  }

  @inline(__always)
  private func one(_ position: Int) -> UInt8 {
    unsafe text.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt8.self)
  }

  /// Reads a whole number of at most seven digits.
  @inline(__always)
  func fastInteger<Value: FixedWidthInteger>(
    _ position: inout Int, as type: Value.Type
  ) -> Value? {
    let start = position &+ (one(position) == 32 ? 1 : 0)
    let isNegative = one(start) == 45
    let from = start &+ (isNegative ? 1 : 0)
    let (digits, count) = leadingDigits(eight(from))
    let end = from &+ count
    guard count > 0, count < 8, isBlankOrLineEnd(one(end)) else { return nil }
    let value = Int64(bitPattern: digits)
    guard let value = Value(exactly: isNegative ? 0 &- value : value) else { return nil }
    position = end
    return value
  }

  /// Reads a decimal of at most seven digits before the point and eighteen in all, without exponent.
  @inline(__always)
  func fastFloat(_ position: inout Int) -> Float? {
    let start = position &+ (one(position) == 32 ? 1 : 0)
    let isNegative = one(start) == 45
    let from = start &+ (isNegative ? 1 : 0)
    let first = eight(from)
    let before = digitCount(first)
    // Not 0, where the subtraction wraps around, and not 8.
    guard UInt(bitPattern: before &- 1) < 7 else { return nil }
    if one(from &+ before) != 46 {
      guard isBlankOrLineEnd(one(from &+ before)) else { return nil }
      position = from &+ before
      let value = Float(Int32(truncatingIfNeeded: leadingDigits(first).value))
      return isNegative ? -value : value
    }
    // The digits on both sides of the point, side by side.
    let left = ~0 &<< UInt64(truncatingIfNeeded: before &* 8)
    let (high, highCount) = leadingDigits(first & ~left | eight(from &+ 1) & left)
    // Most numbers have seven to nine digits, so a branch here would be a coin toss.
    let (low, lowCount) = leadingDigits(highCount == 8 ? eight(from &+ 9) : 0)
    var significand = high &* (unsafe tables.whole[unchecked: lowCount]) &+ low
    var count = highCount &+ lowCount
    if lowCount == 8 {
      let (last, lastCount) = leadingDigits(eight(from &+ 17))
      guard lastCount <= 2 else { return nil }
      significand = significand &* (unsafe tables.whole[unchecked: lastCount]) &+ last
      count &+= lastCount
    }
    let end = from &+ 1 &+ count
    guard isBlankOrLineEnd(one(end)) else { return nil }
    // The product is off by less than two units in the last place of a Double, which matters only
    // beside the middle between two Floats.
    let double =
      Double(Int64(bitPattern: significand))
      * (unsafe tables.inverse[unchecked: count &- before])
    let rest = Int64(bitPattern: double.bitPattern & 0x1FFF_FFFF) &- 0x1000_0000
    guard UInt64(bitPattern: rest &+ 8) > 16, double >= 0x1p-126 || significand == 0 else {
      return nil
    }
    position = end
    return Float(isNegative ? -double : double)
  }
}
