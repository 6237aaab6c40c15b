import ArgumentParser
import CairnDatasets
import CairnFiles

/// `cairn scenes shards`: scenes packed for training.
struct MakeShards: ComputingCommand {
  static let configuration = CommandConfiguration(
    commandName: "shards",
    abstract: "Make scenes packed for training, as arrays that numpy.load reads.",
    discussion: """
      EXAMPLES
        cairn scenes shards --count 1000 -o shards
        cairn scenes shards --mix street:lidar=2,yard:lidar=1 --count 500 -o shards

      Every shard is named by its number and holds the same scenes whoever makes
      it. Several processes may fill a folder at once; what is there stays.
      """)

  @OptionGroup var scenes: SceneOptions

  @Option(help: "How many scenes.")
  var count = 1000

  @Option(help: ArgumentHelp("How many scenes a shard holds.", valueName: "n"))
  var perShard = 50

  @Option(
    help: "What they are made of, as in tabletop:depth-camera=3,street:lidar=2.",
    transform: { try SceneMix($0) })
  var mix: SceneMix = .training

  @Option(name: .shortAndLong, help: "A folder for the shards.", completion: .directory)
  var output: String

  @OptionGroup var computing: ComputingOptions

  func validate() throws {
    guard count >= 1, perShard >= 1 else {
      throw ValidationError("--count and --per-shard are 1 or more")
    }
  }

  func run() throws {
    let models = try scenes.models()
    try OutputFolder.create(at: output)
    let set = ShardSet(
      folder: output, mix: mix, firstSeed: scenes.seed, sceneCount: count,
      scenesPerShard: perShard, pointCount: scenes.points)
    var made = 0
    for number in 0..<set.shardCount {
      let isNew = try Console.progress("shard \(number + 1) of \(set.shardCount)") {
        try set.make(number, models: models)
      }
      guard isNew else { continue }
      made += 1
      try Console.output(set.path(of: number))
    }
    if made < set.shardCount {
      Console.write(
        "cairn: \(set.shardCount - made) of \(set.shardCount) shards are there or being made")
    }
  }
}
