import CairnJSON
import CairnNN
import TestSupport
import Testing

struct WeightFileTests {
  static func error(_ bytes: [UInt8]) -> WeightFileError? {
    do {
      _ = try WeightFile(bytes)
      return nil
    } catch {
      return error
    }
  }

  /// The error of a file with one tensor "w", described as given, over zeros.
  static func error(_ description: String, dataCount: Int = 8) -> WeightFileError? {
    error(
      Weights.file(
        header: #"{"w":{\#(description)}}"#, data: [UInt8](repeating: 0, count: dataCount)))
  }

  @Test func `tensors come back as they were written`() throws {
    let first: [Float] = [1, -2.5, .leastNonzeroMagnitude, .infinity, -0.0, 3e38]
    let file = try WeightFile(
      Weights.file(
        [
          Weights.entry("encoder.0.weight", first, shape: [2, 3]),
          // 1, -2, and the largest BF16 there is.
          .init(
            name: "half", type: "BF16", shape: [3], data: [0x80, 0x3F, 0x00, 0xC0, 0x7F, 0x7F]),
          Weights.entry("step", [7], shape: []),
          Weights.entry("none", [], shape: [4, 0]),
        ], metadata: ["format": "pt", "epoch": "12"]))
    #expect(file.metadata == ["format": "pt", "epoch": "12"])
    #expect(Set(file.names) == ["encoder.0.weight", "half", "step", "none"])
    #expect(file.shape(of: "encoder.0.weight") == [2, 3])
    let weight = try file.tensor("encoder.0.weight", shape: [2, 3])
    #expect(weight.values.map(\.bitPattern) == first.map(\.bitPattern))
    #expect(try file.tensor("half").values == [1, -2, Float(bitPattern: 0x7F7F_0000)])
    #expect(try file.tensor("step", shape: []).values == [7])
    #expect(try file.tensor("none") == Tensor([], shape: [4, 0]))
  }

  @Test func `a header may end in blanks, as writers align it`() throws {
    let header = #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}     "#
    let file = try WeightFile(Weights.file(header: header, data: Weights.bytes(of: [2])))
    #expect(try file.tensor("w", shape: [1]).values == [2])
  }

  @Test func `a missing tensor and another shape are errors with names`() throws {
    let file = try WeightFile(Weights.file([Weights.entry("w", [1, 2], shape: [1, 2])]))
    #expect(throws: WeightFileError.missingTensor("v")) { try file.tensor("v", shape: [1]) }
    #expect(throws: WeightFileError.missingTensor("v")) { try file.tensor("v") }
    let error = WeightFileError.wrongShape(tensor: "w", expected: [2, 1], found: [1, 2])
    #expect(throws: error) { try file.tensor("w", shape: [2, 1]) }
    #expect(error.description.contains("[2, 1]") && error.description.contains("[1, 2]"))
  }

  @Test func `files that are too short are said to be`() {
    #expect(Self.error([]) == .endsBeforeHeader(byteCount: 0))
    #expect(Self.error([1, 2, 3]) == .endsBeforeHeader(byteCount: 3))
    let file = Weights.file([Weights.entry("w", [1, 2], shape: [2])])
    let headerCount = file.count - 16
    #expect(
      Self.error(Array(file[..<12])) == .truncatedHeader(byteCount: headerCount, found: 4))
    #expect(
      Self.error(file.dropLast(3)) == .truncatedData(tensor: "w", end: 8, found: 5))
    #expect(Self.error(file + [0, 0]) == .unusedBytes(byteOffset: 8, byteCount: 2))
  }

