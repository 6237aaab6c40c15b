import CairnKernels
import TestSupport
import Testing

struct LZFTests {
  /// Decompresses byte by byte, as the format's description says it.
  private func plainlyDecoded(_ input: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    while position < input.count {
      let control = Int(input[position])
      position += 1
      if control < 32 {
        output += input[position...position + control]
        position += control + 1
        continue
      }
      var length = control >> 5
      if length == 7 {
        length += Int(input[position])
        position += 1
      }
      let start = output.count - ((control & 31) << 8) - Int(input[position]) - 1
      position += 1
      for index in 0..<length + 2 { output.append(output[start + index]) }
    }
    return output
  }

  /// Decompresses through windows of the sizes given.
  private func decoded(
    _ input: [UInt8], inputWindow: Int, outputWindow: Int
  ) -> (bytes: [UInt8], stop: LZF.Stop) {
    var output = [UInt8](repeating: 0, count: LZF.historySize + LZF.slack + outputWindow)
    var result: [UInt8] = []
    var (from, end, available) = (0, 0, 0)
    while true {
      available = min(input.count, max(available, from) + inputWindow)
      var stop = LZF.Stop.needsOutput
      while stop == .needsOutput {
        if end > output.count - LZF.slack {
          output.replaceSubrange(
            0..<LZF.historySize, with: Array(output[end - LZF.historySize..<end]))
          end = LZF.historySize
        }
        let before = end
        var span = output.mutableSpan
        let window = input[..<available]
        stop = LZF.decode(
          window.span, isLast: available == input.count, from: &from, into: &span, from: &end)
        result += output[before..<end]
      }
      if stop != .needsInput || available == input.count { return (result, stop) }
    }
  }

  private func samples() -> [[UInt8]] {
    var generator = SeededGenerator(seed: 6)
    var samples: [[UInt8]] = [[], [1], [1, 2], [1, 2, 3], [7, 7, 7, 7], Array(0..<33)]
    for count in [31, 32, 33, 63, 64, 263, 264, 265, 266, 267, 8191, 8192, 8193, 30_000] {
      samples.append([UInt8](repeating: 9, count: count))
      samples.append((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
      samples.append((0..<count).map { _ in UInt8.random(in: 0...2, using: &generator) })
      samples.append((0..<count).map { UInt8(truncatingIfNeeded: $0 / 3 * 7) })
      let period = Int.random(in: 1...9000, using: &generator)
      samples.append((0..<count).map { UInt8(truncatingIfNeeded: ($0 % period) * 31 >> 3) })
    }
    return samples
  }

  @Test func `what was compressed comes back, through windows of any size`() {
    for sample in samples() {
      let compressed = LZF.encoded(sample.span)
      #expect(plainlyDecoded(compressed) == sample)
      #expect(compressed.count <= sample.count + (sample.count + 31) / 32)
      for (inputWindow, outputWindow) in [(1, 1), (7, 100), (1 << 20, 1 << 20)] {
        let back = decoded(compressed, inputWindow: inputWindow, outputWindow: outputWindow)
        #expect(back.bytes == sample)
        #expect(back.stop == .needsInput)
      }
    }
  }

  @Test func `repetition compresses almost as far as the format can`() {
    let zeros = [UInt8](repeating: 0, count: 100_000)
    #expect(LZF.encoded(zeros.span).count < 100_000 / 80)
  }

  @Test(arguments: [
    ([0x20, 0x00], LZF.Stop.copyBeforeStart), ([0x00, 1, 0x20, 0x01], .copyBeforeStart),
    ([0x05, 1, 2], .truncated), ([0x1F], .truncated), ([0x00, 1, 0x20], .truncated),
    ([0x00, 1, 0xE0], .truncated), ([0x00, 1, 0xE0, 0x00], .truncated),
  ])
  func `damaged data are recognised`(bytes: [UInt8], stop: LZF.Stop) {
    #expect(decoded(bytes, inputWindow: 100, outputWindow: 100).stop == stop)
    #expect(decoded(bytes, inputWindow: 1, outputWindow: 1).stop == stop)
  }

  @Test func `any bytes at all are either decoded or refused`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 1...200, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let whole = decoded(bytes, inputWindow: 1000, outputWindow: 1 << 16)
      let pieces = decoded(bytes, inputWindow: 1, outputWindow: 1)
      #expect(whole.bytes == pieces.bytes)
      #expect(whole.stop == pieces.stop)
      if whole.stop == .needsInput { #expect(plainlyDecoded(bytes) == whole.bytes) }
    }
  }
}
