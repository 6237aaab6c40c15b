import ArgumentParser
import CairnClouds
import CairnFiles
import CairnJSON

/// `cairn convert`: the same cloud in another format, encoding or dialect, cleaned on the way.
struct Convert: ComputingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a cloud in another format or encoding; crop, clean and thin it on the way.",
    discussion: """
      EXAMPLES
        cairn convert scan.ply scan.pcd
        cairn convert scan.pcd small.pcd --encoding binary-compressed
        cairn convert scan.ply part.ply --crop -1,-1,0,1,1,2
        cairn convert scan.ply clean.ply --remove-outliers --voxel 0.01
        cairn convert sweep.pcd things.pcd --remove-ground --up z
        cairn convert scan.ply normals.pcd --normals 16
        cairn convert labelled.ply seen.ply --dialect cloudcompare
        cairn convert 000000.bin labelled.ply --labels 000000.label

      OUT's extension sets the format. What OUT cannot hold is named on standard
      error. Steps are done in this order, however they are given: crop,
      remove-ground, remove-outliers, voxel, normals. Points that stay keep all
      their columns. Lengths are in the unit of the cloud. Where no point is left,
      the output is empty and the exit status 1.
      """)

  @Argument(help: "A point cloud; - for standard input.", completion: cloudFiles)
  var input: String

  @Argument(help: "The file to write; - for standard output.", completion: cloudFiles)
  var output: String

  @OptionGroup(title: "Steps") var preparing: PreparingOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var writing: OutputOptions

  @Option(help: "The format of the output, where its name does not tell: \(CloudFormat.names).")
  var to: CloudFormat?

  @Option(help: "A SemanticKITTI .label file that belongs to the input.")
  var labels: String?

  @OptionGroup var computing: ComputingOptions

  @Flag(help: "Print one JSON object with the number of points before and after each step.")
  var json = false

  func run() throws {
    var cloud = try reading.read(input)
    if let labels { try attach(labels, to: &cloud) }
    let preparation = try preparing.apply(
      to: cloud, path: input, format: to ?? CloudFormat(path: output) ?? cloud.origin?.format)
    if !json { for step in preparation.steps { Console.write("cairn: \(step.text)") } }
    for loss in preparation.losses(of: cloud) { Console.write("cairn: \(output): \(loss)") }
    try CloudOutput(options: writing, format: to).write(preparation.cloud, to: output)
    if json {
      let summary = JSONValue.members([
        ("input", .string(input)), ("output", .string(output)),
        ("points", .integer(preparation.cloud.count)),
        ("steps", .array(preparation.steps.map(\.json))),
      ]).text()
      // A cloud on standard output must stay alone there.
      if output == "-" { Console.write(summary) } else { try Console.output(summary) }
    }
    if preparation.cloud.count == 0, cloud.count > 0 {
      Console.write("cairn: \(output): no point is left")
      throw ExitStatus.nothingSelected
    }
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
