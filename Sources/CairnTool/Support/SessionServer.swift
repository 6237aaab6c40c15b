import CairnClouds
import CairnFiles
import CairnJSON
import CairnSegmentation
import FoundationEssentials

/// Turns one request of the session protocol into one answer; never stops on a bad one.
struct SessionServer {
  private let method: Method
  private var scene: Scene?

  /// The cloud that is open, and what was segmented in it.
  private struct Scene {
    let path: String
    let cloud: PointCloud
    var session: SegmentationSession
  }

  init(method: Method) { self.method = method }

  /// Answers a line; the answer repeats the `id` of the request, or has `null` where there is none.
  mutating func answer(to line: String) -> JSONValue {
    var id = JSONValue.null
    do {
      let request = try JSONValue(parsing: Array(line.utf8))
      guard case .object = request else { throw ToolError("a request is a JSON object") }
      id = request["id"] ?? .null
      guard id != .null else { throw ToolError("the request has no id") }
      guard let operation = request["op"]?.string else { throw ToolError("the request has no op") }
      let start = ContinuousClock.now
      var members = try perform(operation, request)
      let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
      members.insert(("ms", .number((milliseconds * 1000).rounded() / 1000)), at: 0)
      return .members([("id", id), ("ok", .bool(true))] + members)
    } catch {
      return .members([("id", id), ("ok", .bool(false)), ("error", .string("\(error)"))])
    }
  }

  private mutating func perform(
    _ operation: String, _ request: JSONValue
  ) throws -> [(String, JSONValue)] {
    switch operation {
    case "open": return try open(request)
    case "segment": return try segment(request)
    case "labels": return try labels()
    case "undo":
      return [("undone", .bool(try changeScene { $0.session.undo() }))]
    case "redo":
      return [("redone", .bool(try changeScene { $0.session.redo() }))]
    case "save": return try save(request)
    case "close":
      _ = try openScene()
      scene = nil
      return []
    default:
      throw ToolError(
        "op '\(operation)' is unknown; there are open, segment, labels, undo, redo, save, close")
    }
  }

  private mutating func open(_ request: JSONValue) throws -> [(String, JSONValue)] {
    guard let path = request["path"]?.string else { throw ToolError("open: has no path") }
    let reading = try CloudReader.read(path: path)
    let embedding = try method.predictor.encode(reading.cloud)
    scene = Scene(
      path: path, cloud: reading.cloud, session: SegmentationSession(embedding))
    var members: [(String, JSONValue)] = [("points", .integer(reading.cloud.count))]
    if !reading.warnings.isEmpty {
      members.append(("warnings", .array(reading.warnings.map { .string("\($0)") })))
    }
    return members
  }

  private mutating func segment(_ request: JSONValue) throws -> [(String, JSONValue)] {
    let cloud = try openScene().cloud
    let object = try ObjectRequest(request, cloud: cloud, idKey: "object")
    let candidates = try changeScene { scene in
      try scene.session.setPrompts(object.prompts, of: object.id, named: object.name)
    }
    return [
      (
        "candidates",
        .array(
          (candidates.map(Array.init) ?? []).map { candidate in
            .members([
              ("iou", .estimate(candidate.iouScore)),
              ("count", .integer(candidate.mask.selectedCount)),
              ("mask", .string(Data(candidate.mask.packedBits).base64EncodedString())),
            ])
          })
      )
    ]
  }

  private func labels() throws -> [(String, JSONValue)] {
    let labels = try openScene().session.labels()
    var bytes = Data(capacity: labels.count * 4)
    for label in labels {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: label >> shift))
      }
    }
    return [("labels", .string(bytes.base64EncodedString()))]
  }

  private func save(_ request: JSONValue) throws -> [(String, JSONValue)] {
    let scene = try openScene()
    guard let path = request["path"]?.string else { throw ToolError("save: has no path") }
    var cloud = scene.cloud
    cloud.setLabels(try scene.session.labels())
    let losses = try cloud.write(to: path, overwriting: request["force"]?.bool ?? false)
    var members: [(String, JSONValue)] = [("path", .string(path))]
    if !losses.isEmpty { members.append(("losses", .array(losses.map { .string("\($0)") }))) }
    return members
  }

  private func openScene() throws -> Scene {
    guard let scene else { throw ToolError("no cloud is open; send open first") }
    return scene
  }

  private mutating func changeScene<Result>(
    _ change: (inout Scene) throws -> Result
  ) throws -> Result {
    var changed = try openScene()
    let result = try change(&changed)
    scene = changed
    return result
  }
}
