import Glibc

/// An open file, closed when it goes out of scope; the only place in this module that calls the
/// system, and therefore the only one with unsafe expressions: every pointer here comes from a span
/// or a string that outlives the call.
final class FileDescriptor {
  /// What the system calls it.
  let number: Int32
  private let closesAtEnd: Bool

  /// Standard input or output, which stay open.
  static func standard(_ number: Int32) -> FileDescriptor {
    FileDescriptor(number: number, closesAtEnd: false)
  }

  private init(number: Int32, closesAtEnd: Bool) {
    self.number = number
    self.closesAtEnd = closesAtEnd
  }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - flags: `O_RDONLY` and the like; `O_CLOEXEC` is added.
  ///   - mode: Permissions of a file that is created, before the umask.
  /// - Throws: The system's error.
  convenience init(opening path: String, flags: Int32, mode: mode_t = 0) throws(SystemError) {
    let opened = repeating { unsafe open(path, flags | O_CLOEXEC, mode) }
    guard opened >= 0 else { throw SystemError(call: "open") }
    self.init(number: opened, closesAtEnd: true)
  }

  deinit {
    if closesAtEnd { _ = close(number) }
  }

  /// What is known about the file without reading it.
  func status() throws(SystemError) -> stat {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw SystemError(call: "fstat") }
    return status
  }

  /// Reads into an array.
  ///
  /// - Parameters:
  ///   - buffer: Receives the bytes.
  ///   - range: Where in the array; not empty.
  /// - Returns: The number of bytes read; 0 at the end of the file.
  /// - Throws: The system's error.
  func read(into buffer: inout [UInt8], range: Range<Int>) throws(SystemError) -> Int {
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      let target = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[range])
      return repeating { unsafe Glibc.read(number, target.baseAddress, target.count) }
    }
    guard count >= 0 else { throw SystemError(call: "read") }
    return count
  }

  /// Writes all of the bytes.
  func write(_ bytes: borrowing Span<UInt8>) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let rest = bytes.extracting(written..<bytes.count)
      let count = unsafe rest.withUnsafeBytes { bytes in
        repeating { unsafe Glibc.write(number, bytes.baseAddress, bytes.count) }
      }
      guard count >= 0 else { throw SystemError(call: "write") }
      written += count
    }
  }

  /// Waits until the bytes are on the disk.
  func synchronize() throws(SystemError) {
    // Pipes and some file systems have nothing to wait for, and say so with EINVAL.
    guard fsync(number) == 0 || errno == EINVAL else { throw SystemError(call: "fsync") }
  }
}

/// A system call that failed.
public struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The call, such as "open".
  public var call: String
  /// The number of the error, `errno`.
  public var code: Int32

  /// Takes the error of the call that just failed.
  init(call: String) { self.init(call: call, code: errno) }

  /// Creates an error.
  public init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  /// The system's words for the error.
  public var description: String {
    // `strerror` returns a string of its own or a buffer that lives as long as the thread.
    "\(unsafe String(cString: strerror(code))) (\(call))"
  }
}

/// Calls again for as long as a signal interrupts the call.
func repeating<Result: BinaryInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
