/// Hears how far long work is, and can stop it.
///
/// ```swift
/// let watch = WorkProgress { done in !isStopWanted() }
/// let embedding = try WorkProgress.$watcher.withValue(watch) { try predictor.encode(cloud) }
/// ```
public struct WorkProgress: Sendable {
  /// Who hears of encoding and of looking for everything.
  ///
  /// A million points take steps of some tens of milliseconds.
  @TaskLocal public static var watcher: WorkProgress?

  // In a struct: Swift 6.3.1 crashes where a task-local value is a bare closure.
  private let goesOn: @Sendable (_ done: Float) -> Bool

  /// Creates a watcher.
  ///
  /// - Parameter goesOn: Receives how much is done, 0…1 and never less than before, in the thread that
  ///   asked for the work. Where it returns `false`, the work stops and throws
  ///   ``SegmentationError/cancelled``.
  public init(_ goesOn: @escaping @Sendable (_ done: Float) -> Bool) { self.goesOn = goesOn }

  /// Tells how much is done.
  package static func report(_ done: Float) throws(SegmentationError) {
    if let watcher, !watcher.goesOn(done) { throw .cancelled }
  }
}
