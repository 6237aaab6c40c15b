import ArgumentParser
import CairnDatasets
import CairnMeshes
import CairnScenes
import CairnWorlds
import FoundationEssentials

/// What scenes are made of; shared by the verbs that make some.
struct SceneOptions: ParsableArguments {
  @Option(help: "The seed of the first scene; the others follow.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Furniture to mix in: a .sh3f file or a folder of them.",
      discussion: """
        Debian's package sweethome3d-furniture puts them into \
        /usr/share/sweethome3d/furniture. Without, all shapes are procedural.
        """, valueName: "path"), completion: .directory)
  var meshes: String?

  @Option(help: "About how many points a cloud has; by default what the sensor has.")
  var points: Int?

  func validate() throws {
    guard points ?? 100 >= 100 else { throw ValidationError("--points is 100 or more") }
  }

  /// The models to mix in; `nil`, and a word on standard error, where there are none.
  func models() throws -> (any ModelLibrary)? {
    guard let meshes else { return nil }
    guard FileManager.default.fileExists(atPath: meshes) else {
      Console.write("cairn: \(meshes): nothing there; going on with procedural shapes alone")
      return nil
    }
    let library = try MeshLibrary(at: meshes)
    Console.write("cairn: \(meshes): \(library.entries.count) models")
    return library
  }
}
