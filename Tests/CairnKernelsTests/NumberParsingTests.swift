import CairnKernels
import TestSupport
import Testing

struct NumberParsingTests {
  private func bits(_ text: String, _ kind: NumberKind) throws(NumberFault) -> UInt64 {
    let bytes = Array(text.utf8)
    let value = try TextRows.value(in: bytes.span, from: 0, as: kind)
    guard value.end == bytes.count else { throw .notANumber }
    return value.bits
  }

  private func float(_ text: String) throws -> Float {
    Float(bitPattern: UInt32(try bits(text, .float32)))
  }

  private func double(_ text: String) throws -> Double {
    Double(bitPattern: try bits(text, .float64))
  }

  @Test func `any float is read from its text as the standard library reads it`() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<50_000 {
      let value = Float(bitPattern: generator.next(upperBound: 0x7F80_0000))
      for text in ["\(value)", "\(Double(value))", "-\(value)"] {
        #expect(try float(text).bitPattern == Float(text)?.bitPattern, "\(text)")
      }
    }
  }

  @Test func `decimals beside the middle of two floats go to the nearer one`() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<20_000 {
      let value = Float(bitPattern: generator.next(upperBound: 0x7F00_0000))
      // The middle is a Double; its decimal, and its neighbours', are the hardest to round.
      let middle = (Double(value) + Double(value.nextUp)) / 2
      for text in ["\(middle)", "\(middle.nextUp)", "\(middle.nextDown)", "\(middle)000001"] {
        #expect(try float(text).bitPattern == Float(text)?.bitPattern, "\(text)")
      }
    }
  }

  @Test func `any double is read from its text as the standard library reads it`() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<50_000 {
      let any = Double(bitPattern: generator.next(upperBound: 0x7FF0_0000_0000_0000))
      let usual = Double.random(in: -1e7...1e7, using: &generator)
      for value in [any, usual, (usual * 1000).rounded() / 1000] {
        #expect(try double("\(value)").bitPattern == value.bitPattern, "\(value)")
      }
      let digits = "\(generator.next()).\(generator.next())"
      #expect(try double(digits) == Double(digits), "\(digits)")
      #expect(try float(digits) == Float(digits), "\(digits)")
    }
  }

  @Test func `decimals of many digits go to the nearest double, halves to even`() throws {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<50_000 {
      let significand = generator.next() >> UInt64.random(in: 0...40, using: &generator)
      let text =
        "\(significand % 10_000_000_000_000_000_000)e\(Int.random(in: -340...300, using: &generator))"
      #expect(try double(text).bitPattern == Double(text)?.bitPattern, "\(text)")
      // The middle of two Doubles that are whole numbers.
      let whole = 1 << 53 + generator.next() % (1 << 53)
      for middle in [2 * whole + 1, 4 * whole + 2, 4 * whole + 1, 4 * whole + 3] {
        for text in ["\(middle)", "\(middle)e3", "\(middle)e-3", "\(middle)e23"] {
          #expect(try double(text).bitPattern == Double(text)?.bitPattern, "\(text)")
        }
      }
    }
  }

  @Test(arguments: [
    ("0", 0.0), ("-0", -0.0), ("+1", 1), (".5", 0.5), ("5.", 5), ("-.5e1", -5), ("5.e2", 500),
    ("1E3", 1000), ("1e+3", 1000), ("1e-3", 0.001), ("00012", 12), ("1e400", .infinity),
    ("1e-400", 0), ("123456789012345678901234567890", 123_456_789_012_345_678_901_234_567_890),
    ("0.000000000000000000000000000001", 1e-30), ("4.9e-324", 5e-324),
    ("9007199254740993", 9_007_199_254_740_992),
    ("2.2250738585072011e-308", 2.2250738585072011e-308),
  ])
  func `decimals in every form are read`(text: String, value: Double) throws {
    #expect(try double(text).bitPattern == value.bitPattern)
    #expect(try float(text).bitPattern == Float(value).bitPattern)
  }

  @Test(arguments: ["nan", "NaN", "NAN", "-nan", "+nan", "nan(ind)", "-nan(ind)"])
  func `not a number is a value`(text: String) throws {
    #expect(try double(text).isNaN)
    #expect(try float(text).isNaN)
  }

  @Test(arguments: ["inf", "Inf", "INF", "+inf", "infinity", "Infinity", "INFINITY"])
  func `infinity is a value`(text: String) throws {
    #expect(try double(text) == .infinity)
    if !text.hasPrefix("+") { #expect(try float("-" + text) == -.infinity) }
  }

  @Test(arguments: [
    "", "-", "+", ".", "e5", "1e", "1e+", "1,5", "1_000", "0x10", "0x1p3", "1..2", "1.2.3", "--1",
    "+-1", "1f", "1d5", "infin", "nano", "in", "1 ", "½", "1.5x", "1e5.5", "\0", "1\0",
  ])
  func `what is no decimal number is refused`(text: String) {
    for kind in NumberKind.allCases {
      #expect(throws: NumberFault.notANumber) { try bits(text, kind) }
    }
  }

  @Test(arguments: NumberKind.allCases.filter { !$0.isFloatingPoint })
  func `whole numbers are read up to the limits of their type`(kind: NumberKind) throws {
    let isSigned = "\(kind)".hasPrefix("int")
    let width = kind.byteCount * 8
    let largest = UInt64.max >> UInt64(64 - width + (isSigned ? 1 : 0))
    #expect(try bits("\(largest)", kind) == largest)
    #expect(try bits("0000000000000000000000\(largest)", kind) == largest)
    let over = largest == .max ? "18446744073709551616" : "\(largest + 1)"
    #expect(throws: NumberFault.outOfRange) { try bits(over, kind) }
    #expect(throws: NumberFault.outOfRange) { try bits("1" + over, kind) }
    if isSigned {
      let least = largest + 1
      #expect(try bits("-\(least)", kind) == least)
      #expect(throws: NumberFault.outOfRange) { try bits("-\(least + 1)", kind) }
    } else {
      #expect(throws: NumberFault.outOfRange) { try bits("-1", kind) }
      #expect(try bits("-0", kind) == 0)
    }
    #expect(try bits("100.0", kind) == 100)
    #expect(try bits("1e2", kind) == 100)
    for text in ["1.5", "nan", "inf", "1e30", "0.1"] {
      #expect(throws: NumberFault.self) { try bits(text, kind) }
    }
  }
}
