import Synchronization

/// Answers to clicks that were asked for lately, so that one more click costs one more step.
///
/// They are what would be computed again: nothing depends on what is remembered.
final class KnownAnswers: Sendable {
  private struct Entry {
    var clicks: [VoxelClick]
    var answers: [Answer]
  }

  /// Most recent last.
  private let entries = Mutex<[Entry]>([])
  private static let limit = 48

  /// The answers to clicks; `nil` where they are not known.
  func answers(to clicks: [VoxelClick]) -> [Answer]? {
    entries.withLock { entries in
      guard let place = entries.lastIndex(where: { $0.clicks == clicks }) else { return nil }
      let entry = entries.remove(at: place)
      entries.append(entry)
      return entry.answers
    }
  }

  /// Keeps answers, and forgets those that nobody asked for the longest.
  func remember(_ answers: [Answer], to clicks: [VoxelClick]) {
    entries.withLock { entries in
      guard !entries.contains(where: { $0.clicks == clicks }) else { return }
      if entries.count >= Self.limit { entries.removeFirst() }
      entries.append(Entry(clicks: clicks, answers: answers))
    }
  }
}
