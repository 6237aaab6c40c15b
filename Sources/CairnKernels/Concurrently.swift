import Dispatch
import Synchronization

/// Computes two values at the same time where there are two threads.
///
/// For work that cannot be cut. What either of them does on several threads has both of them again
/// once the other is done.
package func concurrently<First: Sendable, Second>(
  _ first: @escaping @Sendable () -> First, _ second: () -> Second
) -> (First, Second) {
  guard Threads.count > 1 else { return (first(), second()) }
  let begun = ComputedOnce(first)
  let (limit, set) = (Threads.limit, InstructionSet.limit)
  DispatchQueue.global().async {
    Threads.$limit.withValue(limit) {
      InstructionSet.$limit.withValue(set) { _ = begun.value }
    }
  }
  let second = second()
  return (begun.value, second)
}

/// A value that is computed by the first thread that asks for it; others wait.
private final class ComputedOnce<Value: Sendable>: Sendable {
  private let compute: @Sendable () -> Value
  private let known = Mutex<Value?>(nil)

  init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

  var value: Value {
    known.withLock { known in
      if let known { return known }
      let value = compute()
      known = value
      return value
    }
  }
}
