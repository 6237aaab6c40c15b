import CKernels

/// Computes attention of each query to all keys, on up to ``Threads/count`` threads.
///
/// Shapes: `queries` and `output` [queries, C], `keys` and `values` [keys, C]. Each head has its part
/// of the channels, and takes the mean of the values by weights exp(query · key / √(its channels));
/// without keys all is 0.
///
/// - Parameters:
///   - queries: What asks.
///   - keys: What is asked.
///   - values: What is answered.
///   - width: C, a multiple of the heads.
///   - headCount: At least 1.
///   - output: Receives the means; its memory is used again where its count is the same.
/// - Complexity: O(queries · keys · C) time, O(keys · C) memory a thread.
public func attention(
  queries: [Float], keys: [Float], values: [Float], width: Int, headCount: Int,
  into output: inout [Float]
) {
  precondition(
    headCount > 0 && width > 0 && width.isMultiple(of: headCount),
    "\(width) channels in \(headCount) heads")
  let (queryCount, keyCount) = (queries.count / width, keys.count / width)
  check(queries, "queries", rows: queryCount, width: width)
  check(keys, "keys", rows: keyCount, width: width)
  check(values, "values", rows: keyCount, width: width)
  let headWidth = width / headCount
  let attend = unsafe InstructionSet.current.networkKernels.attend
  let scratchCount = Int(cairnAttentionScratch(Int64(keyCount), Int64(headWidth)))
  // A piece also brings keys and values into order, which costs as much as some queries.
  let queriesOfPiece = max(grain(work: keyCount * (2 * headWidth + 8), multiple: 12), 48)
  let piecesOfHead = (queryCount + queriesOfPiece - 1) / queriesOfPiece
  fill(&output, count: queryCount * width) { output in
    let work = (min(queriesOfPiece, queryCount) + 1) * keyCount * 2 * headWidth
    concurrentPieces(piecesOfHead * headCount, grain: grain(work: work)) { pieces in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: scratchCount) { scratch in
        unsafe queries.withBase { queries in
          unsafe keys.withBase { keys in
            unsafe values.withBase { values in
              var attention = unsafe CairnAttention(
                queries: queries, keys: keys, values: values, keyCount: Int64(keyCount),
                width: Int64(width), headCount: Int64(headCount))
              for piece in pieces {
                let (head, part) = piece.quotientAndRemainder(dividingBy: piecesOfHead)
                let start = part * queriesOfPiece
                unsafe attend?(
                  &attention, Int64(head), Int64(start),
                  Int64(min(start + queriesOfPiece, queryCount)), scratch.baseAddress, output.base)
              }
            }
          }
        }
      }
    }
  }
}
