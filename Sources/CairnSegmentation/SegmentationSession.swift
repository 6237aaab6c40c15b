import CairnClouds

/// Objects that are being selected in one cloud: prompts per object, with undo and redo.
///
/// ```swift
/// var session = SegmentationSession(try GraphPredictor().encode(cloud))
/// session.setPrompts([.positive(at: cup)], of: 1, named: "cup")
/// session.setPrompts([.positive(at: plate)], of: 2)
/// let labels = try session.labels()
/// ```
///
/// Answers depend only on the cloud and each object's current prompts.
public struct SegmentationSession: Sendable {
  /// An object that is being selected.
  public struct Object: Sendable, Hashable {
    /// All its prompts, in the order in which they were given.
    public var prompts: [Prompt]
    /// What to call it.
    public var name: String?
  }

  /// The cloud.
  public let embedding: any Embedding
  /// The objects by label; labels start at 1.
  public private(set) var objects: [InstanceLabel: Object] = [:]
  private var past: [[InstanceLabel: Object]] = []
  private var future: [[InstanceLabel: Object]] = []

  /// Starts without objects.
  public init(_ embedding: any Embedding) { self.embedding = embedding }

  /// Whether there is a change to undo.
  public var canUndo: Bool { !past.isEmpty }
  /// Whether there is an undone change to make again.
  public var canRedo: Bool { !future.isEmpty }

  /// Gives an object its complete list of prompts, in place of any earlier one.
  ///
  /// - Parameters:
  ///   - prompts: The prompts; with none, the object is removed.
  ///   - label: The object's label; not 0, which means no object.
  ///   - name: What to call it; `nil` keeps the name it has.
  /// - Returns: The answers to these prompts alone, best first; `nil` with no prompts.
  /// - Throws: What is wrong with a prompt; the session is then as before.
  @discardableResult
  public mutating func setPrompts(
    _ prompts: [Prompt], of label: InstanceLabel, named name: String? = nil
  ) throws(SegmentationError) -> Candidates? {
    guard label != 0 else { throw .reservedLabel }
    let answer = prompts.isEmpty ? nil : try embedding.masks(for: prompts)
    record()
    objects[label] =
      prompts.isEmpty ? nil : Object(prompts: prompts, name: name ?? objects[label]?.name)
    return answer
  }

  /// Removes all objects; this can be undone.
  public mutating func clear() {
    guard !objects.isEmpty else { return }
    record()
    objects = [:]
  }

  /// Takes the last change back.
  ///
  /// - Returns: Whether there was one.
  @discardableResult
  public mutating func undo() -> Bool {
    guard let last = past.popLast() else { return false }
    future.append(objects)
    objects = last
    return true
  }

  /// Makes the change again that was last taken back.
  ///
  /// - Returns: Whether there was one.
  @discardableResult
  public mutating func redo() -> Bool {
    guard let next = future.popLast() else { return false }
    past.append(objects)
    objects = next
    return true
  }

  /// The answers to the prompts of one object alone, best first; `nil` where there is no such
  /// object.
  public func candidates(for label: InstanceLabel) throws(SegmentationError) -> Candidates? {
    guard let object = objects[label] else { return nil }
    return try embedding.masks(for: object.prompts)
  }

  /// The label of every point: objects compete, 0 is none.
  public func labels() throws(SegmentationError) -> [InstanceLabel] {
    var result = [InstanceLabel](repeating: 0, count: embedding.pointCount)
    let ordered = objects.keys.sorted()
    let answers = try embedding.masks(forObjects: ordered.map { objects[$0]?.prompts ?? [] })
    for (label, answer) in zip(ordered, answers) {
      for index in result.indices where answer.best.mask[index] { result[index] = label }
    }
    return result
  }

  private mutating func record() {
    past.append(objects)
    future = []
  }
}
