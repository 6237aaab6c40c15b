import CairnClouds
import CairnFiles
import Foundation
import Testing

struct EverythingToolTests: SceneTests {
  let folder: URL
  init() throws { folder = try TwoBoxes.folder() }

  @Test func `both boxes are found, with sidecar, picture and a cloud each`() throws {
    let outcome = try Tool.run(
      "everything", scene, "-o", path("out.ply"), "--picture", path("out.png"), "--size", "200x150",
      "--extract", path("objects"), "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let objects = try #require(outcome.json()["objects"] as? [[String: Any]])
    #expect(objects.count >= 2)
    let labelled = try PointCloud(contentsOf: path("out.ply"))
    #expect(labelled.fields.map(\.name) == ["x", "y", "z", "label_input", "label"])
    let labels = try #require(labelled.labels)
    let truth = try #require(TwoBoxes.cloud.labels)
    for box in [1, 2] as [UInt32] {
      let mask = Mask(truth.map { $0 == box })
      let best = objects.indices.map { object in
        Mask(labels.map { $0 == object + 1 }).intersectionOverUnion(with: mask)
      }.max()
      #expect((best ?? 0) > 0.5)
    }
    #expect(labels.last == 0)
    let parts = try FileManager.default.contentsOfDirectory(atPath: path("objects")).sorted()
    #expect(parts == objects.indices.map { "object-\($0 + 1).ply" })
    #expect(
      try PointCloud(contentsOf: path("objects/object-1.ply")).count == labels.count { $0 == 1 })
    #expect(try Data(contentsOf: folder.appending(path: "out.png")).starts(with: [0x89, 0x50]))
    // The clicks that gave the objects are in the sidecar and give them again.
    let data = try Data(contentsOf: folder.appending(path: "out.labels.json"))
    let sidecar = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let described = try #require(sidecar["objects"] as? [[String: Any]])
    for (index, object) in described.enumerated() {
      #expect(object["id"] as? Int == index + 1)
      #expect(object["count"] as? Int == labels.count { $0 == index + 1 })
    }
    #expect(described.allSatisfy { (0...1).contains($0["score"] as? Double ?? -1) })
    let again = try Tool.run("segment", scene, "--prompts", path("out.labels.json"), "--json")
    #expect(again.status == 0, "\(again.messages)")
    #expect((try again.json()["objects"] as? [[String: Any]])?.count == objects.count)
  }

  @Test func `limits, other methods and dialects are taken`() throws {
    let one = try Tool.run(
      "everything", scene, "--limit", "1", "-o", path("out.pcd"), "--dialect", "pcl", "--threads",
      "1")
    #expect(one.status == 0, "\(one.messages)")
    #expect(one.text.hasPrefix("1 object with "))
    let all = try Tool.run("everything", scene, "--surfaces", "--json")
    #expect(((try all.json()["objects"] as? [[String: Any]])?.count ?? 0) > 2)
    let clusters = try Tool.run("everything", scene, "--method", "clusters", "--json")
    #expect((try clusters.json()["objects"] as? [[String: Any]])?.count == 2)
    let same = try Tool.run("everything", scene, "--threads", "1", "--json")
    #expect(same.output == (try Tool.run("everything", scene, "--json")).output)
  }

  @Test func `nothing found is status 1, wrong usage 2`() throws {
    let none = try Tool.run(
      "everything", scene, "--minimum-points", "100000", "-o", path("none.ply"))
    #expect(none.status == 1)
    #expect(try PointCloud(contentsOf: path("none.ply")).labels?.allSatisfy { $0 == 0 } == true)
    for arguments in [
      ["--limit", "0"], ["--minimum-points", "0"], ["--minimum-score", "2"], ["--seeds", "0"],
      ["--method", "magic"], ["-o", path("none.ply")],
    ] {
      #expect(try Tool.run(["everything", scene] + arguments).status == 2)
    }
    #expect(try Tool.run("everything", path("missing.ply")).status == 2)
  }

  @Test func `eval scores everything against the labels`() throws {
    let outcome = try Tool.run("eval", "--everything", scene, "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let report = try outcome.json()
    #expect(report["objects"] as? Int == 2)
    #expect(report["matched"] as? Int == 2)
    #expect(report["unlabelled"] as? String == "background")
    #expect(report["recall"] as? Double == 1)
    #expect((report["pq"] as? Double ?? 0) > 0.5)
    #expect((report["pq_interval"] as? [Double])?.count == 2)
    let text = try Tool.run("eval", "--everything", "--ignore-unlabelled", scene)
    #expect(text.text.contains("PQ\t"))
    #expect(text.text.contains("unlabelled points ignored"))
    #expect(try Tool.run("eval", "--ignore-unlabelled", scene).status == 2)
    let some = try Tool.run("eval", "--everything", scene, path("missing.ply"))
    #expect(some.status == 3)
  }
}
