import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

/// Replays every input by which a fuzz target once found something.
struct FuzzFindTests {
  static let names: [String] = {
    let folder = TestFiles.datasets.appending(path: "broken/fuzz")
    return (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
  }()

  @Test(arguments: names)
  func `what was once found stays fixed`(name: String) throws {
    let path = TestFiles.datasets.appending(path: "broken/fuzz/\(name)")
    let bytes = Array(try Data(contentsOf: path))
    for format in [CloudFormat.ply, .pcd] {
      do throws(CloudFileError) {
        let reading = try CloudReader.read(bytes: bytes, name: name, format: format)
        for warning in reading.warnings { #expect(!warning.description.contains("\n")) }
        for other in [CloudFormat.ply, .pcd] {
          for encoding in other.encodings {
            let written = try reading.cloud.encoded(as: other, encoding: encoding)
            let back = try CloudReader.read(bytes: written.bytes, name: name, format: other)
            #expect(back.cloud.count == reading.cloud.count)
          }
        }
      } catch {
        // A refusal is fine where it comes from what was read, not from what was written.
        #expect(error.path == name)
        #expect(!error.description.contains("\n"))
      }
    }
  }
}
