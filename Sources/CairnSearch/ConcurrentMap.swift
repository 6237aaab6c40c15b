import Dispatch
import Synchronization

/// Computes `count` values on all cores; the result does not depend on how many there are.
///
/// - Parameters:
///   - count: How many values.
///   - grain: Values computed as one piece of work.
///   - transform: Computes a value from its position.
/// - Returns: The values in order.
package func concurrentMap<Value: Sendable>(
  _ count: Int, grain: Int = 1024, _ transform: @Sendable (Int) -> Value
) -> [Value] {
  let chunkCount = (count + grain - 1) / grain
  guard chunkCount > 1 else { return (0..<count).map(transform) }
  let chunks = Mutex([[Value]](repeating: [], count: chunkCount))
  DispatchQueue.concurrentPerform(iterations: chunkCount) { chunk in
    let values = (chunk * grain..<min(count, (chunk + 1) * grain)).map(transform)
    chunks.withLock { $0[chunk] = values }
  }
  return chunks.withLock { $0 }.flatMap { $0 }
}
