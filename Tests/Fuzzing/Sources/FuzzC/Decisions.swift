/// What a program does, decided by bytes; after their end, the first of everything.
struct Decisions {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  var isEmpty: Bool { bytes.isEmpty }

  /// A number below 256.
  mutating func byte() -> Int { Int(bytes.popFirst() ?? 0) }

  /// Mostly the first choice, often another one.
  mutating func choice<Value>(_ usual: Value, _ others: Value...) -> Value {
    let number = byte()
    return number < 128 ? usual : others[number % others.count]
  }

  /// A number that a count, a size or an index may be.
  mutating func number(usually usual: Int) -> UInt64 {
    let other = UInt64(byte())
    return choice(
      UInt64(usual), other, UInt64(usual) + 1, 0, .max, .max / 2, 1 << 31, 1 << 32, 1 << 61)
  }

  /// A number that a coordinate or a length may be.
  mutating func real() -> Double {
    let usual = Double(byte()) / 64
    return choice(usual, -usual, usual * 1e30, usual * 1e-30, .nan, .infinity, 1e300, 1e18, 0)
  }

  /// As many bytes as wanted; what is missing repeats.
  mutating func bytes(_ count: Int) -> [UInt8] {
    let own = Array(bytes.prefix(count))
    bytes = bytes.dropFirst(count)
    return own.isEmpty
      ? Array(repeating: 0, count: count) : (0..<count).map { own[$0 % own.count] }
  }

  /// The bytes of small Floats, as many as wanted.
  mutating func coordinates(_ count: Int) -> [UInt8] {
    let numbers = bytes((count + 3) / 4).map { Float(Int8(bitPattern: $0)) / 16 }
    return Array(
      numbers.flatMap { number in withUnsafeBytes(of: number) { Array($0) } }.prefix(count))
  }
}
