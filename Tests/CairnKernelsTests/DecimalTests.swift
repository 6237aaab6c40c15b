import CairnKernels
import TestSupport
import Testing

struct DecimalTests {
  let table = PowersOfTen.significands

  /// The digits of a number as the standard library prints it, without zeros at either end.
  private func standardDigits(_ description: String) -> String {
    let digits = description.prefix { $0 != "e" }.filter(\.isNumber)
    return String(digits.drop { $0 == "0" }.reversed().drop { $0 == "0" }.reversed())
  }

  private func digits(_ decimal: ShortestDecimal) -> String {
    String(String(decimal.significand).reversed().drop { $0 == "0" }.reversed())
  }

  @Test func `floats of every kind become their shortest decimal`() {
    var generator = SeededGenerator(seed: 1)
    var patterns: [UInt32] = [1, 2, 0x7F_FFFF, 0x80_0000, 0x80_0001, 0x7F7F_FFFF, 0x3F80_0000]
    // Powers of two, where the gap below is half of the gap above.
    patterns += (1...254).map { UInt32($0) << 23 }
    patterns += (0..<100_000).map { _ in generator.next(upperBound: UInt32(0x7F80_0000)) }
    for pattern in patterns where pattern != 0 {
      let value = Float(bitPattern: pattern)
      let decimal = ShortestDecimal(value, powers: table.span)
      #expect(Float("\(decimal.significand)e\(decimal.exponent)") == value)
      #expect(digits(decimal).count <= standardDigits(value.description).count)
    }
  }

  @Test func `doubles of every kind become their shortest decimal`() {
    var generator = SeededGenerator(seed: 2)
    var patterns: [UInt64] = [1, 2, (1 << 52) - 1, 1 << 52, 0x7FEF_FFFF_FFFF_FFFF]
    patterns += (1...2046).map { UInt64($0) << 52 }
    patterns += (0..<50_000).map { _ in generator.next(upperBound: 0x7FF0_0000_0000_0000) }
    patterns += (0..<20_000).map { _ in Double.random(in: 0...1e7, using: &generator).bitPattern }
    for pattern in patterns where pattern != 0 {
      let value = Double(bitPattern: pattern)
      let decimal = ShortestDecimal(value, powers: table.span)
      #expect(Double("\(decimal.significand)e\(decimal.exponent)") == value)
      #expect(digits(decimal).count <= standardDigits(value.description).count)
    }
  }

  @Test(arguments: [
    (Float(0), "0"), (-0.0, "-0"), (1, "1"), (-1.5, "-1.5"), (0.1, "0.1"), (1e-5, "0.00001"),
    (1e-6, "1e-06"), (1.5e-7, "1.5e-07"), (100, "100"), (1e16, "10000000000000000"),
    (1e17, "1e+17"), (3.402_823_5e38, "3.4028235e+38"), (1e-45, "1e-45"), (.nan, "nan"),
    (.infinity, "inf"), (-.infinity, "-inf"), (123_456.79, "123456.79"),
  ])
  func `floats are written in a form that people and programs read`(value: Float, text: String) {
    #expect(written(value.bitPattern.bytes, .float32) == text)
  }

  @Test func `whole numbers are written to their limits`() {
    #expect(written(UInt64.max.bytes, .uint64) == "18446744073709551615")
    #expect(written(Int64.min.bytes, .int64) == "-9223372036854775808")
    #expect(written(Int8.min.bytes, .int8) == "-128")
    for exponent in 0..<20 {
      let power = wholePowersOfTen(exponent)
      #expect(written(power.bytes, .uint64) == String(power))
      #expect(written((power - 1).bytes, .uint64) == String(power - 1))
    }
  }

  private func written(_ row: [UInt8], _ kind: NumberKind) -> String {
    let kinds = [kind]
    var text = [UInt8](repeating: 0, count: TextRows.capacity(rowCount: 1, valuesPerRow: 1))
    let count = TextRows.format(row.span, rowCount: 1, as: kinds.span, into: text.mutableSpan)
    return String(decoding: text[..<(count - 1)], as: UTF8.self)
  }
}

extension FixedWidthInteger {
  /// The bytes of the number, least significant first.
  var bytes: [UInt8] {
    (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
  }
}
