import CairnFiles
import Foundation
import Testing

struct FixedPointTextTests {
  /// What C's `printf` makes of it.
  private func printed(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  @Test(arguments: 0...8)
  func `numbers of any size are what printf writes`(digits: Int) {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      // Every exponent below 2^128 comes, small ones and numbers without a leading bit included.
      let bits = UInt64.random(in: 0..<(1023 + 128) << 52, using: &random)
      let sign: UInt64 = Bool.random(using: &random) ? 1 << 63 : 0
      let value = Double(bitPattern: bits | sign)
      #expect(fixedPointText(value, digits: digits) == printed(value, digits), "\(bits)")
    }
    for _ in 0..<20_000 {
      let value = Double.random(in: -2000...2000, using: &random)
      #expect(fixedPointText(value, digits: digits) == printed(value, digits), "\(value)")
    }
  }

  @Test(arguments: 0...4)
  func `a tie goes to the even digit, as the exact value says`(digits: Int) {
    // Halves, quarters and eighths are exact; 0.15 and the like are not.
    for number in -4000...4000 {
      for value in [Double(number) / 8, Double(number) / 20, Double(number) / 1000] {
        #expect(fixedPointText(value, digits: digits) == printed(value, digits), "\(value)")
      }
    }
  }

  @Test func `zero keeps its sign, and what is no number has a name`() {
    #expect(fixedPointText(0, digits: 2) == "0.00")
    #expect(fixedPointText(-0.0, digits: 2) == "-0.00")
    #expect(fixedPointText(-0.001, digits: 2) == "-0.00")
    #expect(fixedPointText(.leastNonzeroMagnitude, digits: 3) == "0.000")
    #expect(fixedPointText(9.999, digits: 2) == "10.00")
    #expect(fixedPointText(.infinity, digits: 1) == "inf")
    #expect(fixedPointText(-.infinity, digits: 1) == "-inf")
    #expect(fixedPointText(.nan, digits: 1) == "nan")
    #expect(fixedPointText(1.7e308, digits: 1) == "1.7e+308")
  }
}
