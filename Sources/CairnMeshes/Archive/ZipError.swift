/// Why an archive, or a file in it, cannot be read.
public enum ZipError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The system does not let it be read; `code` is `errno`.
  case unreadable(code: Int32)
  /// There is no end record of an archive in the last 64 KiB.
  case notAnArchive
  /// Something lies behind the end of the archive.
  case truncated(byteOffset: Int)
  /// No record has its signature where one must be.
  case brokenRecord(byteOffset: Int)
  /// There is no such file in the archive.
  case missing(String)
  /// Encrypted, of 4 GiB or more, or compressed by another method than Deflate.
  case unsupported(String)
  /// The compressed data are broken.
  case brokenData(String)
  /// The data are not those that were compressed.
  case wrongChecksum(String)

  /// What is wrong, and where.
  public var description: String {
    switch self {
    case .unreadable(let code): "the file cannot be read: error \(code) of the system"
    case .notAnArchive: "this is no zip archive"
    case .truncated(let offset): "the archive ends before byte \(offset)"
    case .brokenRecord(let offset): "there is no record at byte \(offset) of the archive"
    case .missing(let name): "\(name) is not in the archive"
    case .unsupported(let name): "\(name) is encrypted or compressed in an unknown way"
    case .brokenData(let name): "the compressed data of \(name) are broken"
    case .wrongChecksum(let name): "\(name) does not have the checksum that it should have"
    }
  }
}
