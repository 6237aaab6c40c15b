import CairnClouds
import CairnFiles
import Foundation
import Testing

struct SessionTests: SceneTests {
  let folder: URL
  init() throws { folder = try TwoBoxes.folder() }

  /// Sends requests and returns the answers.
  func answers(_ requests: [String], method: String = "model") throws -> [[String: Any]] {
    let outcome = try Tool.run(
      "session", "--method", method, input: requests.joined(separator: "\n") + "\n")
    #expect(outcome.status == 0)
    return try outcome.text.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
  }

  func open(_ id: Int = 1) -> String { #"{"id":\#(id),"op":"open","path":"\#(scene)"}"# }

  @Test func `open and segment answer as the protocol says`() throws {
    let answers = try answers([
      open(),
      #"{"id":"two","op":"segment","clicks":[{"point":[0.4,0.6,0.2],"positive":true}],"box":null,"mask":null,"object":1}"#,
      #"{"id":3,"op":"labels"}"#,
      #"{"id":4,"op":"close"}"#,
      #"{"id":5,"op":"labels"}"#,
    ])
    #expect(answers.count == 5)
    let cloud = TwoBoxes.cloud
    #expect(answers[0]["id"] as? Int == 1)
    #expect(answers[0]["ok"] as? Bool == true)
    #expect(answers[0]["points"] as? Int == cloud.count)
    #expect((answers[0]["ms"] as? Double ?? -1) >= 0)
    #expect(answers[1]["id"] as? String == "two")
    let candidates = try #require(answers[1]["candidates"] as? [[String: Any]])
    #expect(candidates.count == 3)
    for candidate in candidates {
      let bits = try #require(Data(base64Encoded: candidate["mask"] as? String ?? ""))
      let mask = try #require(Mask(packedBits: Array(bits), count: cloud.count))
      #expect(mask.selectedCount == candidate["count"] as? Int)
      #expect(!mask[cloud.count - 1], "the NaN row is never selected")
      #expect((0...1).contains(candidate["iou"] as? Double ?? -1))
    }
    let labels = try #require(Data(base64Encoded: answers[2]["labels"] as? String ?? ""))
    #expect(labels.count == cloud.count * 4)
    #expect(answers[3]["ok"] as? Bool == true)
    #expect(answers[4]["ok"] as? Bool == false)
  }

  @Test func `undo and redo bring back the same labels`() throws {
    let answers = try answers([
      open(),
      #"{"id":2,"op":"segment","object":1,"clicks":[{"point":[0.4,0.6,0.2]}]}"#,
      #"{"id":3,"op":"labels"}"#,
      #"{"id":4,"op":"segment","object":2,"clicks":[{"point":[0.9,0.6,0.2]}]}"#,
      #"{"id":5,"op":"labels"}"#,
      #"{"id":6,"op":"undo"}"#,
      #"{"id":7,"op":"labels"}"#,
      #"{"id":8,"op":"redo"}"#,
      #"{"id":9,"op":"labels"}"#,
      #"{"id":10,"op":"redo"}"#,
    ])
    let labels = answers.map { $0["labels"] as? String }
    #expect(labels[2] != labels[4])
    #expect(labels[6] == labels[2])
    #expect(labels[8] == labels[4])
    #expect(answers[9]["redone"] as? Bool == false)
  }

  @Test func `an answer does not depend on earlier requests`() throws {
    let click =
      #"{"id":9,"op":"segment","object":1,"clicks":[{"point":[0.4,0.6,0.2]},{"point":[0.9,0.6,0.2],"positive":false}]}"#
    let direct = try answers([open(), click])
    let detour = try answers([
      open(),
      #"{"id":2,"op":"segment","object":1,"clicks":[{"point":[0.9,0.6,0.2]}]}"#,
      #"{"id":3,"op":"segment","object":4,"clicks":[{"point":[0.1,0.1,0]}]}"#,
      click,
    ])
    func masks(_ answer: [String: Any]?) -> [String] {
      (answer?["candidates"] as? [[String: Any]] ?? []).compactMap { $0["mask"] as? String }
    }
    #expect(!masks(direct.last).isEmpty)
    #expect(masks(direct.last) == masks(detour.last))
  }

  @Test func `a polygon in a view is a prompt`() throws {
    let view = "[1,0,0,0, 0,1,0,0, 0,0,-1,0, 0,0,0,1]"
    func request(_ id: Int, _ corners: String, _ view: String) -> String {
      #"{"id":\#(id),"op":"segment","polygon":{"vertices":\#(corners),"view":\#(view)}}"#
    }
    let corners = "[[0.25,0.45],[0.55,0.45],[0.55,0.75],[0.25,0.75]]"
    let answers = try answers(
      [
        open(), request(2, corners, view), request(3, "[[0,0],[1,1]]", view),
        request(4, corners, "[1,2,3]"), request(5, "[[9,9],[10,9],[10,10]]", view),
        request(6, #"[["a",0]]"#, view),
      ], method: "graph")
    #expect(answers.map { $0["ok"] as? Bool } == [true, true, false, false, false, false])
    let candidates = try #require(answers[1]["candidates"] as? [[String: Any]])
    let bits = try #require(Data(base64Encoded: candidates[0]["mask"] as? String ?? ""))
    let mask = try #require(Mask(packedBits: Array(bits), count: TwoBoxes.cloud.count))
    let truth = Mask(try #require(TwoBoxes.cloud.labels).map { $0 == 1 })
    #expect(mask.intersectionOverUnion(with: truth) > 0.85)
    #expect((answers[4]["error"] as? String)?.contains("inside the polygon") == true)
  }

  @Test func `a bad line is answered and the session goes on`() throws {
    let answers = try answers([
      "not json", "[]", #"{"op":"open"}"#, #"{"id":7,"op":"open"}"#,
      #"{"id":8,"op":"open","path":"/nowhere.ply"}"#, #"{"id":9,"op":"fly"}"#,
      #"{"id":10,"op":"segment","clicks":[]}"#, open(11),
      #"{"id":12,"op":"segment","clicks":[{"index":-1}]}"#,
      #"{"id":13,"op":"segment","clicks":[{"index":\#(TwoBoxes.cloud.count - 1)}]}"#,
      #"{"id":14,"op":"segment","mask":"AAAA"}"#,
      #"{"id":15,"op":"segment","clicks":[{"index":3700}]}"#,
    ])
    #expect(answers.count == 12)
    for (number, answer) in answers.enumerated() {
      let isGood = [7, 11].contains(number)
      #expect(answer["ok"] as? Bool == isGood, "\(answer)")
      #expect(isGood || (answer["error"] as? String)?.isEmpty == false)
      #expect(answer.keys.contains("id"))
    }
  }

  @Test func `save writes a labelled cloud and respects older files`() throws {
    let out = path("saved.pcd")
    let answers = try answers([
      open(), #"{"id":2,"op":"segment","clicks":[{"index":3700}]}"#,
      #"{"id":3,"op":"save","path":"\#(out)"}"#, #"{"id":4,"op":"save","path":"\#(out)"}"#,
      #"{"id":5,"op":"save","path":"\#(out)","force":true}"#,
    ])
    #expect(answers[2...].map { $0["ok"] as? Bool } == [true, false, true])
    let saved = try PointCloud(contentsOf: out)
    #expect(saved.count == TwoBoxes.cloud.count)
    #expect(saved.labels?[3700] == 1)
  }
}
