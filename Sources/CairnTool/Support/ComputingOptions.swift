import ArgumentParser
import CairnKernels

/// How much of the machine a verb may use; shared by the verbs that compute.
struct ComputingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use at most N threads; by default one per core. Results are the same.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    guard threads ?? 1 >= 1 else { throw ValidationError("--threads is 1 or more") }
  }
}

/// A verb with ``ComputingOptions``; `main` runs it within them.
protocol ComputingCommand: ParsableCommand {
  var computing: ComputingOptions { get }
}

extension ParsableCommand {
  /// Runs the verb on as many threads as its options allow.
  mutating func runWithinLimits() throws {
    guard let threads = (self as? any ComputingCommand)?.computing.threads else {
      return try run()
    }
    try Threads.$limit.withValue(threads) { try run() }
  }
}
