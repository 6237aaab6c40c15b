import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct GroundTests: FolderTests {
  let folder: URL
  let hill: String
  init() throws {
    folder = try TestFiles.temporaryFolder()
    hill = folder.appending(path: "hill.ply").path
    try Self.hill.write(to: hill)
  }

  /// A slope that rises along x, y being down, with two posts; `thing` tells what is no ground.
  static let hill: PointCloud = {
    var points: [SIMD3<Float>] = []
    var things: [UInt8] = []
    for row in 0..<100 {
      for column in 0..<100 {
        let (u, v) = (Float(row) * 0.2, Float(column) * 0.2)
        points.append([u, -0.05 * u - 0.01 * Float((row * 7 + column * 3) % 3), v])
        things.append(0)
      }
    }
    for (number, corner) in [SIMD2<Float>(5, 5), [14, 12]].enumerated() {
      for step in 0..<200 {
        let turn = Float(step % 10) * 0.6
        let place = corner + 0.3 * SIMD2(cos(turn), sin(turn))
        points.append([place.x, -0.05 * place.x - 0.6 - 0.1 * Float(step / 10), place.y])
        things.append(UInt8(number + 1))
      }
    }
    var cloud = PointCloud(positions: points)
    cloud.append(Field("thing", .uint8(things)))
    return cloud
  }()

  @Test func `convert removes ground that is not level, along any axis`() throws {
    let outcome = try Tool.run(
      "convert", hill, path("things.ply"), "--remove-ground", "--up", "-y", "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let things = try PointCloud(contentsOf: path("things.ply"))
    let kinds = try #require(things.field("thing")).values.doubles()
    #expect(kinds.count { $0 > 0 } == 400)
    #expect(kinds.count { $0 == 0 } < 100)
    let steps = try #require(try outcome.json()["steps"] as? [[String: Any]])
    #expect(steps.map { $0["step"] as? String } == ["remove-ground"])
    #expect(steps[0]["after"] as? Int == kinds.count)
  }

  @Test func `partition leaves the ground out`() throws {
    let outcome = try Tool.run(
      "partition", hill, "--into", "clusters", "--remove-ground", "--up=-y", "--distance", "0.5",
      "--minimum", "100", "-o", path("out.ply"), "--json")
    #expect(outcome.status == 0, "\(outcome.messages)")
    let report = try outcome.json()
    #expect(report["groups"] as? Int == 2)
    let parameters = try #require(report["parameters"] as? [String: Any])
    #expect(parameters["up"] as? String == "-y")
    let labels = try #require(try PointCloud(contentsOf: path("out.ply")).labels)
    let things = try #require(Self.hill.field("thing")).values.doubles()
    #expect(zip(labels, things).allSatisfy { $0 == InstanceLabel($1) || $1 == 0 })
  }

  @Test func `an axis without its step is refused`() throws {
    for arguments in [
      ["convert", hill, path("out.ply"), "--up", "-z"],
      ["partition", hill, "--into", "planes", "--up", "-z"],
    ] {
      let outcome = try Tool.run(arguments)
      #expect(outcome.status == 2)
      #expect(outcome.messages.contains("--remove-ground"))
    }
  }
}
