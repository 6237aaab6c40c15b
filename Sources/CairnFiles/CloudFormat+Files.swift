import CairnClouds

/// The one place that knows which code reads and writes which format.
extension CloudFormat {
  /// Reads a whole file of this format.
  ///
  /// - Parameters:
  ///   - reader: Stands at the first byte.
  ///   - layout: What a row of ``kitti`` and ``nuscenes`` holds; `nil` to guess.
  ///   - name: The name of the file.
  /// - Returns: The cloud, and what was odd about the file.
  /// - Throws: What is wrong with the file.
  func read(
    _ reader: inout ByteReader, layout: RawLayout?, name: String
  ) throws(CloudFileError.Cause) -> CloudReading {
    switch self {
    case .ply: try PLYReader.read(&reader)
    case .pcd: try PCDReader.read(&reader)
    case .kitti, .nuscenes:
      try CloudReading {
        try RawCloud.read(&reader, layout: layout, name: name)
      }
    case .npy: try CloudReading { try NPYCloud.read(&reader) }
    case .text, .pts: try CloudReading { try TextCloud.read(&reader) }
    }
  }

  /// The layout of rows that the format's name promises; `nil` for formats with a header.
  var layout: RawLayout? {
    switch self {
    case .kitti: .kitti
    case .nuscenes: .nuscenes
    default: nil
    }
  }

  /// Writes a whole file of this format.
  ///
  /// - Parameters:
  ///   - cloud: What to write.
  ///   - encoding: One of ``encodings``.
  ///   - path: The name of the file, whose extension tells the style of text.
  ///   - sink: Receives the bytes.
  /// - Returns: What the format could not hold.
  /// - Throws: What went wrong.
  func write(
    _ cloud: PointCloud, _ encoding: CloudEncoding, path: String, to sink: some ByteSink
  ) throws(CloudFileError.Cause) -> [CloudLoss] {
    switch self {
    case .ply: try PLYWriter.write(cloud, encoding, to: sink)
    case .pcd: try PCDWriter.write(cloud, encoding, to: sink)
    case .kitti, .nuscenes:
      try RawCloud.write(
        cloud, layout: RawCloud.layout(of: cloud, for: self) ?? layout, to: sink)
    case .npy: try NPYCloud.write(cloud, isBigEndian: encoding == .binaryBigEndian, to: sink)
    case .text: try TextCloud.write(cloud, style: TextCloud.Style(name: path), to: sink)
    case .pts: try TextCloud.write(cloud, style: .pts, to: sink)
    }
  }

  /// The encodings that the format has, the usual one first.
  public var encodings: [CloudEncoding] {
    switch self {
    case .ply: [.binary, .ascii, .binaryBigEndian]
    case .pcd: [.binary, .ascii, .binaryCompressed]
    case .npy: [.binary, .binaryBigEndian]
    case .kitti, .nuscenes: [.binary]
    case .text, .pts: [.ascii]
    }
  }

  /// The format that a file's name stands for; `nil` for an extension that none has.
  public init?(path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".pcd.bin") {
      self = .nuscenes
      return
    }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...] {
    case "ply": self = .ply
    case "pcd": self = .pcd
    case "bin": self = .kitti
    case "npy": self = .npy
    case "xyz", "txt", "csv", "tsv", "asc", "xyzrgb", "xyzn": self = .text
    case "pts": self = .pts
    default: return nil
    }
  }

  /// Finds out the format of a file: from its first bytes, or else from its name.
  ///
  /// - Parameters:
  ///   - reader: Stands at the first byte, and stays there.
  ///   - path: The name of the file.
  /// - Returns: The format.
  /// - Throws: What the file is instead.
  static func detect(
    _ reader: inout ByteReader, path: String
  ) throws(CloudFileError.Cause) -> CloudFormat {
    do throws(SystemError) { _ = try reader.fill(atLeast: 512) } catch { throw .system(error) }
    var start = Array(copying: reader.window.extracting(0..<min(512, reader.availableCount)))
    if start.starts(with: byteOrderMark) { start.removeFirst(3) }
    let named = CloudFormat(path: path)
    func begins(_ text: String) -> Bool { start.starts(with: text.utf8) }
    if start.isEmpty { throw .empty }
    if begins("ply\n") || begins("ply\r") || begins("ply ") || begins("ply\t") { return .ply }
    if NPYCloud.matches(start: start) { return .npy }
    if let foreign = ForeignContent(start: start, name: path) { throw foreign.cause }
    if looksLikePCD(start) { return .pcd }
    if let named { return named }
    if TextCloud.matches(start: start) { return .text }
    throw .unknownFormat
  }

  /// Whether the first line that is not a comment begins with a keyword of a PCD header.
  private static func looksLikePCD(_ start: [UInt8]) -> Bool {
    for line in start.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      let word = line.drop { $0 == 32 || $0 == 9 }.prefix { $0 != 32 && $0 != 9 }
      if word.first == 35 {
        if word.dropFirst().starts(with: ".PCD".utf8) { return true }
        if line.dropFirst().drop(while: { $0 == 32 }).starts(with: ".PCD".utf8) { return true }
        continue
      }
      return ["VERSION", "FIELDS", "COLUMNS", "SIZE", "TYPE"].contains { keyword in
        word.elementsEqual(keyword.utf8)
      }
    }
    return false
  }
}
