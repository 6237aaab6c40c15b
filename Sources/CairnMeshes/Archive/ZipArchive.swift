/// A zip archive whose files are read on demand.
///
/// Sizes come from the central directory; files are stored or deflated. Archives in several pieces
/// and of 4 GiB or more are not read.
package struct ZipArchive: Sendable {
  /// Where the bytes are.
  package enum Storage: Sendable {
    case memory([UInt8])
    case file(FileBytes)
  }

  /// A file in the archive.
  struct Entry: Sendable {
    var method: Int
    var isEncrypted: Bool
    var checksum: UInt32
    var compressedSize: Int
    var size: Int
    var headerOffset: Int
  }

  private let storage: Storage
  private var entries: [String: Entry] = [:]
  private var nameOfLowercase: [String: String] = [:]
  /// The names of all files, in the order of the archive.
  package private(set) var names: [String] = []

  /// Nothing in such catalogs is near this size; a broken one may claim anything.
  private static let largestFile = 1 << 29

  /// Opens an archive.
  ///
  /// - Parameter storage: Its bytes.
  /// - Throws: ``ZipError``.
  /// - Complexity: O(files in the archive).
  package init(_ storage: Storage) throws(ZipError) {
    self.storage = storage
    let count = Self.count(of: storage)
    let tailStart = max(count - 65_557, 0)
    let tail = try Self.bytes(tailStart..<count, of: storage)
    guard let end = Self.endRecord(in: tail) else { throw .notAnArchive }
    let fileCount = Int(tail.number16(at: end + 10))
    let directorySize = Int(tail.number32(at: end + 12))
    let directoryStart = Int(tail.number32(at: end + 16))
    let directory = try Self.bytes(
      directoryStart..<directoryStart + directorySize, of: storage)
    var place = 0
    for _ in 0..<fileCount {
      guard place + 46 <= directory.count, directory.number32(at: place) == 0x0201_4b50 else {
        throw .brokenRecord(byteOffset: directoryStart + place)
      }
      let nameLength = Int(directory.number16(at: place + 28))
      let extraLength =
        Int(directory.number16(at: place + 30)) + Int(directory.number16(at: place + 32))
      let nameStart = place + 46
      guard nameStart + nameLength + extraLength <= directory.count else {
        throw .truncated(byteOffset: directoryStart + nameStart + nameLength + extraLength)
      }
      let name = String(decoding: directory[nameStart..<nameStart + nameLength], as: UTF8.self)
      entries[name] = Entry(
        method: Int(directory.number16(at: place + 10)),
        isEncrypted: directory.number16(at: place + 8) & 1 != 0,
        checksum: directory.number32(at: place + 16),
        compressedSize: Int(directory.number32(at: place + 20)),
        size: Int(directory.number32(at: place + 24)),
        headerOffset: Int(directory.number32(at: place + 42)))
      nameOfLowercase[name.lowercased()] = name
      names.append(name)
      place = nameStart + nameLength + extraLength
    }
  }

  /// The name under which a file is in the archive, in whatever case; `nil` where it is not.
  package func name(like name: String) -> String? {
    entries[name] == nil ? nameOfLowercase[name.lowercased()] : name
  }

  /// Reads a file of the archive.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: Its bytes.
  /// - Throws: ``ZipError``.
  package func bytes(of name: String) throws(ZipError) -> [UInt8] {
    guard let entry = entries[name] else { throw .missing(name) }
    guard !entry.isEncrypted, entry.size <= Self.largestFile else { throw .unsupported(name) }
    let header = try Self.bytes(entry.headerOffset..<entry.headerOffset + 30, of: storage)
    guard header.number32(at: 0) == 0x0403_4b50 else {
      throw .brokenRecord(byteOffset: entry.headerOffset)
    }
    let start =
      entry.headerOffset + 30 + Int(header.number16(at: 26)) + Int(header.number16(at: 28))
    let packed = try Self.bytes(start..<start + entry.compressedSize, of: storage)
    let result: [UInt8]
    switch entry.method {
    case 0 where packed.count == entry.size: result = packed
    case 8:
      guard let inflated = packed.inflated(count: entry.size) else { throw .brokenData(name) }
      result = inflated
    case 0: throw .brokenData(name)
    default: throw .unsupported(name)
    }
    guard result.checksum == entry.checksum else { throw .wrongChecksum(name) }
    return result
  }

  private static func count(of storage: Storage) -> Int {
    switch storage {
    case .memory(let bytes): bytes.count
    case .file(let file): file.count
    }
  }

  private static func bytes(_ range: Range<Int>, of storage: Storage) throws(ZipError) -> [UInt8] {
    guard range.upperBound <= count(of: storage) else {
      throw .truncated(byteOffset: range.upperBound)
    }
    switch storage {
    case .memory(let bytes): return Array(bytes[range])
    case .file(let file): return try file.bytes(in: range)
    }
  }

  /// Where the end record starts: searched backwards, because a comment of any length follows it.
  private static func endRecord(in tail: [UInt8]) -> Int? {
    var place = tail.count - 22
    while place >= 0 {
      if tail.number32(at: place) == 0x0605_4b50 { return place }
      place -= 1
    }
    return nil
  }
}

extension [UInt8] {
  /// Two bytes, the lowest first.
  fileprivate func number16(at place: Int) -> UInt16 {
    UInt16(self[place]) | UInt16(self[place + 1]) << 8
  }

  /// Four bytes, the lowest first.
  fileprivate func number32(at place: Int) -> UInt32 {
    UInt32(number16(at: place)) | UInt32(number16(at: place + 2)) << 16
  }
}
