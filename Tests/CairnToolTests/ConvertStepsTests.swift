import CairnClouds
import CairnFiles
import CairnPreprocessing
import Foundation
import TestSupport
import Testing

struct ConvertStepsTests: FolderTests {
  let folder: URL
  init() throws { folder = try TestFiles.temporaryFolder() }

  /// A grid of 40 × 30 points on a plane, some of them NaN, one far away, with columns of many types.
  static let sheet: PointCloud = {
    let (width, height) = (40, 30)
    let count = width * height
    var z = (0..<count).map { 0.001 * Double($0 % 3) }
    z[5] = .nan
    z[617] = 3
    var cloud = PointCloud(
      count: count,
      columns: [
        Field("x", .float64((0..<count).map { 500_000 + 0.01 * Double($0 % width) })),
        Field("y", .float64((0..<count).map { 5_400_000 + 0.01 * Double($0 / width) })),
        Field("z", .float64(z)),
        Field("intensity", .uint16((0..<count).map { UInt16($0) })),
        Field("label", .uint8((0..<count).map { UInt8($0 % width / 20) })),
        Field("pair", .int8((0..<2 * count).map { Int8($0 % 100) }), count: 2),
      ], width: width, height: height)
    cloud.viewpoint = Viewpoint(translation: [500_000, 5_400_000, 2], quaternion: [1, 0, 0, 0])
    return cloud
  }()

