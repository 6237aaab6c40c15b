import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct FormatDispatchTests {
  @Test(arguments: [
    ("raw/kitti.bin", CloudFormat.kitti), ("raw/nuscenes.pcd.bin", .nuscenes),
    ("npy/structured.npy", .npy), ("text/plain.xyz", .text), ("text/quoted.csv", .text),
    ("text/two_scans.pts", .pts), ("text/cloudcompare.asc", .text),
  ])
  func `every format is found and read by its path`(path: String, format: CloudFormat) throws {
    let path = TestFiles.datasets.appending(path: path).path
    let reading = try CloudReader.read(path: path)
    #expect(reading.cloud.origin?.format == format)
    #expect(reading.cloud.count > 1)
    // What is written in the same format is read back as the same.
    let (bytes, losses) = try reading.cloud.encoded(as: format)
    let back = try CloudReader.read(bytes: bytes, name: "memory", format: format)
    let isQuoted = path.hasSuffix("quoted.csv")
    let renamed = CloudLoss.renamed(field: "Größe; \"a\"", to: "Größe___a_")
    #expect(losses == (isQuoted ? [renamed] : format == .pts ? [.names] : []))
    #expect(
      back.cloud.fields.map(\.name)
        == reading.cloud.fields.map { $0.name == "Größe; \"a\"" ? "Größe___a_" : $0.name })
    for (new, old) in zip(back.cloud.fields, reading.cloud.fields) {
      #expect(FieldValues.float64(new.values.doubles()) == .float64(old.values.doubles()))
    }
  }

  @Test func `content goes before the extension`() throws {
    let npy = try datasetBytes("npy/int16_xyz.npy")
    #expect(try CloudReader.read(bytes: npy, name: "a.txt").cloud.origin?.format == .npy)
    let text = Array("0.5 1 2\n3 4 5\n".utf8)
    #expect(try CloudReader.read(bytes: text, name: "-").cloud.origin?.format == .text)
    #expect(throws: CloudFileError(path: "-", cause: .unknownFormat)) {
      try CloudReader.read(bytes: Array("hello world\n".utf8), name: "-")
    }
  }

  @Test func `a layout or a format that is given is no guess`() throws {
    let bytes = try datasetBytes("raw/kitti.bin")
    let guessed = try CloudReader.read(bytes: bytes, name: "a.bin")
    #expect(
      guessed.warnings == [
        .note("no layout was given; read as float32 x y z intensity (layout xyzi)")
      ])
    #expect(try CloudReader.read(bytes: bytes, name: "a.bin", format: .kitti).warnings == [])
    let given = try CloudReader.read(bytes: bytes, name: "a", layout: RawLayout("xyzt"))
    #expect(given.cloud.fields.map(\.name) == ["x", "y", "z", "time"])
    #expect(given.warnings == [])
    #expect(try given.cloud.encoded(as: .kitti).bytes == bytes)
    #expect(
      throws: CloudFileError(
        path: "a.bin",
        cause: .raw(
          .sizeDoesNotFit(
            byteCount: 319, layout: "xyzir", rowByteCount: 20, fitting: [])))
    ) {
      try CloudReader.read(bytes: Array(bytes.dropLast()), name: "a.bin", format: .nuscenes)
    }
  }

  static let foreign: [(start: [UInt8], name: String, kind: String)] = [
    (Array("version https://git-lfs.github.com/spec/v1\n".utf8), "a.ply", "a Git LFS pointer"),
    (Array("\n <!DOCTYPE html>".utf8), "a.npy", "a web page"),
    (Array("<?xml version=\"1.0\"?>".utf8), "a.xyz", "an XML document"),
    ([0x1F, 0x8B, 8, 0], "a.pcd", "gzip compressed data"),
    ([0x50, 0x4B, 3, 4], "a.ply", "a zip archive"),
    ([0x50, 0x4B, 3, 4], "a.npz", "an archive of NumPy arrays"),
    (Array("LASF".utf8), "a.txt", "a LAS or LAZ file, a format that is not supported yet"),
    (Array("ASTM-E57".utf8), "a.bin", "an E57 file, a format that is not supported"),
    (Array("#ROSBAG V2.0\n".utf8), "a.pcd", "a recording of ROS messages"),
    ([0x89, 0x50, 0x4E, 0x47], "a.bin", "a PNG picture"),
  ]

  @Test(arguments: foreign)
  func `files of other kinds are told apart from broken clouds`(
    start: [UInt8], name: String, kind: String
  ) throws {
    let error = #expect(throws: CloudFileError.self) {
      try CloudReader.read(bytes: start, name: name)
    }
    guard case .foreign(kind, let advice) = error?.cause else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(!advice.isEmpty && error?.description.contains(advice) == true)
  }

  @Test func `errors carry the path and the place`() {
    func message(_ text: String, _ name: String) -> String? {
      #expect(throws: CloudFileError.self) {
        try CloudReader.read(bytes: Array(text.utf8), name: name)
      }?.description
    }
    #expect(message("1 2 3\n4 x 6\n", "a.xyz") == "a.xyz: line 2, column 3: 'x' is not a number")
    #expect(
      message("0123456789abc", "b.bin")
        == "b.bin: 13 bytes are no whole number of 16-byte rows (layout xyzi); no layout of 3 to 8 "
        + "float32 values fits: the file is cut off or of another kind")
  }
}
