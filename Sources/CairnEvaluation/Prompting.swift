/// What a simulated person does to select objects.
public enum Prompting: Sendable, Hashable {
  /// Clicks where the answer to the earlier ones is most wrong, one object after the other.
  case clicks
  /// The same for several objects at once, which compete for points.
  ///
  /// Objects that are near each other are together in a group of `groupSize`; those left over at the
  /// end in smaller ones. In each round every object of a group is clicked once, where its own mask
  /// is most wrong if it is, and all are answered together.
  case clicksTogether(groupSize: Int)
  /// One box around each object: ``BoxSimulator``.
  case boxes
  /// One lasso around each object: ``LassoSimulator``.
  case lassos

  /// Whether one object gets one prompt after the other.
  public var isClicked: Bool {
    switch self {
    case .clicks, .clicksTogether: true
    case .boxes, .lassos: false
    }
  }
}
