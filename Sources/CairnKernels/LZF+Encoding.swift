extension LZF {
  /// Compresses bytes.
  ///
  /// Bytes that do not compress grow by a 32nd; the result is never stored uncompressed.
  ///
  /// - Complexity: O(*n*).
  public static func encoded(_ input: borrowing Span<UInt8>) -> [UInt8] {
    let count = input.count
    return Array(capacity: count + count / 32 + 64) { output in
      var table = [UInt32](repeating: 0, count: 1 << hashBits)
      unsafe output.withUnsafeMutableBufferPointer { buffer, used in
        guard let target = buffer.baseAddress else { return }
        unsafe used = encode(unsafe input.bytes, &table, into: UnsafeMutableRawPointer(target))
      }
    }
  }

  private static let hashBits = 15

  /// Compresses into memory that has room for a 32nd more than the input and some bytes.
  private static func encode(
    _ input: RawSpan, _ table: inout [UInt32], into output: UnsafeMutableRawPointer
  ) -> Int {
    let end = input.byteCount
    var positions = table.mutableSpan
    var to = 0
    var literalStart = 0
    var position = 0
    func flushLiterals(before stop: Int) {
      while literalStart < stop {
        let length = min(32, stop &- literalStart)
        unsafe output.storeBytes(of: UInt8(length &- 1), toByteOffset: to, as: UInt8.self)
        for index in 0..<length {
          unsafe output.storeBytes(
            of: input.unsafeLoadUnaligned(
              fromUncheckedByteOffset: literalStart &+ index, as: UInt8.self),
            toByteOffset: to &+ 1 &+ index, as: UInt8.self)
        }
        to &+= length &+ 1
        literalStart &+= length
      }
    }
    // Four bytes are read for three, so the last three bytes are always literals.
    while position &+ 4 <= end {
      let word =
        unsafe input.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt32.self)
        .littleEndian & 0xFF_FFFF
      let slot = Int(truncatingIfNeeded: (word &* 0x9E37_79B1) &>> UInt32(32 &- hashBits))
      // Positions are kept plus one, modulo 2³²: an old one is found out by its distance or bytes.
      let kept = unsafe positions[unchecked: slot]
      unsafe positions[unchecked: slot] = UInt32(truncatingIfNeeded: position &+ 1)
      let distance = Int(UInt32(truncatingIfNeeded: position &+ 1) &- kept)
      guard kept != 0, distance >= 1, distance <= historySize, distance <= position,
        unsafe input.unsafeLoadUnaligned(
          fromUncheckedByteOffset: position &- distance, as: UInt32.self
        ).littleEndian & 0xFF_FFFF == word
      else {
        position &+= 1
        continue
      }
      flushLiterals(before: position)
      let longest = min(longestCopy, end &- position)
      var length = 3
      while length < longest {
        let here = unsafe input.unsafeLoadUnaligned(
          fromUncheckedByteOffset: position &+ length, as: UInt8.self)
        let there = unsafe input.unsafeLoadUnaligned(
          fromUncheckedByteOffset: position &+ length &- distance, as: UInt8.self)
        guard here == there else { break }
        length &+= 1
      }
      let (code, back) = (length &- 2, distance &- 1)
      let high = UInt8(truncatingIfNeeded: back &>> 8)
      if code < 7 {
        unsafe output.storeBytes(of: UInt8(code) &<< 5 | high, toByteOffset: to, as: UInt8.self)
      } else {
        unsafe output.storeBytes(of: 7 &<< 5 | high, toByteOffset: to, as: UInt8.self)
        unsafe output.storeBytes(of: UInt8(code &- 7), toByteOffset: to &+ 1, as: UInt8.self)
        to &+= 1
      }
      unsafe output.storeBytes(
        of: UInt8(truncatingIfNeeded: back), toByteOffset: to &+ 1, as: UInt8.self)
      to &+= 2
      position &+= length
      literalStart = position
    }
    flushLiterals(before: end)
    return to
  }
}
