import CairnClouds
import CairnFiles
import Foundation
import SceneDatasets
import TestSupport
import Testing

struct DatasetTests {
  @Test(arguments: SceneDataset.all)
  func `the clouds of the package are made again`(dataset: SceneDataset) throws {
    let url = TestFiles.datasets.appending(path: "scenes").appending(path: dataset.name)
    let bytes = try dataset.bytes()
    if try [UInt8](Data(contentsOf: url)) == bytes { return }
    // Another processor may differ in the last bit of a coordinate: a step of 0.1 mm, a shade of a
    // colour. The ids are exact.
    let stored = try PointCloud(contentsOf: url.path)
    let made = try CloudReader.read(bytes: bytes, name: dataset.name).cloud
    #expect(stored.labels == made.labels)
    #expect(stored.fields.map(\.name) == made.fields.map(\.name))
    for (old, new) in zip(stored.fields, made.fields) {
      let differing = zip(old.values.doubles(), new.values.doubles()).count {
        $0.bitPattern != $1.bitPattern
      }
      #expect(differing * 1000 < stored.count, "\(old.name)")
    }
  }

  @Test func `the table of checksums is up to date`() throws {
    let readme = try String(
      contentsOf: TestFiles.datasets.appending(path: "README.md"), encoding: .utf8)
    for dataset in SceneDataset.all {
      let url = TestFiles.datasets.appending(path: "scenes").appending(path: dataset.name)
      let sum = SHA256.hexadecimal([UInt8](try Data(contentsOf: url)))
      #expect(readme.contains(dataset.name) && readme.contains(sum), "\(dataset.name)")
    }
  }

  @Test func `checksums are those of the standard`() {
    #expect(
      SHA256.hexadecimal(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexadecimal([])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hexadecimal(Array(repeating: UInt8(ascii: "a"), count: 119))
        == "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb")
  }
}
