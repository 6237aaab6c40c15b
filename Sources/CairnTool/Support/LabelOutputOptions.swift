import ArgumentParser
import CairnClouds
import CairnFiles

/// Where a labelled cloud goes; shared by the verbs that label.
struct LabelOutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The labelled cloud to write.", completion: cloudFiles)
  var output: String?

  @Option(help: "A PNG to draw of the result.", completion: .file(extensions: ["png"]))
  var picture: String?

  @Option(help: "A folder for one cloud per object.", completion: .directory)
  var extract: String?

  @Flag(help: "Edit the column `label` of the input instead of keeping it as `label_input`.")
  var update = false

  @OptionGroup var writing: OutputOptions

  /// Writes the labelled cloud, where one is wanted.
  func write(_ labelled: PointCloud) throws {
    if let output { try CloudOutput(options: writing).write(labelled, to: output) }
  }

  /// Writes the labelled cloud and, beside it, what its labels mean.
  func write(_ labelled: PointCloud, _ sidecar: LabelSidecar) throws {
    try write(labelled)
    guard let output, output != "-" else { return }
    let file = try OutputFile(path: LabelSidecar.path(for: output), overwriting: writing.force)
    try sidecar.write(to: file)
    try file.commit()
  }

  /// Writes one cloud per object into the folder, with all columns of its points.
  ///
  /// - Parameters:
  ///   - objects: Which labels, and what they are called.
  ///   - labelled: A cloud with the column `label`.
  /// - Throws: Where a file cannot be written.
  func extract(_ objects: [LabelSidecar.Object], of labelled: PointCloud) throws {
    guard let extract, let labels = labelled.labels else { return }
    try OutputFolder.create(at: extract)
    let format = labelled.origin?.format ?? .ply
    let suffix = format == .ply || format == .pcd ? format.rawValue : "ply"
    let rows = Dictionary(grouping: labels.indices) { labels[$0] }
    for object in objects {
      guard let rows = rows[object.id] else { continue }
      let name = object.name.map { "\(object.id)-\(fileName($0))" } ?? "object-\(object.id)"
      try CloudOutput(options: writing).write(
        labelled.selected(rows), to: "\(extract)/\(name).\(suffix)")
    }
  }

  private func fileName(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "_" })
  }

  /// Writes the PNG, where one is wanted.
  func draw(_ png: () throws -> [UInt8]) throws {
    guard let picture else { return }
    let bytes = try Console.progress("drawing \(picture)", png)
    let file = try OutputFile(path: picture, overwriting: writing.force)
    try file.write(bytes)
    try file.commit()
  }

  /// Prints what was found; a cloud on standard output stays alone there.
  ///
  /// - Throws: Where standard output cannot be written to.
  func print(_ summary: String) throws {
    if output == "-" { Console.write(summary) } else { try Console.output(summary) }
  }
}
