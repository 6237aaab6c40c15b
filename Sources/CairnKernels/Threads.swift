import CKernels
import Dispatch
import Synchronization

/// How many threads the operations of the toolkit use; results never depend on it.
public enum Threads {
  /// At most so many threads in the current task and its children; `nil` for one per core.
  ///
  /// ```swift
  /// Threads.$limit.withValue(1) { tree.nearestToEachPoint(8) }
  /// ```
  @TaskLocal public static var limit: Int?

  /// How many threads an operation that starts here uses.
  public static var count: Int {
    let cores = Int(cairnCoreCount())
    return max(min(limit ?? cores, cores), 1)
  }
}

/// Performs work on pieces of a range, on up to ``Threads/count`` threads.
///
/// - Parameters:
///   - count: The range is `0..<count`.
///   - grain: The length of a piece; the last may be shorter.
///   - body: Works on a piece; pieces come in any order, each once.
public func concurrentPieces(
  _ count: Int, grain: Int, _ body: @Sendable (_ piece: Range<Int>) -> Void
) {
  let pieceCount = (count + grain - 1) / grain
  // Counting cores asks the system, which a single piece does not need.
  let threadCount = pieceCount > 1 ? min(Threads.count, pieceCount) : 1
  @Sendable func piece(_ number: Int) -> Range<Int> {
    number * grain..<min(count, (number + 1) * grain)
  }
  guard threadCount > 1 else {
    for number in 0..<max(pieceCount, 0) { body(piece(number)) }
    return
  }
  let next = Atomic(0)
  // Threads of the pool do not know what the task has set.
  let set = InstructionSet.limit
  DispatchQueue.concurrentPerform(iterations: threadCount) { _ in
    InstructionSet.$limit.withValue(set) {
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < pieceCount else { return }
        body(piece(number))
      }
    }
  }
}

/// Computes values in order, on up to ``Threads/count`` threads.
///
/// - Parameters:
///   - count: How many values.
///   - grain: Values computed as one piece of work.
///   - transform: Computes a value from its position.
/// - Returns: The values in order.
public func concurrentMap<Value: Sendable>(
  _ count: Int, grain: Int = 1024, _ transform: @Sendable (Int) -> Value
) -> [Value] {
  guard count > grain, Threads.count > 1 else { return (0..<count).map(transform) }
  return unsafe [Value](unsafeUninitializedCapacity: count) { buffer, initializedCount in
    nonisolated(unsafe) let target = unsafe buffer
    concurrentPieces(count, grain: grain) { piece in
      for index in piece { unsafe target.initializeElement(at: index, to: transform(index)) }
    }
    initializedCount = count
  }
}

/// Fills an array with rows of equal width, on up to ``Threads/count`` threads.
///
/// - Parameters:
///   - rowCount: How many rows.
///   - width: Values in a row.
///   - grain: Rows filled as one piece of work.
///   - fill: Receives which rows to fill and where to append `width` values for each.
/// - Returns: The rows one after the other.
public func concurrentRows<Value: BitwiseCopyable & Sendable>(
  _ rowCount: Int, width: Int = 1, grain: Int = 1024,
  _ fill: @Sendable (_ rows: Range<Int>, _ output: inout OutputSpan<Value>) -> Void
) -> [Value] {
  unsafe [Value](unsafeUninitializedCapacity: rowCount * width) { buffer, initializedCount in
    nonisolated(unsafe) let target = unsafe buffer
    concurrentPieces(rowCount, grain: grain) { rows in
      let part = unsafe UnsafeMutableBufferPointer(
        rebasing: target[rows.lowerBound * width..<rows.upperBound * width])
      var output = unsafe OutputSpan(buffer: part, initializedCount: 0)
      fill(rows, &output)
      let filled = unsafe output.finalize(for: part)
      precondition(filled == part.count, "\(filled) of \(part.count) values were filled")
    }
    initializedCount = rowCount * width
  }
}

/// An array whose elements are written one by one, in any order, from several threads.
///
/// - Parameters:
///   - count: How many elements.
///   - empty: What elements are that nobody writes.
///   - body: Receives a function that writes an element; no element may be written twice.
/// - Returns: The elements.
public func concurrentlyWritten<Value: BitwiseCopyable & Sendable>(
  _ count: Int, empty: Value, _ body: (_ write: @Sendable (Int, Value) -> Void) -> Void
) -> [Value] {
  unsafe [Value](unsafeUninitializedCapacity: count) { buffer, initializedCount in
    unsafe buffer.initialize(repeating: empty)
    nonisolated(unsafe) let target = unsafe buffer
    body { index, value in
      precondition(0..<count ~= index, "element \(index) of \(count)")
      unsafe target[index] = value
    }
    initializedCount = count
  }
}
