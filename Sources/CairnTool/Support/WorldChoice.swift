import ArgumentParser
import CairnScenes
import CairnWorlds

/// A world by name, or several of which the seed chooses one.
struct WorldChoice: ExpressibleByArgument {
  /// What was given.
  let name: String
  /// At least one.
  let worlds: [World]

  static let rooms: [World] = [.livingRoom, .kitchen, .office, .bathroom, .bedroom]

  init?(argument: String) {
    name = argument
    switch argument {
    case "room": worlds = Self.rooms
    case "all": worlds = World.allCases
    default:
      guard let world = World(rawValue: argument) else { return nil }
      worlds = [world]
    }
  }

  /// The world of a seed.
  func world(seed: UInt64) -> World { worlds[Int(seed % UInt64(worlds.count))] }

  static var allValueStrings: [String] { World.allCases.map(\.rawValue) + ["room", "all"] }
}

extension SensorKind: ExpressibleByArgument {}
extension SpinningLidar.Rings: ExpressibleByArgument {}
