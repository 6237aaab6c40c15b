import CairnKernels

/// The inverse of ``SavedBytes``: numbers from bytes, none of which are believed.
struct SavedReader {
  private let bytes: [UInt8]
  /// How many bytes were read.
  private(set) var byteOffset: Int

  /// Begins at a byte.
  init(_ bytes: [UInt8], from byteOffset: Int = 0) {
    self.bytes = bytes
    self.byteOffset = byteOffset
  }

  /// How many bytes are left.
  var remainingCount: Int { bytes.count - byteOffset }

  /// The next eight bytes as one number.
  mutating func word(_ part: String) throws(SavedEmbeddingError) -> UInt64 {
    guard remainingCount >= 8 else { throw .badPart(part, byteOffset: byteOffset) }
    var word: UInt64 = 0
    for place in 0..<8 { word |= UInt64(bytes[byteOffset + place]) << UInt64(8 * place) }
    byteOffset += 8
    return word
  }

  /// The next number, which counts something of which there are at most so many.
  mutating func count(
    _ part: String, in range: ClosedRange<Int>
  ) throws(SavedEmbeddingError) -> Int {
    let start = byteOffset
    guard let count = Int(exactly: try word(part)), range.contains(count) else {
      throw .badPart(part, byteOffset: start)
    }
    return count
  }

  /// The next numbers, all of them finite.
  mutating func floats(_ count: Int, _ part: String) throws(SavedEmbeddingError) -> [Float] {
    let start = byteOffset
    let numbers: [Float] = try words(count, part)
    guard numbers.allSatisfy({ $0.isFinite }) else { throw .badPart(part, byteOffset: start) }
    return numbers
  }

  /// The next numbers, all of them in a range.
  mutating func integers(
    _ count: Int, in range: Range<Int32>, _ part: String
  ) throws(SavedEmbeddingError) -> [Int32] {
    let start = byteOffset
    let numbers: [Int32] = try words(count, part)
    guard numbers.allSatisfy({ range.contains($0) }) else {
      throw .badPart(part, byteOffset: start)
    }
    return numbers
  }

  /// The next numbers of four bytes.
  private mutating func words<Word: BitwiseCopyable>(
    _ count: Int, _ part: String
  ) throws(SavedEmbeddingError) -> [Word] {
    guard count >= 0, count <= remainingCount / 4 else {
      throw .badPart(part, byteOffset: byteOffset)
    }
    let start = byteOffset
    byteOffset += 4 * count
    let rows = bytes.span.extracting(start..<byteOffset)
    return [Word](capacity: count) { output in
      preferLargePages(&output)
      deinterleave(rows, rowCount: count, stride: 4, offset: 0, into: &output)
    }
  }
}
