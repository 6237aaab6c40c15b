import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct ScenesTests: FolderTests {
  static let worlds = [
    "tabletop", "bin", "shelf", "living-room", "kitchen", "office", "bathroom", "bedroom", "aisle",
    "street", "yard", "field",
  ]
  static let sensors = [
    "depth-camera", "handheld", "panorama", "lidar", "lidar-map", "aerial",
  ]

  let folder: URL
  init() throws { folder = try TestFiles.temporaryFolder() }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

  /// Makes the first table-top, small, into a folder of its own.
  func make(_ name: String, _ arguments: String...) throws -> Tool.Outcome {
    try Tool.run(
      ["scenes", "make", "tabletop", "--points", "3000", "-o", path(name)] + arguments)
  }

  func cloud(_ name: String) throws -> PointCloud {
    try PointCloud(contentsOf: path("\(name)/tabletop-depth-camera-1.ply"))
  }

  @Test func `list names every world and sensor`() throws {
    let text = try Tool.run("scenes", "list").text
    for name in Self.worlds + Self.sensors + ["room"] {
      #expect(text.contains("\n  \(name) "), "\(name)")
    }
    let json = try Tool.run("scenes", "list", "--json").json()
    let worlds = try #require(json["worlds"] as? [[String: Any]])
    #expect(worlds.map { $0["name"] as? String } == Self.worlds)
    let sensors = try #require(json["sensors"] as? [[String: Any]])
    #expect(sensors.map { $0["name"] as? String } == Self.sensors)
    for world in worlds {
      let fitting = try #require(world["sensors"] as? [String])
      #expect(!fitting.isEmpty && Set(fitting).isSubset(of: Self.sensors))
    }
  }

  @Test func `make writes a cloud, what it shows and where the sensor was`() throws {
    let outcome = try make("a", "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let report = try outcome.json()
    let cloud = try cloud("a")
    #expect(report["path"] as? String == path("a/tabletop-depth-camera-1.ply"))
    #expect(report["points"] as? Int == cloud.count)
    #expect(
      cloud.fields.map(\.name) == [
        "x", "y", "z", "red", "green", "blue", "label", "part", "group", "semantic", "surface",
      ])
    let labels = Set(try #require(cloud.labels)).subtracting([0])
    #expect(report["objects"] as? Int == labels.count)
    #expect(labels.count > 1)
    let json = try bytes("a/tabletop-depth-camera-1.json")
    let scene = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let objects = try #require(scene["objects"] as? [[String: Any]])
    let described = Set(objects.compactMap { $0["id"] as? InstanceLabel })
    #expect(labels.isSubset(of: described))
    let poses = String(decoding: try bytes("a/tabletop-depth-camera-1.poses.txt"), as: UTF8.self)
    let numbers = poses.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    #expect(numbers.count == 12 && poses.hasSuffix("\n"))
  }

  @Test func `the number of threads changes no byte`() throws {
    #expect(try make("one", "--threads", "1").status == 0)
    #expect(try make("two", "--threads", "2").status == 0)
    for file in ["ply", "json", "poses.txt"] {
      let name = "tabletop-depth-camera-1.\(file)"
      #expect(try bytes("one/\(name)") == bytes("two/\(name)"), "\(name)")
    }
  }

  @Test func `columns, axes, units and format are as asked`() throws {
    #expect(try make("plain", "--up", "z").status == 0)
    #expect(
      try make("turned", "--up", "y", "--unit", "mm", "--label-only", "--no-color").status == 0)
    #expect(try make("pcd", "--format", "pcd", "--dense").status == 0)
    let (plain, turned) = (try cloud("plain"), try cloud("turned"))
    #expect(turned.fields.map(\.name) == ["x", "y", "z", "label"])
    #expect(turned.labels == plain.labels)
    let before = try #require(plain.positions).points
    let after = try #require(turned.positions).points
    // Rounded to 0.1 mm in metres: 0.1 in millimetres, and what a Float of some metres holds.
    for (old, new) in zip(before, after) where old.isFinite {
      let wanted = SIMD3(old.x, old.z, -old.y) * 1000
      #expect((wanted - new).length < 0.18, "\(old) \(new)")
    }
    let pcd = try PointCloud(contentsOf: path("pcd/tabletop-depth-camera-1.pcd"))
    #expect(pcd.origin?.format == .pcd && !pcd.isOrganized)
    #expect(pcd.count == before.count { $0.isFinite })
    #expect(try #require(pcd.positions).points.allSatisfy(\.isFinite))
  }

  @Test func `frames are numbered, timed and placed, and labels stay`() throws {
    let outcome = try make("s", "--frames", "3", "--rate", "5")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let name = "s/tabletop-depth-camera-1"
    let files = try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
    #expect(
      files == [
        "000000.ply", "000001.ply", "000002.ply", "poses.txt", "scene.json", "times.txt",
      ])
    let times = String(decoding: try bytes("\(name)/times.txt"), as: UTF8.self)
    #expect(times.split(separator: "\n").compactMap { Double($0) } == [0, 0.2, 0.4])
    let poses = String(decoding: try bytes("\(name)/poses.txt"), as: UTF8.self)
      .split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
    #expect(poses.map(\.count) == [12, 12, 12])
    #expect(poses[0] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
    let scene = try #require(
      try JSONSerialization.jsonObject(with: bytes("\(name)/scene.json")) as? [String: Any])
    let objects = try #require(scene["objects"] as? [[String: Any]])
    let described = Set(objects.compactMap { $0["id"] as? InstanceLabel })
    for object in objects {
      let counts = try #require(object["points_per_frame"] as? [Int])
      #expect(counts.count == 3 && counts.reduce(0, +) == object["points"] as? Int)
      let boxes = object["box_per_frame"] as? [[String: Any]]
      #expect((boxes != nil) == (object["moves"] as? Bool) && boxes?.count ?? 3 == 3)
    }
    var seen: [Set<InstanceLabel>] = []
    for number in 0..<3 {
      let frame = try PointCloud(contentsOf: path("\(name)/00000\(number).ply"))
      seen.append(Set(try #require(frame.labels)).subtracting([0]))
      #expect(seen[number].isSubset(of: described))
    }
    // A camera that is moved for half a second sees much the same things.
    #expect(seen[0].intersection(seen[2]).count * 2 > seen[0].count)
  }

  @Test func `files that are there are kept`() throws {
    #expect(try make("a").status == 0)
    let name = "a/tabletop-depth-camera-1.ply"
    let first = try bytes(name)
    let refused = try make("a", "--no-color")
    #expect(refused.status == 2)
    #expect(refused.messages.contains("tabletop-depth-camera-1.ply"))
    #expect(try bytes(name) == first)
    #expect(try make("a", "--no-color", "--force").status == 0)
    #expect(try bytes(name) != first)
  }

  @Test(arguments: [
    (["moon"], "moon"),
    (["tabletop", "--sensor", "sonar"], "sonar"),
    (["tabletop", "--sensor", "aerial"], "aerial"),
    (["all", "--sensor", "lidar"], "tabletop"),
    (["tabletop", "--points", "99"], "--points"),
    (["tabletop", "--count", "0"], "--count"),
    (["tabletop", "--frames", "0"], "--frames"),
    (["tabletop", "--origin", "1,2"], "--origin"),
    (["tabletop", "--sensor", "panorama", "--frames", "2"], "panorama"),
  ])
  func `what cannot be made is named`(arguments: [String], name: String) throws {
    let outcome = try Tool.run(["scenes", "make"] + arguments + ["-o", path("none")])
    #expect(outcome.status == 2)
    #expect(outcome.messages.contains(name), "\(outcome.messages)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `without meshes the shapes are procedural, and it says so`() throws {
    let missing = try make("missing", "--meshes", path("nowhere"))
    #expect(missing.status == 0)
    #expect(missing.messages.contains("nowhere: nothing there"))
    let plain = try make("plain")
    #expect(plain.messages.contains("--meshes"))
    let name = "tabletop-depth-camera-1.ply"
    #expect(try bytes("missing/\(name)") == bytes("plain/\(name)"))
  }

  @Test func `shards that are there stay`() throws {
    func make() throws -> Tool.Outcome {
      try Tool.run(
        "scenes", "shards", "--mix", "tabletop:depth-camera", "--points", "2000", "--count", "2",
        "--per-shard", "1", "-o", path("shards"))
    }
    let first = try make()
    #expect(first.status == 0, "\(first.messages)")
    let files = first.text.split(separator: "\n").map(String.init)
    #expect(files.count == 2)
    let before = try files.map { try Data(contentsOf: URL(filePath: $0)) }
    #expect(before.allSatisfy { !$0.isEmpty } && before[0] != before[1])
    let again = try make()
    #expect(again.status == 0 && again.output.isEmpty)
    #expect(again.messages.contains("2 of 2"))
    #expect(try files.map { try Data(contentsOf: URL(filePath: $0)) } == before)
    // The second shard is what it is without the first one, too.
    try FileManager.default.removeItem(atPath: files[1])
    #expect(try make().text == files[1] + "\n")
    #expect(try Data(contentsOf: URL(filePath: files[1])) == before[1])
  }
}
