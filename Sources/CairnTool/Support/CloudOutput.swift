import CairnClouds
import CairnFiles

/// Writes clouds as the output options ask, and names on standard error what the file cannot hold.
struct CloudOutput {
  let options: OutputOptions
  let format: CloudFormat?

  init(options: OutputOptions, format: CloudFormat? = nil) {
    self.options = options
    self.format = format
  }

  func write(_ cloud: PointCloud, to path: String) throws {
    guard
      let format = format ?? CloudFormat(path: path) ?? (path == "-" ? cloud.origin?.format : nil)
    else {
      throw ToolError(
        "\(path): the name does not tell the format; use .ply, .pcd, .bin, .npy, .xyz, .csv or --to"
      )
    }
    var cloud = cloud
    if options.colorize, let labels = cloud.labels {
      cloud = cloud.colorized(labels: labels)
    }
    let export = try options.dialect.apply(to: cloud, for: format)
    let losses = try Console.progress("writing \(path)") {
      try export.cloud.write(
        to: path, format: format, encoding: options.encoding, overwriting: options.force)
    }
    for loss in export.losses + losses { Console.write("cairn: \(path): \(loss)") }
    if let companion = export.companion { try write(companion, beside: path) }
  }

  /// Writes SemanticKITTI's labels as `NAME.label` beside `NAME.bin`.
  private func write(_ labels: SemanticKITTILabels, beside path: String) throws {
    guard path != "-" else {
      throw ToolError("the dialect semantickitti writes two files; name the first one, NAME.bin")
    }
    let file = try OutputFile(
      path: (path.hasSuffix(".bin") ? String(path.dropLast(4)) : path) + ".label",
      overwriting: options.force)
    try labels.write(to: file)
    try file.commit()
  }
}
