import CairnClouds
import CairnFiles
import Foundation
import Testing

struct EvalTests: SceneTests {
  let folder: URL
  init() throws { folder = try TwoBoxes.folder() }

  func report(_ options: String...) throws -> [String: Any] { try report(options) }

  func report(_ options: [String]) throws -> [String: Any] {
    let outcome = try Tool.run(["eval", scene, "--method", "graph", "--json"] + options)
    #expect(outcome.status == 0, "\(outcome.messages)")
    return try outcome.json()
  }

  /// The objects of all clouds.
  func objects(in report: [String: Any]) throws -> [[String: Any]] {
    let scenes = try #require(report["results"] as? [[String: Any]])
    return scenes.flatMap { $0["objects"] as? [[String: Any]] ?? [] }
  }

  func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  @Test func `the best candidate and the error of expected scores are means over the results`()
    throws
  {
    let report = try report("--clicks", "3")
    let objects = try objects(in: report)
    #expect(objects.count == 2)
    let candidates = objects.compactMap { $0["candidate_iou"] as? [Double] }
    #expect(candidates.count == 2)
    #expect(candidates.allSatisfy { $0.count > 1 })
    let best = try #require(report["best_iou"] as? Double)
    #expect(abs(best - mean(candidates.map { $0.max() ?? 0 })) < 1e-9)
    let first = try #require((report["iou"] as? [Double])?.first)
    #expect(abs((report["best_gain"] as? Double ?? -1) - (best - first)) < 1e-9)
    #expect((report["best_iou_interval"] as? [Double])?.count == 2)

    let calibration = try #require(report["calibration"] as? [String: Any])
    var errors: [Double] = []
    for object in objects {
      let ious = try #require(object["iou"] as? [Double])
      let expected = try #require(object["expected_iou"] as? [Double])
      let answers = try #require(object["ms"] as? [Double]).count
      errors += zip(ious, expected).prefix(answers).map { abs($0 - $1) }
    }
    #expect(abs((calibration["error"] as? Double ?? -1) - mean(errors)) < 1e-9)
    for (name, count) in [("first", 2), ("later", errors.count - 2), ("candidates", 6)] {
      let part = try #require(calibration[name] as? [String: Any])
      #expect(part["answers"] as? Int == count)
      let bins = try #require(part["bins"] as? [[String: Any]])
      #expect(bins.compactMap { $0["answers"] as? Int }.reduce(0, +) == count)
      #expect(bins.count == 10)
    }
  }

  @Test func `the text has a line for either`() throws {
    let text = try Tool.run("eval", scene, "--method", "graph", "--clicks", "2").text
    #expect(text.contains("\nbest@1\t"))
    #expect(text.contains(" over the first candidate\n"))
    #expect(text.contains("\nerror of expected IoU\t"))
    // This method has one candidate, so that there is nothing to choose.
    let clusters = try Tool.run("eval", scene, "--method", "clusters", "--clicks", "2").text
    #expect(!clusters.contains("best@1"))
    #expect(clusters.contains("IoU@2\t"))
  }

  @Test(arguments: ["boxes", "lassos"])
  func `a box or a lasso has one answer, with an interval`(prompts: String) throws {
    let report = try report("--prompts", prompts)
    #expect(report["prompts"] as? String == prompts)
    let iou = try #require(report["iou"] as? [Double])
    #expect(iou.count == 1)
    #expect(iou[0] > 0.7)
    #expect((report["iou_interval"] as? [[Double]])?.count == 1)
    #expect(report["noc"] is NSNull)
    let objects = try objects(in: report)
    #expect(objects.count == 2)
    for object in objects {
      #expect((object["ms"] as? [Double])?.count == 1)
      #expect((object["clicks"] as? [Any])?.isEmpty == true)
    }
    let text = try Tool.run("eval", scene, "--method", "graph", "--prompts", prompts).text
    #expect(text.contains("one \(prompts == "boxes" ? "box" : "lasso") each"))
    #expect(text.contains("\nIoU\t"))
    #expect(!text.contains("NoC"))
  }

