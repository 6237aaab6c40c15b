import CairnGeometry
import CairnScenes

/// A kind of place where robots work.
public enum World: String, Sendable, Hashable, CaseIterable {
  /// A table with clutter, piles and stacks.
  case tabletop
  /// A bin or crate with parts poured into it.
  case bin
  /// Shelves with goods, seen from close by.
  case shelf
  /// A living room.
  case livingRoom = "living-room"
  /// A kitchen.
  case kitchen
  /// An office.
  case office
  /// A bathroom.
  case bathroom
  /// A bedroom.
  case bedroom
  /// An aisle of a warehouse.
  case aisle
  /// A street.
  case street
  /// A yard between houses.
  case yard
  /// A field with vegetation.
  case field

  /// Returns a scene of this world.
  ///
  /// - Parameters:
  ///   - seed: Any number; the same gives the same scene.
  ///   - models: Models to be used beside the procedural ones; `nil` for none.
  /// - Returns: A scene in metres, z up, with a vantage for the sensors that fit.
  public func scene(seed: UInt64, models: (any ModelLibrary)? = nil) -> Scene {
    // Each world has numbers of its own, so that rooms of one seed are not alike.
    let salt = rawValue.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    var random = SceneRandom(seed: seed ^ salt)
    let assets = Assets(models: models)
    var scene =
      switch self {
      case .tabletop: TabletopWorld.scene(assets, &random)
      case .bin: BinWorld.scene(assets, &random)
      case .shelf: ShelfWorld.scene(assets, &random)
      case .livingRoom: RoomWorld.livingRoom(assets, &random)
      case .kitchen: RoomWorld.kitchen(assets, &random)
      case .office: RoomWorld.office(assets, &random)
      case .bathroom: RoomWorld.bathroom(assets, &random)
      case .bedroom: RoomWorld.bedroom(assets, &random)
      case .aisle: AisleWorld.scene(assets, &random)
      case .street: StreetWorld.scene(assets, &random)
      case .yard: YardWorld.scene(assets, &random)
      case .field: FieldWorld.scene(assets, &random)
      }
    if isRoom {
      // A LiDAR on a robot's mast goes where a person would walk.
      let walk = scene.vantage.walk.map(\.position)
      scene.vantage.drive = zip(walk, walk.dropFirst()).compactMap { from, to in
        let way = to - from
        guard way.length > 0.02 else { return nil }
        return .level(at: from, heading: angle(of: SIMD2(way.x, way.y)))
      }
    }
    return scene
  }

  /// Whether it is a furnished room.
  private var isRoom: Bool {
    switch self {
    case .livingRoom, .kitchen, .office, .bathroom, .bedroom: true
    default: false
    }
  }
}
