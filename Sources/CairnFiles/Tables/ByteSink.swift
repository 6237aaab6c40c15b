/// Where the bytes of a file go.
protocol ByteSink: AnyObject {
  /// Adds bytes at the end.
  func write(_ bytes: borrowing Span<UInt8>) throws(CloudFileError.Cause)
}

extension ByteSink {
  /// Adds text at the end, as UTF-8.
  func write(_ text: String) throws(CloudFileError.Cause) {
    let bytes = Array(text.utf8)
    try write(bytes.span)
  }
}

/// A file in memory.
final class MemorySink: ByteSink {
  /// What was written.
  private(set) var bytes: [UInt8] = []

  func write(_ bytes: borrowing Span<UInt8>) throws(CloudFileError.Cause) {
    self.bytes.append(addingCapacity: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
  }
}

/// A file on the disk.
final class FileSink: ByteSink {
  private let file: OutputFile

  init(_ file: OutputFile) { self.file = file }

  func write(_ bytes: borrowing Span<UInt8>) throws(CloudFileError.Cause) {
    do { try file.write(bytes) } catch { throw error.cause }
  }
}
