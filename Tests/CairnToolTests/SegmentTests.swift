import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct SegmentTests: SceneTests {
  let folder: URL
  init() throws { folder = try TwoBoxes.folder() }

  @Test func `a click on a box gives the box, all columns kept`() throws {
    let outcome = try Tool.run(
      "segment", scene, "--click", "0.4,0.6,0.2", "-o", path("out.ply"), "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let objects = try #require(outcome.json()["objects"] as? [[String: Any]])
    #expect(objects.count == 1)
    let labelled = try PointCloud(contentsOf: path("out.ply"))
    #expect(labelled.fields.map(\.name) == ["x", "y", "z", "label_input", "label"])
    #expect(labelled.labels(in: "label_input") == TwoBoxes.cloud.labels)
    let found = Mask(try #require(labelled.labels).map { $0 == 1 })
    let truth = Mask(try #require(TwoBoxes.cloud.labels).map { $0 == 1 })
    #expect(found.intersectionOverUnion(with: truth) > 0.85)
    #expect(labelled.labels?.last == 0)
  }

  @Test func `the README shows what the tool says`() throws {
    let readme = try String(
      contentsOf: TestFiles.package.appending(path: "README.md"), encoding: .utf8)
    let shown = try #require(
      readme.firstMatch(of: /\$ cairn segment (\S+) --click (\S+) .*\n(.*)\n/)?.output)
    let file = TestFiles.package.appending(path: String(shown.1)).path
    let outcome = try Tool.run("segment", file, "--click", String(shown.2))
    #expect(outcome.text == shown.3 + "\n")
  }

  @Test func `the sidecar says what was asked and found`() throws {
    _ = try Tool.run("segment", scene, "--index", "3700", "-o", path("out.pcd"))
    let data = try Data(contentsOf: folder.appending(path: "out.labels.json"))
    let sidecar = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(sidecar["method"] as? String == "model")
    let objects = try #require(sidecar["objects"] as? [[String: Any]])
    #expect(objects.first?["id"] as? Int == 1)
    #expect((objects.first?["count"] as? Int ?? 0) > 0)
    let prompts = try #require(sidecar["prompts"] as? [String: Any])
    let requests = try #require(prompts["objects"] as? [[String: Any]])
    let clicks = try #require(requests.first?["clicks"] as? [[String: Any]])
    #expect(clicks.first?["index"] as? Int == 3700)
    let labels = try PointCloud(contentsOf: path("out.pcd")).labels
    let again = try Tool.run(
      "segment", scene, "--prompts", path("out.labels.json"), "-o", path("again.pcd"))
    #expect(again.status == 0, "\(again.messages)")
    #expect(try PointCloud(contentsOf: path("again.pcd")).labels == labels)
  }

  @Test func `several objects compete for points`() throws {
    try #"""
    {"objects": [{"id": 5, "name": "left", "clicks": [{"point": [0.4, 0.6, 0.2]}]},
                 {"id": 9, "clicks": [{"point": [0.9, 0.6, 0.2], "positive": true}]}]}
    """#.write(toFile: path("prompts.json"), atomically: true, encoding: .utf8)
    let outcome = try Tool.run(
      "segment", scene, "--prompts", path("prompts.json"), "-o", path("out.ply"),
      "--extract", path("objects"))
    #expect(outcome.status == 0, "\(outcome.messages)")
    let labels = try #require(try PointCloud(contentsOf: path("out.ply")).labels)
    #expect(Set(labels) == [0, 5, 9])
    let parts = try FileManager.default.contentsOfDirectory(atPath: path("objects")).sorted()
    #expect(parts == ["5-left.ply", "object-9.ply"])
    let left = try PointCloud(contentsOf: path("objects/5-left.ply"))
    #expect(left.count == labels.count { $0 == 5 })
  }

  @Test func `a lasso in the pixels of the picture selects what it surrounds`() throws {
    // From above x points right; the floor of 1.2 × 1.2 fills nearly all of the 400 pixels.
    let view = ["--azimuth", "0", "--elevation", "90", "--up", "z", "--size", "400x400"]
    let drawn = try Tool.run(["picture", scene, "-o", path("view.png")] + view)
    #expect(drawn.status == 0, "\(drawn.messages)")
    let outcome = try Tool.run(
      ["segment", scene, "--lasso", "95,155,180,155,180,245,95,245", "-o", path("out.ply")] + view
        + ["--method", "graph"])
    #expect(outcome.status == 0, "\(outcome.messages)")
    let labelled = try PointCloud(contentsOf: path("out.ply"))
    let found = Mask(try #require(labelled.labels).map { $0 == 1 })
    let truth = Mask(try #require(TwoBoxes.cloud.labels).map { $0 == 1 })
    #expect(found.intersectionOverUnion(with: truth) > 0.85)
    // The sidecar has the polygon with its view.
    let again = try Tool.run(
      "segment", scene, "--prompts", path("out.labels.json"), "-o", path("again.ply"),
      "--method", "graph")
    #expect(again.status == 0, "\(again.messages)")
    #expect(try PointCloud(contentsOf: path("again.ply")).labels == labelled.labels)
  }

  @Test func `a polygon with a view of its own selects the other box`() throws {
    let polygon = #"""
      {"vertices": [[0.75, 0.45], [1.05, 0.45], [1.05, 0.75], [0.75, 0.75]],
       "view": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1]}
      """#
    let outcome = try Tool.run(
      "segment", scene, "--polygon", polygon, "--method", "graph", "-o", path("out.ply"))
    #expect(outcome.status == 0, "\(outcome.messages)")
    let labelled = try PointCloud(contentsOf: path("out.ply"))
    let found = Mask(try #require(labelled.labels).map { $0 == 1 })
    let truth = Mask(try #require(TwoBoxes.cloud.labels).map { $0 == 2 })
    #expect(found.intersectionOverUnion(with: truth) > 0.85)
    for broken in ["{}", #"{"vertices": [[1, 2, 3]], "view": []}"#, "[1"] {
      #expect(try Tool.run("segment", scene, "--polygon", broken).status == 2)
    }
    for broken in ["1,2,3", "1,2,x,4", ""] {
      #expect(try Tool.run("segment", scene, "--lasso", broken).status == 2)
    }
    let few = try Tool.run("segment", scene, "--lasso", "1,2,3,4")
    #expect(few.status == 2)
    #expect(few.messages.contains("3 or more"))
  }

  @Test func `a picture and a PCL cloud come out`() throws {
    let outcome = try Tool.run(
      "segment", scene, "--click", "0.4,0.6,0.2", "-o", path("out.pcd"), "--dialect", "pcl",
      "--picture", path("out.png"))
    #expect(outcome.status == 0, "\(outcome.messages)")
    let png = try Data(contentsOf: folder.appending(path: "out.png"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let header = String(
      decoding: try Data(contentsOf: folder.appending(path: "out.pcd")).prefix(300), as: UTF8.self)
    #expect(header.contains("label"))
    #expect(header.contains("FIELDS x y z"))
  }

  @Test func `a cloud on standard output is alone there`() throws {
    let outcome = try Tool.run("segment", scene, "--click", "0.4,0.6,0.2", "-o", "-", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.messages.contains("\"count\""))
    let cloud = try CloudReader.read(bytes: Array(outcome.output), name: "output").cloud
    #expect(cloud.count == TwoBoxes.cloud.count)
    #expect(cloud.field("label") != nil)
  }

  @Test func `nothing is overwritten without --force`() throws {
    try "mine".write(toFile: path("out.ply"), atomically: true, encoding: .utf8)
    let refused = try Tool.run("segment", scene, "--index", "3700", "-o", path("out.ply"))
    #expect(refused.status == 2)
    #expect(refused.messages.contains("--force"))
    #expect(try String(contentsOfFile: path("out.ply"), encoding: .utf8) == "mine")
    let forced = try Tool.run(
      "segment", scene, "--index", "3700", "-o", path("out.ply"), "--force")
    #expect(forced.status == 0)
  }

  @Test func `wrong prompts say which and why`() throws {
    let far = try Tool.run("segment", scene, "--index", "99999999")
    #expect(far.status == 2)
    #expect(far.messages.contains("99999999"))
    let empty = try Tool.run("segment", scene)
    #expect(empty.status == 2)
    #expect(empty.messages.contains("--click"))
    let column = try Tool.run("segment", scene, "--mask-from", "lable=3")
    #expect(column.messages.contains("label"))
    try #"{"objects": [{"clicks": [{"point": [1, 2]}]}]}"#.write(
      toFile: path("bad.json"), atomically: true, encoding: .utf8)
    let file = try Tool.run("segment", scene, "--prompts", path("bad.json"))
    #expect(file.status == 2)
    #expect(file.messages.contains("clicks[0].point"))
  }

  @Test func `eval measures the boxes`() throws {
    let outcome = try Tool.run("eval", scene, "--json", "--clicks", "3")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let report = try outcome.json()
    #expect(report["objects"] as? Int == 2)
    let ious = try #require(report["iou"] as? [Double])
    #expect(ious.count == 3)
    #expect(ious[2] > 0.9)
    let unlabelled = try Tool.run("eval", scene, "--label", "missing")
    #expect(unlabelled.status == 2)
  }
}
