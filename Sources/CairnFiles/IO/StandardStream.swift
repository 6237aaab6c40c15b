import Glibc

/// Standard output or standard error, written to at once, without a buffer.
public struct StandardStream: Sendable {
  /// Where data goes.
  public static let output = StandardStream(number: STDOUT_FILENO)
  /// Where messages for people go.
  public static let error = StandardStream(number: STDERR_FILENO)

  private let number: Int32

  /// Whether a person sees it on a terminal.
  public var isTerminal: Bool { isatty(number) == 1 }

  /// Writes all of a text, as UTF-8.
  ///
  /// - Parameter text: The text, its line breaks included.
  /// - Throws: ``CloudFileError``, such as for a closed pipe or a full disk.
  public func write(_ text: String) throws(CloudFileError) {
    let bytes = Array(text.utf8)
    do throws(SystemError) {
      try FileDescriptor.standard(number).write(bytes.span)
    } catch {
      throw CloudFileError(path: "-", cause: .system(error))
    }
  }
}
