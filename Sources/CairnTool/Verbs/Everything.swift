import ArgumentParser
import CairnClouds
import CairnFiles
import CairnJSON
import CairnSegmentation

/// `cairn everything`: every object, without a click, as a labelled cloud.
struct Everything: ComputingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find every object, without a click, and write a labelled cloud.",
    discussion: """
      EXAMPLES
        cairn everything scan.ply -o labelled.ply
        cairn everything scan.ply -o labelled.ply --picture labelled.png
        cairn everything scan.pcd --limit 5 --minimum-points 200 --extract objects/
        cairn everything room.ply --surfaces -o room-labelled.ply --json

      The program clicks all over the cloud, then again where nothing was found,
      and keeps what the clicks on it agree to be one object. Every point belongs
      to at most one. The column label is 1 for the object with most points, and
      0 for points without an object: what carries and surrounds objects (floors,
      walls, table tops), unless --surfaces asks for it. Where no object is found,
      the exit status is 1.
      """)

  @Argument(help: "A point cloud; - for standard input.", completion: cloudFiles)
  var file: String

  @OptionGroup var input: InputOptions
  @OptionGroup(title: "Objects") var searching: EverythingArguments

  @Option(
    help: ArgumentHelp(
      "Leave out objects with fewer points.",
      discussion: "By default a thousandth of the points of the cloud, 50 at least."))
  var minimumPoints: Int?

  @OptionGroup var choosing: MethodOptions

  @OptionGroup var labelling: LabelOutputOptions
  @OptionGroup var viewing: ViewOptions
  @OptionGroup var computing: ComputingOptions

  @Flag(help: "Print one JSON object about the result.")
  var json = false

  func validate() throws {
    guard minimumPoints ?? 1 >= 1 else { throw ValidationError("--minimum-points is 1 or more") }
  }

  func run() throws {
    let method = try choosing.loaded()
    let cloud = try input.read(file)
    var options = searching.options
    options.minimumPoints = minimumPoints
    let embedding = try Console.progress("encoding \(file)") {
      try method.predictor.encode(cloud)
    }
    let found = try Console.progress("finding objects") { try embedding.everything(options) }
    let report = EverythingReport(file: file, method: method, cloud: cloud, found: found)
    var labelled = cloud
    labelled.setLabels(found.labels, updating: labelling.update)
    try labelling.write(labelled, report.sidecar)
    try labelling.extract(report.objects, of: labelled)
    try labelling.draw { try report.picture(of: labelled, viewing: viewing) }
    try labelling.print(json ? report.json.text() : report.text)
    if report.objects.isEmpty { throw ExitStatus.nothingSelected }
  }
}
