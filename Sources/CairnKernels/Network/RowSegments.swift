import CKernels

/// Groups of rows of a table.
public struct RowSegments: Sendable, Hashable {
  /// Where the members of each segment begin, and at last where they end.
  public let offsets: [Int32]
  /// Rows, segment after segment.
  public let members: [Int32]
  /// How many rows there are to point at.
  public let rowCount: Int

  /// How many segments there are.
  public var count: Int { offsets.count - 1 }

  /// Checks the numbers once, so that nothing has to be checked when they are used.
  ///
  /// - Parameters:
  ///   - offsets: Where the members of each segment begin; one more than there are segments, from 0
  ///     up to the number of members, never falling.
  ///   - members: Rows, from 0 up to `rowCount`.
  ///   - rowCount: How many rows there are to point at.
  /// - Complexity: O(`offsets.count` + `members.count`).
  public init(offsets: [Int32], members: [Int32], rowCount: Int) {
    precondition(
      offsets.first == 0 && offsets.last.map(Int.init) == members.count
        && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 },
      "offsets do not rise from 0 to \(members.count)")
    let wrong = members.first { $0 < 0 || $0 >= rowCount }
    precondition(wrong == nil, "member \(wrong ?? 0) of \(rowCount) rows")
    (self.offsets, self.members, self.rowCount) = (offsets, members, rowCount)
  }

  /// Computes means and greatest values of each segment's rows, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - values: Shape [rows, C].
  ///   - width: C, at least 1.
  ///   - output: Receives means, then greatest values, shape [segments, 2 C], 0 for empty segments;
  ///     its memory is used again where its count is the same.
  public func pool(_ values: [Float], width: Int, into output: inout [Float]) {
    precondition(width > 0, "rows of \(width) values")
    check(values, "values", rows: rowCount, width: width)
    let pool = unsafe InstructionSet.current.networkKernels.pool
    fill(&output, count: count * 2 * width) { output in
      let work = 4 * width * (members.count / max(count, 1) + 4)
      concurrentPieces(count, grain: grain(work: work)) { segments in
        unsafe values.withBase { values in
          unsafe offsets.withUnsafeBufferPointer { offsets in
            unsafe members.withUnsafeBufferPointer { members in
              unsafe pool?(
                values, Int64(rowCount), Int64(width), offsets.baseAddress, members.baseAddress,
                Int64(segments.lowerBound), Int64(segments.upperBound), output.base)
            }
          }
        }
      }
    }
  }
}

/// Copies rows by index, on up to ``Threads/count`` threads.
///
/// - Parameters:
///   - values: Shape [rows, C].
///   - width: C, at least 1.
///   - indices: Which rows; -1 gives zeros.
///   - output: Receives the copies, shape [`indices.count`, C]; its memory is used again where its
///     count is the same.
public func gatherRows(
  _ values: [Float], width: Int, at indices: [Int32], into output: inout [Float]
) {
  precondition(width > 0, "rows of \(width) values")
  let rowCount = values.count / width
  check(values, "values", rows: rowCount, width: width)
  let wrong = indices.first { $0 < -1 || $0 >= rowCount }
  precondition(wrong == nil, "row \(wrong ?? 0) of \(rowCount)")
  let gather = unsafe InstructionSet.current.networkKernels.gather
  fill(&output, count: indices.count * width) { output in
    concurrentPieces(indices.count, grain: grain(work: 4 * width)) { piece in
      unsafe values.withBase { values in
        unsafe indices.withUnsafeBufferPointer { indices in
          unsafe gather?(
            values, Int64(rowCount), Int64(width),
            indices.baseAddress.map { unsafe $0 + piece.lowerBound }, Int64(piece.count),
            output.base + piece.lowerBound * width)
        }
      }
    }
  }
}
