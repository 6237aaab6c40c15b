import Foundation
import TestSupport
import Testing

extension LinkTests {
  /// What the guide shows: files by their names, and commands.
  private struct Guide {
    var files: [(name: String, text: String)] = []
    var commands = ""

    init(_ text: String) {
      for block in text.matches(of: /(?:`([\w.]+)`:\n\n)?```(\w+)\n(.*?)\n```/.dotMatchesNewlines())
      {
        if let name = block.output.1 {
          files.append((String(name), String(block.output.3)))
        } else if block.output.2 == "sh" {
          commands += block.output.3 + "\n"
        }
      }
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/cmake")))
  func `the guide goes from the tarball to a mask, every command as it is written`() throws {
    let guide = Guide(
      try String(
        contentsOf: TestFiles.package.appending(
          path: "Sources/Cairn/Documentation.docc/Linking.md"), encoding: .utf8))
    #expect(guide.files.map(\.name) == ["first.cpp", "CMakeLists.txt"])
    let new = folder.appending(path: "new")
    try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
    for file in guide.files {
      try Data((file.text + "\n").utf8).write(to: new.appending(path: file.name))
    }
    let tarball = try #require(guide.commands.firstMatch(of: /tar -xzf (\S+)\.tar\.gz/)).output.1
    let version = try run([prefix.appending(path: "bin/cairn").path, "--version"]).output
    #expect(tarball.hasPrefix("cairn-\(version.trimmingCharacters(in: .newlines))-linux-"))
    let packed = try run([
      "tar", "-C", prefix.path, "--transform", "s,^\\.,\(tarball),", "-czf",
      new.appending(path: "\(tarball).tar.gz").path, ".",
    ])
    #expect(packed.status == 0, "\(packed.output)")
    let outcome = try run(["sh", "-euxc", guide.commands], in: new)
    #expect(outcome.status == 0, "\(outcome.output)")
    // Once from CMake, once from pkg-config.
    let answers = outcome.output.matches(of: /(?m)^(\d+) points, IoU about 0\.\d+$/)
    #expect(answers.count == 6)
    let best = try #require(answers.first.flatMap { Int($0.output.1) })
    #expect((2_700...3_400).contains(best), "of the 3,055 points of the tool box")
    let picture = new.appending(path: "labelled.png").path
    #expect(FileManager.default.fileExists(atPath: picture))
  }
}
