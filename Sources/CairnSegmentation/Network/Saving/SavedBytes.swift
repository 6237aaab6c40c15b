import CairnGeometry
import CairnKernels

/// Numbers as bytes, the least significant first, put together from the front.
struct SavedBytes {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ byteCount: Int) { bytes.reserveCapacity(bytes.count + byteCount) }

  mutating func append(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  mutating func append(_ number: Float) { append([number]) }

  mutating func append(_ numbers: [Float]) { append(words: numbers) }

  mutating func append(_ numbers: [Int32]) { append(words: numbers) }

  mutating func append(_ vectors: [SIMD3<Float>]) {
    append(
      [Float](capacity: 3 * vectors.count) { output in
        for vector in vectors {
          output.append(vector.x)
          output.append(vector.y)
          output.append(vector.z)
        }
      })
  }

  mutating func append(bytes other: [UInt8]) { bytes += other }

  /// Appends numbers of four bytes.
  private mutating func append<Word: BitwiseCopyable>(words: [Word]) {
    var piece = [UInt8](repeating: 0, count: 4 * words.count)
    var rows = piece.mutableSpan
    interleave(words.span, into: &rows, rowCount: words.count, stride: 4, offset: 0)
    bytes += piece
  }
}