  @Test func `an absurd length is not believed`() {
    let lengths: [UInt64] = [100_000_001, 1 << 40, .max, 1 << 63]
    for length in lengths {
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
      #expect(
        Self.error(bytes + [1, 2]) == .headerTooLong(byteCount: length, limit: 100_000_000))
    }
  }

  @Test func `a header that is not the right JSON is an error`() {
    guard case .headerNotJSON(let error)? = Self.error(Weights.file(header: "{\"w\":", data: []))
    else {
      Issue.record("no error")
      return
    }
    #expect(error.problem == .endsEarly && error.byteOffset == 5)
    #expect(Self.error(Weights.file(header: "[]", data: [])) == .headerNotObject(kind: "an array"))
    let twice = #"{"w":{},"w":{}}"#
    #expect(
      Self.error(Weights.file(header: twice, data: [])) == .duplicateName("w", byteOffset: 8))
    #expect(
      Self.error(Weights.file(header: #"{"__metadata__":3}"#, data: [])) == .badMetadata(name: nil))
    #expect(
      Self.error(Weights.file(header: #"{"__metadata__":{"a":"b","c":1}}"#, data: []))
        == .badMetadata(name: "c"))
  }

  @Test(arguments: [
    (#""shape":[2],"data_offsets":[0,8]"#, "dtype"),
    (#""dtype":4,"shape":[2],"data_offsets":[0,8]"#, "dtype"),
    (#""dtype":"F32","data_offsets":[0,8]"#, "shape"),
    (#""dtype":"F32","shape":[2.5],"data_offsets":[0,8]"#, "shape"),
    (#""dtype":"F32","shape":[-2],"data_offsets":[0,8]"#, "shape"),
    (#""dtype":"F32","shape":"2","data_offsets":[0,8]"#, "shape"),
    (#""dtype":"F32","shape":[1e30],"data_offsets":[0,8]"#, "shape"),
    (#""dtype":"F32","shape":[2]"#, "data_offsets"),
    (#""dtype":"F32","shape":[2],"data_offsets":[0]"#, "data_offsets"),
    (#""dtype":"F32","shape":[2],"data_offsets":[0,4,8]"#, "data_offsets"),
    (#""dtype":"F32","shape":[2],"data_offsets":[-8,0]"#, "data_offsets"),
  ])
  func `what a tensor lacks is named`(description: String, member: String) {
    guard case .badMember("w", member, _)? = Self.error(description) else {
      Issue.record("\(String(describing: Self.error(description)))")
      return
    }
  }

  @Test func `sizes and types must agree with the bytes`() {
    #expect(
      Self.error(#""dtype":"F16","shape":[2],"data_offsets":[0,4]"#)
        == .unknownType(tensor: "w", type: "F16"))
    #expect(
      Self.error(#""dtype":"F32","shape":[3],"data_offsets":[0,8]"#)
        == .wrongByteCount(tensor: "w", shape: [3], type: "F32", begin: 0, end: 8))
    #expect(
      Self.error(#""dtype":"F32","shape":[2],"data_offsets":[8,0]"#)
        == .wrongByteCount(tensor: "w", shape: [2], type: "F32", begin: 8, end: 0))
    for shape in [[1 << 40, 1 << 40], [.max], [0, .max, .max]] {
      let text = shape.map(String.init).joined(separator: ",")
      #expect(
        Self.error(#""dtype":"BF16","shape":[\#(text)],"data_offsets":[0,8]"#)
          == .tooLarge(tensor: "w", shape: shape))
    }
    #expect(
      Self.error(#""dtype":"F32","shape":[1],"data_offsets":[4,8]"#)
        == .unusedBytes(byteOffset: 0, byteCount: 4))
    let end = Int.max - 3
    #expect(
      Self.error(#""dtype":"F32","shape":[1],"data_offsets":[\#(end - 4),\#(end)]"#)
        == .truncatedData(tensor: "w", end: end, found: 8))
  }

  @Test func `tensors may not share bytes`() {
    let header = #"""
      {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},
       "b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}
      """#
    #expect(
      Self.error(Weights.file(header: header, data: [UInt8](repeating: 0, count: 12)))
        == .overlap(tensor: "b", other: "a", byteOffset: 4))
  }

  /// Bytes changed, removed, added and repeated: an answer or an error, never a trap.
  @Test func `broken files never trap`() {
    let whole = Weights.file(
      [
        Weights.entry("encoder.weight", Array(repeating: 1.5, count: 6), shape: [2, 3]),
        .init(name: "bias", type: "BF16", shape: [2], data: [1, 2, 3, 4]),
        Weights.entry("step", [7], shape: []),
      ], metadata: ["format": "pt"])
    var generator = SeededGenerator(seed: 1)
    let letters = Array(#"{}[]",:0123456789-eF"#.utf8)
    var (readCount, errors): (Int, Set<String>) = (0, [])
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes[place] = letters.randomElement(using: &generator) ?? 0
        case 3: bytes.removeSubrange(place..<min(place + 3, bytes.count))
        case 4: bytes.insert(letters.randomElement(using: &generator) ?? 0, at: place)
        default: bytes = Array(bytes[..<place])
        }
      }
      do {
        let file = try WeightFile(bytes)
        for name in file.names {
          let tensor = try file.tensor(name)
          #expect(tensor.values.count == tensor.shape.reduce(1, *))
        }
        readCount += 1
      } catch {
        #expect(!error.description.isEmpty)
        errors.insert(String("\(error)".prefix(24)))
      }
    }
    // Many ways to break, and many changes that break nothing.
    #expect(readCount > 100 && errors.count > 20)
  }
}
