import CairnJSON

/// What the header of a weight file says, tensors in the order of their bytes.
struct WeightFileHeader {
  private(set) var metadata: [String: String] = [:]
  private(set) var entries: [WeightFile.Entry] = []

  /// Reads a header; whether the bytes are there is not yet known.
  init(parsing text: [UInt8]) throws(WeightFileError) {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: text, depthLimit: 8)
    } catch {
      if case .repeatedName(let name) = error.problem {
        throw .duplicateName(name, byteOffset: error.byteOffset)
      }
      throw .headerNotJSON(error)
    }
    guard let object = value.object else { throw .headerNotObject(kind: value.kind) }
    for member in object.members {
      if member.name == "__metadata__" {
        metadata = try Self.metadata(member.value)
      } else {
        entries.append(try Self.entry(member))
      }
    }
    entries.sort { ($0.begin, $0.end) < ($1.begin, $1.end) }
  }

  /// Checks that tensors fill the data, one after the other.
  func check(dataCount: Int) throws(WeightFileError) {
    var end = 0
    var last = ""
    for entry in entries {
      guard entry.end <= dataCount else {
        throw .truncatedData(tensor: entry.name, end: entry.end, found: dataCount)
      }
      guard entry.begin >= end else {
        throw .overlap(tensor: entry.name, other: last, byteOffset: entry.begin)
      }
      guard entry.begin == end else {
        throw .unusedBytes(byteOffset: end, byteCount: entry.begin - end)
      }
      end = entry.end
      last = entry.name
    }
    guard end == dataCount else {
      throw .unusedBytes(byteOffset: end, byteCount: dataCount - end)
    }
  }

  private static func metadata(_ value: JSONValue) throws(WeightFileError) -> [String: String] {
    guard let object = value.object else { throw .badMetadata(name: nil) }
    var metadata: [String: String] = [:]
    for member in object.members {
      guard let text = member.value.string else { throw .badMetadata(name: member.name) }
      metadata[member.name] = text
    }
    return metadata
  }

  private static func entry(_ member: JSONObject.Member) throws(WeightFileError)
    -> WeightFile.Entry
  {
    let (tensor, value) = (member.name, member.value)
    guard let name = value["dtype"]?.string else {
      throw .badMember(tensor: tensor, member: "dtype", expected: "a string")
    }
    guard let type = WeightFile.NumberType(rawValue: name) else {
      throw .unknownType(tensor: tensor, type: name)
    }
    let shape = try sizes(value, "shape", tensor: tensor)
    let offsets = try sizes(value, "data_offsets", tensor: tensor)
    guard offsets.count == 2 else {
      throw .badMember(tensor: tensor, member: "data_offsets", expected: "two numbers")
    }
    var byteCount = type.byteCount
    // Without its zeros, so that no order of the dimensions can hide an absurd one.
    for size in shape where size > 0 {
      let (product, isTooLarge) = byteCount.multipliedReportingOverflow(by: size)
      guard !isTooLarge else { throw .tooLarge(tensor: tensor, shape: shape) }
      byteCount = product
    }
    if shape.contains(0) { byteCount = 0 }
    let (begin, end) = (offsets[0], offsets[1])
    guard begin <= end, end - begin == byteCount else {
      throw .wrongByteCount(
        tensor: tensor, shape: shape, type: name, begin: begin, end: end)
    }
    return WeightFile.Entry(name: tensor, type: type, shape: shape, begin: begin, end: end)
  }

  /// A member that is an array of whole numbers from 0 on.
  private static func sizes(
    _ value: JSONValue, _ member: String, tensor: String
  ) throws(WeightFileError) -> [Int] {
    var sizes: [Int] = []
    let error = WeightFileError.badMember(
      tensor: tensor, member: member, expected: "an array of whole numbers from 0 on")
    guard let array = value[member]?.array else { throw error }
    for element in array {
      guard let size = element.integer, size >= 0 else { throw error }
      sizes.append(size)
    }
    return sizes
  }
}
