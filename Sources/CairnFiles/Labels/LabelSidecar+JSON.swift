import CairnClouds
import CairnJSON

extension LabelSidecar {
  /// Why a file is no sidecar.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text is not JSON.
    case json(JSONError)
    /// A value is missing or of the wrong kind; `path` is where, such as `objects[2].id`.
    case badValue(path: String, expected: String)
    /// The file was written by a later version.
    case unknownVersion(Int)
    /// More bytes than any sidecar has.
    case tooLarge(limit: Int)

    /// What is wrong, and where.
    public var description: String {
      switch self {
      case .json(let error): error.description
      case .badValue(let path, let expected): "'\(path)' must be \(expected)"
      case .unknownVersion(let version):
        "version \(version) is not known; this program reads version \(currentVersion)"
      case .tooLarge(let limit): "the file is larger than \(limit) bytes"
      }
    }
  }

  private static let sizeLimit = 64 << 20

  /// Reads a sidecar; names that are not known are passed over.
  ///
  /// - Parameter reader: The whole file.
  /// - Throws: ``Failure``; ``SystemError`` where reading fails.
  public init(reading reader: inout ByteReader) throws {
    // As much as there is, or one byte too many.
    if try reader.fill(atLeast: Self.sizeLimit + 1) {
      throw Failure.tooLarge(limit: Self.sizeLimit)
    }
    let bytes = Array(copying: reader.window)
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch { throw Failure.json(error) }
    try self.init(json: value)
  }

  /// Writes the sidecar, a member a line.
  ///
  /// - Parameter output: Where to.
  /// - Throws: ``CloudFileError`` where writing fails.
  public func write(to output: OutputFile) throws(CloudFileError) {
    try output.write(json.text(indented: true) + "\n")
  }

  /// The sidecar as JSON.
  public var json: JSONValue {
    var object = JSONObject()
    object["version"] = .integer(version)
    object["method"] = .string(method)
    object["weights"] = weights.map { .string($0) } ?? .null
    object["source"] = .string(source)
    object["prompts"] = prompts
    object["objects"] = .array(objects.map(\.json))
    return .object(object)
  }

  /// Takes the members of a JSON object.
  ///
  /// - Parameter json: What ``json`` returns, or a later edit of it.
  /// - Throws: ``Failure``, naming the member.
  public init(json: JSONValue) throws(Failure) {
    let members = try Members(json, path: "")
    version = try members.required("version", "a whole number", \.integer)
    guard version == Self.currentVersion else { throw .unknownVersion(version) }
    method = try members.required("method", "a string", \.string)
    weights = try members.optional("weights", "a string or null", \.string)
    source = try members.required("source", "a string", \.string)
    prompts = json["prompts"] ?? []
    objects = []
    let list = try members.required("objects", "an array", \.array)
    for (index, entry) in list.enumerated() {
      objects.append(try Object(Members(entry, path: "objects[\(index)]")))
    }
  }
}

extension LabelSidecar.Object {
  fileprivate var json: JSONValue {
    var object = JSONObject()
    object["id"] = .integer(Int(id))
    object["name"] = name.map { .string($0) } ?? .null
    object["color"] = color.map { .array([$0.x, $0.y, $0.z].map { .integer(Int($0)) }) } ?? .null
    object["count"] = .integer(count)
    object["box"] =
      box.map { box in
        ["min": .array(Self.numbers(box.min)), "max": .array(Self.numbers(box.max))]
      } ?? .null
    object["score"] = score.map { .number($0) } ?? .null
    return .object(object)
  }

  private static func numbers(_ vector: SIMD3<Double>) -> [JSONValue] {
    [.number(vector.x), .number(vector.y), .number(vector.z)]
  }

  fileprivate init(_ members: Members) throws(LabelSidecar.Failure) {
    id = try members.required("id", "a whole number from 1 to 4294967295") { value in
      value.integer.flatMap { InstanceLabel(exactly: $0) }.flatMap { $0 == 0 ? nil : $0 }
    }
    name = try members.optional("name", "a string or null", \.string)
    color = try members.optional("color", "three whole numbers from 0 to 255, or null") { value in
      let channels = value.array?.compactMap { $0.integer.flatMap { UInt8(exactly: $0) } }
      guard let channels, channels.count == 3, value.array?.count == 3 else { return nil }
      return SIMD3(channels[0], channels[1], channels[2])
    }
    count = try members.required("count", "a whole number from 0") { value in
      value.integer.flatMap { $0 < 0 ? nil : $0 }
    }
    box = try members.optional("box", "an object with min and max of three numbers, or null") {
      guard let low = Self.vector($0["min"]), let high = Self.vector($0["max"]) else { return nil }
      return LabelSidecar.Bounds(min: low, max: high)
    }
    score = try members.optional("score", "a number or null", \.double)
  }

  private static func vector(_ value: JSONValue?) -> SIMD3<Double>? {
    guard let values = value?.array, values.count == 3 else { return nil }
    let numbers = values.compactMap(\.double)
    return numbers.count == 3 ? SIMD3(numbers[0], numbers[1], numbers[2]) : nil
  }
}

/// The members of a JSON object, and where in the document it is.
private struct Members {
  let object: JSONObject
  let path: String

  init(_ value: JSONValue, path: String) throws(LabelSidecar.Failure) {
    guard let object = value.object else {
      throw .badValue(path: path.isEmpty ? "the file" : path, expected: "an object")
    }
    self.object = object
    self.path = path.isEmpty ? "" : path + "."
  }

  func required<Value>(
    _ name: String, _ expected: String, _ take: (JSONValue) -> Value?
  ) throws(LabelSidecar.Failure) -> Value {
    guard let value = object[name].flatMap(take) else {
      throw .badValue(path: path + name, expected: expected)
    }
    return value
  }

  func optional<Value>(
    _ name: String, _ expected: String, _ take: (JSONValue) -> Value?
  ) throws(LabelSidecar.Failure) -> Value? {
    guard let value = object[name], !value.isNull else { return nil }
    guard let taken = take(value) else { throw .badValue(path: path + name, expected: expected) }
    return taken
  }
}
