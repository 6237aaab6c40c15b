import CZLib
import CairnMeshes
import Foundation
import TestSupport

/// Makes zip archives, as the ones that are read, byte by byte.
struct ArchiveMaker {
  struct File {
    var name: String
    var bytes: [UInt8]
    var isDeflated = true
    /// Written in place of what is true.
    var method: UInt16?
    var flags: UInt16 = 0
    var checksum: UInt32?
  }

  var files: [File] = []
  var comment = ""

  /// The archive's bytes.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let packed = file.isDeflated ? Self.deflated(file.bytes) : file.bytes
      let name = Array(file.name.utf8)
      var common: [UInt8] = []
      common += Self.little(20, 2) + Self.little(UInt32(file.flags), 2)
      common += Self.little(UInt32(file.method ?? (file.isDeflated ? 8 : 0)), 2)
      common += Self.little(0, 4) + Self.little(file.checksum ?? Self.checksum(file.bytes), 4)
      common += Self.little(UInt32(packed.count), 4) + Self.little(UInt32(file.bytes.count), 4)
      common += Self.little(UInt32(name.count), 2) + Self.little(0, 2)
      directory += Self.little(0x0201_4b50, 4) + Self.little(20, 2) + common
      directory += Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 4)
      directory += Self.little(UInt32(result.count), 4) + name
      result += Self.little(0x0403_4b50, 4) + common + name + packed
    }
    let start = result.count
    result += directory + Self.little(0x0605_4b50, 4) + Self.little(0, 4)
    result += Self.little(UInt32(files.count), 2) + Self.little(UInt32(files.count), 2)
    result += Self.little(UInt32(directory.count), 4) + Self.little(UInt32(start), 4)
    result += Self.little(UInt32(comment.utf8.count), 2) + Array(comment.utf8)
    return result
  }

  /// Writes the archive as a catalog into a folder of its own.
  ///
  /// - Returns: The path of the file.
  func write(named name: String = "Test") throws -> String {
    let file = try TestFiles.temporaryFolder().appending(path: "\(name).sh3f")
    try Data(bytes).write(to: file)
    return file.path
  }

  /// A catalog of models that are described by lines such as `width=80`, each with one OBJ file.
  static func catalog(_ models: [(lines: [String], surface: String)]) -> ArchiveMaker {
    var text = "# a catalog\nname=Test\nlicense=CC-BY\\u00a03.0\n"
    var maker = ArchiveMaker()
    for (index, model) in models.enumerated() {
      let number = index + 1
      text += "model#\(number)=/models/\(number).obj\n"
      for line in model.lines {
        text += line.replacing("=", with: "#\(number)=", maxReplacements: 1) + "\n"
      }
      maker.files.append(File(name: "models/\(number).obj", bytes: Array(model.surface.utf8)))
    }
    maker.files.append(
      File(name: "PluginFurnitureCatalog.properties", bytes: Array(text.utf8)))
    return maker
  }

  private static func little(_ number: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }

  /// The checksum bit by bit, as the standard writes it down.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var stream = unsafe z_stream()
    _ = unsafe deflateInit2_(
      &stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { unsafe deflateEnd(&stream) }
    var result = [UInt8](repeating: 0, count: bytes.count + 1024)
    var source = bytes
    unsafe source.withUnsafeMutableBufferPointer { source in
      unsafe result.withUnsafeMutableBufferPointer { target in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        _ = unsafe deflate(&stream, Z_FINISH)
      }
    }
    return unsafe Array(result.prefix(Int(stream.total_out)))
  }
}
