import ArgumentParser
import CairnClouds
import CairnFiles
import CairnJSON

/// `cairn partition`: groups that need no click, as a labelled cloud.
struct Partition: ComputingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Group all points: clusters, planes, smooth surfaces; no clicks needed.",
    discussion: """
      EXAMPLES
        cairn partition table.pcd --into clusters --remove-planes 1 \\
            -o out.ply --picture out.png
        cairn partition room.ply --into planes -o planes.ply
        cairn partition room.ply --into regions --angle 5 --picture regions.png
        cairn partition sweep.pcd --into clusters --remove-ground --distance 0.5
        cairn partition scan.ply --into dbscan --distance 0.05 --json
        cairn partition scan.ply --into components --voxel 0.1 --extract parts/
        cairn partition scan.ply --into supervoxels --size 0.2 -o pieces.ply

      --into
      \(PartitionKind.help)

      Every point gets the number of its group in the column label: 1 is the
      largest, 0 none. Lengths are in the unit of the cloud. What is not given is
      derived from how far apart points are and named on standard error, so that
      it can be changed. Where no group is found, the exit status is 1.
      """)

  @Argument(help: "A point cloud; - for standard input.", completion: cloudFiles)
  var file: String

  @Option(help: "clusters, dbscan, planes, regions, supervoxels or components.")
  var into: PartitionKind

  @OptionGroup(title: "Groups") var options: PartitionOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var labelling: LabelOutputOptions
  @OptionGroup var computing: ComputingOptions

  @Flag(help: "Print one JSON object about the result.")
  var json = false

  func validate() throws { try options.check(for: into) }

  func run() throws {
    let cloud = try input.read(file)
    guard let positions = cloud.positions else {
      throw ToolError("\(file): has no x, y and z of one number per point")
    }
    let partitioning = Console.progress("finding \(into.rawValue)") {
      Partitioning(
        positions, colors: into == .supervoxels ? cloud.colors : nil, into: into, options)
    }
    if let spacing = partitioning.spacing {
      Console.write("cairn: points are about \(spacing.shortened) apart")
    }
    Console.write("cairn: --into \(into.rawValue) \(partitioning.commandLine)")
    let report = PartitionReport(file: file, partitioning, of: cloud)
    var labelled = cloud
    labelled.setLabels(partitioning.labels, updating: labelling.update)
    try labelling.write(labelled)
    try labelling.extract(report.objects, of: labelled)
    try labelling.draw { try report.picture(of: labelled) }
    try labelling.print(json ? report.json.text() : report.text)
    if let hint = report.hint { Console.write("cairn: \(hint)") }
    if report.objects.isEmpty { throw ExitStatus.nothingSelected }
  }
}

extension PartitionKind {
  /// The kinds as a list for `--help`.
  fileprivate static var help: String {
    let width = allCases.map(\.rawValue.count).max() ?? 0
    return allCases.map { kind in
      let name = kind.rawValue.padding(to: width)
      return "  \(name)  \(kind.summary)"
    }.joined(separator: "\n")
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 0))
  }
}
