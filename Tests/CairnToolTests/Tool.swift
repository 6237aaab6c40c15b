import Foundation
import TestSupport

/// Runs the `cairn` that was built with the tests.
struct Tool {
  /// What a run left behind.
  struct Outcome {
    let status: Int32
    let output: Data
    let messages: String
    var text: String { String(decoding: output, as: UTF8.self) }
    func json() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: output) as? [String: Any] ?? [:]
    }
  }

  /// Where it is: beside the test bundle.
  static let path: URL = {
    let bundle = URL(filePath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent().appending(path: "cairn")
  }()

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - arguments: What follows `cairn`.
  ///   - input: What it finds on standard input.
  /// - Returns: Its status and what it printed.
  /// - Throws: Where it cannot be started.
  static func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(arguments, input: Data(input.utf8))
  }

  /// The same for arguments in an array, with bytes on standard input and a changed environment.
  ///
  /// - Parameters:
  ///   - arguments: What follows `cairn`.
  ///   - input: What it finds on standard input.
  ///   - environment: Variables besides those of the test.
  /// - Returns: Its status and what it printed.
  /// - Throws: Where it cannot be started.
  static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.executableURL = path
    process.arguments = arguments
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    // The answers of a session are larger than a pipe: writing must not wait for reading.
    DispatchQueue.global().async {
      try? stdin.fileHandleForWriting.write(contentsOf: input)
      try? stdin.fileHandleForWriting.close()
    }
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    let messages = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: output,
      messages: String(decoding: messages, as: UTF8.self))
  }
}
