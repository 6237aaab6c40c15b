import CairnScenes

/// Which small things lie about in a room, or in a part of it.
enum RoomSetting: Sendable {
  case living, kitchen, office, bathroom, bedroom, storage

  /// How often a board carries books here.
  var bookShare: Float {
    switch self {
    case .living, .office: 0.45
    case .bedroom: 0.35
    case .kitchen: 0.12
    case .storage: 0.1
    case .bathroom: 0.03
    }
  }

  /// Makes a thing that is found here.
  func thing(_ random: inout SceneRandom) -> SceneObject {
    switch self {
    case .living, .bedroom: SmallObjects.random(&random, for: .living)
    case .kitchen: SmallObjects.random(&random, for: .kitchen)
    case .office: SmallObjects.random(&random, for: .office)
    case .bathroom: SmallObjects.random(&random, for: .bathroom)
    case .storage: SmallObjects.make(random.choice(Self.stored), &random)
    }
  }

  /// Makes a thing of which there are many side by side on a shelf here.
  func ware(_ random: inout SceneRandom) -> SceneObject {
    let names: [String] =
      switch self {
      case .living, .bedroom: ["vase", "lidded box", "candle", "figurine", "bottle", "wine bottle"]
      case .kitchen:
        [
          "jar", "can", "carton", "glass", "mug", "bottle", "milk carton", "tub", "wine bottle",
          "bag of food",
        ]
      case .office: ["folder", "folder", "folder", "lidded box", "paper tray", "bottle"]
      case .bathroom:
        [
          "toilet roll", "detergent bottle", "spray bottle", "soap dispenser", "folded towel",
          "glass",
          "carton",
        ]
      case .storage: Self.stored
      }
    return SmallObjects.make(random.choice(names), &random)
  }

  /// What is put away on top of cupboards and into corners.
  private static let stored = [
    "lidded box", "lidded box", "open carton", "basket", "gift box", "vase", "pot", "jug",
    "carton", "stack of books", "bowl", "folder", "bucket", "tray",
  ]
}

extension SmallObjects {
  /// Makes a thing of a kind.
  ///
  /// - Parameters:
  ///   - name: Of one of ``kinds``.
  ///   - random: Decides how it is.
  /// - Returns: The thing, on z = 0 about the origin.
  static func make(_ name: String, _ random: inout SceneRandom) -> SceneObject {
    guard let kind = kinds.first(where: { $0.name == name }) else {
      preconditionFailure("no small object is called \(name)")
    }
    return kind.make(&random)
  }
}
