import ArgumentParser
import CairnClouds
import CairnFiles
import CairnJSON

/// `cairn info`: what is in a file.
struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is in a file: points, columns, extent.",
    discussion: """
      EXAMPLES
        cairn info scan.ply
        cairn info --json scan.pcd
        cat scan.ply | cairn info -
      """)

  @Argument(help: "A point cloud; - for standard input.", completion: cloudFiles)
  var file: String

  @OptionGroup var input: InputOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let summary = CloudSummary(try input.read(file), path: file)
    try Console.output(json ? summary.json.text() : summary.text)
  }
}

/// Completes the names of files that may hold a cloud.
let cloudFiles = CompletionKind.file(
  extensions: ["ply", "pcd", "bin", "npy", "xyz", "txt", "csv", "pts"])
