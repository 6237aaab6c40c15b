#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An open file that is read here and there, by any number of threads; closed with the last user.
///
/// The only place in this module that calls the system.
package final class FileBytes: Sendable {
  /// Bytes in the file when it was opened.
  package let count: Int
  private let number: Int32

  /// Opens a file.
  ///
  /// - Parameter path: Where it is.
  /// - Throws: ``ZipError/unreadable(code:)``.
  package init(path: String) throws(ZipError) {
    number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .unreadable(code: errno) }
    let end = lseek(number, 0, SEEK_END)
    guard end >= 0 else {
      let code = errno
      _ = close(number)
      throw .unreadable(code: code)
    }
    count = Int(end)
  }

  deinit { _ = close(number) }

  /// Reads a stretch of the file.
  ///
  /// - Parameter range: Within the file.
  /// - Returns: The bytes.
  /// - Throws: ``ZipError/unreadable(code:)``, ``ZipError/truncated(byteOffset:)``.
  package func bytes(in range: Range<Int>) throws(ZipError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: range.count)
    var filled = 0
    while filled < range.count {
      // Sound: `pread` writes at most the rest of the array that it is given, and keeps no pointer.
      let count = unsafe result.withUnsafeMutableBytes { bytes in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
        return unsafe pread(
          number, target.baseAddress, target.count, off_t(range.lowerBound + filled))
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(code: errno) }
      guard count > 0 else { throw .truncated(byteOffset: range.lowerBound + filled) }
      filled += count
    }
    return result
  }

  /// The names in a folder, sorted; `nil` where it is no folder.
  package static func names(inFolder path: String) -> [String]? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    // Sound: an entry lives until the next call, and its name is copied before that.
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }
}
