import Foundation
import TestSupport
import Testing

struct InfoTests: FolderTests {
  let folder: URL
  init() throws { folder = try TestFiles.temporaryFolder() }

  /// Writes an ASCII PLY of doubles and returns its path.
  func ply(_ rows: [String]) throws -> String {
    let header = """
      ply
      format ascii 1.0
      comment made by a test
      element vertex \(rows.count)
      property double x
      property double y
      property double z
      property uchar label
      end_header

      """
    let file = folder.appending(path: "cloud.ply")
    try (header + rows.joined(separator: "\n") + "\n").write(
      to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  @Test func `info --json keeps its promises to other programs`() throws {
    let path = try ply(["5000000.123 1 -2 1", "nan 4 inf 2", "5000001.456 -3.5 7 2"])
    let outcome = try Tool.run("info", "--json", path)
    #expect(outcome.status == 0)
    #expect(outcome.messages == "")
    let info = try outcome.json()
    #expect(info["points"] as? Int == 3)
    #expect(info["nonfinite"] as? Int == 1)
    #expect(info["min"] as? [Double] == [5_000_000.123, -3.5, -2])
    #expect(info["max"] as? [Double] == [5_000_001.456, 4, 7])
    #expect(info["format"] as? String == "ply")
    #expect(info["encoding"] as? String == "ascii")
    #expect(info["width"] as? Int == 3)
    #expect(info["height"] as? Int == 1)
    let fields = try #require(info["fields"] as? [[String: Any]])
    #expect(fields.compactMap { $0["name"] as? String } == ["x", "y", "z", "label"])
    #expect(
      fields.compactMap { $0["type"] as? String } == ["float64", "float64", "float64", "uint8"])
    #expect(fields.compactMap { $0["count"] as? Int } == [1, 1, 1, 1])
  }

  @Test func `a cloud without points has no extent`() throws {
    let info = try Tool.run("info", "--json", try ply([])).json()
    #expect(info["points"] as? Int == 0)
    #expect((info["min"] as? [Any])?.allSatisfy { $0 is NSNull } == true)
    #expect((info["max"] as? [Any])?.count == 3)
  }

  @Test func `a bare file name means info, and people get text`() throws {
    let path = try ply(["0 0 0 7"])
    let outcome = try Tool.run(path)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("points   1"))
    #expect(outcome.text.contains("label uint8"))
    #expect(outcome.text.contains("made by a test"))
  }

  @Test func `standard input can be read`() throws {
    let path = try ply(["1 2 3 4"])
    let outcome = try Tool.run(
      "info", "--json", "-", input: String(contentsOfFile: path, encoding: .utf8))
    #expect(try outcome.json()["points"] as? Int == 1)
  }

  @Test func `an unreadable file is status 2 and a message that names the place`() throws {
    let broken = try Tool.run("info", try ply(["1 2 3 4", "1 2 x 4"]))
    #expect(broken.status == 2)
    #expect(broken.output.isEmpty)
    #expect(broken.messages.contains("line 11"), "\(broken.messages)")
    #expect(broken.messages.contains("z"))
    let missing = try Tool.run("info", path("missing.ply"))
    #expect(missing.status == 2)
    #expect(missing.messages.contains("No such file"))
  }

  @Test func `wrong usage is status 2, help is status 0`() throws {
    #expect(try Tool.run("info").status == 2)
    #expect(try Tool.run("nonsense").status == 2)
    #expect(try Tool.run("segment", "a.ply", "--click", "1,2").status == 2)
    let help = try Tool.run("segment", "--help")
    #expect(help.status == 0)
    #expect(help.text.contains("EXAMPLES"))
    #expect(try Tool.run("--version").text == "0.1.0\n")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a completion script knows the verbs`(shell: String) throws {
    let outcome = try Tool.run("completion", shell)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("segment"))
  }

  @Test func `the doctor finds nothing wrong`() throws {
    let outcome = try Tool.run("doctor")
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(!outcome.text.contains("FAIL"))
    #expect(outcome.text.contains("method graph"))
  }

  @Test func `the first method is the default`() throws {
    let outcome = try Tool.run("methods", "--json")
    let methods = try JSONSerialization.jsonObject(with: outcome.output) as? [[String: Any]]
    #expect(methods?.first?["default"] as? Bool == true)
    #expect(methods?.contains { $0["name"] as? String == "graph" } == true)
  }
}
