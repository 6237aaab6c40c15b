import CairnFiles
import Foundation
import TestSupport
import Testing

struct OutputFolderTests {
  let folder: URL
  init() throws { folder = try TestFiles.temporaryFolder() }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  @Test(arguments: ["a", "a/b/c", "a//b/", "a/../b", "./a/."])
  func `a folder and those above it are made once`(name: String) throws {
    let path = "\(folder.path)/\(name)"
    for _ in 0..<2 {
      try OutputFolder.create(at: path)
      #expect(isFolder(path))
    }
  }

  @Test func `a folder of one word is made where the program is`() throws {
    let name = "cairn-output-folder-test-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: name) }
    try OutputFolder.create(at: "\(name)/inside")
    #expect(isFolder("\(name)/inside"))
  }

  @Test func `a file in the way is named, and stays`() throws {
    let file = folder.appending(path: "file").path
    try Data("old".utf8).write(to: URL(filePath: file))
    for path in [file, "\(file)/inside"] {
      let error = #expect(throws: CloudFileError.self) { try OutputFolder.create(at: path) }
      #expect(error?.description == "\(path): Not a directory (mkdir)")
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "old")
  }

  @Test(arguments: ["", "/proc/nothing/here"])
  func `what cannot be made is refused`(path: String) {
    #expect(throws: CloudFileError.self) { try OutputFolder.create(at: path) }
  }
}
