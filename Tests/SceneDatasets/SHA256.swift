/// The checksum of FIPS 180-4.
public enum SHA256 {
  /// Returns the checksum as 64 hexadecimal digits.
  ///
  /// - Parameter bytes: What to sum up.
  /// - Returns: Lower-case digits.
  public static func hexadecimal(_ bytes: [UInt8]) -> String {
    var state: [UInt32] = roots(power: 2, count: 8)
    let constants = roots(power: 3, count: 64)
    var message = bytes + [0x80]
    while message.count % 64 != 56 { message.append(0) }
    let bitCount = UInt64(bytes.count) * 8
    message += (0..<8).map { UInt8(bitCount >> (56 - 8 * UInt64($0)) & 255) }
    var words = [UInt32](repeating: 0, count: 64)
    for block in stride(from: 0, to: message.count, by: 64) {
      for word in 0..<16 {
        words[word] = 0
        for byte in 0..<4 {
          words[word] = words[word] << 8 | UInt32(message[block + word * 4 + byte])
        }
      }
      for word in 16..<64 {
        let (early, late) = (words[word - 15], words[word - 2])
        let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
        let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
        words[word] = words[word - 16] &+ first &+ words[word - 7] &+ second
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      for round in 0..<64 {
        let one = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
        let choice = e & f ^ ~e & g
        let first = h &+ one &+ choice &+ constants[round] &+ words[round]
        let zero = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
        let majority = a & b ^ a & c ^ b & c
        (h, g, f, e) = (g, f, e, d &+ first)
        (d, c, b, a) = (c, b, a, first &+ zero &+ majority)
      }
      for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
    }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits behind the point of the square or cube roots of the first primes, found with
  /// whole numbers alone: the largest r with rᵖ ≤ prime · 2³²ᵖ.
  private static func roots(power: Int, count: Int) -> [UInt32] {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      var root: UInt64 = 0
      for bit in stride(from: UInt64(36), through: 0, by: -1) {
        let next = root | 1 << bit
        let value = UInt128(next)
        let raised = power == 2 ? value * value : value * value * value
        if raised <= UInt128(prime) << UInt128(32 * power) { root = next }
      }
      return UInt32(truncatingIfNeeded: root)
    }
  }
}
