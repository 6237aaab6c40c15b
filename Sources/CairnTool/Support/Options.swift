import ArgumentParser
import CairnClouds
import CairnFiles

/// How a written file looks; shared by the verbs that write clouds.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Replace files that are there already.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "How numbers are written: ascii, binary, binary-big-endian or binary-compressed.",
      discussion: "By default as in the input where the format is the same, else binary."))
  var encoding: CloudEncoding?

  @Option(
    help: ArgumentHelp(
      "Which programs the labels are for: native, pcl, cloudcompare or semantickitti.",
      discussion: "native keeps every column as it is and appends `label`."))
  var dialect: LabelDialect = .native

  @Flag(help: "Replace the colours by those of the labels.")
  var colorize = false
}

/// Where a cloud comes from; shared by the verbs that read one.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format of the input, where neither content nor name tell: \(CloudFormat.names)."))
  var from: CloudFormat?

  @Option(
    help: ArgumentHelp(
      "What a row of a .bin file holds, such as xyzi or x,y,z,intensity:uint8.",
      valueName: "columns"),
    transform: { try RawLayout($0) })
  var layout: RawLayout?

  /// Reads a cloud and says on standard error what was odd about it.
  func read(_ path: String) throws -> PointCloud {
    let reading = try Console.progress("reading \(path)") {
      try CloudReader.read(path: path, format: from, layout: layout)
    }
    for warning in reading.warnings { Console.write("cairn: \(path): \(warning)") }
    return reading.cloud
  }
}

extension CloudFormat: ExpressibleByArgument {
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension CloudEncoding: ExpressibleByArgument {}
extension LabelDialect: ExpressibleByArgument {}
