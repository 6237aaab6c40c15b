import CairnGeometry
import CairnScenes

/// Things that fit into a hand or a box, each made anew in its own size, proportions and colours.
public enum SmallObjects {
  /// Where a thing is found.
  public enum Setting: String, Sendable, Hashable, CaseIterable {
    /// Kitchens and dining tables.
    case kitchen
    /// Offices and desks.
    case office
    /// Bathrooms.
    case bathroom
    /// Living rooms, bedrooms, children's rooms.
    case living
    /// Workshops and factories.
    case workshop
    /// Warehouses and shops.
    case warehouse
    /// Anywhere.
    case any
  }

  /// A kind of thing.
  public struct Kind: Sendable {
    /// What it is called.
    public let name: String
    /// Where it is found; not `any`, which goes without saying.
    public let settings: Set<Setting>
    /// How often it is drawn, against 1 for most kinds.
    public let weight: Float
    /// Makes one, on z = 0 about the origin.
    public let make: @Sendable (_ random: inout SceneRandom) -> SceneObject

    init(
      _ name: String, _ settings: Set<Setting>, weight: Float = 1,
      _ make: @escaping @Sendable (_ random: inout SceneRandom) -> SceneObject
    ) {
      (self.name, self.settings, self.weight) = (name, settings, weight)
      self.make = { random in
        var object = make(&random)
        // Turned profiles and bumps may end a little above or below the ground.
        let low = object.mesh.bounds.min.z
        object.mesh = object.mesh.grounded()
        for index in object.surfaces.indices { object.surfaces[index].height -= low }
        return object
      }
    }
  }

  /// All kinds.
  public static let kinds: [Kind] = [
    packages, vessels, bottles, kitchenware, kitchenTools, food, bakedFood, stationery, books,
    electronics, electrical, household, decoration, soft, bags, toys,
    tools, machineParts, machinedParts,
  ].flatMap { $0 }

  /// Returns a thing.
  ///
  /// - Parameters:
  ///   - random: Decides which and how it is.
  ///   - setting: Where it is to be found.
  /// - Returns: The thing, on z = 0 about the origin, its front towards -y; metres.
  public static func random(
    _ random: inout SceneRandom, for setting: Setting = .any
  ) -> SceneObject {
    let fitting = kinds.filter { setting == .any || $0.settings.contains(setting) }
    var left = random.unit() * fitting.reduce(0) { $0 + $1.weight }
    let kind = fitting.first { kind in
      left -= kind.weight
      return left < 0
    }
    return (kind ?? fitting[fitting.count - 1]).make(&random)
  }

  /// The top of a thing as a place for others, where it is level and large enough.
  static func top(
    _ size: SIMD2<Float>, height: Float, clearance: Float = .infinity
  ) -> [SupportSurface] {
    [SupportSurface(from: size / -2, to: size / 2, height: height, clearance: clearance)]
  }
}
