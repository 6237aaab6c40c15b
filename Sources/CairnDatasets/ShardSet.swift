import CairnFiles
import CairnKernels
import CairnScenes
import CairnWorlds

/// A folder of shards, `shard-000000.npz` and on, which several processes fill at once.
///
/// A shard's name tells which seeds it holds, so that it has the same bytes whoever makes it; a
/// process that is killed leaves nothing half-made, and the next run goes on where it stopped.
public struct ShardSet: Sendable {
  /// Where the shards are.
  public var folder: String
  /// What they are made of.
  public var mix: SceneMix
  /// The seed of the first scene; the others follow.
  public var firstSeed: UInt64
  /// How many scenes there are in all shards; at least 1.
  public var sceneCount: Int
  /// How many scenes a shard holds; at least 1.
  public var scenesPerShard: Int
  /// About how many points a scene has; what its sensor usually measures where `nil`.
  public var pointCount: Int?

  /// Creates a set, without making anything.
  ///
  /// - Parameters:
  ///   - folder: Where the shards are; it exists.
  ///   - mix: What they are made of.
  ///   - firstSeed: The seed of the first scene.
  ///   - sceneCount: How many scenes there are in all shards.
  ///   - scenesPerShard: How many scenes a shard holds.
  ///   - pointCount: About how many points a scene has.
  public init(
    folder: String, mix: SceneMix = .training, firstSeed: UInt64, sceneCount: Int,
    scenesPerShard: Int = 50, pointCount: Int? = nil
  ) {
    precondition(sceneCount > 0 && scenesPerShard > 0, "\(sceneCount), \(scenesPerShard)")
    self.folder = folder
    self.mix = mix
    self.firstSeed = firstSeed
    self.sceneCount = sceneCount
    self.scenesPerShard = scenesPerShard
    self.pointCount = pointCount
  }

  /// How many shards there are.
  public var shardCount: Int { (sceneCount + scenesPerShard - 1) / scenesPerShard }

  /// The path of a shard.
  ///
  /// - Parameter number: Between 0 and ``shardCount``.
  /// - Returns: The path.
  public func path(of number: Int) -> String {
    let digits = "\(number)"
    return "\(folder)/shard-\(String(repeating: "0", count: max(6 - digits.count, 0)))\(digits).npz"
  }

  /// Makes a shard, unless it is there already or another process is making it.
  ///
  /// - Parameters:
  ///   - number: Between 0 and ``shardCount``.
  ///   - models: Models to be used beside the procedural ones.
  /// - Returns: Whether it was made.
  /// - Throws: `CloudFileError` where it cannot be written.
  public func make(_ number: Int, models: (any ModelLibrary)? = nil) throws(CloudFileError) -> Bool
  {
    let path = path(of: number)
    guard !FileClaim.isDone(path), let claim = try FileClaim(for: path), !FileClaim.isDone(path)
    else { return false }
    let shard = shard(number, models: models)
    let file = try OutputFile(path: path)
    try file.write(shard.npz.bytes)
    try file.commit()
    withExtendedLifetime(claim) {}
    return true
  }

  /// The contents of a shard.
  ///
  /// - Parameters:
  ///   - number: Between 0 and ``shardCount``.
  ///   - models: Models to be used beside the procedural ones.
  /// - Returns: The scenes of the shard; the same on any number of threads.
  public func shard(_ number: Int, models: (any ModelLibrary)? = nil) -> SceneShard {
    let first = number * scenesPerShard
    let count = min(scenesPerShard, sceneCount - first)
    let recipes = (first..<first + count).map { mix.recipe(seed: firstSeed &+ UInt64($0)) }
    // One scene a thread: scenes are many, and what is inside one rarely fills all cores.
    let made = concurrentMap(count, grain: 1) { index in
      Threads.$limit.withValue(1) {
        recipes[index].make(models: models, pointCount: pointCount)
      }
    }
    var shard = SceneShard()
    for (recipe, made) in zip(recipes, made) {
      shard.append(made.measurements, of: made.scene, recipe)
    }
    return shard
  }
}
