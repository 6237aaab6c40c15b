import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

/// Writes what was read, and looks for what got lost.
struct RoundTripTests {
  private func content(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: TestFiles.datasets.appending(path: name)))
  }

  /// Colours as bytes, whichever way they were divided.
  private func bytes(_ colors: [SIMD3<Float>]?) -> [SIMD3<Float>]? {
    colors?.map { ($0 * 255).rounded(.toNearestOrEven) }
  }

  /// What follows the header.
  private func payload(_ bytes: [UInt8], after keyword: String) -> ArraySlice<UInt8> {
    let word = Array(keyword.utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: word) }),
      var end = bytes[start...].firstIndex(where: { $0 == 10 || $0 == 13 })
    else { return [] }
    // The first line tells whether a CR comes with an LF.
    let isCRLF = bytes.firstIndex(of: 13).map { bytes[$0 + 1] == 10 } ?? false
    if bytes[end] == 13, isCRLF { end += 1 }
    return bytes[(end + 1)...]
  }

  @Test(arguments: TrapFileTests.names)
  func `writing in the same format gives the same cloud, in every encoding`(name: String) throws {
    let reading = try CloudReader.read(bytes: content(name), name: name)
    let format = try #require(reading.cloud.origin?.format)
    for encoding in format.encodings {
      let written = try reading.cloud.encoded(as: format, encoding: encoding)
      var back = try CloudReader.read(bytes: written.bytes, name: name)
      #expect(back.warnings.filter { if case .duplicateField = $0 { false } else { true } } == [])
      #expect(back.cloud.origin?.encoding == encoding)
      back.cloud.origin = reading.cloud.origin
      if back.cloud.comments.count == reading.cloud.comments.count + 1 {
        back.cloud.comments.removeFirst()
      }
      guard encoding != .ascii || name != "pcd/rgba_nan_bits.pcd" else {
        // Text has no room for the bits of a NaN, so the type changes, and is said to.
        #expect(bytes(back.cloud.colors) == bytes(reading.cloud.colors))
        #expect(
          written.losses == [
            .converted(field: "rgba", from: .float32, to: .uint32, inexactCount: 0)
          ])
        continue
      }
      #expect(written.losses == [])
      #expect(back.cloud == reading.cloud)
    }
  }

  @Test(arguments: TrapFileTests.names)
  func `binary data come back byte for byte`(name: String) throws {
    let bytes = try content(name)
    let reading = try CloudReader.read(bytes: bytes, name: name)
    let origin = try #require(reading.cloud.origin)
    guard [.binary, .binaryBigEndian].contains(origin.encoding) else { return }
    let isComplete = !reading.warnings.contains {
      if case .brokenElement = $0 { true } else { false }
    }
    guard isComplete else { return }
    let keyword = origin.format == .ply ? "end_header" : "DATA binary"
    let before = payload(bytes, after: keyword)
    let after = payload(try reading.cloud.encoded(as: origin.format).bytes, after: keyword)
    // What trails the last row is not part of the cloud.
    #expect(Array(before.prefix(after.count)) == Array(after))
    if reading.warnings == [], !name.contains("padding") { #expect(before.count == after.count) }
  }

  @Test(arguments: TrapFileTests.names)
  func `the other format holds the same values, and says what it does not hold`(
    name: String
  ) throws {
    let cloud = try CloudReader.read(bytes: content(name), name: name).cloud
    let other: CloudFormat = name.hasPrefix("ply") ? .pcd : .ply
    for encoding in other.encodings {
      let written = try cloud.encoded(as: other, encoding: encoding)
      let back = try CloudReader.read(bytes: written.bytes, name: name).cloud
      #expect(back.count == cloud.count)
      #expect(back.width == cloud.width)
      #expect(back.viewpoint == cloud.viewpoint)
      #expect(bytes(back.colors) == bytes(cloud.colors))
      guard let from = cloud.positionFields, let to = back.positionFields else { continue }
      #expect([from.x, from.y, from.z] == [to.x, to.y, to.z])
      let names = (cloud.leadingElements + cloud.trailingElements).map(\.name)
      #expect(written.losses.contains(.elements(names)) == (other == .pcd && !names.isEmpty))
    }
  }

  @Test func `colours and normals get the names that each format's readers look for`() throws {
    var cloud = PointCloud(positions: [[1, 2, 3], [4, 5, 6]])
    cloud.append(Field("red", .uint8([0x11, 1])))
    cloud.append(Field("green", .uint8([0x22, 2])))
    cloud.append(Field("blue", .uint8([0x33, 3])))
    cloud.append(Field("nx", .float32([0, 1])))
    let pcd = try CloudReader.read(bytes: cloud.encoded(as: .pcd).bytes, name: "x.pcd").cloud
    #expect(pcd.fields.map(\.name) == ["x", "y", "z", "rgb", "normal_x"])
    #expect(
      pcd.field("rgb")?.values == .float32([0x112233, 0x010203].map(Float.init(bitPattern:))))
    let ply = try CloudReader.read(bytes: pcd.encoded(as: .ply).bytes, name: "x.ply").cloud
    #expect(ply.fields.map(\.name) == ["x", "y", "z", "red", "green", "blue", "nx"])
    #expect(ply.field("green")?.values == .uint8([0x22, 2]))
    cloud.append(Field("alpha", .uint8([255, 0])))
    let rgba = try CloudReader.read(bytes: cloud.encoded(as: .pcd).bytes, name: "x.pcd").cloud
    #expect(rgba.field("rgba")?.values == .uint32([0xFF11_2233, 0x0001_0203]))
    let four = try CloudReader.read(bytes: rgba.encoded(as: .ply).bytes, name: "x.ply").cloud
    #expect(four.field("alpha")?.values == .uint8([255, 0]))
  }

  @Test func `what a format cannot hold is named`() throws {
    let list = try CloudReader.read(
      bytes: content("ply/list_in_vertex_ascii.ply"), name: "x.ply"
    ).cloud
    #expect(try list.encoded(as: .pcd).losses == [.list(field: "views")])
    let faces = try CloudReader.read(
      bytes: content("ply/elements_around.ply"), name: "x.ply"
    ).cloud
    #expect(try faces.encoded(as: .pcd).losses == [.elements(["camera", "face", "edge"])])
    let wide = try CloudReader.read(
      bytes: content("pcd/all_types_binary.pcd"), name: "x.pcd"
    ).cloud
    #expect(
      try wide.encoded(as: .ply).losses == [
        .converted(field: "g", from: .int64, to: .float64, inexactCount: 0),
        .converted(field: "h", from: .uint64, to: .float64, inexactCount: 1),
      ])
    var named = PointCloud(positions: [.zero])
    named.append(Field("time of day", .float64([0.1])))
    #expect(
      try named.encoded(as: .ply).losses == [.renamed(field: "time of day", to: "time_of_day")])
  }

  @Test func `names that a file could not tell apart or hold are changed, and that is said`() throws
  {
    var cloud = PointCloud(positions: [.zero])
    cloud.append(Field("x", .uint8([7])))
    cloud.append(Field("", .uint8([8])))
    for format in [CloudFormat.ply, .pcd] {
      let written = try cloud.encoded(as: format)
      #expect(
        written.losses == [
          .renamed(field: "x", to: "x_3"), .renamed(field: "", to: "field_4"),
        ])
      let back = try CloudReader.read(bytes: written.bytes, name: "x", format: format)
      #expect(back.cloud.fields.map(\.name) == ["x", "y", "z", "x_3", "field_4"])
    }
    cloud = PointCloud(positions: [.zero])
    cloud.append(Field("rgb", .uint32([0x0102_03])))
    cloud.append(Field("red", .uint8([9])))
    cloud.append(Field("nx", .float32([1])))
    cloud.append(Field("normal_x", .float32([2])))
    let ply = try CloudReader.read(bytes: cloud.encoded(as: .ply).bytes, name: "x")
    #expect(ply.warnings == [])
    #expect(ply.cloud.fields.map(\.name) == ["x", "y", "z", "rgb", "red", "nx", "normal_x"])
  }

  @Test func `an encoding that a format does not have is refused`() {
    #expect(
      throws: CloudFileError(
        path: "memory", cause: .unsupportedEncoding(.binaryCompressed, .ply))
    ) { try PointCloud(positions: [.zero]).encoded(as: .ply, encoding: .binaryCompressed) }
  }
}
