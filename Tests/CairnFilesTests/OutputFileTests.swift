import CairnFiles
import Foundation
import TestSupport
import Testing

struct OutputFileTests {
  let folder: URL
  init() throws { folder = try TestFiles.temporaryFolder() }

  func content(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }

  @Test func `a file appears only when it is complete`() throws {
    let path = folder.appending(path: "a.txt").path
    do {
      let file = try OutputFile(path: path)
      try file.write("half")
    }
    #expect(try names() == [])
    let file = try OutputFile(path: path)
    try file.write("whole")
    #expect(try names() == [])
    try file.commit()
    #expect(try content(path) == "whole")
    #expect(try names() == ["a.txt"])
  }

  @Test func `an older file is replaced only when asked, and keeps its permissions`() throws {
    let path = folder.appending(path: "a.txt").path
    try Data("old".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: CloudFileError(path: path, cause: .exists)) { try OutputFile(path: path) }
    let file = try OutputFile(path: path, overwriting: true)
    try file.write("new")
    try file.commit()
    #expect(try content(path) == "new")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try names() == ["a.txt"])
  }

  @Test func `a file that comes into being meanwhile is not replaced`() throws {
    let path = folder.appending(path: "a.txt").path
    let file = try OutputFile(path: path)
    try file.write("mine")
    try Data("theirs".utf8).write(to: URL(filePath: path))
    #expect(throws: CloudFileError(path: path, cause: .exists)) { try file.commit() }
    #expect(try content(path) == "theirs")
  }

  @Test func `a link is followed`() throws {
    let path = folder.appending(path: "link").path
    let target = folder.appending(path: "target.txt").path
    try Data("old".utf8).write(to: URL(filePath: target))
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    let file = try OutputFile(path: path, overwriting: true)
    try file.write("new")
    try file.commit()
    #expect(try content(target) == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == target)
  }

  @Test func `a folder and a missing folder are refused`() {
    #expect(throws: CloudFileError(path: folder.path, cause: .isFolder)) {
      try OutputFile(path: folder.path, overwriting: true)
    }
    #expect(throws: CloudFileError.self) {
      try OutputFile(path: folder.appending(path: "missing/a.txt").path)
    }
  }

  @Test func `what is read is what was written, through any window`() throws {
    let path = folder.appending(path: "large.bin").path
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    let file = try OutputFile(path: path)
    for start in stride(from: 0, to: bytes.count, by: 700_001) {
      try file.write(Array(bytes[start..<min(start + 700_001, bytes.count)]))
    }
    try file.commit()
    var reader = try ByteReader(path: path)
    #expect(reader.byteCount == bytes.count)
    var back: [UInt8] = []
    for step in [1, 1000, 2_000_000] {
      #expect(try reader.fill(atLeast: step))
      for index in 0..<step { back.append(reader.window[index]) }
      reader.consume(step)
      #expect(reader.byteOffset == back.count)
    }
    #expect(try !reader.fill(atLeast: bytes.count))
    for index in 0..<reader.availableCount { back.append(reader.window[index]) }
    #expect(back == bytes)
  }
}
