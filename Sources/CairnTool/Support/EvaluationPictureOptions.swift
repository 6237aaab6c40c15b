import ArgumentParser
import CairnFiles

/// What `cairn eval` draws of what it measured.
struct EvaluationPictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A PNG to draw of how well expected IoUs agree with true ones.", valueName: "png"),
    completion: .file(extensions: ["png"]))
  var calibration: String?

  @Option(
    help: ArgumentHelp(
      "A folder for pictures of the worst answers: the truth and the answer beside each other.",
      valueName: "folder"), completion: .directory)
  var failures: String?

  @Option(
    help: ArgumentHelp(
      "How many of the worst answers to draw. (default: 12)", valueName: "n"))
  var failureCount: Int?

  @Option(
    help: ArgumentHelp(
      "Draw what is worst after this many clicks. (default: 1)", valueName: "clicks"))
  var failuresAfter: Int?

  @Flag(help: "Replace pictures that are there already.")
  var force = false

  func validate() throws {
    guard failureCount ?? 1 >= 1 else { throw ValidationError("--failure-count is 1 or more") }
    guard failuresAfter ?? 1 >= 1 else { throw ValidationError("--failures-after is 1 or more") }
    guard failures != nil || (failureCount == nil && failuresAfter == nil) else {
      throw ValidationError("--failure-count and --failures-after are for --failures")
    }
  }

  /// Writes a PNG.
  func write(_ png: [UInt8], to path: String) throws {
    let file = try OutputFile(path: path, overwriting: force)
    try file.write(png)
    try file.commit()
  }

  /// Writes pictures of failures, numbered from the worst.
  ///
  /// - Parameter pictures: Each with what to call it, the worst first.
  /// - Throws: Where a file cannot be written.
  func writeFailures(_ pictures: [(name: String, png: [UInt8])]) throws {
    guard let failures else { return }
    try OutputFolder.create(at: failures)
    for (number, picture) in pictures.enumerated() {
      try write(
        picture.png, to: "\(failures)/\((number + 1).padded(to: 2))-\(picture.name).png")
    }
  }
}
