import ArgumentParser
import CairnClouds
import CairnDatasets
import CairnFiles
import CairnGeometry
import CairnJSON
import CairnKernels
import CairnPictures
import CairnScenes
import CairnWorlds

/// `cairn scenes make`: labelled clouds of a world.
struct MakeScenes: ComputingCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Make labelled clouds of a world.",
    discussion: """
      EXAMPLES
        cairn scenes make tabletop -o out --picture
        cairn scenes make room --sensor panorama --count 5 -o out
        cairn scenes make office --up -y --unit mm --no-color -o out
        cairn scenes make street --sensor lidar --frames 50 --rate 10 -o out
        cairn scenes make kitchen --meshes /usr/share/sweethome3d/furniture -o out

      Every cloud has the columns label (object; 0 is floor, wall, ground and
      the like), part, group (what goes along when the lowest of a pile is lifted),
      semantic (kind; names in the JSON) and surface (what things stand on). Beside
      NAME.ply there are NAME.json (objects, parts, boxes, who carries whom) and
      NAME.poses.txt (where the sensor was, as KITTI writes it). With --frames
      there is a folder NAME of clouds with poses.txt and times.txt.
      """)

  @Argument(help: "A world, room (any kind of room) or all; see cairn scenes list.")
  var world: WorldChoice

  @Option(help: "The sensor; by default the world's usual one.")
  var sensor: SensorKind?

  @Option(help: "How many rings a LiDAR has: 16, 32, 64 or 128; by default any.")
  var rings: SpinningLidar.Rings?

  @OptionGroup var scenes: SceneOptions

  @Option(help: "How many clouds or sequences, of consecutive seeds.")
  var count = 1

  @Option(name: .shortAndLong, help: "A folder for the files.", completion: .directory)
  var output: String

  @OptionGroup(title: "Clouds") var clouds: SceneCloudOptions

  @OptionGroup var computing: ComputingOptions

  @Flag(help: "Print one JSON object a cloud.")
  var json = false

  func validate() throws {
    guard count >= 1 else { throw ValidationError("--count is 1 or more") }
    if let sensor, let world = world.worlds.first(where: { !$0.sensors.contains(sensor) }) {
      let known = world.sensors.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "the world \(world.rawValue) has no place for the sensor \(sensor.rawValue); it has \(known)"
      )
    }
  }

  func run() throws {
    let models = try scenes.models()
    if models == nil, scenes.meshes == nil {
      Console.write("cairn: procedural shapes alone; --meshes mixes furniture in")
    }
    try OutputFolder.create(at: output)
    let writer = SceneWriter(
      folder: output, options: clouds, models: models, pointCount: scenes.points)
    let recipes = (0..<count).map { index -> SceneRecipe in
      let seed = scenes.seed &+ UInt64(index)
      let world = world.world(seed: seed)
      // Of sequences there are two kinds; a world's usual sensor may make none.
      let usual = world.sensors.first {
        clouds.frames == nil || $0 == .depthCamera || $0 == .lidar
      }
      var recipe = SceneRecipe(world, sensor ?? usual ?? world.sensors[0], seed: seed)
      recipe.rings = rings
      return recipe
    }
    // As many at once as there are threads: each finishes on its own, and memory stays bounded.
    let width = max(Threads.count, 1)
    for start in stride(from: 0, to: count, by: width) {
      let part = Array(recipes[start..<min(start + width, count)])
      let results = Console.progress("scene \(start + 1) of \(count)") {
        part.count == 1
          ? [Result { try writer.write(part[0]) }]
          : concurrentMap(part.count, grain: 1) { index in
            Threads.$limit.withValue(1) { Result { try writer.write(part[index]) } }
          }
      }
      for result in results {
        let report = try result.get()
        try Console.output(json ? report.json.text() : report.text)
      }
    }
  }
}
