import CairnClouds
import CairnFiles
import CairnGeometry
import CairnJSON
import CairnSegmentation
import FoundationEssentials

/// The prompts of one object, as a prompts file or a session request gives them.
struct ObjectRequest {
  var id: UInt32
  var name: String?
  var prompts: [Prompt]

  init(id: UInt32, name: String? = nil, prompts: [Prompt]) {
    self.id = id
    self.name = name
    self.prompts = prompts
  }

  /// Reads `{"objects": […]}`, or one object alone.
  static func read(path: String, cloud: PointCloud) throws -> [ObjectRequest] {
    guard let bytes = try ByteReader.bytes(of: path, atMost: sizeLimit) else {
      throw ToolError("\(path): is larger than \(sizeLimit) bytes, too large for prompts")
    }
    do {
      let json = try JSONValue(parsing: bytes)
      // A sidecar holds the prompts that made it.
      let objects = (json["prompts"] ?? json)["objects"]?.array ?? [json]
      return try objects.enumerated().map { number, object in
        var request = try ObjectRequest(object, cloud: cloud)
        if object["id"] == nil { request.id = UInt32(number + 1) }
        return request
      }
    } catch {
      throw ToolError("\(path): \(error)")
    }
  }

  /// Larger than any prompts: a mask for ten million points has 1.7 MB.
  private static let sizeLimit = 1 << 30

  /// Takes the object apart: `id` or `object`, `name`, `clicks`, `box`, `mask`, `polygon`.
  ///
  /// - Throws: ``ToolError`` that names the member.
  init(_ json: JSONValue, cloud: PointCloud, idKey: String = "id") throws {
    id = 1
    if let value = json[idKey], value != .null {
      guard let number = value.integer, let exact = UInt32(exactly: number), exact > 0 else {
        throw ToolError("\(idKey): an object's id is a whole number from 1 to 4294967295")
      }
      id = exact
    }
    name = json["name"]?.string
    prompts = []
    if let box = json["box"], box != .null { prompts.append(.box(try Self.box(box))) }
    if let mask = json["mask"], mask != .null {
      prompts.append(.mask(try Self.mask(mask, cloud: cloud)))
    }
    if let polygon = json["polygon"], polygon != .null {
      let list = polygon.array ?? [polygon]
      for polygon in list { prompts.append(.polygon(try Self.polygon(polygon))) }
    }
    if let clicks = json["clicks"], clicks != .null {
      guard let list = clicks.array else { throw ToolError("clicks: not an array") }
      for (number, click) in list.enumerated() {
        prompts.append(try Self.click(click, number: number))
      }
    }
  }

  private static func click(_ json: JSONValue, number: Int) throws -> Prompt {
    let place = "clicks[\(number)]"
    var isPositive = true
    if let value = json["positive"] {
      guard let flag = value.bool else { throw ToolError("\(place).positive: not true or false") }
      isPositive = flag
    }
    if let value = json["index"], value != .null {
      guard let index = value.integer else {
        throw ToolError("\(place).index: not a whole number")
      }
      return isPositive ? .positive(index: index) : .negative(index: index)
    }
    guard let value = json["point"] else {
      throw ToolError("\(place): has neither index nor point")
    }
    let point = try vector(value, "\(place).point")
    return isPositive ? .positive(at: point) : .negative(at: point)
  }

  private static func box(_ json: JSONValue) throws -> PromptBox {
    if let low = json["min"], let high = json["max"] {
      return PromptBox(min: try vector(low, "box.min"), max: try vector(high, "box.max"))
    }
    guard let center = json["center"], let size = json["size"] else {
      throw ToolError("box: has neither min and max nor center and size")
    }
    var rotation = Rotation.identity
    if let value = json["rotation"], value != .null {
      let numbers = value.array?.compactMap(\.double) ?? []
      guard numbers.count == 4,
        let turned = Rotation(quaternion: SIMD4<Float>(SIMD4<Double>(numbers)))
      else { throw ToolError("box.rotation: not a quaternion [x, y, z, w]") }
      rotation = turned
    }
    return PromptBox(
      center: try vector(center, "box.center"), size: try vector(size, "box.size"),
      rotation: rotation)
  }

  /// Takes a polygon apart: `vertices`, `view`, `hidden`.
  static func polygon(_ json: JSONValue) throws -> PromptPolygon {
    guard let corners = json["vertices"]?.array else {
      throw ToolError("polygon.vertices: not an array of corners [x, y]")
    }
    let vertices = try corners.enumerated().map { number, corner in
      let numbers = corner.array?.compactMap(\.double) ?? []
      guard numbers.count == 2, corner.array?.count == 2 else {
        throw ToolError("polygon.vertices[\(number)]: not two numbers")
      }
      return SIMD2(numbers)
    }
    let elements = json["view"]?.array ?? []
    guard let view = ViewProjection(elements.compactMap(\.double)), elements.count == 16 else {
      throw ToolError("polygon.view: not 16 numbers, a matrix column after column")
    }
    var includesHidden = false
    if let value = json["hidden"], value != .null {
      guard let flag = value.bool else { throw ToolError("polygon.hidden: not true or false") }
      includesHidden = flag
    }
    return PromptPolygon(vertices: vertices, view: view, includesHidden: includesHidden)
  }

  private static func mask(_ json: JSONValue, cloud: PointCloud) throws -> Mask {
    guard let text = json.string, let data = Data(base64Encoded: text) else {
      throw ToolError("mask: not base64")
    }
    guard let mask = Mask(packedBits: Array(data), count: cloud.count) else {
      throw ToolError(
        "mask: \(data.count) bytes, but \(cloud.count) points need \((cloud.count + 7) / 8)")
    }
    return mask
  }

  private static func vector(_ json: JSONValue, _ place: String) throws -> SIMD3<Double> {
    let numbers = json.array?.compactMap(\.double) ?? []
    guard numbers.count == 3, json.array?.count == 3 else {
      throw ToolError("\(place): not three numbers")
    }
    return SIMD3(numbers)
  }

  /// The request as a prompts file spells it.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [("id", .integer(Int(id)))]
    if let name { members.append(("name", .string(name))) }
    var (clicks, polygons): ([JSONValue], [JSONValue]) = ([], [])
    for prompt in prompts {
      switch prompt.kind {
      case .click(let position, let isPositive):
        clicks.append(
          .members([("point", Self.array(position)), ("positive", .bool(isPositive))]))
      case .clickOnPoint(let index, let isPositive):
        clicks.append(.members([("index", .integer(index)), ("positive", .bool(isPositive))]))
      case .box(let box):
        let turn = box.rotation.quaternion
        let rotation = JSONValue.array((0..<4).map { .number(Double(turn[$0])) })
        members.append(
          (
            "box",
            .members([
              ("center", Self.array(box.center)), ("size", Self.array(box.size)),
              ("rotation", rotation),
            ])
          ))
      case .mask(let mask):
        members.append(("mask", .string(Data(mask.packedBits).base64EncodedString())))
      case .polygon(let polygon):
        polygons.append(
          .members([
            (
              "vertices",
              .array(polygon.vertices.map { .array([.number($0.x), .number($0.y)]) })
            ),
            ("view", .array(polygon.view.elements.map { .number($0) })),
            ("hidden", .bool(polygon.includesHidden)),
          ]))
      }
    }
    if let first = polygons.first {
      members.append(("polygon", polygons.count == 1 ? first : .array(polygons)))
    }
    return .members(members + [("clicks", .array(clicks))])
  }

  private static func array(_ value: SIMD3<Double>) -> JSONValue {
    .array([.number(value.x), .number(value.y), .number(value.z)])
  }
}
