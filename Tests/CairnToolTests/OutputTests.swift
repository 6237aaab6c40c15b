import Foundation
import TestSupport
import Testing

/// What happens where results cannot be written, and where prompts are no file.
struct OutputTests: FolderTests {
  let folder: URL
  init() throws { folder = try TestFiles.temporaryFolder() }

  /// Runs the command with standard output somewhere else.
  private func run(_ arguments: [String], output: FileHandle) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = Tool.path
    process.arguments = arguments
    process.standardOutput = output
    let messages = Pipe()
    process.standardError = messages
    try process.run()
    let bytes = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  @Test(arguments: [["methods"], ["scenes", "list"], ["completion", "fish"]])
  func `what cannot be printed ends with the reason`(arguments: [String]) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let (status, message) = try run(arguments, output: full)
    #expect(status == 2)
    #expect(message == "cairn: standard input or output: No space left on device (write)\n")
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let (brokenStatus, brokenMessage) = try run(arguments, output: pipe.fileHandleForWriting)
    #expect(brokenStatus == 2)
    #expect(brokenMessage == "cairn: standard input or output: Broken pipe (write)\n")
  }

  @Test func `a folder that cannot be made is named`() throws {
    let outcome = try Tool.run(
      "scenes", "make", "tabletop", "--points", "500", "-o", "/proc/nothing/here")
    #expect(outcome.status == 2)
    #expect(
      outcome.messages.contains(
        "cairn: /proc/nothing/here: No such file or directory (mkdir)\n"))
  }

  @Test func `prompts come from a file or standard input alike`() throws {
    let scene = TestFiles.datasets.appending(path: "scenes/tabletop-1.pcd").path
    let prompts = #"{"objects": [{"id": 3, "clicks": [{"point": [0.135, 0.060, 0.900]}]}]}"#
    try prompts.write(toFile: path("prompts.json"), atomically: true, encoding: .utf8)
    func segment(_ source: String, input: String = "") throws -> Tool.Outcome {
      try Tool.run(
        "segment", scene, "--method", "clusters", "--prompts", source, "--json", input: input)
    }
    let file = try segment(path("prompts.json"))
    #expect(file.status == 0, "\(file.messages)")
    let objects = try file.json()["objects"] as? [[String: Any]]
    #expect(objects?.first?["id"] as? Int == 3)
    #expect(try segment("-", input: prompts).text == file.text)
    let missing = try segment(path("none.json"))
    #expect(missing.status == 2)
    #expect(
      missing.messages == "cairn: \(path("none.json")): No such file or directory (open)\n")
    let pipe = try segment("/dev/stdin", input: prompts)
    #expect(pipe.status == 2)
    #expect(pipe.messages.contains("to read a pipe, use - and standard input"))
  }
}
