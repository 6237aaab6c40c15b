import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

/// Reads the files of `data/formats` and holds them against what other readers agree on.
struct RealCloudTests {
  struct Manifest: Decodable {
    struct Entry: Decodable {
      struct Stats: Decodable {
        var points: Int
        var min: [Double?]?
        var max: [Double?]?
        var nonfinite: Int?
      }
      var file: String
      var expect: String
      var stats: Stats?
    }
    var files: [Entry]
  }

  @Test func `files keep their values through every encoding`() throws {
    for format in ["ply", "pcd"] {
      let folder = TestFiles.datasets.appending(path: format)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.count > 10)
      for name in names {
        try roundTrip(try PointCloud(contentsOf: folder.appending(path: name).path), name)
      }
    }
  }

  @Test func `real files give the values that other readers agree on`() throws {
    // Not part of the package; the test above holds our own files to the same.
    guard let folder = TestFiles.realClouds?.appending(path: "formats") else { return }
    let data = try Data(contentsOf: folder.appending(path: "manifest.json"))
    for entry in try JSONDecoder().decode(Manifest.self, from: data).files {
      let path = folder.appending(path: entry.file).path
      do {
        let cloud = try PointCloud(contentsOf: path)
        #expect(entry.expect != "reject", "\(entry.file)")
        if let stats = entry.stats, stats.nonfinite != nil { check(cloud, stats, entry.file) }
        try roundTrip(cloud, entry.file)
      } catch let error as CloudFileError {
        #expect(entry.expect != "accept", "\(error)")
        if ProcessInfo.processInfo.environment["CAIRN_VERBOSE"] != nil { print(error) }
      }
    }
  }

  private func check(_ cloud: PointCloud, _ stats: Manifest.Entry.Stats, _ name: String) {
    #expect(cloud.count == stats.points, "\(name)")
    guard let fields = cloud.positionFields else {
      #expect(stats.points == 0, "\(name) has no coordinates")
      return
    }
    let columns = [fields.x, fields.y, fields.z].map { $0.values.doubles() }
    let isFinite = (0..<cloud.count).map { row in columns.allSatisfy { $0[row].isFinite } }
    #expect(isFinite.count { !$0 } == stats.nonfinite, "\(name)")
    for axis in 0..<3 {
      let values = columns[axis].filter(\.isFinite)
      for (found, expected) in [(values.min(), stats.min), (values.max(), stats.max)] {
        guard let expected = expected?[axis] else {
          #expect(found == nil, "\(name)")
          continue
        }
        let error = abs((found ?? .nan) - expected)
        #expect(error <= 1e-11 * Swift.max(1, abs(expected)), "\(name) axis \(axis): \(error)")
      }
    }
  }

  /// Whatever was read comes back the same from every encoding of its format, or it is said what not.
  private func roundTrip(_ cloud: PointCloud, _ name: String) throws {
    let format = try #require(cloud.origin?.format)
    for encoding in format.encodings {
      let written = try cloud.encoded(as: format, encoding: encoding)
      var back = try CloudReader.read(bytes: written.bytes, name: name).cloud
      #expect(back.origin?.encoding == encoding)
      back.origin = cloud.origin
      if back.comments.count == cloud.comments.count + 1 { back.comments.removeFirst() }
      #expect(back == cloud || !written.losses.isEmpty, "\(name) as \(encoding)")
    }
  }
}