  @Test func `objects are clicked together`() throws {
    let report = try report("--together", "2", "--clicks", "3")
    #expect(report["together"] as? Int == 2)
    let scenes = try #require(report["results"] as? [[String: Any]])
    #expect(scenes[0]["groups"] as? [[Int]] == [[1, 2]])
    let iou = try #require(report["iou"] as? [Double])
    #expect(iou.count == 3)
    #expect(iou[2] > 0.7)
    let alone = try self.report("--clicks", "3")
    #expect(alone["together"] is NSNull)
    let text = try Tool.run("eval", scene, "--method", "graph", "--together", "2").text
    #expect(text.contains("2 together"))
    #expect(!text.contains("best@1"))
  }

  @Test func `parts and groups are reported where the cloud has them`() throws {
    var cloud = TwoBoxes.cloud
    let labels = try #require(cloud.labels)
    cloud.append(Field("group", .uint32(labels.map { min($0, 1) })))
    let piled = path("piled.ply")
    try cloud.write(to: piled)
    let outcome = try Tool.run("eval", piled, "--method", "graph", "--clicks", "1", "--json")
    let meanings = try #require(try outcome.json()["meanings"] as? [String: [String: Any]])
    #expect(meanings["part"]?["objects"] as? Int == 0)
    #expect(meanings["part"]?["best_iou"] is NSNull)
    #expect(meanings["group"]?["objects"] as? Int == 2)
    let best = try objects(in: outcome.json()).map { object in
      let group = try #require(object["group"] as? [String: Any])
      return try #require((group["candidate_iou"] as? [Double])?.max())
    }
    let reported = try #require(meanings["group"]?["best_iou"] as? Double)
    #expect(abs(reported - mean(best)) < 1e-9)
    let text = try Tool.run("eval", piled, "--method", "graph", "--clicks", "1").text
    #expect(text.contains("\ngroup@1\t"))
    #expect(text.contains(", 2 objects\n"))
    #expect(!text.contains("part@1"))
  }

  @Test func `pictures show the calibration and the worst answers`() throws {
    let (diagram, failures) = (
      folder.appending(path: "calibration.png"), folder.appending(path: "failures")
    )
    let drawing = ["--calibration", diagram.path, "--failures", failures.path]
    let report = try report(drawing + ["--clicks", "2", "--failure-count", "1"])
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
    #expect(try Data(contentsOf: diagram).starts(with: png))
    let objects = try objects(in: report)
    let worst = try #require(
      objects.min { (($0["iou"] as? [Double])?[0] ?? 1) < (($1["iou"] as? [Double])?[0] ?? 1) })
    let name = "01-scene-\(worst["label"] as? Int ?? 0).png"
    #expect(try FileManager.default.contentsOfDirectory(atPath: failures.path) == [name])
    #expect(try Data(contentsOf: failures.appending(path: name)).starts(with: png))
    // What is there stays, unless it is to be replaced.
    let again = ["eval", scene, "--method", "graph", "--clicks", "2"] + drawing
    #expect(try Tool.run(again).status == 2)
    #expect(try Tool.run(again + ["--force"]).status == 0)
  }

  @Test func `objects that are not found are drawn`() throws {
    let failures = folder.appending(path: "missed")
    let outcome = try Tool.run(
      "eval", scene, "--method", "graph", "--everything", "--minimum-score", "1",
      "--failures", failures.path)
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: failures.path).sorted()
        == ["01-scene-1.png", "02-scene-2.png"])
  }

  @Test func `wrong usage is status 2`() throws {
    for options in [
      ["--clicks", "0"], ["--points", "0"], ["--method", "magic"], ["--prompts", "circles"],
      ["--together", "1"], ["--prompts", "boxes", "--together", "2"],
      ["--prompts", "lassos", "--clicks", "3"], ["--everything", "--prompts", "clicks"],
      ["--everything", "--together", "2"], ["--everything", "--clicks", "3"],
      ["--everything", "--calibration", "a.png"], ["--together", "2", "--failures", "f"],
      ["--failure-count", "3"], ["--failures", "f", "--failure-count", "0"],
      ["--prompts", "boxes", "--failures", "f", "--failures-after", "2"],
    ] {
      #expect(try Tool.run(["eval", scene] + options).status == 2)
    }
    #expect(try Tool.run("eval", path("missing.ply")).status == 2)
    #expect(try Tool.run("eval", scene, "--minimum-points", "100000").status == 1)
  }
}
