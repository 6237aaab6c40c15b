import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct ConvertTests: FolderTests {
  let folder: URL
  init() throws { folder = try TestFiles.temporaryFolder() }

  /// Columns of many types, an organised grid with a hole, coordinates that need doubles.
  static let cloud: PointCloud = {
    var cloud = PointCloud(
      count: 4,
      columns: [
        Field("x", .float64([5_000_000.123, 5_000_001.25, .nan, 5_000_002.5])),
        Field("y", .float64([1, 2, .nan, 4])),
        Field("z", .float64([0.1, 0.2, .nan, -0.3])),
        Field("intensity", .uint16([1, 65535, 0, 7])),
        Field("normal_x", .float32([0, -0.0, .nan, 1])),
        Field("time", .float64([1.7e9 + 0.123_456_7, 0, 1, 2])),
      ], width: 2, height: 2)
    cloud.viewpoint = Viewpoint(translation: [1, 2, 3], quaternion: [1, 0, 0, 0])
    return cloud
  }()

  @Test(arguments: ["ascii", "binary", "binary-compressed"])
  func `pcd keeps everything in every encoding`(encoding: String) throws {
    try Self.cloud.write(to: path("in.pcd"))
    let outcome = try Tool.run(
      "convert", path("in.pcd"), path("out.pcd"), "--encoding", encoding)
    #expect(outcome.status == 0)
    #expect(outcome.messages == "")
    let back = try PointCloud(contentsOf: path("out.pcd"))
    #expect(back.columns == Self.cloud.columns)
    #expect((back.width, back.height) == (2, 2))
    #expect(back.viewpoint == Self.cloud.viewpoint)
  }

  @Test(arguments: ["ascii", "binary", "binary-big-endian"])
  func `ply keeps all values and names what it cannot hold`(encoding: String) throws {
    try Self.cloud.write(to: path("in.pcd"))
    let outcome = try Tool.run(
      "convert", path("in.pcd"), path("out.ply"), "--encoding", encoding)
    #expect(outcome.status == 0)
    let back = try PointCloud(contentsOf: path("out.ply"))
    #expect(back.count == 4)
    let (x, y, z) = try #require(back.positionFields)
    let original = try #require(Self.cloud.positionFields)
    #expect((x.values, y.values) == (original.x.values, original.y.values))
    #expect(z.values == original.z.values)
    #expect(back.field("time")?.values == Self.cloud.field("time")?.values)
  }

  @Test func `the same format keeps its encoding, another is binary`() throws {
    try PointCloud(positions: [[1, 2, 3]]).write(to: path("a.ply"), encoding: .ascii)
    _ = try Tool.run("convert", path("a.ply"), path("b.ply"))
    _ = try Tool.run("convert", path("a.ply"), path("c.pcd"))
    #expect(try PointCloud(contentsOf: path("b.ply")).origin?.encoding == .ascii)
    #expect(try PointCloud(contentsOf: path("c.pcd")).origin?.encoding == .binary)
  }

  @Test func `an empty cloud converts`() throws {
    try PointCloud(positions: []).write(to: path("empty.ply"))
    for name in ["e.pcd", "e.npy", "e.csv", "e.ply"] {
      let outcome = try Tool.run("convert", path("empty.ply"), path(name))
      #expect(outcome.status == 0, "\(name): \(outcome.messages)")
      #expect(try PointCloud(contentsOf: path(name)).count == 0)
    }
  }

  @Test func `a file at its size limit leaves the older output and nothing beside it`() throws {
    let points = (0..<5000).map { SIMD3<Float>(Float($0), 0, 0) }
    try PointCloud(positions: points).write(to: path("in.ply"))
    try "older".write(toFile: path("out.pcd"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "ulimit -f 8; exec \"$0\" convert --force \"$1\" \"$2\"", Tool.path.path,
      path("in.ply"), path("out.pcd"),
    ]
    let stderr = Pipe()
    process.standardError = stderr
    try process.run()
    let message = String(
      decoding: stderr.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(message.contains("out.pcd"))
    #expect(try String(contentsOfFile: path("out.pcd"), encoding: .utf8) == "older")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(names) == ["in.ply", "out.pcd"])
  }

  @Test func `standard output can be the target`() throws {
    try Self.cloud.write(to: path("in.pcd"))
    let outcome = try Tool.run("convert", path("in.pcd"), "-", "--to", "ply", "--encoding", "ascii")
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("ply\nformat ascii 1.0\n"))
  }
}
