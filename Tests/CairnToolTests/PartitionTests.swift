import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct PartitionTests: SceneTests {
  let folder: URL
  init() throws { folder = try TwoBoxes.folder() }

  /// How much of an object of the scene one group covers.
  func share(
    of object: InstanceLabel, by group: InstanceLabel, in labels: [InstanceLabel]
  ) -> Double {
    let truth = TwoBoxes.cloud.labels ?? []
    return Mask(labels.map { $0 == group })
      .intersectionOverUnion(with: Mask(truth.map { $0 == object }))
  }

  @Test(arguments: ["clusters", "dbscan", "components"])
  func `boxes come apart where the floor is removed`(kind: String) throws {
    let outcome = try Tool.run(
      "partition", scene, "--into", kind, "--remove-planes", "1", "--tolerance", "0.005",
      "-o", path("out.ply"), "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let report = try outcome.json()
    #expect(report["groups"] as? Int == 2)
    #expect(report["removed"] as? Int == 3600)
    let objects = try #require(report["objects"] as? [[String: Any]])
    #expect(objects.map { $0["id"] as? Int } == [1, 2])
    let labelled = try PointCloud(contentsOf: path("out.ply"))
    #expect(labelled.fields.map(\.name) == ["x", "y", "z", "label_input", "label"])
    #expect(labelled.field("label")?.type == .uint32)
    let labels = try #require(labelled.labels)
    // Equally large groups come in the order of the file.
    #expect(share(of: 1, by: 1, in: labels) == 1)
    #expect(share(of: 2, by: 2, in: labels) == 1)
    #expect(labels.last == 0)
  }

  @Test func `the article shows what the tool says`() throws {
    let article = try String(
      contentsOf: TestFiles.package.appending(
        path: "Sources/Cairn/Documentation.docc/CommandLine.md"), encoding: .utf8)
    let shown = try #require(
      article.firstMatch(of: /\$ cairn partition (\S+) (.*) -o out.*\n((?:.+\n)*?)```/)?.output)
    let file = TestFiles.package.appending(path: String(shown.1)).path
    let options = shown.2.split(separator: " ").map(String.init)
    let outcome = try Tool.run(["partition", file] + options)
    #expect(outcome.text == shown.3)
    let derived = try #require(article.firstMatch(of: /```\n(cairn: points are about .*\n.*\n)/))
    #expect(outcome.messages == derived.output.1)
  }

  @Test func `everything hangs together through the floor, and the tool says so`() throws {
    let outcome = try Tool.run("partition", scene, "--into", "clusters")
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("1 cluster with "))
    #expect(outcome.messages.contains("--remove-planes 1"))
    #expect(outcome.messages.contains("points are about 0.02 apart"))
  }

  @Test func `what was derived can be given again`() throws {
    let first = try Tool.run(
      "partition", scene, "--into", "dbscan", "--remove-planes", "1", "-o", path("a.ply"))
    let options = try #require(
      first.messages.firstMatch(of: /cairn: (--into .*)\n/)?.output.1.split(separator: " "))
    #expect(options.contains("--distance"))
    let again = try Tool.run(
      ["partition", scene, "-o", path("b.ply")] + options.map(String.init) + ["--threads", "1"])
    #expect(again.status == 0, "\(again.messages)")
    #expect(again.text == first.text)
    #expect(try PointCloud(contentsOf: path("a.ply")) == PointCloud(contentsOf: path("b.ply")))
  }

  @Test func `planes come with their equations in the coordinates of the file`() throws {
    var shifted = TwoBoxes.cloud
    for (name, offset) in [("x", 500_000.0), ("y", 5_400_000), ("z", 100)] {
      let values = try #require(shifted.field(name)).values.doubles()
      shifted.replaceOrAppend(Field(name, .float64(values.map { $0 + offset })))
    }
    try shifted.write(to: path("utm.pcd"))
    let outcome = try Tool.run(
      "partition", path("utm.pcd"), "--into", "planes", "--tolerance", "0.003", "--count", "3",
      "--minimum", "100", "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let objects = try #require(try outcome.json()["objects"] as? [[String: Any]])
    #expect(objects.count == 3)
    let plane = try #require(objects[0]["plane"] as? [String: Any])
    let normal = try #require(plane["normal"] as? [Double])
    let offset = try #require(plane["offset"] as? Double)
    #expect(normal[2] > 0.999_99)
    // At the middle of the scene.
    let left = normal[0] * 500_000.6 + normal[1] * 5_400_000.6 + normal[2] * 100
    #expect(abs(left - offset) < 1e-3)
    #expect((objects[0]["count"] as? Int ?? 0) >= 3600)
    let table = try Tool.run("partition", path("utm.pcd"), "--into", "planes")
    #expect(table.text.contains(" z = "))
  }

  @Test func `regions end at edges`() throws {
    let outcome = try Tool.run(
      "partition", scene, "--into", "regions", "-o", path("out.ply"), "--picture", path("out.png"),
      "--extract", path("parts"), "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let objects = try #require(try outcome.json()["objects"] as? [[String: Any]])
    // The floor, and five sides of each box.
    #expect(objects.count >= 11)
    #expect((objects[0]["count"] as? Int ?? 0) > 3000)
    let png = try Data(contentsOf: folder.appending(path: "out.png"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let part = try PointCloud(contentsOf: path("parts/object-1.ply"))
    #expect(part.count == objects[0]["count"] as? Int)
    #expect(part.labels?.allSatisfy { $0 == 1 } == true)
  }

  @Test func `supervoxels keep to the edges of things`() throws {
    let outcome = try Tool.run(
      "partition", scene, "--into", "supervoxels", "--voxel", "0.03", "--size", "0.15", "-o",
      path("out.ply"))
    #expect(outcome.status == 0, "\(outcome.messages)")
    let labels = try #require(try PointCloud(contentsOf: path("out.ply")).labels)
    let truth = try #require(TwoBoxes.cloud.labels)
    #expect(Set(labels.dropLast()).count > 20)
    #expect(labels.dropLast().allSatisfy { $0 > 0 })
    // Points of what most of their supervoxel is.
    var counts: [InstanceLabel: [InstanceLabel: Int]] = [:]
    for (label, object) in zip(labels, truth) {
      counts[label, default: [:]][object, default: 0] += 1
    }
    let pure = counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
    #expect(Double(pure) > 0.95 * Double(labels.count))
  }

  @Test func `a cloud on standard output is alone there`() throws {
    let outcome = try Tool.run(
      ["partition", "-", "--into", "components", "-o", "-"],
      input: try Data(contentsOf: URL(filePath: scene)))
    #expect(outcome.status == 0, "\(outcome.messages)")
    let cloud = try CloudReader.read(bytes: Array(outcome.output), name: "output").cloud
    #expect(cloud.count == TwoBoxes.cloud.count)
    #expect(cloud.field("label") != nil)
  }

  @Test func `no group is status 1`() throws {
    let outcome = try Tool.run("partition", scene, "--into", "clusters", "--minimum", "100000")
    #expect(outcome.status == 1)
    #expect(outcome.text.hasPrefix("0 clusters"))
    try PointCloud(positions: []).write(to: path("empty.ply"))
    for kind in [
      "clusters", "dbscan", "planes", "regions", "supervoxels", "components",
    ] {
      let outcome = try Tool.run("partition", path("empty.ply"), "--into", kind)
      #expect(outcome.status == 1, "\(kind): \(outcome.messages)")
    }
  }

  @Test func `options that would change nothing are refused`() throws {
    for (kind, option) in [
      ("planes", "--distance"), ("clusters", "--angle"), ("regions", "--voxel"),
      ("dbscan", "--count"),
    ] {
      let outcome = try Tool.run("partition", scene, "--into", kind, option, "1")
      #expect(outcome.status == 2)
      #expect(outcome.messages.contains("\(option) is for --into "), "\(outcome.messages)")
    }
    let negative = try Tool.run("partition", scene, "--into", "clusters", "--distance=-1")
    #expect(negative.status == 2)
    let unknown = try Tool.run("partition", scene, "--into", "things")
    #expect(unknown.status == 2)
    #expect(unknown.messages.contains("clusters"))
  }
}