  @Test func `points that stay keep all their columns`() throws {
    try Self.sheet.write(to: path("in.pcd"))
    let outcome = try Tool.run(
      "convert", path("in.pcd"), path("out.pcd"), "--json", "--crop",
      "500000.2,5400000,-1,500000.1,5400000.1,1")
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.messages.contains("no longer a grid of 40 × 30 points"))
    let steps = try #require(try outcome.json()["steps"] as? [[String: Any]])
    #expect(steps.count == 1)
    #expect(steps[0]["step"] as? String == "crop")
    #expect(steps[0]["before"] as? Int == 1200)
    let rows = (0..<1200).filter { 10...20 ~= $0 % 40 && $0 / 40 <= 10 && $0 != 5 }
    let back = try PointCloud(contentsOf: path("out.pcd"))
    #expect(back.columns == Self.sheet.selected(rows).columns)
    #expect(back.viewpoint == Self.sheet.viewpoint)
    #expect(steps[0]["after"] as? Int == rows.count)
  }

  @Test func `a cloud that loses nothing stays a grid`() throws {
    try Self.sheet.write(to: path("in.pcd"))
    let outcome = try Tool.run(
      "convert", path("in.pcd"), path("out.pcd"), "--normals", "9")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let back = try PointCloud(contentsOf: path("out.pcd"))
    #expect((back.width, back.height) == (40, 30))
    #expect(
      back.fields.map(\.name).suffix(4) == ["normal_x", "normal_y", "normal_z", "curvature"])
    let up = try #require(back.field("normal_z")).values.doubles()
    // The sensor is above.
    #expect(up.enumerated().count { $1 > 0.9 } > 1100)
    #expect(up[5] == 0)
  }

  @Test func `outliers go, with and without numbers`() throws {
    try Self.sheet.write(to: path("in.pcd"))
    for arguments in [
      ["--remove-outliers", path("in.pcd"), path("a.ply")],
      [path("in.pcd"), path("b.ply"), "--remove-outliers", "16,2"],
      [path("in.pcd"), path("c.ply"), "--remove-outliers=16,2"],
      [path("in.pcd"), path("d.ply"), "--remove-outliers"],
    ] {
      let outcome = try Tool.run(["convert"] + arguments)
      #expect(outcome.status == 0, "\(outcome.messages)")
      #expect(outcome.messages.contains("cairn: remove-outliers: 1,200 → "))
    }
    let clean = try PointCloud(contentsOf: path("a.ply"))
    let heights = try #require(clean.field("z")).values.doubles()
    #expect(heights.count > 1000)
    #expect(heights.allSatisfy { $0 < 1 })
    for name in ["b.ply", "c.ply", "d.ply"] {
      #expect(try PointCloud(contentsOf: path(name)) == clean)
    }
    for wrong in ["0,2", "1001,2", "16,nan", "16"] {
      let outcome = try Tool.run(
        "convert", path("in.pcd"), path("e.ply"), "--remove-outliers=\(wrong)")
      #expect(outcome.status == 2)
      #expect(outcome.messages.contains("such as 16,2"))
    }
    let many = try Tool.run("convert", path("in.pcd"), path("f.ply"), "--remove-outliers", "70,2")
    #expect(many.status == 0, "\(many.messages)")
  }

  @Test func `voxels are as the library makes them, at any number of threads`() throws {
    try Self.sheet.write(to: path("in.pcd"))
    let choices: [(String, VoxelRepresentative)] = [
      ("centroid", .centroid), ("first", .first), ("random", .random(seed: 7)),
    ]
    for (choice, representative) in choices {
      let name = "\(choice).pcd"
      let outcome = try Tool.run(
        "convert", path("in.pcd"), path(name), "--voxel", "0.05", "--voxel-keep", choice,
        "--seed", "7", "--threads", "1")
      #expect(outcome.status == 0, "\(outcome.messages)")
      let expected = try #require(
        Self.sheet.downsampled(voxelSize: 0.05, keeping: representative))
      #expect(try PointCloud(contentsOf: path(name)).columns == expected.columns)
    }
  }

  @Test func `steps have an order of their own`() throws {
    try Self.sheet.write(to: path("in.pcd"))
    let outcome = try Tool.run(
      "convert", "--normals", "8", "--voxel", "0.02", "--remove-outliers", "8,3", "--crop",
      "500000,5400000,-1,500001,5400001,5", path("in.pcd"), path("out.ply"), "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let steps = try #require(try outcome.json()["steps"] as? [[String: Any]])
    #expect(
      steps.map { $0["step"] as? String } == ["crop", "remove-outliers", "voxel", "normals"])
    for (step, next) in zip(steps, steps.dropFirst()) {
      #expect(step["after"] as? Int == next["before"] as? Int)
    }
    let back = try PointCloud(contentsOf: path("out.ply"))
    #expect(back.fields.map(\.name).suffix(4) == ["nx", "ny", "nz", "curvature"])
    #expect(back.count == steps[3]["after"] as? Int)
  }

  @Test func `the article shows what the tool says`() throws {
    let article = try String(
      contentsOf: TestFiles.package.appending(
        path: "Sources/Cairn/Documentation.docc/CommandLine.md"), encoding: .utf8)
    let shown = try #require(
      article.firstMatch(of: /\$ cairn convert (\S+) (\S+) (.*)\n((?:.+\n)*?)```/)?.output)
    let file = TestFiles.package.appending(path: String(shown.1)).path
    let outcome = try Tool.run(
      ["convert", file, path(String(shown.2))] + shown.3.split(separator: " ").map(String.init))
    #expect(outcome.messages.replacing(path("small.ply"), with: "small.ply") == shown.4)
  }

  @Test func `nothing left is an empty cloud and status 1`() throws {
    try Self.sheet.write(to: path("in.pcd"))
    let outcome = try Tool.run(
      "convert", path("in.pcd"), path("out.pcd"), "--crop", "0,0,0,1,1,1", "--voxel", "1",
      "--remove-outliers", "--normals", "5")
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("no point is left"))
    #expect(try PointCloud(contentsOf: path("out.pcd")).count == 0)
    let again = try Tool.run(
      "convert", path("out.pcd"), path("again.pcd"), "--crop", "0,0,0,1,1,1", "--voxel", "1")
    #expect(again.status == 0, "\(again.messages)")
  }

  @Test func `wrong steps say which and why`() throws {
    try Self.sheet.write(to: path("in.pcd"))
    for (option, value) in [
      ("--voxel", "0"), ("--voxel", "nan"), ("--normals", "2"), ("--crop", "1,2,3"),
      ("--voxel-keep", "first"), ("--threads", "0"),
    ] {
      let outcome = try Tool.run("convert", path("in.pcd"), path("out.pcd"), option, value)
      #expect(outcome.status == 2)
      #expect(outcome.messages.contains(option), "\(outcome.messages)")
    }
    let table = PointCloud(count: 1, columns: [Field("a", .float32([1]))])
    try table.write(to: path("table.ply"))
    let outcome = try Tool.run("convert", path("table.ply"), path("out.ply"), "--voxel", "1")
    #expect(outcome.status == 2)
    #expect(outcome.messages.contains("x, y and z"))
  }
}
