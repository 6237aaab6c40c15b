import CairnJSON
import CairnNN

/// Weight files made by tests.
enum Weights {
  /// A tensor to be written.
  struct Entry {
    var name: String
    var type = "F32"
    var shape: [Int]
    var data: [UInt8]
  }

  static func bytes(of values: [Float]) -> [UInt8] {
    values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
  }

  static func entry(_ name: String, _ values: [Float], shape: [Int]) -> Entry {
    Entry(name: name, shape: shape, data: bytes(of: values))
  }

  /// A file with its tensors one after the other.
  static func file(_ entries: [Entry], metadata: [String: String] = [:]) -> [UInt8] {
    var header = JSONObject()
    if !metadata.isEmpty {
      var object = JSONObject()
      for (name, value) in metadata.sorted(by: { $0.key < $1.key }) {
        object[name] = .string(value)
      }
      header["__metadata__"] = .object(object)
    }
    var offset = 0
    for entry in entries {
      header[entry.name] = [
        "dtype": .string(entry.type), "shape": .array(entry.shape.map { .integer($0) }),
        "data_offsets": [.integer(offset), .integer(offset + entry.data.count)],
      ]
      offset += entry.data.count
    }
    return file(header: JSONValue.object(header).text(), data: entries.flatMap(\.data))
  }

  static func file(header: String, data: [UInt8]) -> [UInt8] {
    let text = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text + data
  }
}
