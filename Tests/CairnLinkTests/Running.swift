import Foundation

/// Runs a program as a user does.
///
/// - Parameters:
///   - arguments: Variables, the program, what it is told.
///   - path: Where it looks for others; `nil` is where this test does.
///   - folder: Where it works; `nil` is where this test does.
/// - Returns: How it ended, and what it said.
/// - Throws: Where it cannot be started.
func run(
  _ arguments: [String], path: String? = "/usr/bin:/bin", in folder: URL? = nil
) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = arguments
  if let path { process.environment = ["PATH": path] }
  if let folder { process.currentDirectoryURL = folder }
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  // Threads of Dispatch block signals, and children inherit that: CMake would wait for SIGCHLD forever.
  var (none, before) = (sigset_t(), sigset_t())
  unsafe sigemptyset(&none)
  unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
  defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
