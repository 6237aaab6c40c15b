import CairnGeometry

/// Random numbers for scenes: the same for the same seed on every machine.
public struct SceneRandom: Sendable {
  private var generator: SplitMix64

  /// Creates a generator.
  ///
  /// - Parameter seed: Any number.
  public init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// The next 64 bits.
  public mutating func next() -> UInt64 { generator.next() }

  /// A number in 0..<1, of 24 bits.
  public mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A number in a range.
  public mutating func number(in range: ClosedRange<Float>) -> Float {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }

  /// A whole number in a range.
  public mutating func index(in range: Range<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// One of the values.
  public mutating func choice<Value>(_ values: [Value]) -> Value {
    values[index(in: 0..<values.count)]
  }

  /// Whether something happens that has this probability.
  public mutating func chance(_ probability: Float) -> Bool { unit() < probability }

  /// About normally distributed, mean 0 and deviation 1, within ±3.5: the sum of four uniform numbers,
  /// which needs no logarithm and is the same on every machine.
  public mutating func normal() -> Float {
    (unit() + unit() + unit() + unit() - 2) * 1.732_050_8
  }
}
