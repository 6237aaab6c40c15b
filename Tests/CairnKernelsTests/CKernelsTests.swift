import CKernels
import TestSupport
import Testing

/// Each piece of work in vectors must not be told from its scalar twin.
struct CKernelsTests {
  private func separators(_ text: [UInt8], base: Int64, scalar: Bool) -> [Int] {
    var list = [UInt16](repeating: 0, count: text.count)
    let blocks = Int64(text.count / 64)
    // As many blocks as the text holds, and a position for each byte.
    let found =
      scalar
      ? unsafe cairnSeparatorsScalar(text, blocks, base, &list)
      : unsafe cairnSeparators(text, blocks, base, &list)
    return list.prefix(Int(found.count)).map(Int.init) + [Int(found.breakCount)]
  }

  @Test func `separators are found among all bytes, and at all densities`() {
    var generator = SeededGenerator(seed: 21)
    for blockCount in [0, 1, 2, 3, 7, 64, 257] {
      for density in [0, 1, 8, 128, 255] {
        let text = (0..<64 * blockCount).map { _ in
          Int.random(in: 0...255, using: &generator) < density
            ? UInt8.random(in: 0...32, using: &generator)
            : UInt8.random(in: 0...255, using: &generator)
        }
        let found = separators(text, base: 1, scalar: false)
        #expect(found == separators(text, base: 1, scalar: true))
      }
    }
    for byte in UInt8.min ... .max {
      let text = [UInt8](repeating: byte, count: 128)
      let found = separators(text, base: 3, scalar: false)
      #expect(found == separators(text, base: 3, scalar: true))
      #expect(found.count == (byte <= 32 ? 129 : 1))
    }
  }

  private func expectTwins(_ text: [UInt8], count: Int) {
    let last = CairnBytes16(text[1...])
    let before = CairnBytes16(text[..<16])
    let found = cairnDecimal(last, before, Int64(count))
    let expected = cairnDecimalScalar(last, before, Int64(count))
    let shown = String(decoding: text.suffix(count), as: UTF8.self)
    #expect(found.isDecimal == expected.isDecimal, "\(shown)")
    guard expected.isDecimal else { return }
    #expect(found.significand == expected.significand, "\(shown)")
    #expect(found.nearest == expected.nearest, "\(shown)")
    #expect(found.fractionCount == expected.fractionCount, "\(shown)")
  }

  @Test func `decimals of every length, with a point anywhere, are read`() {
    var generator = SeededGenerator(seed: 22)
    for count in 1...16 {
      for point in 0...count {
        for _ in 0..<20 {
          var text = (0..<17).map { _ in UInt8.random(in: 48...57, using: &generator) }
          // What comes before is not looked at, points neither.
          for index in 0..<17 - count {
            text[index] = [32, 45, 46, 48, 255].randomElement(using: &generator) ?? 0
          }
          if point < count { text[17 - count + point] = 46 }
          expectTwins(text, count: count)
        }
      }
    }
  }

  @Test func `every byte that is no digit spoils a decimal, wherever it is`() {
    for byte in UInt8.min ... .max {
      for count in 1...16 {
        for index in 17 - count..<17 {
          var text = [UInt8](repeating: 55, count: 17)
          text[index] = byte
          expectTwins(text, count: count)
          if count > 1 {
            text[17 - count + (index == 17 - count ? 1 : 0)] = 46
            expectTwins(text, count: count)
          }
        }
      }
    }
  }
}
