import CairnClouds
import CairnFiles
import Testing

struct RawCloudTests {
  let four: [Float] = [1, 2, 3, 0.5, -4, 5.25, 6, 0.25, .nan, 0, 0, 0]
  let five: [Float] = [1, 2, 3, 40, 0, -4, 5.25, 6, 50, 1, 7, 8, 9, 60, 2, 0.5, 1, 2, 70, 31]

  func bytes(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(value.bitPattern >> (8 * $0) & 255) } }
  }

  @Test(arguments: [
    ("xyzi", 16, ["x", "y", "z", "intensity"]),
    ("xyzir", 20, ["x", "y", "z", "intensity", "ring"]),
    ("xyz_t", 20, ["x", "y", "z", "_", "time"]),
    ("x,y,z,i:uint8,t:f8", 21, ["x", "y", "z", "i", "t"]),
    ("range:f4", 4, ["range"]),
  ])
  func `a layout is read and written as text`(text: String, size: Int, names: [String]) throws {
    let layout = try RawLayout(text)
    #expect(layout.rowByteCount == size)
    #expect(layout.columns.map(\.name) == names)
    #expect(try RawLayout(layout.description) == layout)
  }

  @Test func `a wrong layout says what is wrong`() {
    #expect(throws: RawLayoutError.empty) { try RawLayout("") }
    #expect(throws: RawLayoutError.unknownLetter("q", in: "xyq")) { try RawLayout("xyq") }
    #expect(throws: RawLayoutError.missingName(in: "x,,z")) { try RawLayout("x,,z") }
    #expect(throws: RawLayoutError.unknownType("z:half")) { try RawLayout("x,z:half") }
    #expect(throws: RawLayoutError.unknownType("z:f4:2")) { try RawLayout("x,z:f4:2") }
    #expect(throws: RawLayoutError.repeatedName("x")) { try RawLayout("xyx") }
  }

  @Test func `KITTI and nuScenes files are told apart and say that this was a guess`() throws {
    let kitti = try reading(datasetBytes("raw/kitti.bin")) { try RawCloud.read(&$0, name: "a.bin") }
    #expect(kitti.cloud.count == 20)
    #expect(kitti.cloud.origin == CloudOrigin(format: .kitti, encoding: .binary, version: "xyzi"))
    #expect(
      kitti.notes == [
        "no layout was given; read as float32 x y z intensity (layout xyzi)"
      ])
    // Twenty rows fit both layouts: the whole numbers of the ring decide, not the name.
    let nuscenes = try reading(datasetBytes("raw/nuscenes.pcd.bin")) {
      try RawCloud.read(&$0, name: "a.bin")
    }
    #expect(nuscenes.cloud.count == 20)
    #expect(nuscenes.cloud.origin?.format == .nuscenes)
    #expect(nuscenes.cloud.field("ring")?.values.floats().max() == 19)
    #expect(nuscenes.notes.count == 1)
  }

  @Test func `a given layout is taken without a note`() throws {
    let (cloud, notes) = try reading(bytes(four)) {
      try RawCloud.read(&$0, layout: RawLayout("x,y,z,a:uint16,b:int16"))
    }
    #expect(cloud.fields.map(\.type) == [.float32, .float32, .float32, .uint16, .int16])
    #expect(cloud.field("b")?.values == .int16([0x3F00, 0x3E80, 0]))
    #expect(notes == [])
  }

  @Test func `a size that does not fit names the layouts that do`() {
    #expect(
      throws: RawCloudError.sizeDoesNotFit(
        byteCount: 60, layout: "xyzi", rowByteCount: 16, fitting: ["xyz", "xyzir"])
    ) {
      try reading(bytes(Array(five[..<15]))) { try RawCloud.read(&$0, layout: .kitti) }
    }
    #expect(
      throws: RawCloudError.sizeDoesNotFit(
        byteCount: 17, layout: "xyzi", rowByteCount: 16, fitting: [])
    ) {
      try reading(Array(bytes(four)[..<17])) { try RawCloud.read(&$0) }
    }
  }

  @Test func `what is no cloud is not taken for one`() {
    var generator = SeededBytes()
    let noise = (0..<1600).map { _ in generator.next() }
    let error = #expect(throws: RawCloudError.self) {
      try reading(noise) { try RawCloud.read(&$0, name: "weights.bin") }
    }
    guard case .implausible(layout: "xyzi", checked: 400, odd: 101...) = error else {
      Issue.record("not \(error as Any)")
      return
    }
  }

  @Test func `rows survive reading and writing, NaN and an empty cloud too`() throws {
    for (values, layout) in [(four, RawLayout.kitti), (five, .nuscenes), ([], .kitti)] {
      let cloud = try reading(bytes(values)) { try RawCloud.read(&$0, layout: layout).cloud }
      #expect(cloud.count == values.count / layout.columns.count)
      // The layout comes back from the cloud itself.
      var losses: [CloudLoss]?
      let output = try written { losses = try RawCloud.write(cloud, to: $0) }
      #expect(losses == [])
      #expect(output == bytes(values))
    }
  }

  @Test func `many rows pass through several windows`() throws {
    let values = (0..<600_000).map { Float($0) }
    let cloud = try reading(bytes(values)) { try RawCloud.read(&$0, layout: .kitti).cloud }
    #expect(
      cloud.field("z")?.values == .float32(stride(from: 2, to: 600_000, by: 4).map { Float($0) }))
    #expect(try written { _ = try RawCloud.write(cloud, to: $0) } == bytes(values))
  }

  @Test func `what rows cannot hold is named`() throws {
    var cloud = PointCloud(
      count: 2,
      columns: [
        Field("X", .float64([1, 5_000_000.123])), Field("Y", .float64([2, 3])),
        Field("Z", .int32([16_777_217, 3])), Field("label", .uint32([1, 2])),
      ], width: 1, height: 2)
    cloud.comments = ["made by hand"]
    var losses: [CloudLoss] = []
    let output = try written { losses = try RawCloud.write(cloud, to: $0) }
    #expect(
      losses == [
        .converted(field: "X", from: .float64, to: .float32, inexactCount: 1),
        .converted(field: "Z", from: .int32, to: .float32, inexactCount: 1),
        .zeros(field: "intensity"), .fields(["label"]), .grid(width: 1, height: 2), .comments,
      ])
    #expect(output == bytes([1, 2, 16_777_216, 0, 5_000_000, 3, 3, 0]))
    cloud.removeFields(named: "Z")
    #expect(throws: CloudFileError.Cause.missingField("z")) {
      _ = try written { _ = try RawCloud.write(cloud, to: $0) }
    }
  }

  @Test func `no prefix and no changed byte stops the reader`() throws {
    let outcome = mutating(try datasetBytes("raw/nuscenes.pcd.bin")) { _ = try RawCloud.read(&$0) }
    #expect(outcome.read > 100 && outcome.refused > 100)
  }
}

/// Bytes without order, the same in every run.
struct SeededBytes {
  var state: UInt64 = 7
  mutating func next() -> UInt8 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(state >> 56)
  }
}
