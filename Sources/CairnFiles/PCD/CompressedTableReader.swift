import CairnClouds
import CairnKernels

/// Reads the points of a `binary_compressed` PCD file: two sizes, then LZF data that hold one whole
/// column after the other.
struct CompressedTableReader {
  /// What the header says about the points.
  let layout: TableLayout

  private static let blockSize = 1 << 18

  /// Reads all points.
  ///
  /// - Parameters:
  ///   - reader: Where from; the data are consumed.
  ///   - warnings: What is known to be odd already.
  /// - Returns: One field per column, and what is odd about the data.
  /// - Throws: A fault.
  func read(
    _ reader: inout ByteReader, _ warnings: [CloudWarning]
  ) throws(TableFault) -> ([Field], [CloudWarning]) {
    let builders = layout.columns.map { $0.makeBuilder() }
    let start = reader.byteOffset
    guard try fill(&reader, 8) else {
      // Some programs write nothing at all for an empty cloud.
      if layout.count == 0 { return (builders.map(\.field), warnings) }
      throw .compressed(
        .truncatedCompressedData(declared: 8, found: reader.availableCount, byteOffset: start))
    }
    let (compressed, uncompressed) = (number(reader.window, 0), number(reader.window, 4))
    reader.consume(8)
    let (expected, overflow) = layout.count.multipliedReportingOverflow(
      by: layout.leastRowByteCount)
    guard !overflow, uncompressed == expected else {
      throw .compressed(
        .wrongUncompressedSize(
          declared: uncompressed, expected: overflow ? Int.max : expected, byteOffset: start + 4))
    }
    if let remaining = reader.remainingCount, remaining < compressed {
      throw .compressed(
        .truncatedCompressedData(declared: compressed, found: remaining, byteOffset: start + 8))
    }
    guard uncompressed <= compressed * LZF.largestRatio else {
      throw .compressed(
        .impossibleRatio(
          compressed: compressed, uncompressed: uncompressed, byteOffset: start))
    }
    if reader.remainingCount != nil {
      for builder in builders { builder.reserve(rowCount: layout.count) }
    }
    var warnings = warnings
    if compressed == uncompressed, compressed > 0 {
      // Some programs store what does not get smaller as it is, and LZF data may happen to be as
      // long as what they stand for: those that decode to exactly that length are LZF.
      guard try fill(&reader, compressed) else { throw truncated(compressed, reader, start) }
      var copy = ByteReader(bytes: Array(copying: reader.window.extracting(0..<compressed)))
      do throws(TableFault) {
        try decode(&copy, compressed, uncompressed, into: builders, start)
        reader.consume(compressed)
      } catch {
        let raw = layout.columns.map { $0.makeBuilder() }
        var filler = ColumnFiller(layout: layout, builders: raw)
        filler.append(reader.window.extracting(0..<compressed))
        reader.consume(compressed)
        return (raw.map(\.field), warnings + [.storedUncompressed(byteCount: compressed)])
      }
    } else {
      try decode(&reader, compressed, uncompressed, into: builders, start)
    }
    _ = try fill(&reader, 1)
    for index in reader.window.indices where reader.window[index] != 0 {
      warnings.append(
        .trailingBytes(byteOffset: reader.byteOffset, count: reader.remainingCount))
      break
    }
    return (builders.map(\.field), warnings)
  }

  /// Decompresses through two windows: one of input, and one of output that keeps as much of what
  /// was written before as copies may reach back to.
  private func decode(
    _ reader: inout ByteReader, _ compressed: Int, _ uncompressed: Int,
    into builders: [any ColumnBuilder], _ start: Int
  ) throws(TableFault) {
    var filler = ColumnFiller(layout: layout, builders: builders)
    let size = min(Self.blockSize, uncompressed) + LZF.historySize + LZF.slack
    var output = [UInt8](repeating: 0, count: size)
    var end = 0
    var taken = 0
    var written = 0
    func damaged(_ reason: String) -> TableFault {
      .compressed(.badCompressedData(reason: reason, byteOffset: start + 8 + taken))
    }
    while taken < compressed {
      let wanted = min(ByteReader.windowSize, compressed - taken)
      guard try fill(&reader, wanted) else { throw truncated(compressed, reader, start) }
      let available = min(reader.availableCount, compressed - taken)
      var used = 0
      var stop = LZF.Stop.needsOutput
      while stop == .needsOutput {
        if end > output.count - LZF.slack {
          // Keep the history, and go on behind it.
          let history = Array(copying: output.span.extracting(end - LZF.historySize..<end))
          output.replaceSubrange(0..<LZF.historySize, with: history)
          end = LZF.historySize
        }
        let before = end
        var span = output.mutableSpan
        stop = LZF.decode(
          reader.window.extracting(0..<available), isLast: taken + available == compressed,
          from: &used, into: &span, from: &end)
        written += end - before
        guard written <= uncompressed else {
          throw damaged("more than the \(uncompressed) bytes declared")
        }
        filler.append(output.span.extracting(before..<end))
      }
      taken += used
      reader.consume(used)
      switch stop {
      case .copyBeforeStart: throw damaged("a copy from before the first byte")
      case .truncated: throw damaged("the last token is cut off")
      case .needsInput, .needsOutput: break
      }
    }
    guard written == uncompressed else {
      throw damaged("only \(written) of the \(uncompressed) bytes declared")
    }
  }

  private func truncated(
    _ declared: Int, _ reader: borrowing ByteReader, _ start: Int
  ) -> TableFault {
    .compressed(
      .truncatedCompressedData(
        declared: declared, found: reader.byteOffset + reader.availableCount - start - 8,
        byteOffset: start + 8))
  }

  private func number(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  private func fill(_ reader: inout ByteReader, _ count: Int) throws(TableFault) -> Bool {
    do { return try reader.fill(atLeast: count) } catch { throw .system(error) }
  }
}

/// Deals out bytes to columns that lie one after the other.
struct ColumnFiller {
  let builders: [any ColumnBuilder]
  private let sizes: [Int]
  private let byteCounts: [Int]
  private var column = 0
  private var done = 0
  private var partial: [UInt8] = []

  init(layout: TableLayout, builders: [any ColumnBuilder]) {
    self.builders = builders
    sizes = layout.columns.map(\.type.byteCount)
    byteCounts = layout.columns.map { column in
      guard case .fixed(let count) = column.arity else { return 0 }
      return count * column.type.byteCount * layout.count
    }
  }

  /// Takes the bytes that come next.
  mutating func append(_ bytes: borrowing Span<UInt8>) {
    var position = 0
    while position < bytes.count {
      while column < byteCounts.count, done == byteCounts[column] {
        (column, done) = (column + 1, 0)
      }
      guard column < byteCounts.count else { return }
      let size = sizes[column]
      if !partial.isEmpty || bytes.count - position < size {
        // A value that two pieces share.
        partial.append(bytes[position])
        position += 1
        guard partial.count == size else { continue }
        builders[column].append(contiguous: partial.span, count: 1, isBigEndian: false)
        partial.removeAll(keepingCapacity: true)
        done += size
        continue
      }
      let count = min(bytes.count - position, byteCounts[column] - done) / size
      builders[column].append(
        contiguous: bytes.extracting(position..<position + count * size), count: count,
        isBigEndian: false)
      position += count * size
      done += count * size
    }
  }
}
