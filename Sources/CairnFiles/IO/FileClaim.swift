import Glibc

/// A claim on a piece of work, so that several processes share it without doing anything twice.
///
/// The claim is a lock on a small file beside the result. The system lets go of it when the process
/// ends, however it ends, so that nothing is left claimed.
public final class FileClaim {
  private let path: String
  private let descriptor: FileDescriptor

  /// Claims a file that is to be made; `nil` where another process holds the claim.
  ///
  /// - Parameter path: The result; the lock is `path.lock`, which is removed at the end.
  /// - Throws: ``CloudFileError`` where the folder cannot be written to.
  public init?(for path: String) throws(CloudFileError) {
    self.path = path + ".lock"
    do throws(SystemError) {
      descriptor = try FileDescriptor(
        opening: self.path, flags: O_RDWR | O_CREAT, mode: 0o666)
    } catch {
      throw CloudFileError(path: path, cause: .system(error))
    }
    guard repeating({ flock(descriptor.number, LOCK_EX | LOCK_NB) }) == 0 else { return nil }
  }

  /// Whether the result is there; ask after the claim was given, as another process may just have
  /// finished.
  ///
  /// - Parameter path: The result.
  /// - Returns: Whether there is a file of this name.
  public static func isDone(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  deinit { _ = unsafe unlink(path) }
}
