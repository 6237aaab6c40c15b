import Glibc

/// The bytes of a file from front to back, seen through a window that is reused.
///
/// Memory stays at the size of the window, whatever the size of the file. The file is never mapped:
/// a mapped file that shrinks kills the process that reads it.
///
/// ```swift
/// var reader = try ByteReader(path: "scan.ply")
/// while try reader.fill(atLeast: 12) {
///   reader.window …        // at least 12 bytes
///   reader.consume(12)
/// }
/// ```
public struct ByteReader: ~Copyable {
  /// Bytes that the window holds at first; ``fill(atLeast:)`` makes it larger where it must be.
  public static let windowSize = 1 << 20

  private let descriptor: FileDescriptor?
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The offset in the file of the first byte of ``window``.
  public private(set) var byteOffset = 0
  /// Bytes from the start to the end of the file; `nil` for a pipe.
  public let byteCount: Int?

  /// Opens a file; "-" is standard input.
  ///
  /// - Parameter path: A regular file, or "-".
  /// - Throws: ``CloudFileError`` for a folder, a device, a FIFO (which would wait for ever) and
  ///   what cannot be opened.
  public init(path: String) throws(CloudFileError) {
    buffer = []
    do throws(SystemError) {
      (descriptor, byteCount) = try Self.opened(path)
    } catch {
      let cause: CloudFileError.Cause =
        switch error.code {
        case EISDIR: .isFolder
        case ESPIPE: .isNotRegularFile
        default: .system(error)
        }
      throw CloudFileError(path: path, cause: cause)
    }
  }

  private static func opened(_ path: String) throws(SystemError) -> (FileDescriptor, Int?) {
    if path == "-" { return (.standard(STDIN_FILENO), nil) }
    // O_NONBLOCK: opening a FIFO must not wait for somebody to write into it.
    let descriptor = try FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK)
    let status = try descriptor.status()
    switch status.st_mode & S_IFMT {
    case S_IFREG: return (descriptor, Int(status.st_size))
    case S_IFDIR: throw SystemError(call: "open", code: EISDIR)
    default: throw SystemError(call: "open", code: ESPIPE)
    }
  }

  /// Reads from memory.
  ///
  /// - Parameter bytes: The whole content of a file.
  public init(bytes: [UInt8]) {
    descriptor = nil
    buffer = bytes
    end = bytes.count
    isAtEnd = true
    byteCount = bytes.count
  }

  /// Bytes from the start of ``window`` to the end of the file; `nil` for a pipe.
  public var remainingCount: Int? {
    if isAtEnd { return end - start }
    return byteCount.map { max(0, $0 - byteOffset) }
  }

  /// The number of bytes in the window.
  public var availableCount: Int { end - start }

  /// The bytes that were read and not consumed yet.
  public var window: Span<UInt8> {
    @_lifetime(borrow self)
    get { buffer.span.extracting(start..<end) }
  }

  /// Returns where in the window the first of two bytes is, from a position on.
  func firstIndex(of byte: UInt8, or other: UInt8, from start: Int) -> Int? {
    let window = self.window
    var index = start
    while index < window.count {
      if window[index] == byte || window[index] == other { return index }
      index += 1
    }
    return nil
  }

  /// Reads until the window holds enough bytes.
  ///
  /// - Parameter count: How many bytes are wanted; the window grows to hold them.
  /// - Returns: Whether there are that many; if not, the window holds all that is left.
  /// - Throws: ``SystemError`` where reading fails.
  public mutating func fill(atLeast count: Int) throws(SystemError) -> Bool {
    guard end - start < count else { return true }
    guard let descriptor, !isAtEnd else { return false }
    if start > 0 {
      buffer.replaceSubrange(0..<end - start, with: Array(buffer[start..<end]))
      (start, end) = (0, end - start)
    }
    while end < count {
      if end == buffer.count { grow(to: count) }
      let read = try descriptor.read(into: &buffer, range: end..<buffer.count)
      guard read > 0 else {
        isAtEnd = true
        break
      }
      end += read
    }
    return end >= count
  }

  /// Makes the window larger, but never by more than what is in it: a header that promises a lot of
  /// data must not cost memory before the data comes.
  private mutating func grow(to count: Int) {
    // A window for a small file need not be larger than the file.
    let known = remainingCount ?? Int.max - 1
    let wanted = max(count, buffer.count + buffer.count / 2)
    let size = min(known + 1, max(Self.windowSize, min(wanted, 2 * buffer.count)))
    buffer.append(contentsOf: repeatElement(0, count: max(1, size - buffer.count)))
  }

  /// Gives back bytes at the front of the window.
  ///
  /// - Parameter count: At most ``availableCount``.
  public mutating func consume(_ count: Int) {
    precondition(count >= 0 && count <= end - start, "\(count) of \(end - start) bytes consumed")
    start += count
    byteOffset += count
  }
}
