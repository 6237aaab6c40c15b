import CairnScenes
import CairnWorlds

/// Which scenes a training set is made of: worlds with sensors, each with a weight.
public struct SceneMix: Sendable, Hashable {
  /// One kind of scene.
  public struct Share: Sendable, Hashable {
    /// The kind of place.
    public var world: World
    /// The kind of sensor.
    public var sensor: SensorKind
    /// How often it comes, relative to the others; positive.
    public var weight: Float

    /// Creates a share.
    ///
    /// - Parameters:
    ///   - world: The kind of place.
    ///   - sensor: The kind of sensor.
    ///   - weight: How often it comes; positive.
    public init(_ world: World, _ sensor: SensorKind, _ weight: Float) {
      (self.world, self.sensor, self.weight) = (world, sensor, weight)
    }
  }

  /// Why a text is no mix.
  public struct ParsingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The entry that is wrong.
    public let entry: String
    /// What is wrong, and what was expected.
    public var description: String {
      "'\(entry)' is no share of a mix; expected WORLD:SENSOR=WEIGHT, as in street:lidar=2"
    }
  }

  /// The kinds of scene.
  public let shares: [Share]

  /// Creates a mix.
  ///
  /// - Parameter shares: At least one.
  public init(_ shares: [Share]) {
    precondition(!shares.isEmpty, "a mix needs a share")
    self.shares = shares
  }

  /// Reads a mix from text: `tabletop:depth-camera=3,street:lidar=2`; a weight of 1 may be left out.
  ///
  /// - Parameter text: Entries separated by commas.
  /// - Throws: ``ParsingError`` for an entry that is wrong.
  public init(_ text: String) throws(ParsingError) {
    var shares: [Share] = []
    for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = entry.split(separator: "=", omittingEmptySubsequences: false)
      let names = (sides.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
      guard names.count == 2, sides.count <= 2, let world = World(rawValue: String(names[0])),
        let sensor = SensorKind(rawValue: String(names[1])),
        let weight = sides.count == 2 ? Float(String(sides[1])) : 1, weight > 0, weight.isFinite
      else { throw ParsingError(entry: String(entry)) }
      shares.append(Share(world, sensor, weight))
    }
    self.shares = shares
  }

  /// The mix as text that ``init(_:)-(String)`` reads.
  public var text: String {
    shares.map { "\($0.world.rawValue):\($0.sensor.rawValue)=\($0.weight)" }
      .joined(separator: ",")
  }

  /// The recipe with a number.
  ///
  /// - Parameter seed: Chooses the share, and is the recipe's seed.
  /// - Returns: A recipe; the same for the same seed.
  public func recipe(seed: UInt64) -> SceneRecipe {
    var random = SceneRandom(seed: seed ^ 0x3A1C_0000_0000_0001)
    var rest = random.unit() * shares.reduce(0) { $0 + $1.weight }
    for share in shares {
      rest -= share.weight
      if rest < 0 { return SceneRecipe(share.world, share.sensor, seed: seed) }
    }
    let last = shares[shares.count - 1]
    return SceneRecipe(last.world, last.sensor, seed: seed)
  }

  /// What the shipped weights learn from: a third table-tops and bins, 37 % rooms, most of them
  /// fused, 10 % warehouses and shelves, a fifth outdoors.
  public static let training = SceneMix([
    Share(.tabletop, .depthCamera, 22), Share(.tabletop, .handheld, 5),
    Share(.bin, .depthCamera, 6), Share(.shelf, .depthCamera, 3),
    Share(.livingRoom, .handheld, 8), Share(.kitchen, .handheld, 6), Share(.office, .handheld, 7),
    Share(.bathroom, .handheld, 4), Share(.bedroom, .handheld, 6),
    Share(.livingRoom, .depthCamera, 1), Share(.office, .depthCamera, 2),
    Share(.office, .panorama, 2), Share(.kitchen, .panorama, 1),
    Share(.aisle, .depthCamera, 2), Share(.aisle, .lidar, 3), Share(.aisle, .panorama, 2),
    Share(.street, .lidar, 12), Share(.street, .lidarMap, 2), Share(.street, .panorama, 1),
    Share(.street, .aerial, 1), Share(.yard, .lidar, 2), Share(.yard, .panorama, 1),
    Share(.field, .lidar, 1),
  ])
}
