import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct WeightsTests: SceneTests {
  static let shipped = TestFiles.package.appending(path: "Sources/CWeights/model.safetensors")

  let folder: URL
  init() throws { folder = try TwoBoxes.folder() }

  func sidecar(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: name))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  @Test func `the shipped weights given as a file answer like those in the tool`() throws {
    let click = ["segment", scene, "--click", "0.4,0.6,0.2", "--json"]
    let none = try Tool.run(click + ["-o", path("none.ply")])
    let given = try Tool.run(
      click + ["--weights", Self.shipped.path, "-o", path("given.ply")])
    #expect(none.status == 0 && given.status == 0, "\(given.messages)")
    #expect(given.output == none.output)
    #expect(
      try Data(contentsOf: folder.appending(path: "given.ply"))
        == Data(contentsOf: folder.appending(path: "none.ply")))
    // Both sidecars name the weights, by the same digest.
    let weights = try ["none", "given"].map {
      try #require(sidecar("\($0).labels.json")["weights"] as? String)
    }
    #expect(weights[0].hasPrefix("shipped, xxh64 "))
    #expect(weights[1].hasPrefix(Self.shipped.path))
    #expect(weights[0].suffix(16) == weights[1].suffix(16))
    #expect(weights[0].suffix(16).allSatisfy { $0.isHexDigit })
  }

  @Test func `other numbers in the file are other weights`() throws {
    var bytes = try Data(contentsOf: Self.shipped)
    // The last number of the last tensor.
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: folder.appending(path: "other.safetensors"))
    let outcome = try Tool.run(
      "everything", scene, "--weights", path("other.safetensors"), "-o", path("out.ply"))
    #expect(outcome.status == 0, "\(outcome.messages)")
    _ = try Tool.run("everything", scene, "-o", path("shipped.ply"))
    let weights = try #require(sidecar("out.labels.json")["weights"] as? String)
    let shipped = try #require(sidecar("shipped.labels.json")["weights"] as? String)
    #expect(weights.suffix(16) != shipped.suffix(16))
  }

  @Test(arguments: [["segment", "--index", "9"], ["everything"], ["eval"], ["session"]])
  func `weights that are not there end every verb with status 4`(verb: [String]) throws {
    let file = verb == ["session"] ? [] : [scene]
    let outcome = try Tool.run(verb + file + ["--weights", path("missing.safetensors")])
    #expect(outcome.status == 4)
    #expect(outcome.messages.contains("missing.safetensors"))
    #expect(outcome.output.isEmpty)
  }

  @Test func `broken and foreign files are refused with the place`() throws {
    let shipped = try Data(contentsOf: Self.shipped)
    var renamed = shipped
    let name = try #require(renamed.range(of: Data("encoder.voxel.weight".utf8)))
    renamed[name.lowerBound] = UInt8(ascii: "x")
    let files: [(String, Data, says: String)] = [
      ("empty", Data(), "8 bytes"),
      ("cut", shipped.dropLast(1000), "tensor \"things."),
      ("header", shipped.prefix(100), "inside the header"),
      ("renamed", renamed, "encoder.voxel.weight"),
      ("cloud", try Data(contentsOf: URL(filePath: scene)), "not safetensors"),
    ]
    for (name, bytes, says) in files {
      try bytes.write(to: folder.appending(path: name))
      let outcome = try Tool.run("segment", scene, "--index", "9", "--weights", path(name))
      #expect(outcome.status == 4, "\(name)")
      #expect(outcome.messages.contains(path(name)), "\(name)")
      #expect(outcome.messages.contains(says), "\(outcome.messages)")
    }
    let folder = try Tool.run("segment", scene, "--index", "9", "--weights", self.folder.path)
    #expect(folder.status == 4)
    #expect(folder.messages.contains("is a folder"))
  }

  @Test func `a method without weights takes none`() throws {
    let outcome = try Tool.run(
      "segment", scene, "--index", "9", "--method", "graph", "--weights", Self.shipped.path)
    #expect(outcome.status == 2)
    #expect(outcome.messages.contains("graph has no weights"))
    let session = try Tool.run("session", "--weights", "-")
    #expect(session.status == 2)
    // What a method without weights writes names none.
    _ = try Tool.run(
      "segment", scene, "--index", "3700", "--method", "graph", "-o", path("graph.ply"))
    #expect(try sidecar("graph.labels.json")["weights"] is NSNull)
  }
}
