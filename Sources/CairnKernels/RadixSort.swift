/// Sorts words by some of their bits; words that are equal in these keep their order.
///
/// The other bits travel along: an index in the low bits, sorted by a key in the high ones, gives
/// the order of the keys.
///
/// - Parameters:
///   - words: What to sort.
///   - bits: Which bits to sort by, the lowest being 0; at most 0..<64.
/// - Complexity: O(*n* · number of bits / 11), and as much memory again.
public func sortStably(_ words: inout [UInt64], byBits bits: Range<Int>) {
  precondition(bits.lowerBound >= 0 && bits.upperBound <= 64, "bits \(bits) of a word of 64")
  guard words.count > 1, !bits.isEmpty else { return }
  // Tables of 2¹¹ counts stay in the first cache; few words do not pay for filling them.
  let widest = words.count < 2048 ? 8 : 11
  let passCount = (bits.count + widest - 1) / widest
  let width = (bits.count + passCount - 1) / passCount
  var scratch = [UInt64](capacity: words.count) { output in
    preferLargePages(&output)
    output.append(repeating: 0, count: words.count)
  }
  var starts = [Int](repeating: 0, count: 1 << width)
  var low = bits.lowerBound
  while low < bits.upperBound {
    let high = min(low + width, bits.upperBound)
    var source = words.mutableSpan
    var target = scratch.mutableSpan
    var table = starts.mutableSpan
    distribute(&source, into: &target, by: low..<high, counting: &table)
    swap(&words, &scratch)
    low = high
  }
}

/// One pass: words in the order of a digit.
private func distribute(
  _ source: inout MutableSpan<UInt64>, into target: inout MutableSpan<UInt64>, by bits: Range<Int>,
  counting table: inout MutableSpan<Int>
) {
  let shift = UInt64(bits.lowerBound)
  let mask = UInt64(1) << UInt64(bits.count) - 1
  unsafe source.withUnsafeMutableBufferPointer { words in
    unsafe target.withUnsafeMutableBufferPointer { output in
      unsafe table.withUnsafeMutableBufferPointer { starts in
        for digit in 0...Int(mask) { unsafe starts[digit] = 0 }
        for index in 0..<words.count {
          unsafe starts[Int(truncatingIfNeeded: words[index] >> shift & mask)] &+= 1
        }
        var sum = 0
        for digit in 0...Int(mask) {
          let count = unsafe starts[digit]
          unsafe starts[digit] = sum
          sum &+= count
        }
        for index in 0..<words.count {
          let word = unsafe words[index]
          let digit = Int(truncatingIfNeeded: word >> shift & mask)
          let place = unsafe starts[digit]
          unsafe output[place] = word
          unsafe starts[digit] = place &+ 1
        }
      }
    }
  }
}
