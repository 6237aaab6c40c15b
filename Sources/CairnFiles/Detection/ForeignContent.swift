/// A file that is known not to be a cloud that can be read, by its first bytes.
///
/// Content goes before the extension: what a failed download left under the name of a cloud is told
/// from a broken cloud.
struct ForeignContent: Equatable {
  /// What the file is, with its article.
  var kind: String
  /// What to do.
  var advice: String

  /// The error that says so.
  var cause: CloudFileError.Cause { .foreign(kind, advice) }

  private init(_ kind: String, _ advice: String) {
    self.kind = kind
    self.advice = advice
  }

  /// Recognises a file; `nil` for what may be a cloud.
  ///
  /// - Parameters:
  ///   - start: The first bytes, 512 where there are that many.
  ///   - name: The name of the file.
  init?(start: [UInt8], name: String) {
    func begins(_ text: String) -> Bool { start.starts(with: text.utf8) }
    let words = String(decoding: start.drop { $0 <= 32 }.prefix(64), as: UTF8.self).lowercased()
    let unpack = "unpack it and give the file inside"
    if begins("version https://git-lfs") {
      self.init("a Git LFS pointer", "run 'git lfs pull' to get the file itself")
    } else if ["<!doctype html", "<html", "<head", "<?xml"].contains(where: words.hasPrefix) {
      self.init(
        words.hasPrefix("<?xml") ? "an XML document" : "a web page", "download the file itself")
    } else if start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6]) {
      let isNPZ = name.lowercased().hasSuffix(".npz")
      self.init(
        isNPZ ? "an archive of NumPy arrays" : "a zip archive",
        isNPZ ? "save one array with numpy.save as .npy" : unpack)
    } else if begins("LASF") {
      self.init(
        "a LAS or LAZ file, a format that is not supported yet",
        "convert it to ply with another tool")
    } else if begins("ASTM-E57") {
      self.init(
        "an E57 file, a format that is not supported", "convert it to ply with another tool")
    } else if begins("#ROSBAG V") || start.starts(with: [0x89] + Array("MCAP".utf8)) {
      self.init("a recording of ROS messages", "export one message as pcd")
    } else if begins("glTF") {
      self.init("a glTF scene", "export its points as ply")
    } else if let packed = Self.packers.first(where: { start.starts(with: $0.magic) }) {
      self.init(packed.kind, unpack)
    } else if let other = Self.others.first(where: { start.starts(with: $0.magic) }) {
      self.init(other.kind, "give a cloud")
    } else {
      return nil
    }
  }

  private static let packers: [(magic: [UInt8], kind: String)] = [
    ([0x1F, 0x8B], "gzip compressed data"), ([0x42, 0x5A, 0x68], "bzip2 compressed data"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz compressed data"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd compressed data"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
  ]

  private static let others: [(magic: [UInt8], kind: String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"), (Array("%PDF".utf8), "a PDF document"),
    (Array("SQLite format 3".utf8), "a SQLite database"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
  ]
}

extension NPYCloud {
  /// Whether a file begins like a NumPy array.
  static func matches(start: [UInt8]) -> Bool { start.starts(with: NPYHeader.magic) }
}

extension TextCloud {
  /// Whether a file without a telling name looks like points in text: nothing but printable bytes,
  /// and a line of at least three numbers.
  ///
  /// - Parameter start: The first bytes of the file; its last line may be cut off.
  /// - Returns: Whether it may be read as text.
  static func matches(start: [UInt8]) -> Bool {
    let isText = start.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard isText else { return false }
    return start.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains { line in
      let bytes = Array(line)
      let text = bytes.span
      let separator = TextSeparator.guess(text, length: bytes.count)
      let values = separator.values(text, length: bytes.count)
      guard values.count >= 3 else { return false }
      for range in values {
        do throws(NumberText.Problem) {
          _ = try NumberText.parse(text, range)
        } catch {
          return false
        }
      }
      return true
    }
  }
}
