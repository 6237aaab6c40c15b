/// The digest XXH64 of bytes (Collet, "xxHash fast digest algorithm", 2014), seed 0.
///
/// It tells files apart and finds damage; it is no proof against whoever wants to forge a file.
/// `xxhsum -H64` prints the same for a file of these bytes.
///
/// - Parameter bytes: Any number of them.
/// - Returns: The digest; the same on every machine.
/// - Complexity: O(*n*).
public func xxh64(_ bytes: borrowing Span<UInt8>) -> UInt64 {
  let count = bytes.count
  let raw = unsafe bytes.bytes
  var place = 0
  var digest = Primes.fifth
  // What is loaded is in range by the conditions of the loops.
  if count >= 32 {
    var (a, b, c, d) = (
      Primes.first &+ Primes.second, Primes.second, UInt64.zero, UInt64.zero &- Primes.first
    )
    while place &+ 32 <= count {
      a = unsafe mixed(a, word(of: raw, at: place))
      b = unsafe mixed(b, word(of: raw, at: place &+ 8))
      c = unsafe mixed(c, word(of: raw, at: place &+ 16))
      d = unsafe mixed(d, word(of: raw, at: place &+ 24))
      place &+= 32
    }
    digest = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
    for lane in [a, b, c, d] {
      digest = (digest ^ mixed(0, lane)) &* Primes.first &+ Primes.fourth
    }
  }
  digest = digest &+ UInt64(count)
  while place &+ 8 <= count {
    digest = unsafe digest ^ mixed(0, word(of: raw, at: place))
    digest = rotated(digest, 27) &* Primes.first &+ Primes.fourth
    place &+= 8
  }
  if place &+ 4 <= count {
    let half = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt32.self)
    digest ^= UInt64(UInt32(littleEndian: half)) &* Primes.first
    digest = rotated(digest, 23) &* Primes.second &+ Primes.third
    place &+= 4
  }
  while place < count {
    digest = rotated(digest ^ UInt64(bytes[place]) &* Primes.fifth, 11) &* Primes.first
    place &+= 1
  }
  digest = (digest ^ digest &>> 33) &* Primes.second
  digest = (digest ^ digest &>> 29) &* Primes.third
  return digest ^ digest &>> 32
}

private enum Primes {
  static let first: UInt64 = 0x9E37_79B1_85EB_CA87
  static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  static let third: UInt64 = 0x1656_67B1_9E37_79F9
  static let fourth: UInt64 = 0x85EB_CA77_C2B2_AE63
  static let fifth: UInt64 = 0x27D4_EB2F_1656_67C5
}

/// Eight bytes that must be there, the least significant first.
@unsafe @inline(__always)
private func word(of bytes: borrowing RawSpan, at place: Int) -> UInt64 {
  unsafe UInt64(
    littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
}

/// A lane after eight more bytes.
@inline(__always)
private func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
  rotated(lane &+ word &* Primes.second, 31) &* Primes.first
}

@inline(__always)
private func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
  word &<< count | word &>> (64 &- count)
}
