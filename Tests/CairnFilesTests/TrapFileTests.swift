import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

/// Reads the files of `Datasets/ply` and `Datasets/pcd`, each of which has something that some
/// reader stumbles over.
struct TrapFileTests {
  static let names: [String] = ["ply", "pcd"].flatMap { folder in
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: TestFiles.datasets.appending(path: folder).path)
    return (names ?? []).sorted().map { "\(folder)/\($0)" }
  }

  /// The points of most files; the first byte of the first is a line feed.
  static let usual: [[Float]] = [
    [Float(bitPattern: 0x3F80_000A), 1.25, 10], [-1, 0, 20], [2, -3.5, 30.75],
  ]
  /// Files with other points, or none.
  static let unusual: Set<String> = [
    "all_types_ascii", "all_types_big_endian", "all_types_little_endian", "all_types_binary",
    "double_ascii", "double_big_endian", "double_binary", "nan_inf", "no_points",
    "no_points_compressed", "organised", "splat_without_xyz",
  ]

  private func read(_ name: String) throws -> CloudReading {
    try CloudReader.read(path: TestFiles.datasets.appending(path: name).path)
  }

  private func stem(_ name: String) -> String {
    String(name.split(separator: "/")[1].split(separator: ".")[0])
  }

  @Test func `there are files to read`() { #expect(Self.names.count > 70) }

  @Test(
    arguments: names.filter {
      !unusual.contains($0.split(separator: "/")[1].split(separator: ".")[0].description)
    })
  func `the points are right`(name: String) throws {
    let cloud = try read(name).cloud
    #expect(cloud.count == 3)
    let fields = try #require(cloud.positionFields)
    #expect(fields.x.values == .float32(Self.usual[0]))
    #expect(fields.y.values == .float32(Self.usual[1]))
    #expect(fields.z.values == .float32(Self.usual[2]))
  }

  @Test func `doubles keep every bit`() throws {
    for name in [
      "ply/double_ascii.ply", "ply/double_big_endian.ply", "pcd/double_ascii.pcd",
      "pcd/double_binary.pcd",
    ] {
      let fields = try #require(try read(name).cloud.positionFields)
      #expect(fields.x.values == .float64([493_994.87, 494_993.68, 0.1]))
      #expect(fields.y.values == .float64([4_877_429.62, 4_878_817.02, 1e-300]))
      #expect(fields.z.values == .float64([123.93, 178.73, -.leastNonzeroMagnitude]))
    }
  }

  @Test func `every type keeps its limits`() throws {
    let columns: [FieldValues] = [
      .int8([-128]), .uint8([255]), .int16([-32768]), .uint16([65535]), .int32([.min]),
      .uint32([.max]),
    ]
    for name in ["ascii", "little_endian", "big_endian"] {
      let cloud = try read("ply/all_types_\(name).ply").cloud
      let all = columns + [.float32([0.5]), .float64([0.1])]
      #expect(cloud.columns.map(\.values) == all + all)
    }
    for name in ["ascii", "binary"] {
      let cloud = try read("pcd/all_types_\(name).pcd").cloud
      let wide: [FieldValues] = [.int64([.min]), .uint64([.max]), .float32([0.5]), .float64([0.1])]
      #expect(cloud.columns.map(\.values) == columns + wide)
    }
  }

  @Test func `lists among the points are kept`() throws {
    for name in ["ascii", "little_endian", "big_endian"] {
      let cloud = try read("ply/list_in_vertex_\(name).ply").cloud
      let views = try #require(cloud.field("views"))
      #expect(views.values == .int32([7, -8, 9]))
      #expect(views.arity == .list(lengthType: .uint8, offsets: [0, 2, 2, 3]))
      #expect(cloud.field("tag")?.values == .uint8([1, 2, 3]))
    }
  }

  @Test func `other elements are kept in their places`() throws {
    let faces = try read("ply/faces_before_vertices.ply").cloud
    #expect(faces.leadingElements.map(\.name) == ["face"])
    #expect(faces.leadingElements[0].fields[0].values == .int32([0, 1, 2, 0, 1, 2, 0]))
    let around = try read("ply/elements_around.ply").cloud
    #expect(around.leadingElements.map(\.name) == ["camera"])
    #expect(
      around.leadingElements[0].fields.map(\.values) == [.float32([525.5]), .float32([0.25, -1])])
    #expect(around.trailingElements.map(\.name) == ["face", "edge"])
    #expect(around.trailingElements[0].fields[1].values == .uint8([200, 100]))
    #expect(
      around.trailingElements[0].fields[0].arity == .list(lengthType: .uint8, offsets: [0, 3, 3]))
    #expect(around.trailingElements[1].fields.map(\.values) == [.int32([1]), .int32([2])])
    let empty = try read("ply/empty_elements.ply").cloud
    #expect(empty.leadingElements.map(\.count) == [0])
    #expect(empty.trailingElements.map(\.count) == [0])
    let splat = try read("ply/splat.ply").cloud
    #expect(splat.trailingElements[0].fields[0].values == .float32([1, 2]))
    #expect(splat.colors != nil)
  }

  @Test func `comments and notes are kept as they stand`() throws {
    let cloud = try read("ply/comments.ply").cloud
    #expect(cloud.comments == [" made by  hand", ""])
    #expect(cloud.objectInfo == ["scanner 7"])
    #expect(try read("ply/latin1_comment.ply").cloud.comments == ["café"])
    #expect(try read("pcd/comment_between.pcd").cloud.comments.last == "a note")
  }

  @Test func `nan and infinity are values in any case`() throws {
    let fields = try #require(try read("ply/nan_inf.ply").cloud.positionFields)
    let (x, y, z) = (fields.x.values.floats(), fields.y.values.floats(), fields.z.values.floats())
    #expect(!x.contains { !$0.isNaN })
    #expect(y == [-.infinity, .infinity, 0])
    #expect(z == [.infinity, 1, .infinity])
  }

  @Test func `the grid of an organised cloud is kept`() throws {
    for name in ["ply/organised.ply", "pcd/organised.pcd"] {
      let cloud = try read(name).cloud
      #expect(cloud.width == 2)
      #expect(cloud.height == 2)
      #expect(cloud.positionFields?.x.values.floats()[3].isNaN == true)
    }
  }

  @Test func `a file without coordinates or points is read`() throws {
    #expect(
      try read("ply/splat_without_xyz.ply").cloud.field("packed_position")?.values
        == .uint32([7, 8, 9]))
    for name in ["ply/no_points.ply", "pcd/no_points.pcd", "pcd/no_points_compressed.pcd"] {
      let cloud = try read(name).cloud
      #expect(cloud.count == 0)
      #expect(cloud.fields.map(\.name) == ["x", "y", "z"])
    }
  }

  @Test func `padding is kept but is no datum, and a count of 0 takes no room`() throws {
    let cloud = try read("pcd/padding_count_0.pcd").cloud
    #expect(cloud.fields.map(\.name) == ["x", "y", "z", "intensity", "timestamp", "ring"])
    #expect(cloud.columns.map(\.count) == [1, 1, 1, 4, 1, 0, 1, 6, 1, 12])
    #expect(cloud.columns[3].values == .uint8(Array(repeating: 0xAB, count: 12)))
    #expect(cloud.field("intensity")?.values == .float32([0, 0.5, 1]))
    #expect(cloud.field("timestamp")?.values == .float64([1e9, 1e9 + 0.125, 1e9 + 0.25]))
    #expect(cloud.field("ring")?.values == .uint16([0, 1, 2]))
    #expect(try read("pcd/padding_ascii.pcd").cloud.fields.map(\.name) == ["x", "y", "z", "i"])
  }

  @Test func `fields of several values are kept together`() throws {
    for name in ["pcd/count_3.pcd", "pcd/count_3_ascii.pcd"] {
      let field = try #require(try read(name).cloud.field("fpfh"))
      #expect(field.count == 3)
      #expect(field.values == .float32([0, 0.5, 0, 1, 1.5, -1, 2, 2.5, -2]))
    }
    let repeated = try #require(try read("pcd/compressed_copies.pcd").cloud.field("w"))
    #expect(repeated.values == .float32(Array(repeating: 0, count: 300)))
  }

  @Test func `packed colours of every type are the same colours`() throws {
    let expected = [SIMD3<Float>(0x11, 0x22, 0x33) / 255, SIMD3(0xFF, 0x80, 0x01) / 255, .one]
    for name in ["rgb_float", "rgb_unsigned", "rgb_signed_ascii", "rgba_nan_bits"] {
      #expect(try read("pcd/\(name).pcd").cloud.colors == expected)
    }
  }

  @Test func `names and the viewpoint are read wherever they stand`() throws {
    #expect(
      try read("pcd/hash_in_field_name.pcd").cloud.field("#obj")?.values == .uint8([0, 1, 2]))
    let viewpoint = try read("pcd/viewpoint_after_points.pcd").cloud.viewpoint
    #expect(viewpoint.translation == [1, 2.5, -3])
    #expect(viewpoint.quaternion == [0.5, 0.5, 0.5, 0.5])
    #expect(try read("pcd/version_dot_7.pcd").cloud.origin?.version == ".7")
    #expect(
      try read("ply/wide_integers.ply").cloud.field("stamp")?.values
        == .uint64([1 << 63, 1 << 63 + 1, 1 << 63 + 2]))
  }

  @Test func `what is odd is said, and nothing else`() throws {
    let expected: [String: [CloudWarning]] = [
      "ply/more_rows.ply": [.extraRows(count: 2, line: 11)],
      "ply/trailing_bytes.ply": [.trailingBytes(byteOffset: 151, count: 4)],
      "ply/broken_faces.ply": [
        .brokenElement(
          name: "face",
          error: .missingValue(element: "face", row: 1, property: "vertex_indices", line: 14))
      ],
      "ply/truncated_faces.ply": [
        .brokenElement(
          name: "face",
          error: .truncatedBody(
            element: "face", row: 1, count: 2, property: "vertex_indices", byteOffset: 232))
      ],
      "ply/duplicate_field.ply": [.duplicateField(name: "tag")],
      "pcd/stored_as_compressed.pcd": [.storedUncompressed(byteCount: 36)],
      "pcd/trailing_bytes.pcd": [.trailingBytes(byteOffset: 200, count: 5)],
      "pcd/height_0.pcd": [.heightMissing(line: 8)],
      "pcd/more_rows.pcd": [.extraRows(count: 1, line: 15)],
    ]
    for name in Self.names {
      #expect(try read(name).warnings == expected[name] ?? [], "\(name)")
    }
  }
}
