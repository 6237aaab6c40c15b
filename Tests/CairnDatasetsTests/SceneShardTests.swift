import CairnDatasets
import CairnFiles
import CairnGeometry
import CairnScenes
import CairnWorlds
import Foundation
import Testing

struct SceneShardTests {
  private func measurements(_ count: Int) -> Measurements {
    var random = SceneRandom(seed: 4)
    var result = Measurements()
    for index in 0..<count {
      result.positions.append([random.unit() * 8, random.unit() * 3, -random.unit()])
      result.colors.append([random.unit(), 0, 1])
      var labels = PointLabels()
      (labels.label, labels.part, labels.group) = (UInt32(index % 7), UInt32(index % 300), 2)
      (labels.semantic, labels.surface) = (9, UInt32(index))
      result.labels.append(labels)
    }
    result.positions[1] = SIMD3(repeating: .nan)
    (result.width, result.height) = (count, 1)
    result.poses = [.identity]
    return result
  }

  /// The data of an array in an archive, found by its name in the local headers.
  private func data(_ name: String, in bytes: [UInt8]) throws -> [UInt8] {
    let key = Array("\(name).npy".utf8)
    let place = try #require(
      bytes.indices.first {
        bytes[$0...].starts(with: key) && bytes[($0 - 30)...].starts(with: [0x50, 0x4B, 3, 4])
      })
    let size = (0..<4).reduce(0) { $0 | Int(bytes[place - 12 + $1]) << (8 * $1) }
    let entry = bytes[(place + key.count)..<(place + key.count + size)]
    let start = entry.startIndex
    return Array(entry[(start + 10 + Int(entry[start + 8]) + 256 * Int(entry[start + 9]))...])
  }

  @Test func `positions come back within half a step, labels exactly, empty rows not at all`()
    throws
  {
    let points = measurements(400)
    var shard = SceneShard()
    var scene = Scene()
    let block = SceneObject(.box, .box([1, 1, 1], Material([1, 0, 0])))
    scene.add(block, at: .identity)
    scene.add(block, at: .identity, carriedBy: 1)
    shard.append(points, of: scene, SceneRecipe(.office, .handheld, seed: 3))
    shard.append(points, of: scene, SceneRecipe(.street, .lidar, seed: 1 << 40))
    #expect(shard.count == 2)
    let bytes = shard.npz.bytes
    #expect(try data("offsets", in: bytes).count == 24)
    #expect(try data("carrier", in: bytes) == [0, 0, 1, 0, 0, 0, 1, 0])
    let cells = try data("positions", in: bytes)
    let rows = (0..<400).filter { $0 != 1 }
    #expect(cells.count == 2 * rows.count * 6)
    let step = Float(
      bitPattern: try data("step", in: bytes).prefix(4).reversed().reduce(0) {
        $0 << 8 | UInt32($1)
      })
    let box = Box(bounding: points.positions)
    #expect(abs(step - box.size.max() / 65_534) < 1e-9)
    for (place, row) in rows.enumerated() {
      for axis in 0..<3 {
        let offset = place * 6 + axis * 2
        let cell = Float(Int(cells[offset]) | Int(cells[offset + 1]) << 8)
        let value = box.min[axis] + cell * step
        #expect(abs(value - points.positions[row][axis]) < step * 0.51)
      }
    }
    let labels = try data("label", in: bytes)
    #expect(rows.enumerated().allSatisfy { Int(labels[$0.offset * 2]) == $0.element % 7 })
  }

  @Test func `a mix chooses worlds as often as their weights say`() throws {
    let mix = try SceneMix("tabletop:depth-camera=3,street:lidar")
    let streets = (0..<4000).count { mix.recipe(seed: UInt64($0)).world == .street }
    #expect(abs(streets - 1000) < 120)
    #expect(try SceneMix(mix.text) == mix)
    #expect(mix.recipe(seed: 9).seed == 9)
  }

  @Test(
    arguments: [
      "", "street", "street:laser", "moon:lidar", "street:lidar=", "street:lidar=0",
      "street:lidar=-1", "street:lidar=nan", "street:lidar=1=2", "street:lidar,,yard:lidar",
    ])
  func `a broken mix names the entry`(text: String) {
    #expect(throws: SceneMix.ParsingError.self) { try SceneMix(text) }
  }

  @Test func `every share of the training mix has a sensor that fits the world`() {
    for share in SceneMix.training.shares {
      #expect(share.world.sensors.contains(share.sensor), "\(share.world) \(share.sensor)")
    }
  }

  @Test func `what another process claims is left to it`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let mix = try SceneMix("tabletop:depth-camera")
    let set = ShardSet(
      folder: folder.path, mix: mix, firstSeed: 1, sceneCount: 3, scenesPerShard: 2,
      pointCount: 500)
    #expect(set.shardCount == 2)
    do {
      let claim = try #require(try FileClaim(for: set.path(of: 0)))
      #expect(try !set.make(0))
      withExtendedLifetime(claim) {}
    }
    #expect(try set.make(0))
    #expect(try !set.make(0))
    #expect(try set.make(1))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == ["shard-000000.npz", "shard-000001.npz"])
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: set.path(of: 1))))
    #expect(bytes == set.shard(1).npz.bytes)
  }
}
