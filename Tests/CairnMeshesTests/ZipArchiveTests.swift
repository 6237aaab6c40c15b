import CairnMeshes
import TestSupport
import Testing

struct ZipArchiveTests {
  static let text = Array("one two three one two three one two three".utf8)

  static func archive(_ maker: ArchiveMaker) throws(ZipError) -> ZipArchive {
    try ZipArchive(.memory(maker.bytes))
  }

  @Test func `stored and deflated files come back`() throws {
    var maker = ArchiveMaker(comment: "a comment follows the end record")
    maker.files = [
      .init(name: "a/stored.txt", bytes: Self.text, isDeflated: false),
      .init(name: "a/Deflated.txt", bytes: Self.text),
      .init(name: "empty", bytes: []), .init(name: "empty too", bytes: [], isDeflated: false),
    ]
    let archive = try Self.archive(maker)
    #expect(archive.names == ["a/stored.txt", "a/Deflated.txt", "empty", "empty too"])
    #expect(try archive.bytes(of: "a/stored.txt") == Self.text)
    #expect(try archive.bytes(of: "a/Deflated.txt") == Self.text)
    #expect(try archive.bytes(of: "empty").isEmpty)
    #expect(try archive.bytes(of: "empty too").isEmpty)
    #expect(archive.name(like: "A/deflated.TXT") == "a/Deflated.txt")
    #expect(archive.name(like: "a") == nil)
  }

  @Test func `a file on the disk reads like one in memory`() throws {
    let maker = ArchiveMaker(files: [.init(name: "x", bytes: Self.text)])
    let archive = try ZipArchive(.file(FileBytes(path: maker.write())))
    #expect(try archive.bytes(of: "x") == Self.text)
    #expect(throws: ZipError.unreadable(code: 2)) { try FileBytes(path: "/no/such/file") }
  }

  @Test func `each fault has its error`() throws {
    #expect(throws: ZipError.notAnArchive) { try ZipArchive(.memory(Self.text)) }
    #expect(throws: ZipError.notAnArchive) { try ZipArchive(.memory([])) }
    let maker = ArchiveMaker(files: [.init(name: "x", bytes: Self.text)])
    let good = try Self.archive(maker)
    #expect(throws: ZipError.missing("y")) { try good.bytes(of: "y") }

    var bytes = maker.bytes
    let directory = bytes.count - 22 - 46 - 1
    bytes[directory] = 0
    #expect(throws: ZipError.brokenRecord(byteOffset: directory)) {
      try ZipArchive(.memory(bytes))
    }
    bytes = maker.bytes
    bytes[bytes.count - 22 + 18] = 255
    #expect(throws: ZipError.self) { try ZipArchive(.memory(bytes)) }
    bytes = maker.bytes
    bytes[0] = 0
    let headless = try ZipArchive(.memory(bytes))
    #expect(throws: ZipError.brokenRecord(byteOffset: 0)) { try headless.bytes(of: "x") }

    func error(_ file: ArchiveMaker.File) throws -> ZipError? {
      let archive = try Self.archive(ArchiveMaker(files: [file]))
      return #expect(throws: ZipError.self) { try archive.bytes(of: "x") }
    }
    #expect(
      try error(.init(name: "x", bytes: Self.text, method: 12)) == .unsupported("x"))
    #expect(try error(.init(name: "x", bytes: Self.text, flags: 1)) == .unsupported("x"))
    #expect(
      try error(.init(name: "x", bytes: Self.text, checksum: 7)) == .wrongChecksum("x"))
    #expect(
      try error(.init(name: "x", bytes: Self.text, isDeflated: false, method: 8))
        == .brokenData("x"))
  }

  @Test func `no broken byte and no cut stops the program`() throws {
    let whole = ArchiveMaker(files: [
      .init(name: "x", bytes: Self.text), .init(name: "y", bytes: [1, 2, 3], isDeflated: false),
    ]).bytes
    var failures = 0
    func read(_ bytes: [UInt8]) {
      do throws(ZipError) {
        let archive = try ZipArchive(.memory(bytes))
        for name in archive.names { _ = try archive.bytes(of: name) }
      } catch {
        failures += 1
        #expect(!error.description.isEmpty)
      }
    }
    for end in whole.indices { read(Array(whole[..<end])) }
    #expect(failures == whole.count)
    for place in whole.indices {
      for value in [0, 1, 127, 255] as [UInt8] {
        var bytes = whole
        bytes[place] ^= value
        read(bytes)
      }
    }
    #expect(failures > whole.count)
  }
}
