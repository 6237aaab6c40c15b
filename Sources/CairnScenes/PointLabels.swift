/// What is known of a point; 0 means none everywhere.
public struct PointLabels: Sendable, Hashable, BitwiseCopyable {
  /// The object, ``Scene/Body/label``.
  public var label: UInt32 = 0
  /// The part of it, numbered through all objects.
  public var part: UInt32 = 0
  /// The pile: ``Scene/Body/group``.
  public var group: UInt32 = 0
  /// ``SemanticClass/number``; stuff has one too.
  public var semantic: UInt32 = 0
  /// The support surface that it is a point of.
  public var surface: UInt32 = 0

  /// Creates labels that say nothing.
  public init() {}
}
