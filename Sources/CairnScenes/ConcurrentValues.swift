import CairnKernels

/// Computes plain values in order, on up to `Threads.count` threads.
///
/// The loop is compiled for the closure here; `concurrentMap` of another module calls it through a
/// witness for each value.
///
/// - Parameters:
///   - count: How many values.
///   - grain: Values computed as one piece of work.
///   - value: Computes a value from its position.
/// - Returns: The values in order.
func concurrentValues<Value: BitwiseCopyable & Sendable>(
  _ count: Int, grain: Int = 2048, _ value: @Sendable (Int) -> Value
) -> [Value] {
  concurrentRows(count, grain: grain) { rows, output in
    for row in rows { output.append(value(row)) }
  }
}
