import CairnClouds
import CairnKernels
import CairnSegmentation
import Synchronization

/// All that callers hold.
enum Handles {
  static let clouds = HandleTable<PointCloud>(.cloud)
  static let predictors = HandleTable<HeldPredictor>(.predictor)
  static let embeddings = HandleTable<HeldEmbedding>(.embedding)
  static let sessions = HandleTable<HeldSession>(.session)
}

/// A predictor, and how many threads it may use.
struct HeldPredictor: Sendable {
  let predictor: any Predictor
  let threads: ThreadLimit
}

/// An encoded cloud, and how many threads work on it may use.
struct HeldEmbedding: Sendable {
  let embedding: any Embedding
  let threads: ThreadLimit
}

/// A session, which one thread at a time uses.
final class HeldSession: Sendable {
  let pointCount: Int
  private let session: Mutex<SegmentationSession>
  private let threads: ThreadLimit

  init(_ held: HeldEmbedding) {
    session = Mutex(SegmentationSession(held.embedding))
    threads = held.threads
    pointCount = held.embedding.pointCount
  }

  /// Uses the session while no other thread does.
  func change<Value: Sendable>(
    _ body: (inout SegmentationSession) throws(SegmentationError) -> Value
  ) throws(Failure) -> Value {
    try session.withLock { session throws(Failure) in
      try threads.apply { () throws(SegmentationError) in try body(&session) }
    }
  }
}

/// How many threads work may use; 0 is one per core.
struct ThreadLimit: Sendable {
  let count: UInt32

  /// Works on at most so many threads.
  ///
  /// - Parameters:
  ///   - watcher: Hears of the progress; may be `nil`.
  ///   - work: What to do.
  /// - Returns: What `work` returns.
  /// - Throws: What `work` throws, for the caller.
  func apply<Value>(
    watchedBy watcher: ProgressCallback? = nil, _ work: () throws(SegmentationError) -> Value
  ) throws(Failure) -> Value {
    // `withValue` rethrows any error, so that ours would lose its type.
    func result() -> Result<Value, SegmentationError> {
      Result { () throws(SegmentationError) in try work() }
    }
    func limited() -> Result<Value, SegmentationError> {
      count > 0 ? Threads.$limit.withValue(Int(count), operation: result) : result()
    }
    let outcome =
      if let watcher {
        WorkProgress.$watcher.withValue(
          WorkProgress { watcher.goesOn(at: $0) }, operation: limited)
      } else {
        limited()
      }
    do { return try outcome.get() } catch { throw Failure(error) }
  }
}
