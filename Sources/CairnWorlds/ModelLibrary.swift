import CairnScenes

/// Models of things that others made, to be used beside the procedural ones.
public protocol ModelLibrary: Sendable {
  /// What there is, without loading it.
  var entries: [ModelEntry] { get }

  /// Loads a model.
  ///
  /// - Parameter index: Into ``entries``.
  /// - Returns: The object in its true size, standing on z = 0 about the origin, front towards -y;
  ///   `nil` where the model cannot be used.
  func object(at index: Int) -> SceneObject?
}

/// A model that can be loaded.
public struct ModelEntry: Sendable, Hashable {
  /// Its place in ``ModelLibrary/entries``.
  public var index: Int
  /// What it is called.
  public var name: String
  /// Which kind of thing it is.
  public var semantic: SemanticClass
  /// Width (x), depth (y) and height (z), metres.
  public var size: SIMD3<Float>
  /// How high above the floor it belongs, metres: wall cabinets, ceiling lamps, windows.
  public var elevation: Float
  /// The height at which things can be put on it, metres; `nil` where they cannot.
  public var topHeight: Float?
  /// Whether it belongs into a wall.
  public var isDoorOrWindow: Bool
  /// Whether it stands about and can be moved.
  public var isMovable: Bool

  /// Creates an entry.
  public init(
    index: Int, name: String, semantic: SemanticClass, size: SIMD3<Float>, elevation: Float = 0,
    topHeight: Float? = nil, isDoorOrWindow: Bool = false, isMovable: Bool = true
  ) {
    self.index = index
    self.name = name
    self.semantic = semantic
    self.size = size
    self.elevation = elevation
    self.topHeight = topHeight
    self.isDoorOrWindow = isDoorOrWindow
    self.isMovable = isMovable
  }
}

/// What worlds are furnished with: models where there are some, procedural objects otherwise.
struct Assets: Sendable {
  /// `nil`: procedural objects alone.
  var models: (any ModelLibrary)?

  /// A model of a kind, chosen at random.
  ///
  /// - Parameters:
  ///   - semantic: The kind.
  ///   - random: Decides.
  ///   - share: The probability to answer with a model where there are some.
  ///   - fits: Which models may be taken.
  /// - Returns: A model; `nil` where a procedural object is to be made.
  func model(
    of semantic: SemanticClass, random: inout SceneRandom, share: Float = 0.65,
    where fits: (ModelEntry) -> Bool = { _ in true }
  ) -> SceneObject? {
    guard let models, random.chance(share) else { return nil }
    let candidates = models.entries.filter { $0.semantic == semantic && fits($0) }
    guard !candidates.isEmpty else { return nil }
    return models.object(at: random.choice(candidates).index)
  }
}
