import ArgumentParser
import CairnClouds
import CairnFiles

/// `cairn convert`: the same cloud in another format, encoding or dialect.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a cloud in another format, encoding or label dialect.",
    discussion: """
      OUT's extension sets the format. What OUT cannot hold is named on standard error.

      EXAMPLES
        cairn convert scan.ply scan.pcd
        cairn convert scan.pcd small.pcd --encoding binary-compressed
        cairn convert labelled.ply seen.ply --dialect cloudcompare
        cairn convert 000000.bin labelled.ply --labels 000000.label
      """)

  @Argument(help: "A point cloud; - for standard input.", completion: cloudFiles)
  var input: String

  @Argument(help: "The file to write; - for standard output.", completion: cloudFiles)
  var output: String

  @OptionGroup var reading: InputOptions
  @OptionGroup var writing: OutputOptions

  @Option(help: "The format of the output, where its name does not tell: \(CloudFormat.names).")
  var to: CloudFormat?

  @Option(help: "A SemanticKITTI .label file that belongs to the input.")
  var labels: String?

  func run() throws {
    var cloud = try reading.read(input)
    if let labels { try attach(labels, to: &cloud) }
    try CloudOutput(options: writing, format: to).write(cloud, to: output)
  }

  private func attach(_ path: String, to cloud: inout PointCloud) throws {
    var reader = try ByteReader(path: path)
    do {
      let labels = try SemanticKITTILabels(reading: &reader, points: cloud.count)
      for note in labels.attach(to: &cloud) { Console.write("cairn: \(path): \(note)") }
    } catch {
      throw ToolError("\(path): \(error)")
    }
  }
}
