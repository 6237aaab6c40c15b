import ArgumentParser
import CairnSegmentation

/// How to look for every object; shared by the verbs that do.
struct EverythingArguments: ParsableArguments {
  @Option(help: "Keep at most N objects, those of the highest score.")
  var limit: Int?

  @Option(
    help: """
      Leave out objects with a lower score, 0 to 1; by default 0.05, 0.3 with --surfaces, 0.2 without \
      network.
      """)
  var minimumScore: Float?

  @Option(
    help: "How many clicks the program places in each round; by default as many as do.")
  var seeds: Int?

  @Flag(help: "Floors, walls, table tops and other large surfaces are objects too.")
  var surfaces = false

  func validate() throws {
    guard limit ?? 1 >= 1 else { throw ValidationError("--limit is 1 or more") }
    guard seeds ?? 1 >= 1 else { throw ValidationError("--seeds is 1 or more") }
    guard (0...1).contains(minimumScore ?? 0) else {
      throw ValidationError("--minimum-score is 0 to 1")
    }
  }

  /// The options as the library takes them.
  var options: EverythingOptions {
    var options = EverythingOptions()
    options.limit = limit
    options.minimumScore = minimumScore
    options.clickCount = seeds
    options.includesSurfaces = surfaces
    return options
  }
}
